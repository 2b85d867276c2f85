"""The columns of the caseload: what each shows on the page and what it is in a file, said once.

Of somebody with a protected address nothing tells where they live or how they are reached, neither on the
page nor in a file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.participants.models import Participation
from programmes.participants.promise import offer_by
from programmes.workspace.nearest import days_left_words
from ui.formats import day

SOON = 30  # days before day 90 in which it is said in colour
Value = str | int | date | None


@dataclass(frozen=True)
class Cell:
    """What a cell of the page says; `tone` makes it a tag, `late` red."""

    text: str
    note: str = ""
    tone: str = ""
    late: bool = False


@dataclass(frozen=True)
class Column:
    """One column. cell: on the page. values: in a file, with their own headings.

    sort: the order that its heading leads to; again: the order that a second press leads to.
    """

    code: str
    label: str | Promise
    cell: Callable[[Participation], Cell]
    values: tuple[tuple[str | Promise, Callable[[Participation], Value]], ...]
    sort: str = ""
    again: str = ""
    numeric: bool = False


def _plain(code: str, label: Any, value: Callable[[Participation], Value], **more: Any) -> Column:
    """A column that says the same on the page and in a file; a day as a day."""

    def cell(row: Participation) -> Cell:
        found = value(row)
        return Cell(day(found) if isinstance(found, date) else str(found or ""))

    return Column(code, label, cell, ((label, value),), **more)


def unless_protected(row: Participation, text: Any) -> str:
    """The text, unless the person's address is protected."""
    return _("Protected") if row.participant.restricted else str(text or "")


def days_to_offer(row: Any) -> int | None:
    """How many days there are to day 90 while nothing has been offered; None when nothing is promised."""
    return (offer_by(row) - timezone.localdate()).days if row.waits_for_offer else None


def _day_90(row: Any) -> Cell:
    left = days_to_offer(row)
    if left is None:
        return Cell("")
    tone = "late" if left < 0 else "warn" if left <= SOON else ""
    return Cell(days_left_words(left), note="" if tone else day(offer_by(row)), tone=tone)


def _step(row: Any) -> Cell:
    if not row.step_what:
        return Cell("")
    return Cell(
        row.step_what, note=day(row.step_due_on, year=False), late=row.step_due_on < timezone.localdate()
    )


def _due(row: Participation) -> Cell:
    if row.due_on is None:
        return Cell("")
    return Cell(day(row.due_on, year=False), late=row.due_on < timezone.localdate())


def _state(row: Participation) -> Cell:
    archived = _("archived") if row.archived_on else ""
    return Cell(str(row.get_state_display()), note=archived, tone=row.tone_in_caseload)  # type: ignore[attr-defined]


STATE, STEP, DUE, DAY_90 = (
    gettext_lazy("State"),
    gettext_lazy("Next step"),
    gettext_lazy("Day of the state"),
    gettext_lazy("Day 90"),
)

COLUMNS: dict[str, Column] = {
    column.code: column
    for column in (
        Column("state", STATE, _state, ((STATE, lambda row: str(row.get_state_display())),)),  # type: ignore[attr-defined]
        Column(
            "step",
            STEP,
            _step,
            ((STEP, lambda row: row.step_what), (gettext_lazy("Next step by"), lambda row: row.step_due_on)),  # type: ignore[attr-defined]
            sort="step",
        ),
        Column(
            "day90",
            DAY_90,
            _day_90,
            (
                (DAY_90, lambda row: offer_by(row) if row.waits_for_offer else None),  # type: ignore[attr-defined]
                (gettext_lazy("Days to day 90"), days_to_offer),
            ),
            sort="day90",
        ),
        Column("due", DUE, _due, ((DUE, lambda row: row.due_on),), sort="due"),
        _plain(
            "municipality", gettext_lazy("Municipality"), lambda row: unless_protected(row, row.municipality)
        ),
        _plain(
            "coordinator",
            gettext_lazy("Responsible coordinator"),
            lambda row: str(row.coordinator or _("Nobody yet")),
        ),
        _plain("referrer", gettext_lazy("Officer"), lambda row: str(row.referrer or "")),
        _plain(
            "referred",
            gettext_lazy("Referred"),
            lambda row: row.referred_on,
            sort="referred",
            again="-referred",
            numeric=True,
        ),
        _plain("started", gettext_lazy("Started"), lambda row: row.started_on, numeric=True),
        _plain("phone", gettext_lazy("Telephone"), lambda row: unless_protected(row, row.participant.phone)),
        _plain(
            "channel",
            gettext_lazy("Wants to hear by"),
            lambda row: str(row.participant.get_contact_channel_display()),  # type: ignore[attr-defined]
        ),
    )
}
USUAL = ("state", "step", "day90", "municipality", "coordinator", "referred")


def chosen(codes: Sequence[str]) -> list[Column]:
    """The columns by their codes, in our order; those that a list has usually, where none is named."""
    wanted = [column for code, column in COLUMNS.items() if code in codes]
    return wanted or [COLUMNS[code] for code in USUAL]
