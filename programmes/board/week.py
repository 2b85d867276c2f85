"""The week of a board: Monday to Friday, each day with its meetings, seats and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.selectors import Viewer
from areas.selectors import holiday_names
from areas.working_days import days_off
from programmes.board.selectors import sessions_between, who_comes
from programmes.catalogue.models import Intake
from programmes.placements.models import Placement, Session
from programmes.placements.sessions import seats_taken_at
from programmes.placements.states import SessionState

WORKING_WEEK = 5


@dataclass(frozen=True)
class Card:
    """One meeting on the board. names: of who comes, as far as the viewer reads them; others: how many more
    come, of whom the viewer reads nothing."""

    session: Session
    taken: int
    names: list[str]
    url: str

    @property
    def called_off(self) -> bool:
        """Whether it is not held."""
        return self.session.state == SessionState.CANCELLED

    @property
    def others(self) -> int:
        """How many come beside those who are named."""
        return max(self.taken - len(self.names), 0)


@dataclass
class BoardDay:
    """One day of the week. closed: what it is called when offices are closed."""

    on: date
    cards: list[Card] = field(default_factory=list)
    closed: str = ""

    @property
    def is_today(self) -> bool:
        """Whether it is today."""
        return self.on == timezone.localdate()


@dataclass(frozen=True)
class BoardWeek:
    """The week, and everybody whose name stands in it."""

    monday: date
    days: list[BoardDay]
    people: list[Placement]

    @property
    def is_empty(self) -> bool:
        """Whether nothing meets in it."""
        return not any(day.cards for day in self.days)


def week_of_board(viewer: Viewer, groups: Sequence[Intake], monday: date) -> BoardWeek:
    """The week from Monday to Friday; a meeting on a weekend stands at its end."""
    sessions = sessions_between(groups, monday, monday + timedelta(days=6))
    taken, comers = seats_taken_at(sessions), who_comes(viewer, sessions)
    dates = [monday + timedelta(days=n) for n in range(WORKING_WEEK)]
    dates += sorted({one.on for one in sessions} - set(dates))
    off = days_off() & set(dates)
    names: dict[date, Any] = holiday_names(off) if off else {}
    days = {on: BoardDay(on, closed=str(names.get(on, ""))) for on in dates}
    for session in sessions:
        people = comers.get(session.pk, [])
        days[session.on].cards.append(
            Card(
                session,
                taken[session.pk],
                [row.participation.participant.short_name for row in people],
                day_url(session.intake, session.on),
            )
        )
    return BoardWeek(monday, list(days.values()), [row for rows in comers.values() for row in rows])


def cards_of(sessions: Sequence[Session]) -> list[Card]:
    """The meetings with their seats, without names."""
    taken = seats_taken_at(sessions)
    return [Card(one, taken[one.pk], [], day_url(one.intake, one.on)) for one in sessions]


def day_url(group: Intake, on: date) -> str:
    """The page of a day of the group."""
    return reverse("board:day", args=[group.reference, on.isoformat()])
