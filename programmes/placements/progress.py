"""How far the choice of a place has come: a line of news for the officer who referred the person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from accounts.selectors import Viewer
from programmes.placements.models import Placement
from programmes.placements.selectors import placements_for
from programmes.placements.states import FACTS
from ui.formats import day

# Of these the officer hears something.
TOLD = sorted(state for state, facts in FACTS.items() if facts.officer)
NEWS_FOR = timedelta(days=7)
NEAR = timedelta(days=180)


@dataclass(frozen=True)
class News:
    """One line in words, and since which day it is so."""

    text: str
    on: date

    @property
    def is_new(self) -> bool:
        """Whether it came about within the last week."""
        return timezone.localdate() - self.on < NEWS_FOR


def progress_by_participation(viewer: Viewer, participations: Iterable[int]) -> dict[int, News]:
    """What the furthest place of each participation says, for those that `viewer` sees; one query."""
    rows = placements_for(viewer).filter(participation__in=list(participations), state__in=TOLD)
    furthest: dict[int, Placement] = {}
    for row in rows:
        known = furthest.get(row.participation_id)
        if known is None or _rank(row) < _rank(known):
            furthest[row.participation_id] = row
    return {pk: news_of(row) for pk, row in furthest.items()}


def news_of(row: Placement) -> News:
    """One place in the officer's words: that there is one, how far it is and from when, no more than that."""
    days = {
        "offered": row.offered_on,
        "wanted": row.wanted_on,
        "start": row.started_on or row.starts_on,
        "until": row.ends_on,
        "resume": row.resumes_on,
        "end": row.ended_on,
    }
    text = str(row.facts.officer) % {name: short_day(on) for name, on in days.items()}
    return News(text, timezone.localdate(row.state_since))


def short_day(on: date | None) -> str:
    """The day with its weekday; the year only where it is far off, a dash where it is not known."""
    return day(on, year=abs(on - timezone.localdate()) > NEAR) if on else "–"


def _rank(row: Placement) -> tuple[int, int]:
    """What tells most comes first: a place that is lived tells more than a suggestion beside it."""
    return row.facts.told, -row.pk
