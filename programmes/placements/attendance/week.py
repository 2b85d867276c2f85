"""One week at one workplace as it is told: a line a person, a choice a day, the usual hours chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from areas.working_days import is_working_day
from letters.order import in_order
from programmes.catalogue.selectors import most_days_by_type
from programmes.placements.attendance.calendar import (
    first_of_month,
    is_inside,
    is_weekend,
    monday_of,
    week_days,
)
from programmes.placements.attendance.names import names_in_week
from programmes.placements.attendance.selectors import days_around, months_between
from programmes.placements.attendance.services import Clash, Tick
from programmes.placements.attendance.usual import (
    A_WEEK,
    QUARTER,
    WEEKS_LOOKED_AT,
    Usual,
    usual_week,
)
from programmes.placements.codes import AWAY, DayKind
from programmes.placements.dated import hours_on, on_break, with_days
from programmes.placements.models import AttendanceDay, AttendanceMonth, Placement
from programmes.placements.states import CHANGEABLE
from ui.formats import plain_number

AWAY_WORD, FREE_WORD, CANCELLED_WORD, THERE_WORD = "away", "free", "cancelled", "there"
# Hours that are offered to choose from, in halves; what was told otherwise is offered too.
OFFERED = [Decimal(half) / 2 for half in range(1, 25)]
MOST_HOURS = 24
KINDS = {
    AWAY_WORD: DayKind.AWAY_UNKNOWN,
    FREE_WORD: DayKind.FREE,
    CANCELLED_WORD: DayKind.CANCELLED,
    THERE_WORD: DayKind.PRESENT,
}
Option = tuple[str, str]


@dataclass
class Cell:
    """One day of one person. name: of its field; empty where nothing can be chosen, then `shown` says why.

    value: what is chosen. told: somebody has told it. other: what somebody else told meanwhile, in words.
    sent: its month is with the worker. outside: it is no day of the agreement.
    """

    on: date
    name: str = ""
    value: str = ""
    options: list[Option] = field(default_factory=list)
    shown: str = ""
    told: bool = False
    weekend: bool = False
    other: str = ""
    sent: bool = False
    outside: bool = False


@dataclass
class Line:
    """One person's week."""

    placement: Placement
    name: str
    about: str
    cells: list[Cell]
    closed: bool = False


@dataclass
class Week:
    """What the page shows: the lines, whether all of it is told, and how new what it knows is."""

    monday: date
    lines: list[Line]
    seen: datetime | None
    to_tell: int
    told: int
    untold_before: list[date] = field(default_factory=list)

    @property
    def has_weekend(self) -> bool:
        """Whether something stands on a Saturday or a Sunday."""
        return any(cell.told for line in self.lines for cell in line.cells if cell.weekend)

    @property
    def stamp(self) -> str:
        """`seen`, as the form carries it along."""
        return self.seen.isoformat() if self.seen else ""


def week_of(placements: Iterable[Placement], monday: date, *, with_initials: bool = True) -> Week:
    """The week of these people, as it has been told or as it usually is.

    with_initials: of two with one first name the reader may see how the surname begins.
    """
    by_age = sorted(with_days(placements), key=lambda row: row.pk)
    rows = in_order(by_age, lambda row: row.participation.participant.first_name)
    sunday = monday + timedelta(days=6)
    days = days_around(rows, monday - timedelta(weeks=WEEKS_LOOKED_AT), sunday)
    months = months_between(rows, monday - timedelta(weeks=WEEKS_LOOKED_AT), sunday)
    most = most_days_by_type(monday) if rows else {}
    names = names_in_week(rows, with_initials=with_initials)
    week = Week(monday, [], None, 0, 0)
    for row in rows:
        before = [day for day in days[row.pk] if day.on < monday]
        told = {day.on: day for day in days[row.pk] if day.on >= monday}
        most_days = most.get(row.programme_type.code, A_WEEK)
        usual = usual_week(row, before, most_days, monday + timedelta(days=4))
        line = _line(row, names[row.pk], week_days(monday), usual, told, months)
        week.lines.append(line)
        for day in told.values():
            week.seen = max(week.seen or day.at, day.at)
        open_days = [cell for cell in line.cells if cell.name and not cell.weekend]
        week.to_tell += len(open_days)
        week.told += sum(cell.told for cell in open_days)
    week.untold_before = _untold_before(rows, monday, days, months)
    return week


def _untold_before(
    rows: Iterable[Placement],
    monday: date,
    days: Mapping[int, list[AttendanceDay]],
    months: Mapping[tuple[int, date], AttendanceMonth],
) -> list[date]:
    """The Mondays of the weeks before in which a working day of somebody's can be told and is not."""
    found = set()
    for row in rows:
        told = {day.on for day in days[row.pk]}
        for back in range(1, 7 * WEEKS_LOOKED_AT + 1):
            on = monday - timedelta(days=back)
            month = months.get((row.pk, first_of_month(on)))
            open_now = month is None or month.state in CHANGEABLE
            if on not in told and open_now and is_working_day(on) and is_inside(row, on):
                found.add(monday_of(on))
    return sorted(found)


def _line(
    row: Placement,
    name: str,
    days: list[date],
    usual: Usual,
    told: Mapping[date, AttendanceDay],
    months: Mapping[tuple[int, date], AttendanceMonth],
) -> Line:
    cells = []
    for on in days:
        month = months.get((row.pk, first_of_month(on)))
        cells.append(_cell(row, on, usual, told.get(on), month))
    closed = any(cell.sent for cell in cells)
    hours = hours_on(row, days[4])
    agreed = _("%(hours)s h a week") % {"hours": plain_number(hours)} if hours else ""
    about = " · ".join(part for part in (row.title, agreed) if part)
    return Line(row, name, about, cells, closed)


def _cell(
    row: Placement, on: date, usual: Usual, day: AttendanceDay | None, month: AttendanceMonth | None
) -> Cell:
    cell = Cell(on, told=day is not None, weekend=is_weekend(on))
    if not is_inside(row, on):
        cell.outside = True
        cell.shown = words_of(day) if day else ""
        if on_break(row, on) and not is_weekend(on):
            cell.shown = pgettext("day, brief", "Break")
        return cell
    if month is not None and month.state not in CHANGEABLE:
        cell.shown = words_of(day) if day else word_for(FREE_WORD)
        cell.told = cell.sent = True
        return cell
    if on > timezone.localdate():
        cell.shown = "…"
        return cell
    cell.name = name_of(row, on)
    cell.value = value_of(day) if day else _usual_value(on, usual)
    cell.options = options_for(cell.value, usual.get(on.weekday()) or next(iter(usual.values()), None))
    return cell


def name_of(row: Placement, on: date) -> str:
    """The name of the field: the public code of the placement and the day, no name."""
    return f"d-{row.reference}-{on:%Y%m%d}"


def _usual_value(on: date, usual: Usual) -> str:
    """What is chosen before anybody has told: the usual hours of a working day, else a day off."""
    hours = usual.get(on.weekday())
    return plain(hours) if hours and is_working_day(on) else FREE_WORD


def value_of(day: AttendanceDay) -> str:
    """What the field says of a day that was told."""
    if day.kind in AWAY:
        return AWAY_WORD
    if day.kind == DayKind.PRESENT:
        return plain(day.hours) if day.hours is not None else THERE_WORD
    return FREE_WORD if day.kind == DayKind.FREE else CANCELLED_WORD


def plain(hours: Decimal) -> str:
    """Hours as a field holds them: "7.5"."""
    return f"{hours.normalize():f}"


def words_of(day: AttendanceDay) -> str:
    """The day in a word or its hours."""
    return word_for(value_of(day))


def word_for(value: str) -> str:
    """What a choice is called, briefly: it has the room of a thumb."""
    words = {
        AWAY_WORD: pgettext("day, brief", "Away"),
        FREE_WORD: pgettext("day, brief", "Off"),
        CANCELLED_WORD: pgettext("day, brief", "Called off"),
        THERE_WORD: pgettext("day, brief", "There"),
    }
    if value in words:
        return words[value]
    return _("%(hours)s h") % {"hours": plain_number(Decimal(value))}


def options_for(value: str, usual: Decimal | None) -> list[Option]:
    """The choices: what is chosen and usual first, then away, off, called off, then other hours."""
    first = [value] if value not in KINDS else []
    if usual is not None and plain(usual) not in first:
        first.append(plain(usual))
    if value == THERE_WORD:
        first.insert(0, THERE_WORD)
    others = [plain(hours) for hours in OFFERED if plain(hours) not in first]
    return [(one, word_for(one)) for one in [*first, AWAY_WORD, FREE_WORD, CANCELLED_WORD, *others]]


def ticks_from(typed: Mapping[str, str], week: Week) -> tuple[dict[Placement, list[Tick]], list[Cell]]:
    """What was chosen for the days that can be told; and those cells of which it makes no sense.

    A day that the form does not bring is left as it is. Each cell keeps what was chosen.
    """
    ticks: dict[Placement, list[Tick]] = defaultdict(list)
    wrong = []
    for line in week.lines:
        for cell in line.cells:
            value = str(typed.get(cell.name, "")).strip() if cell.name else ""
            if not value:
                continue
            tick = _tick(cell.on, value)
            if tick is None:
                wrong.append(cell)
                continue
            if cell.weekend and value == FREE_WORD and not cell.told:
                continue  # a weekend is free without anybody saying so
            value = value_of_tick(tick, value)
            cell.value = value
            cell.options = options_for(value, None) if value not in dict(cell.options) else cell.options
            ticks[line.placement].append(tick)
    return dict(ticks), wrong


def _tick(on: date, value: str) -> Tick | None:
    if value in KINDS:
        return Tick(on, KINDS[value])
    try:
        hours = Decimal(value.replace(",", "."))
    except InvalidOperation:
        return None
    if not hours.is_finite() or not 0 < hours <= MOST_HOURS or hours % QUARTER:
        return None
    return Tick(on, DayKind.PRESENT, hours)


def value_of_tick(tick: Tick, typed: str) -> str:
    """What was chosen as a field holds it: 7,5 is 7.5."""
    return plain(tick.hours) if tick.hours is not None else typed


def days_outside(typed: Mapping[str, str], week: Week) -> list[tuple[str, date]]:
    """Days that the form brings and that are not the agreement's any more: whose, and which."""
    names = {
        name_of(line.placement, cell.on): (line.name, cell.on)
        for line in week.lines
        for cell in line.cells
        if cell.outside
    }
    return [found for name, found in names.items() if typed.get(name)]


def closed_meanwhile(typed: Mapping[str, str], week: Week) -> list[tuple[str, list[tuple[date, str]]]]:
    """Whose month was sent since the form was made, and what the form says otherwise, day by day."""
    found = []
    for line in week.lines:
        brought = [
            (cell.on, word)
            for cell in line.cells
            if cell.sent and (value := typed.get(name_of(line.placement, cell.on), ""))
            if (word := word_for_typed(value) or value[:10]) != cell.shown
        ]
        if brought:
            found.append((line.name, brought))
    return found


def word_for_typed(value: str) -> str:
    """The word of a choice that came with a form; empty for what is none."""
    tick = _tick(date.min, value)
    return word_for(value_of_tick(tick, value)) if tick else ""


def mark_clashes(week: Week, clashes: Iterable[Clash]) -> None:
    """The cells of which somebody told otherwise say what it was, and who."""
    told = {(clash.placement.pk, clash.day.on): clash.day for clash in clashes}
    for line in week.lines:
        for cell in line.cells:
            if day := told.get((line.placement.pk, cell.on)):
                cell.other = words_of(day)
