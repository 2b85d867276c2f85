"""How far the choice of a place has come, in one line for the officer who referred the person."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.selectors import Viewer
from programmes.placements.models import Placement
from programmes.placements.selectors import placements_for
from programmes.placements.states import FACTS
from ui.formats import day

# Of these the officer hears something.
TOLD = sorted(state for state, facts in FACTS.items() if facts.officer)


def progress_by_participation(viewer: Viewer, participations: Iterable[int]) -> dict[int, str]:
    """What the furthest place of each participation says, for those that `viewer` sees; one query."""
    rows = placements_for(viewer).filter(participation__in=list(participations), state__in=TOLD)
    furthest: dict[int, Placement] = {}
    for row in rows:
        known = furthest.get(row.participation_id)
        if known is None or _rank(row) < _rank(known):
            furthest[row.participation_id] = row
    return {pk: progress_words(row) for pk, row in furthest.items()}


def progress_words(row: Placement) -> str:
    """One place in the officer's words: that there is one and how far it is, no more than that."""
    dates = {"start": day(row.starts_on), "end": day(row.ended_on)}
    return str(row.facts.officer) % dates


def _rank(row: Placement) -> tuple[int, int]:
    """What tells most comes first: a place that is lived tells more than a suggestion beside it."""
    return row.facts.told, -row.pk
