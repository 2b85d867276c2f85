"""The days are told, explained, sent, checked and put right. One event a month tells the sums, none a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from areas.working_days import add_working_days
from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from programmes.catalogue.selectors import deadline_days
from programmes.participants.models import CallRequest, Participation
from programmes.participants.services import ask_for_a_call
from programmes.placements.attendance.calendar import first_of_month, is_inside, is_weekend
from programmes.placements.attendance.opening import make_months
from programmes.placements.attendance.sums import days_told, sums_of, untold
from programmes.placements.codes import AWAY, DayKind, Wrong
from programmes.placements.dated import on_break, with_days
from programmes.placements.models import AttendanceDay, AttendanceMonth, Placement
from programmes.placements.states import CHANGEABLE, MonthState
from programmes.relations import is_participant
from programmes.telling import enqueue_messages
from ui.formats import day as in_words
from workflow.engine import apply
from workflow.locks import lock, lock_all

UNKNOWN_DAYS = 3
LOOKED_BACK = timedelta(days=28)
AWAY_CALL = "away"
BY_LINK = "link"


@dataclass(frozen=True)
class Tick:
    """What is told of one day of one placement; hours only where the person was there."""

    on: date
    kind: str
    hours: Decimal | None = None

    def says_as(self, day: AttendanceDay) -> bool:
        """Whether the day says the same already: who is away is away, whether or not they have told why."""
        if self.kind in AWAY and day.kind in AWAY:
            return True
        return self.kind == day.kind and self.hours == day.hours


@dataclass(frozen=True)
class Clash:
    """A day of which somebody has told something else meanwhile."""

    placement: Placement
    tick: Tick
    day: AttendanceDay


class ToldOtherwiseError(Exception):
    """Somebody has told some of the days meanwhile, and otherwise; nothing was changed."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__(clashes)
        self.clashes = clashes


@dataclass(frozen=True)
class ToldWeek:
    """What telling a week has done: how many days say something new, and which months it has sent."""

    days: int
    sent: list[AttendanceMonth]


@as_one()
def tell_week(
    ticks: Mapping[Placement, Sequence[Tick]],
    *,
    by: User | None,
    seen: datetime | None,
    on_word: str = "",
    sender: User | None = None,
) -> ToldWeek:
    """Every day says what was ticked; a month of which every day is told is sent with the same press.

    by: who tells; None where it came by the link of the week, then `sender`, who made the link, stands for
    the workplace. seen: the newest instant at which a day had been told when the form was made; what was told
    otherwise since then is not written over: raises ToldOtherwiseError. Raises ValidationError and
    PermissionDenied.
    """
    placements = sorted(ticks, key=lambda one: one.pk)
    lock(*placements)
    with_days(placements)
    for placement in placements:
        if by is not None and not by.has_perm("programmes.tell_days", placement):
            raise PermissionDenied
        _check_days(placement, ticks[placement])
    months = _months_of({row: [tick.on for tick in ticks[row]] for row in placements}, by)
    standing = _days_of(months.values())
    new, clashes = [], []
    for placement in placements:
        for tick in ticks[placement]:
            month = months[placement.pk, first_of_month(tick.on)]
            day = standing.get((month.pk, tick.on))
            if day is not None and tick.says_as(day):
                continue
            if month.state not in CHANGEABLE:
                raise ValidationError(_not_open(month))
            if day is not None and (seen is None or day.at > seen):
                clashes.append(Clash(placement, tick, day))
            new.append(_told(month, tick, by, on_word))
    if clashes:
        raise ToldOtherwiseError(clashes)
    write_days(new)
    _ask_for_calls([one.month for one in new if one.kind == DayKind.AWAY_UNKNOWN], by)
    sent = [
        month
        for month in {one.month.pk: one.month for one in new}.values()
        if _is_whole(month) and _send_by(month, by or sender, on_word)
    ]
    return ToldWeek(len(new), sent)


def _check_days(placement: Placement, ticks: Iterable[Tick]) -> None:
    """Every day is one of the agreement's and has come."""
    for tick in ticks:
        if tick.on > timezone.localdate():
            raise ValidationError(
                _("%(day)s has not come yet: tell it on that day or later.") % {"day": in_words(tick.on)}
            )
        if on_break(placement, tick.on):
            raise ValidationError(
                _("%(name)s is on a break on %(day)s: that day is not told.")
                % {"day": in_words(tick.on), "name": placement.participation.participant.first_name}
            )
        if not is_inside(placement, tick.on):
            raise ValidationError(
                _("%(day)s is outside the agreement of %(name)s. Ask the worker to extend it first.")
                % {"day": in_words(tick.on), "name": placement.participation.participant.first_name}
            )


def _not_open(month: AttendanceMonth) -> Any:
    told = _(
        "The days of %(name)s in this month have been sent already. Ask the worker to open the month again: "
        "then they can be changed."
    )
    return told % {"name": month.participation.participant.first_name}


def _months_of(
    days: Mapping[Placement, Sequence[date]], by: User | None
) -> dict[tuple[int, date], AttendanceMonth]:
    """The months that the days lie in, locked; one that is not there yet is made."""
    wanted = {(row, first_of_month(on)) for row, ons in days.items() for on in ons}
    places = {row.pk: row for row, _month in wanted}
    rows = AttendanceMonth.objects.filter(placement__in=places, month__in={month for _row, month in wanted})
    found = {(row.placement_id, row.month): row for row in lock_all(rows)}
    missing = [(row, month) for row, month in sorted(wanted, key=_in_order) if (row.pk, month) not in found]
    for made in make_months(missing, by=by):
        found[made.placement_id, made.month] = made
    for (pk, _month), row in found.items():
        row.placement = places[pk]
    return found


def _in_order(pair: tuple[Placement, date]) -> tuple[int, date]:
    return pair[0].pk, pair[1]


def _days_of(months: Iterable[AttendanceMonth]) -> dict[tuple[int, date], AttendanceDay]:
    rows = AttendanceDay.objects.filter(month__in=[month.pk for month in months]).select_related("by")
    return {(row.month_id, row.on): row for row in rows}


def _told(month: AttendanceMonth, tick: Tick, by: User | None, on_word: str) -> AttendanceDay:
    return AttendanceDay(
        month=month, on=tick.on, kind=tick.kind, hours=tick.hours, by=by, at=timezone.now(), on_word=on_word
    )


def write_days(days: Sequence[AttendanceDay]) -> None:
    """The days stand; one that stood says what it says now."""
    AttendanceDay.objects.bulk_create(
        days,
        update_conflicts=True,
        unique_fields=["month", "on"],
        update_fields=["kind", "hours", "by", "at", "on_word", "why"],
        batch_size=500,
    )


def _is_whole(month: AttendanceMonth) -> bool:
    """Whether every working day of the month is told. Where weekends are worked, they have passed too."""
    told = days_told([month])[month.pk]
    if untold(month, told):
        return False
    return month.last_day <= timezone.localdate() or not any(is_weekend(day) for day in told)


def _send_by(month: AttendanceMonth, by: User | None, on_word: str) -> bool:
    """The month is sent in the same press, where whoever acts may send it; answers whether it is."""
    if by is None or not by.has_perm("programmes.send_attendancemonth", month):
        return False
    send(month, by=by, on_word=on_word)
    return True


@transaction.atomic
def send(month: AttendanceMonth, *, by: User, **common: Any) -> Event:
    """The days of the month are with the worker: every one of them is told, or said to be free."""
    lock(month)
    if left := untold(month, days_told([month])[month.pk]):
        raise ValidationError(
            _("%(number)s days are not told yet. Tell them first, or that they were free.") % {"number": left}
        )
    return _move(month, "send", by=by, **common)


@transaction.atomic
def approve(month: AttendanceMonth, *, by: User, **common: Any) -> Event:
    """The worker has looked at the days; the person is told."""
    lock(month)
    return _move(month, "approve", by=by, **common)


@transaction.atomic
def correct(month: AttendanceMonth, *, by: User, **common: Any) -> Event:
    """The days can be changed again; who was told of the month is told so."""
    lock(month)
    event = apply(month, "correct", by=by, month=month.month, **common)
    enqueue_messages(event, month)
    return event


def _move(month: AttendanceMonth, name: str, *, by: User, **common: Any) -> Event:
    sums = sums_of([month])[month.pk]
    event = apply(month, name, by=by, month=month.month, **sums.recorded, **common)
    enqueue_messages(event, month)
    return event


@transaction.atomic
def say_why(month: AttendanceMonth, words: Mapping[date, str], *, by: User) -> int:
    """The person has said, in a word from the list, why they were away; answers on how many days.

    Raises ValidationError where the month is not open any more.
    """
    lock(month)
    if not by.has_perm("programmes.say_why", month):
        raise PermissionDenied
    days = [day for day in month.days.filter(on__in=list(words), kind__in=sorted(AWAY)) if words[day.on]]
    changed = [day for day in days if day.why != words[day.on]]
    if changed and month.state not in CHANGEABLE:
        raise ValidationError(
            _("The month has been sent already. Ask for a correction: your worker opens it again.")
        )
    for day in changed:
        day.kind, day.why, day.at = DayKind.AWAY_TOLD, words[day.on], timezone.now()
    AttendanceDay.objects.bulk_update(changed, ["kind", "why", "at"])
    return len(changed)


@as_one()
def ask_for_correction(month: AttendanceMonth, *, by: User, on: date, wrong: str) -> Event:
    """The worker reads on the list of calls which day is wrong and how; nothing is changed by it."""
    lock(month, month.participation)
    if not by.has_perm("programmes.ask_for_correction", month):
        raise PermissionDenied
    with override("fi"):  # a worker reads it
        who = gettext("the participant") if is_participant(by, month) else gettext("the workplace")
        what = {"who": who, "day": in_words(on), "wrong": str(Wrong(wrong).label)}
        about = gettext("Days and hours (%(who)s): %(day)s: %(wrong)s") % what
    ask_for_a_call(month.participation, by=by, about=about)
    return record("attendance.correction_asked", month, by=by, data={"on": on.isoformat(), "wrong": wrong})


def _ask_for_calls(months: Iterable[AttendanceMonth], by: User | None) -> None:
    """Whoever has been away three days without a known reason is to be rung within three days."""
    people: dict[int, Participation] = {month.participation.pk: month.participation for month in months}
    if not people:
        return
    today = timezone.localdate()
    days = AttendanceDay.objects.filter(
        month__placement__participation__in=people, kind=DayKind.AWAY_UNKNOWN, on__gt=today - LOOKED_BACK
    )
    asked = dict(
        CallRequest.objects.filter(participation__in=people, because=AWAY_CALL)
        .order_by()
        .values_list("participation")
        .annotate(Max("asked_at"))
    )
    away: dict[int, set[date]] = {pk: set() for pk in people}
    for pk, on in days.values_list("month__placement__participation", "on"):
        if pk not in asked or on > timezone.localdate(asked[pk]):
            away[pk].add(on)
    within = deadline_days().get("attendance-away", UNKNOWN_DAYS)
    for pk, ons in sorted(away.items()):
        if len(ons) >= UNKNOWN_DAYS:
            with override("fi"):  # a worker reads it
                about = gettext("Away three days, the reason is not known")
            ask_for_a_call(
                people[pk], by=by, about=about, because=AWAY_CALL, due_on=add_working_days(today, within)
            )


def is_sent(month: AttendanceMonth) -> bool:
    """Whether the days of the month are with the worker, or checked."""
    return month.state != MonthState.OPEN
