"""What a workplace is asked at its people: their own acts, and the days of their months.

One home, so that its front page, a place's page and a person's page agree on what waits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.employers.models import Vacancy
from programmes.placements.attendance.selectors import address_of, months_not_sent, name_of
from programmes.placements.induction.items import asked_of_host
from programmes.placements.models import AttendanceMonth, Placement
from programmes.placements.states import RUNNING
from ui.formats import day
from workflow.registry import Turn, machine_of


@dataclass(frozen=True)
class MonthAsked:
    """A month that is over and waits for the workplace: what is to be done, and where."""

    month: AttendanceMonth
    act: str
    url: str

    def turn(self, *, of: str = "") -> Turn:
        """As a strip tells it, of whom where the page is not theirs."""
        due = _("By %(date)s.") % {"date": day(self.month.due_on)} if self.month.due_on else ""
        text = f"{name_of(self.month.month)}. {due}".strip()
        return Turn("mine", f"{of}: {self.act}" if of else self.act, text, self.month.due_on)


def months_asked(viewer: Any, **of: Any) -> list[MonthAsked]:
    """Months whose every day is told and nobody has sent, and those whose days should have been told."""
    found = []
    for row, left in months_not_sent(viewer, **of):
        if not left:
            send = reverse("workflow:act", args=["attendance", row.reference, "send"])
            found.append(MonthAsked(row, _("Send the days of the month"), send))
        elif _is_late(row) or _is_over(row.placement):
            found.append(MonthAsked(row, _("Tell the days of the month"), address_of(row, viewer)))
    return found


def turn_at(row: Placement, viewer: Any) -> tuple[Turn, str]:
    """Whose turn the workplace reads on the page of one person; and where, when it is the days of a month."""
    told = machine_of(row).turn(row, viewer)
    if told.kind == "mine":
        return told, ""
    if asked := months_asked(viewer, placement=row):
        return asked[0].turn(), asked[0].url
    if safety := safety_asked(row):
        return safety
    return told, ""


def safety_asked(row: Placement) -> tuple[Turn, str] | None:
    """The turn of showing the safety list, from the third day on; None while nothing is late of it."""
    found = row.inductions.first() if row.state in RUNNING else None
    if not asked_of_host(found, row) or found is None:
        return None
    words = _("By %(date)s.") % {"date": day(found.due_on)}
    return Turn("mine", show_words(), words, found.due_on), safety_url(row)


def show_words() -> str:
    """What is asked of the workplace."""
    return _("Show the rest of the safety list")


def safety_url(row: Placement) -> str:
    """Where the workplace ticks the list."""
    return reverse("induction:at_host", args=[row.reference])


def turn_over(row: Vacancy, people: list[Placement], viewer: Any) -> Turn:
    """The place's own turn; where nothing is asked of it, what the host has to do first with its people."""
    told = machine_of(row).turn(row, viewer)
    if told.kind == "mine":
        return told
    turns = [(_called(one), machine_of(one).turn(one, viewer)) for one in people]
    asked = [replace(turn, title=f"{name}: {turn.title}") for name, turn in turns if turn.kind == "mine"]
    months = months_asked(viewer, placement__vacancy=row)
    asked += [one.turn(of=_called(one.month.placement)) for one in months]
    return min(asked, key=lambda turn: turn.due_on or date.max, default=told)


def _called(row: Placement) -> str:
    return row.participation.participant.first_name


def _is_over(row: Placement) -> bool:
    """Whether the last day of the place has been, so that no day of its months is still to come."""
    return row.ended_on is not None and row.ended_on < timezone.localdate()


def _is_late(row: AttendanceMonth) -> bool:
    return row.due_on is not None and row.due_on < timezone.localdate()
