"""The people of a group, each with the days of the week on which they come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR

from programmes.board.meetings import Slot
from programmes.placements.models import Placement, SessionSeat
from programmes.placements.sessions import comes
from programmes.placements.states import HOLDS_SEAT, SessionState
from ui.formats import clock


@dataclass(frozen=True)
class Member:
    """One person of the group. days: on which they come, in words; empty where on none."""

    placement: Placement
    name: str
    days: str
    state: str
    until: date | None

    @property
    def is_in(self) -> bool:
        """Whether the person is still in the group, or on the way to it."""
        return self.placement.state in HOLDS_SEAT


def people_with_days(placements: Iterable[Placement]) -> list[Member]:
    """Each with their coming days, those who are in the group first."""
    rows = list(placements)
    days: dict[int, set[Slot]] = defaultdict(set)
    seats = SessionSeat.objects.filter(
        comes(),
        placement__in=[row.pk for row in rows],
        session__on__gte=timezone.localdate(),
        session__state=SessionState.PLANNED,
    )
    for pk, on, begins in seats.values_list("placement", "session__on", "session__starts_at"):
        days[pk].add((on.weekday(), begins))
    members = [_member(row, days[row.pk]) for row in rows]
    return sorted(members, key=lambda member: not member.is_in)


def _member(row: Placement, days: set[Slot]) -> Member:
    person: Any = row.participation.participant
    words = in_the_week(days)
    return Member(row, person.short_name, words, row.get_state_display(), row.ended_on or row.ends_on)  # type: ignore[attr-defined]


def in_the_week(slots: Iterable[Slot]) -> str:
    """ "Mon, Wed 9.00": the times of the week, briefly, days of one time together."""
    days: dict[time, list[str]] = {}
    for weekday, begins in sorted(slots):
        days.setdefault(begins, []).append(str(WEEKDAYS_ABBR[weekday]))
    return "; ".join(f"{', '.join(words)} {clock(begins)}" for begins, words in sorted(days.items()))
