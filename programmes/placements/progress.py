"""How far the choice of a place has come, in one line for the officer who referred the person."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.selectors import Viewer
from programmes.placements.models import Placement
from programmes.placements.selectors import placements_for
from programmes.placements.states import PlacementState
from ui.formats import day

S = PlacementState
# What tells most comes first: a place that is lived tells more than a suggestion beside it.
ORDER = (
    S.ACTIVE,
    S.PAUSED,
    S.AGREED,
    S.SIGNING,
    S.ACCEPTED,
    S.INTRODUCED,
    S.WANTED,
    S.PROPOSED,
    S.ENDED,
    S.CLOSED,
)


def progress_by_participation(viewer: Viewer, participations: Iterable[int]) -> dict[int, str]:
    """What the furthest place of each participation says, for those that `viewer` sees; one query."""
    rows = placements_for(viewer).filter(participation__in=list(participations), state__in=ORDER)
    furthest: dict[int, Placement] = {}
    for row in rows:
        known = furthest.get(row.participation_id)
        if known is None or _rank(row) < _rank(known):
            furthest[row.participation_id] = row
    return {pk: progress_words(row) for pk, row in furthest.items()}


def progress_words(row: Placement) -> str:
    """One place in the officer's words: that there is one and how far it is, no more than that."""
    dates = {"start": day(row.starts_on), "end": day(row.ended_on)}
    words = {
        S.PROPOSED: _("Places have been suggested; the person chooses"),
        S.WANTED: _("The person has chosen a place"),
        S.INTRODUCED: _("The workplace is considering"),
        S.ACCEPTED: _("The workplace said yes; the agreement is drawn up"),
        S.SIGNING: _("The agreement is being signed"),
        S.AGREED: _("Starts in a place on %(start)s") % dates,
        S.ACTIVE: _("In a place since %(start)s") % dates,
        S.PAUSED: _("The place is on a break"),
        S.ENDED: _("The place ended on %(end)s") % dates,
        S.CLOSED: _("The place ended on %(end)s; the closing talk is held") % dates,
    }
    return words[PlacementState(row.state)]


def _rank(row: Placement) -> tuple[int, int]:
    return ORDER.index(PlacementState(row.state)), -row.pk
