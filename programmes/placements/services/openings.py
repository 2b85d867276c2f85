"""How long a place is open: warnings, expiry, renewal, pauses until a day, and what a month has room for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from areas.periods import after_months
from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from programmes.employers.models import Vacancy, VacancyPause
from programmes.employers.states import TURNED_AWAY, VacancyState
from programmes.placements.models import Placement
from programmes.telling import enqueue_messages
from workflow.engine import apply
from workflow.locks import lock
from workflow.notes import change_beside, remember_made

WARNED = (14, 3)  # days before the last one
BY_LINK = "link"


@transaction.atomic
def pause_vacancy(vacancy: Vacancy, *, by: User, paused_until: date, **common: Any) -> Event:
    """The place is off the public pages until the day, and opens again by itself."""
    lock(vacancy)
    if paused_until <= timezone.localdate():
        raise ValidationError({"paused_until": _("Give a day after today.")})
    event = apply(
        vacancy,
        "pause",
        by=by,
        beside=lambda event: begin_pause(vacancy, event, by_quota=False),
        paused_until=paused_until,
        **common,
    )
    enqueue_messages(event, vacancy)
    return event


@transaction.atomic
def resume_vacancy(vacancy: Vacancy, *, by: User | None, **common: Any) -> Event:
    """The place is open again."""
    lock(vacancy)
    event = apply(vacancy, "resume", by=by, beside=lambda event: end_pauses(vacancy, event), **common)
    enqueue_messages(event, vacancy)
    return event


@transaction.atomic
def renew_vacancy(vacancy: Vacancy, *, by: User | None, **common: Any) -> Event:
    """The place is open for ninety days more. by: None for who came by the link in the mail."""
    event = apply(vacancy, "renew", by=by, **common)
    enqueue_messages(event, vacancy)
    return event


def end_pauses(vacancy: Vacancy, event: Event) -> None:
    """A pause that lasts has its end; taking the event back lets it last again."""
    today = event.on or timezone.localdate()
    for row in vacancy.pauses.filter(until_on=None):
        rows = VacancyPause.objects.filter(pk=row.pk)
        change_beside(event, rows, until_on=max(row.from_on, today))


def begin_pause(vacancy: Vacancy, event: Event, *, by_quota: bool) -> None:
    """The dated row of a pause, which goes with the event when it is taken back."""
    row = VacancyPause(vacancy=vacancy, from_on=event.on or timezone.localdate(), by_quota=by_quota)
    row.save(force_insert=True)
    remember_made(event, row)


def pause_when_the_month_is_full(placement: Placement, event: Event, *, by: User) -> None:
    """As many people as the workplace can meet in a month have been introduced: the place rests until the
    next one, as a consequence of the introduction."""
    vacancy = placement.vacancy
    if vacancy is None or vacancy.monthly_quota is None or vacancy.state != VacancyState.OPEN:
        return
    if introduced_this_month(vacancy) < vacancy.monthly_quota:
        return
    paused = apply(
        vacancy,
        "pause",
        by=by,
        consequence_of=event,
        beside=lambda event: begin_pause(vacancy, event, by_quota=True),
        paused_until=next_month(),
        quota=vacancy.monthly_quota,
    )
    enqueue_messages(paused, vacancy, verb="vacancy.month_full")


def introduced_this_month(vacancy: Vacancy) -> int:
    """How many people have been introduced to the place in this calendar month."""
    first = timezone.localdate().replace(day=1)
    rows = Placement.objects.filter(vacancy=vacancy, introduced_on__gte=first)
    return rows.count()


def next_month() -> date:
    """The first day of the next calendar month."""
    return after_months(timezone.localdate().replace(day=1), 1)


def warn_before_the_end() -> int:
    """Hosts whose open place ends within a fortnight, or within three days, have been told once of each."""
    today = timezone.localdate()
    rows = Vacancy.objects.filter(
        state=VacancyState.OPEN, valid_until__gte=today, valid_until__lte=today + timedelta(days=WARNED[0])
    )
    return sum(
        _warn(pk, today) for pk in list(rows.order_by("valid_until", "pk").values_list("pk", flat=True))
    )


@transaction.atomic
def _warn(key: int, today: date) -> bool:
    row = Vacancy.objects.get(pk=key)
    lock(row)
    if row.state != VacancyState.OPEN or row.valid_until is None or row.valid_until < today:
        return False
    left = (row.valid_until - today).days
    reached = min((days for days in WARNED if left <= days), default=None)
    if reached is None or (row.warned_days is not None and row.warned_days <= reached):
        return False
    row.warned_days = reached
    row.save(update_fields=["warned_days"])
    event = record("vacancy.ends_soon", row, by=None, data={"days": reached})
    enqueue_messages(event, row)
    return True


def expire_due_vacancies() -> int:
    """Open places whose last day has passed are out of date; answers how many."""
    rows = Vacancy.objects.filter(state=VacancyState.OPEN, valid_until__lt=timezone.localdate())
    return sum(_expire(pk) for pk in list(rows.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _expire(key: int) -> bool:
    row = Vacancy.objects.get(pk=key)
    lock(row)
    if row.state != VacancyState.OPEN or row.valid_until is None or row.valid_until >= timezone.localdate():
        return False
    event = apply(row, "expire", by=None)
    enqueue_messages(event, row)
    return True


def open_after_their_pause() -> int:
    """Paused places whose day has come are open again, where their host is not stopped; answers how many."""
    today = timezone.localdate()
    rows = Vacancy.objects.filter(state=VacancyState.PAUSED, paused_until__lte=today)
    rows = rows.exclude(host__state__in=sorted(TURNED_AWAY))
    return sum(_open_again(pk, today) for pk in list(rows.order_by("pk").values_list("pk", flat=True)))


@as_one()
def _open_again(key: int, today: date) -> bool:
    row = Vacancy.objects.get(pk=key)
    lock(row)
    waits = row.paused_until is None or row.paused_until > today
    if row.state != VacancyState.PAUSED or waits or row.host.state in TURNED_AWAY:
        return False
    resume_vacancy(row, by=None)
    return True
