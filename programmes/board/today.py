"""Who is there today: one press tells the day of everybody, through the days of their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Min
from django.utils import timezone

from accounts.models import User
from accounts.selectors import Viewer
from areas.working_days import is_working_day
from programmes.board.selectors import by_first_name, sessions_between, who_comes
from programmes.catalogue.models import Intake
from programmes.placements.attendance.calendar import first_of_month, is_inside
from programmes.placements.attendance.selectors import LIVES, days_around, months_between
from programmes.placements.attendance.services import Tick, ToldWeek, tell_week
from programmes.placements.attendance.week import plain, words_of
from programmes.placements.codes import DayKind
from programmes.placements.models import AttendanceDay, AttendanceMonth, Placement, Session, SessionSeat
from programmes.placements.sessions import comes
from programmes.placements.states import CHANGEABLE, SessionState

# How far back a day without a meeting of theirs is said to be free with the day that is told.
LOOKED_BACK = timedelta(days=35)
A_DAY = timedelta(days=1)
HALF = Decimal("0.5")


@dataclass
class Person:
    """One person on one day of the group. name: of the fields; empty where nothing can be told, then `shown`
    says why. here: whether they are chosen as there. hours: what is chosen. told: somebody has told the day.
    """

    placement: Placement
    first_name: str
    hours: Decimal
    name: str = ""
    here: bool = True
    shown: str = ""
    told: str = ""
    choices: list[tuple[str, Decimal]] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The hours as the field holds them."""
        return plain(self.hours)


@dataclass
class Today:
    """The day of a group: its meetings with who comes, everybody once, and how new what it knows is."""

    on: date
    sessions: list[Session]
    people: list[Person]
    seen: datetime | None

    @property
    def stamp(self) -> str:
        """`seen`, as the form carries it along."""
        return self.seen.isoformat() if self.seen else ""

    @property
    def to_tell(self) -> list[Person]:
        """Those whose day can be told now."""
        return [person for person in self.people if person.name]

    @property
    def all_told(self) -> bool:
        """Whether every day that can be told has been."""
        return bool(self.to_tell) and all(person.told for person in self.to_tell)


def today_of(viewer: Viewer, group: Intake, on: date) -> Today:
    """Who is to come on the day, as it has been told, or there for as long as the group meets."""
    sessions = sessions_between([group], on, on)
    comers = who_comes(viewer, sessions)
    hours: dict[int, Decimal] = {}
    rows: dict[int, Placement] = {}
    for session in sessions:
        for row in comers.get(session.pk, []):
            rows[row.pk] = row
            row.intake = group
            held = session.hours if session.state == SessionState.PLANNED else Decimal(0)
            hours[row.pk] = hours.get(row.pk, Decimal(0)) + held
    told = {pk: next(iter(days), None) for pk, days in days_around(rows.values(), on, on).items()}
    months = months_between(rows.values(), on, on)
    people = []
    for row in rows.values():
        month = months.get((row.pk, first_of_month(on)))
        person = _person(row, on, hours[row.pk], told.get(row.pk), month)
        if not viewer.has_perm("programmes.tell_days", row):
            person.name = ""  # who sees the group and does not tell the person's days
        people.append(person)
    newest = [day.at for day in told.values() if day is not None]
    return Today(on, sessions, _in_order(people), max(newest, default=None))


def _in_order(people: Iterable[Person]) -> list[Person]:
    by_row = {person.placement.pk: person for person in people}
    return [by_row[row.pk] for row in by_first_name(person.placement for person in by_row.values())]


def _person(
    row: Placement, on: date, hours: Decimal, day: AttendanceDay | None, month: AttendanceMonth | None
) -> Person:
    person = Person(row, row.participation.participant.short_name, hours)
    person.told = words_of(day) if day else ""
    if not hours or (day is not None and day.kind == DayKind.CANCELLED):
        person.shown = "called_off"
    elif row.state not in LIVES or not is_inside(row, on):
        person.shown = "not_begun"
    elif month is not None and month.state not in CHANGEABLE:
        person.shown = "sent"
    elif on > timezone.localdate():
        person.shown = "to_come"
    else:
        person.name = f"p-{row.reference}"
        if day is not None:
            person.here = day.kind == DayKind.PRESENT
            person.hours = day.hours or hours
        person.choices = _choices(person.hours, hours)
    return person


def _choices(chosen: Decimal, whole: Decimal) -> list[tuple[str, Decimal]]:
    """Hours to choose from: the whole meeting, what is chosen, and half hours down from it."""
    halves = [HALF * n for n in range(1, int(whole / HALF) + 3)]
    return [(plain(one), one) for one in sorted({chosen, whole, *halves}, reverse=True)]


def ticks_from(typed: Mapping[str, Any], today: Today) -> dict[Placement, Tick]:
    """What was chosen, of those who were on the page when it was made; who came since is left as they are."""
    shown = set(typed.getlist("shown")) if hasattr(typed, "getlist") else set(typed.get("shown", ()))
    ticks = {}
    for person in today.to_tell:
        if person.name not in shown:
            continue
        person.here = person.name in typed
        allowed = dict(person.choices)
        person.hours = allowed.get(str(typed.get(f"{person.name}-hours", "")), person.hours)
        kind = DayKind.PRESENT if person.here else DayKind.AWAY_UNKNOWN
        ticks[person.placement] = Tick(today.on, kind, person.hours if person.here else None)
    return ticks


def tell_day(group: Intake, ticks: Mapping[Placement, Tick], *, by: User, seen: datetime | None) -> ToldWeek:
    """The day of these people is told. Days before it on which they had no meeting are said to be free, so
    that a month is whole with its last meeting. Raises what `tell_week` raises.
    """
    free = free_days(group, ticks)
    told = {row: [*free.get(row.pk, ()), tick] for row, tick in ticks.items()}
    done = tell_week(told, by=by, seen=seen)
    return ToldWeek(max(done.days - sum(len(days) for days in free.values()), 0), done.sent)


def free_days(group: Intake, ticks: Mapping[Placement, Tick]) -> dict[int, list[Tick]]:
    """The working days before the told one that nobody has told and on which the person had no meeting of the
    group, from their first meeting on."""
    if not ticks:
        return {}
    rows = list(ticks)
    last = max(tick.on for tick in ticks.values())
    first = min(tick.on for tick in ticks.values()) - LOOKED_BACK
    told = {pk: {day.on for day in days} for pk, days in days_around(rows, first, last).items()}
    months = months_between(rows, first, last)
    seats = SessionSeat.objects.filter(placement__in=rows)
    begun = dict(seats.order_by().values_list("placement").annotate(Min("session__on")))
    own: dict[int, set[date]] = {}
    for pk, on in seats.filter(session__on__gte=first).values_list("placement", "session__on"):
        own.setdefault(pk, set()).add(on)
    return {
        row.pk: [
            Tick(day, DayKind.FREE)
            for day in _days(max(first, begun.get(row.pk) or tick.on), tick.on)
            if is_working_day(day)
            and is_inside(row, day)
            and day not in told.get(row.pk, ())
            and day not in own.get(row.pk, ())
            and _is_open(months, row, day)
        ]
        for row, tick in ticks.items()
    }


def _days(first: date, before: date) -> Iterable[date]:
    return (first + A_DAY * n for n in range(max((before - first).days, 0)))


def _is_open(months: Mapping[tuple[int, date], AttendanceMonth], row: Placement, day: date) -> bool:
    month = months.get((row.pk, first_of_month(day)))
    return month is None or month.state in CHANGEABLE


def untold_days(groups: Sequence[Intake], *, back: int = 14) -> list[tuple[Intake, date]]:
    """Days of the groups in the last weeks on which somebody's day can still be told and is not."""
    now = timezone.localdate()
    sessions = [
        session
        for session in sessions_between(groups, now - timedelta(days=back), now - A_DAY)
        if session.state == SessionState.PLANNED
    ]
    if not sessions:
        return []
    seats = SessionSeat.objects.filter(
        comes(), session__in=[session.pk for session in sessions], placement__state__in=sorted(LIVES)
    ).select_related("placement", "session")
    found = list(seats.order_by("session__on", "pk"))
    told = days_around({seat.placement_id: seat.placement for seat in found}.values(), sessions[0].on, now)
    by_pk = {group.pk: group for group in groups}
    left = {
        (seat.session.intake_id, seat.session.on)
        for seat in found
        if is_inside(seat.placement, seat.session.on)
        and seat.session.on not in {day.on for day in told.get(seat.placement_id, ())}
    }
    return [(by_pk[pk], on) for pk, on in sorted(left, key=lambda pair: (pair[1], pair[0]))]
