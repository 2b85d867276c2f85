"""What stands in one's calendar: visits, the first day, the agreed working days, talks, next steps.

A title names the kind and the workplace, and nobody: a calendar lies open on tables and on others' servers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import COORDINATING, Role
from accounts.selectors import scope_of
from areas.working_days import days_off
from programmes.participants.models import NextStep
from programmes.participants.states import OPEN
from programmes.placements.agreements import in_force
from programmes.placements.codes import DayKind, VisitState
from programmes.placements.models import AttendanceDay, Placement, Review, Visit
from programmes.placements.selectors import rule_of, with_names
from programmes.placements.states import HOLDS_PLACE, LIVE, RUNNING, PlacementState
from programmes.relations import responsible_ids
from programmes.who_is_who import host_ids

BACK, AHEAD = timedelta(days=30), timedelta(days=120)
NOT_THAT_DAY = (DayKind.CANCELLED, DayKind.FREE)


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar: a whole day, or from an instant until another."""

    uid: str
    title: str
    day: date
    begins: datetime | None = None
    ends: datetime | None = None
    place: str = ""
    text: str = ""
    path: str = ""

    @property
    def is_working_day(self) -> bool:
        """Whether it is one of the days that the agreement names."""
        return self.uid.startswith("day-")

    @property
    def told(self) -> dict[str, str]:
        """As it is kept, and compared with what was told before."""
        return {
            "title": self.title,
            "day": self.day.isoformat(),
            "begins": self.begins.isoformat() if self.begins else "",
            "ends": self.ends.isoformat() if self.ends else "",
            "place": self.place,
            "text": self.text,
            "path": self.path,
        }


def entries_of(user: User) -> list[Entry]:
    """Everything in the calendar of the person, whatever roles they have, by day."""
    scope = scope_of(user)
    found: list[Entry] = []
    if scope.holds(Role.PARTICIPANT):
        found += _own(user)
    if hosts := host_ids(user):
        found += _at_hosts(hosts)
    if scope.holds(*COORDINATING):
        found += _at_work(responsible_ids(user))
    unique = {entry.uid: entry for entry in reversed(found)}
    return sorted(
        unique.values(), key=lambda entry: (entry.day, entry.begins or _midnight(entry.day), entry.uid)
    )


def _own(user: User) -> Iterator[Entry]:
    """The person's own: the one place where the next step and every working day stand."""
    mine = Placement.objects.filter(participation__participant__user=user, state__in=sorted(LIVE))
    for row in _whole(mine):
        yield from _visits(row, "visits:own")
        if row.state in HOLDS_PLACE:
            yield from _first_day(row, "first_day:own", _("First day: %(place)s"))
            yield from _working_days(row)
            yield from _talks(row, "my:placement")
    steps = NextStep.objects.filter(
        participation__participant__user=user, participation__state__in=sorted(OPEN), done_on=None
    )
    for step in steps.order_by("due_on", "pk"):
        yield Entry(f"step-{step.pk}", _("Välityö: next step"), step.due_on, path=reverse("my:home"))


def _at_hosts(hosts: list[int]) -> Iterator[Entry]:
    """What the workplace has to be there for."""
    rows = Placement.objects.filter(vacancy__host__in=hosts, state__in=sorted(LIVE))
    known = Q(introduced_on__isnull=False) | Q(visit_ahead=VisitState.AGREED)
    for row in _whole(rows.filter(known)):
        yield from _visits(row, "visits:at_host", side="host")
        if row.introduced_on and row.state in HOLDS_PLACE:
            yield from _first_day(row, "first_day:at_host", _("Somebody's first day: %(place)s"), side="host")
            yield from _talks(row, "host:placement", side="host")


def _at_work(responsible: Iterable[int]) -> Iterator[Entry]:
    """Visits and first days of the worker's people: without a name, each leads to its page."""
    rows = Placement.objects.filter(participation__coordinator__in=responsible)
    soon = Q(visit_ahead=VisitState.AGREED) | Q(state=PlacementState.AGREED)
    for row in _whole(rows.filter(soon, state__in=sorted(LIVE))):
        yield from _visits(row, "work:visit", side="work")
        if row.state == PlacementState.AGREED:
            yield from _first_day(row, "work:placement", _("Somebody's first day: %(place)s"), side="work")


def _whole(rows: Any) -> list[Placement]:
    """The placements with all that their entries say, a query a kind."""
    since = timezone.now() - BACK
    kinds = (
        Prefetch("visits", Visit.objects.filter(starts_at__gte=since).order_by("pk")),
        Prefetch("reviews", Review.objects.filter(held_on=None).order_by("pk")),
        "first_days",
        "agreements__signatures",
    )
    return list(with_names(rows).prefetch_related(*kinds).order_by("pk"))


def _visits(row: Placement, address: str, *, side: str = "") -> Iterator[Entry]:
    for visit in row.visits.all():
        visit.placement = row
        if visit.state not in {VisitState.AGREED, VisitState.HELD} or visit.has_fallen:
            continue
        begins, ends = visit.starts_at, visit.ends_at
        assert begins is not None  # noqa: S101 - what is agreed has its time
        reference = row.reference if address.startswith("work") else visit.reference
        yield Entry(
            _uid("visit", visit.reference, side), _("Visit: %(place)s") % {"place": _place(row)},
            timezone.localdate(begins), begins, ends, _address(row), path=reverse(address, args=[reference]),
        )  # fmt: skip


def _first_day(row: Placement, address: str, title: str, *, side: str = "") -> Iterator[Entry]:
    on = row.started_on or row.starts_on
    if on is None or on < timezone.localdate() - BACK:
        return
    at = next(iter(row.first_days.all()), None)
    begins = _at(on, at.arrives_at) if at and at.arrives_at else None
    ends = begins + timedelta(hours=1) if begins else None
    yield Entry(
        _uid("first", row.reference, side), title % {"place": _place(row)}, on, begins, ends, _address(row),
        path=reverse(address, args=[row.reference]),
    )  # fmt: skip


def _working_days(row: Placement) -> Iterator[Entry]:
    """Each day that the agreement in force names, but for holidays and days that were called off."""
    paper = in_force(row, rule_of(row))
    weekdays = {int(number) for number in (paper.content.get("work_days") or ())} if paper else set()
    if not weekdays or row.starts_on is None or row.ends_on is None or paper is None:
        return
    today, first = timezone.localdate(), row.started_on or row.starts_on
    day, last = max(first, today - BACK), min(row.ends_on, today + AHEAD)
    off = days_off() | set(
        AttendanceDay.objects.filter(month__placement=row, kind__in=NOT_THAT_DAY, on__gte=day)
        .order_by("on")
        .values_list("on", flat=True)
    )
    begins = _clock(paper.content.get("day_begins", ""))
    hours = float(paper.content.get("weekly_hours") or 0) / len(weekdays)
    title = _("Work: %(place)s") % {"place": _place(row)}
    path = reverse("my:placement", args=[row.reference])
    while day <= last:
        if day.isoweekday() in weekdays and day != first and day not in off:
            at = _at(day, begins) if begins else None
            until = at + timedelta(minutes=round(hours * 60)) if at else None
            yield Entry(f"day-{row.reference}-{day:%Y%m%d}", title, day, at, until, _address(row), path=path)
        day += timedelta(days=1)


def _talks(row: Placement, address: str, *, side: str = "") -> Iterator[Entry]:
    if row.state not in RUNNING:
        return
    for talk in row.reviews.all():
        title = _("Talk about the work, by this day: %(place)s") % {"place": _place(row)}
        path = reverse(address, args=[row.reference])
        yield Entry(_uid("talk", str(talk.pk), side), title, talk.due_on, path=path)


def _uid(kind: str, reference: str, side: str) -> str:
    """One thing has another name in each party's calendar: who has two roles sees both."""
    return "-".join(part for part in (kind, reference, side) if part)


def _place(row: Placement) -> str:
    return str(row.place_name)


def _address(row: Placement) -> str:
    street = row.vacancy.street_address if row.vacancy else ""
    return ", ".join(part for part in (street, str(row.municipality)) if part)


def _at(day: date, at: time) -> datetime:
    """The instant at which it is so late on the wall that day, whatever the clock was changed to."""
    return timezone.make_aware(datetime.combine(day, at))


def _clock(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def _midnight(day: date) -> datetime:
    return _at(day, time(0))
