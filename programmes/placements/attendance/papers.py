"""The days of a month as they are read: on the person's page, in the sheet for the payer, and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from programmes.catalogue.money import allowance_of
from programmes.documents.attendance_values import MonthPaper
from programmes.placements.attendance.calendar import is_inside, is_weekend, name_of_month
from programmes.placements.attendance.sums import Sums, agreed_hours, sums_of
from programmes.placements.codes import AWAY, DayKind, Why
from programmes.placements.dated import hours_on, on_break, with_days
from programmes.placements.models import AttendanceDay, AttendanceMonth, Placement
from programmes.placements.selectors import rule_of
from programmes.relations import is_host, is_participant
from ui.formats import day as in_words
from ui.formats import plain_number

TWO_WEEKS = timedelta(days=13)
NO_BREAK = "\N{NO-BREAK SPACE}"  # of no use in a plain text that is copied


@dataclass(frozen=True)
class Told:
    """One day that was told. words: what became of it; why: the word that the person chose."""

    on: date
    kind: str
    words: str
    why: str
    field: str

    @property
    def away(self) -> bool:
        """Whether the person was away."""
        return self.kind in AWAY


def told_days(month: AttendanceMonth) -> list[Told]:
    """Every day of the month that was told, but those that were no days of theirs."""
    rows = month.days.exclude(kind=DayKind.FREE).order_by("on")
    return [Told(row.on, row.kind, own_words(row), row.why, f"why-{row.on:%Y%m%d}") for row in rows]


def own_words(day: AttendanceDay) -> str:
    """What became of the day, as its person reads it."""
    if day.kind == DayKind.PRESENT:
        hours = plain_number(day.hours)
        return _("%(hours)s h") % {"hours": hours} if hours else pgettext("own day", "You were there")
    if day.kind == DayKind.AWAY_UNKNOWN:
        return pgettext("own day", "You were away. We do not know why.")
    if day.kind == DayKind.AWAY_TOLD:
        return pgettext("own day", "You were away.")
    return pgettext("own day", "The workplace called the day off.")


def plain_words(day: AttendanceDay, *, with_why: bool) -> str:
    """What became of the day, as others read it. with_why: the person's own word goes to who pays, and to
    nobody at the workplace."""
    if day.kind == DayKind.PRESENT:
        hours = plain_number(day.hours)
        return _("there, %(hours)s h") % {"hours": hours} if hours else pgettext("sheet", "there")
    if day.kind in AWAY:
        if not with_why:
            return pgettext("sheet", "away")
        why = f"{Why(day.why).label}" if day.why else pgettext("sheet", "reason not known")
        if day.kind == DayKind.AWAY_TOLD and not day.why:
            why = pgettext("sheet", "has told why")
        return _("away: %(why)s") % {"why": _lower(why)}
    if day.kind == DayKind.CANCELLED:
        return pgettext("sheet", "called off by the workplace")
    return pgettext("sheet", "not a day of theirs")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def two_weeks(placement: Placement, first: date) -> str:
    """The two weeks from `first`, as plain text to copy to who pays the benefit."""
    last = first + TWO_WEEKS
    with_days([placement])
    rows = AttendanceDay.objects.filter(
        month__placement=placement, month__month__gte=first.replace(day=1), on__gte=first, on__lte=last
    )
    told = {row.on: row for row in rows}
    lines, untold = [], pgettext("sheet", "not told yet")
    on_a_break = pgettext("sheet", "on a break")
    for on in (first + timedelta(days=n) for n in range(14)):
        if on in told:
            lines.append(f"{in_words(on, year=False):<10} {plain_words(told[on], with_why=True)}")
        elif is_inside(placement, on) and not is_weekend(on):
            lines.append(f"{in_words(on, year=False):<10} {untold}")
        elif on_break(placement, on) and not is_weekend(on):
            lines.append(f"{in_words(on, year=False):<10} {on_a_break}")
    text = "\n".join([*_head(placement, first, last), "", *lines, "", *_foot(placement, told.values())])
    return text.replace(NO_BREAK, " ")


def _head(placement: Placement, first: date, last: date) -> list[str]:
    weekly = plain_number(hours_on(placement, last))
    lines = [
        _("Days and hours %(first)s – %(last)s") % {"first": in_words(first), "last": in_words(last)},
        _("Person: %(name)s") % {"name": placement.participation.participant},
        _("Service: %(type)s, %(place)s")
        % {"type": placement.programme_type, "place": f"{placement.title}, {placement.place_name}"},
    ]
    if weekly:
        lines.append(_("Agreed: %(hours)s hours a week") % {"hours": weekly})
    return lines


def _foot(placement: Placement, days: Iterable[AttendanceDay]) -> list[str]:
    rows = list(days)
    there = [row for row in rows if row.kind == DayKind.PRESENT]
    hours = sum((row.hours or Decimal(0) for row in there), Decimal(0))
    lines = [
        _("Days there: %(number)s") % {"number": len(there)},
        _("Hours: %(hours)s") % {"hours": plain_number(hours) or "0"},
        _("Days away: %(number)s") % {"number": sum(row.kind in AWAY for row in rows)},
    ]
    if there and allowance_of(rule_of(placement), there[0].on) is not None:
        lines.append(_("Days for the expense allowance: %(number)s") % {"number": len(there)})
    return lines


def month_paper(month: AttendanceMonth, reader: Any) -> MonthPaper:
    """The month as its paper says it, in the reader's language: the workplace reads no reason."""
    placement, sums = month.placement, sums_of([month])[month.pk]
    person = month.participation.participant
    own, host = bool(is_participant(reader, month)), bool(is_host(reader, month))
    name = str(person.first_name) if host else str(person)
    rows = month.days.exclude(kind=DayKind.FREE).select_related("by").order_by("on")
    facts = [
        (_("Person"), name),
        (_("Place"), f"{placement.title}, {placement.place_name}"),
        (_("Type of service"), str(placement.programme_type)),
        (_("Agreed hours a week"), plain_number(hours_on(placement, month.last_day))),
        (_("State"), str(month.facts.own if own else month.get_state_display())),
    ]
    return MonthPaper(
        title=_("Days and hours"),
        lead=name_of_month(month.month),
        facts=tuple((label, value) for label, value in facts if value),
        days=tuple(
            (in_words(row.on), own_words(row) if own else plain_words(row, with_why=not host)) for row in rows
        ),
        sums=tuple(_sums(sums, agreed_hours(month))),
        reference=month.reference,
    )


def _sums(sums: Sums, agreed: Decimal | None) -> list[tuple[str, str]]:
    lines = [
        (_("Days there"), str(sums.days_there)),
        (_("Hours"), plain_number(sums.hours) or "0"),
        (_("Days away"), str(sums.days_away)),
    ]
    if agreed is not None:
        lines.append((_("Hours by the agreement"), plain_number(agreed)))
    return lines
