"""The days and hours of the last months, for everyone who was in a place: told, sent, checked, corrected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from accounts.demo import ACCOUNTS
from accounts.models import User
from areas.periods import months_within
from areas.working_days import add_working_days, days_off
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import World
from programmes.placements.attendance.calendar import first_of_month, is_within, monday_of
from programmes.placements.attendance.sums import Sums
from programmes.placements.attendance.usual import agreed_days
from programmes.placements.codes import AWAY, DayKind, Why
from programmes.placements.models import AttendanceDay, AttendanceMonth, Placement
from programmes.placements.states import LIVED, RUNNING, MonthState

MONTHS_BACK = 2  # beside the month of the last day
A_WEEK = 5
KINDS = {
    DayKind.PRESENT: 91,
    DayKind.AWAY_TOLD: 5,
    DayKind.AWAY_UNKNOWN: 3,
    DayKind.CANCELLED: 1,
}
CORRECTED = "wrong_hours"


class Diary:
    """The days of everyone; its own lots are drawn, so that the rest of the history stays as it was."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.rng = Random(f"days-{world.seed}")  # noqa: S311 - invents days, keeps no secret
        self.last = world.course.today - timedelta(days=1)
        self.first = first_of_month(self.last)
        for _month in range(MONTHS_BACK):
            self.first = first_of_month(self.first - timedelta(days=1))
        self.off = days_off()
        self.doors = frozenset(account.email for account in ACCOUNTS)
        self.happened: list[Happened] = []
        # At a host with a demo account something is left to do: what waits, what is put right.
        self.to_wait, self.to_correct = 1, 1

    def write(self) -> None:
        """Every running place, and every one that ended in these months, has its days."""
        for placement in self.world.rows.placements:
            lived = placement.state in RUNNING | LIVED and placement.starts_on and placement.agreed_on
            if lived and self.first <= (placement.ended_on or self.last):
                self._months(placement)
        self.world.journal.happened = sorted(
            [*self.world.journal.happened, *self.happened], key=lambda one: one.at
        )

    def _months(self, placement: Placement) -> None:
        usual = self._usual(placement)
        self.world.usual[id(placement)] = set(usual)
        own = self._host_user(placement) is not None
        # The workplace has told up to the last Friday; one with an account has the last two weeks to tell.
        told_until = monday_of(self.last) - timedelta(days=8 if own else 3)
        first = max(self.first, first_of_month(placement.starts_on))  # type: ignore[arg-type]
        for month in months_within(first, min(self.last, placement.ended_on or self.last)):
            breaks = self.world.breaks_of[id(placement)]
            days = [day for day in self._days(month) if day <= self.last and is_within(placement, day)]
            days = [day for day in days if not any(one.covers(day) for one in breaks)]
            if days:
                self._month(placement, month, days, usual, told_until)

    def _usual(self, placement: Placement) -> dict[int, Decimal]:
        agreed = agreed_days(placement.weekly_hours)
        weekdays = sorted(self.rng.sample(range(A_WEEK), len(agreed)))
        return dict(zip(weekdays, agreed.values(), strict=True))

    def _days(self, month: date) -> Iterator[date]:
        day = month
        while day.month == month.month:
            if day.weekday() < A_WEEK and day not in self.off:
                yield day
            day += timedelta(days=1)

    def _month(
        self,
        placement: Placement,
        month: date,
        days: list[date],
        usual: dict[int, Decimal],
        told_until: date,
    ) -> None:
        row = AttendanceMonth(reference=self.world.reference(), placement=placement, month=month)
        self.world.rows.months.append(row)
        opened = datetime.combine(days[0], time(6))
        self._tell("opened", row, None, opened, {"month": month.isoformat()}, to_state=row.state)
        row.state_since = instant(opened)
        by, on_word = self._speaker(placement)
        past = month < first_of_month(self.last)
        told = [
            self._day(row, day, usual.get(day.weekday()), by, on_word)
            for day in days
            if past or placement.ended_on or day <= told_until
        ]
        self.world.rows.days.extend(told)
        if usual and (past or placement.ended_on):
            self._settle(row, told, by, on_word)

    def _day(
        self, month: AttendanceMonth, on: date, usual: Decimal | None, by: User, on_word: str
    ) -> AttendanceDay:
        kind: str = DayKind.FREE
        if usual is not None:
            kind = self.rng.choices(list(KINDS), weights=list(KINDS.values()))[0]
        hours = None
        if kind == DayKind.PRESENT and usual is not None:
            hours = max(Decimal(1), usual - self.rng.choice((1, 2))) if self.rng.random() < 0.06 else usual
        why = self.rng.choice(Why.values) if kind == DayKind.AWAY_TOLD else ""
        friday = monday_of(on) + timedelta(days=4)
        at = datetime.combine(min(friday, self.last), time(14, self.rng.randint(0, 59)))
        return AttendanceDay(
            month=month, on=on, kind=kind, hours=hours, why=why, by=by, on_word=on_word, at=instant(at)
        )

    def _settle(self, row: AttendanceMonth, days: list[AttendanceDay], by: User, on_word: str) -> None:
        """The month is sent in the days after it and checked after that, as far as those days have come."""
        sums = _sums(days)
        data = {"month": row.month.isoformat()} | sums.recorded
        own = self._host_user(row.placement) is not None
        late = self.rng.random() < 0.05 and not own
        sent = add_working_days(row.last_day, self.rng.randint(1, 4))
        newest = row.month == first_of_month(first_of_month(self.last) - timedelta(days=1))
        shown = newest and self._is_demo_host(row.placement)
        if shown and self.to_wait:
            sent = max(sent, self.world.course.working_day(self.world.course.today, -2))
        if sent > self.last or (late and newest):
            return
        self._move(row, "sent", MonthState.SENT, by, sent, data, on_word=on_word)
        row.sent_on = sent
        checked = add_working_days(sent, self.rng.randint(1, 5))
        if shown and self.to_wait:
            self.to_wait -= 1
            return
        worker = self._worker(row.placement)
        if checked > self.last:
            return
        self._move(row, "approved", MonthState.APPROVED, worker, checked, data)
        row.approved_on = checked
        if shown and self.to_correct:
            self.to_correct -= 1
            row.reason = self.world.reason("attendance", "correct", CORRECTED)
            told = {"month": row.month.isoformat(), "reason": CORRECTED}
            again = max(checked, self.world.course.working_day(self.world.course.today, -1))
            self._move(row, "corrected", MonthState.OPEN, worker, again, told)

    def _move(
        self,
        row: AttendanceMonth,
        past: str,
        state: str,
        by: User,
        on: date,
        data: dict[str, Any],
        *,
        on_word: str = "",
    ) -> None:
        before = row.state
        row._meta.get_field("state").set_state(row, state)  # type: ignore[union-attr]
        at = datetime.combine(on, time(9 if past == "approved" else 13, self.rng.randint(0, 59)))
        row.state_since = instant(at)
        self._tell(past, row, by, at, data, from_state=before, to_state=state, on_word=on_word)

    def _tell(
        self,
        past: str,
        row: AttendanceMonth,
        by: User | None,
        at: datetime,
        data: dict[str, Any],
        **more: Any,
    ) -> None:
        self.happened.append(Happened(at, by, f"attendance.{past}", row, data, on=at.date(), **more))

    def _speaker(self, placement: Placement) -> tuple[User, str]:
        user = self._host_user(placement)
        return (user, "") if user is not None else (self._worker(placement), "phone")

    def _host_user(self, placement: Placement) -> User | None:
        host = self.world.place_of[id(placement)].host
        return host.user if host is not None else None

    def _is_demo_host(self, placement: Placement) -> bool:
        user = self._host_user(placement)
        return user is not None and user.email in self.doors

    def _worker(self, placement: Placement) -> User:
        """Who cares for the person and is still there: whoever has left checks nothing."""
        participation = placement.participation
        own = participation.coordinator
        there = own is not None and any(own in workers for workers in self.world.coordinators.values())
        return own if own and there else self.world.coordinator_for(participation.municipality_id)


def _sums(days: list[AttendanceDay]) -> Sums:
    there = [day for day in days if day.kind == DayKind.PRESENT]
    return Sums(
        days_there=len(there),
        hours=sum((day.hours or Decimal(0) for day in there), Decimal(0)),
        days_away=sum(day.kind in AWAY for day in days),
        days_unknown=sum(day.kind == DayKind.AWAY_UNKNOWN for day in days),
        days_called_off=sum(day.kind == DayKind.CANCELLED for day in days),
    )
