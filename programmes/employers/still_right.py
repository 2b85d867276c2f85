"""Every three months a workplace with places is asked whether what stands of it is right (decision 113).

One press says so: on its page, by the link of the mail, or a worker's on its word. Silence changes nothing: a
fortnight later the host stands on the workers' list, without a day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from areas.periods import after_months
from audit.services import record
from programmes.employers.models import HostEmployer, Vacancy
from programmes.employers.states import HostState, VacancyState
from programmes.telling import enqueue_messages
from workflow.locks import lock

EVERY_MONTHS = 3
AT_ONCE = 100  # of one run: the next one goes on
BY_LINK = "link"
CONTACT = ("contact_name", "contact_email", "contact_phone")


def due(today: date) -> QuerySet[HostEmployer]:
    """Checked hosts with places that nobody has asked for three months, and that said nothing meanwhile."""
    before = after_months(today, -EVERY_MONTHS)
    lately = Q(confirmed_on__gt=before) | Q(asked_on__gt=before) | Q(verified_on__gt=before)
    places = Vacancy.objects.filter(
        host=OuterRef("pk"), state__in=sorted({VacancyState.OPEN, VacancyState.PAUSED})
    )
    rows = HostEmployer.objects.filter(Exists(places), state=HostState.VERIFIED, archived_on=None)
    return rows.exclude(lately)


def ask_whether_still_right() -> int:
    """Hosts whose three months are over have been asked, once each; answers how many."""
    keys = list(due(timezone.localdate()).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_ask(key) for key in keys)


@transaction.atomic
def _ask(key: int) -> bool:
    host = HostEmployer.objects.get(pk=key)
    lock(host)
    today = timezone.localdate()
    if not due(today).filter(pk=key).exists():
        return False
    HostEmployer.objects.filter(pk=key).update(asked_on=today)
    host.asked_on = today
    event = record("host.still_right_asked", host, by=None)
    enqueue_messages(event, host)
    return True


@transaction.atomic
def confirm(host: HostEmployer, *, by: User | None, on_word: str = "") -> None:
    """What stands of the host is right today. by: None for who came by the link in the mail."""
    if by is not None and not by.has_perm("programmes.confirm_host", host):
        raise PermissionDenied
    lock(host)
    today = timezone.localdate()
    if host.confirmed_on == today:
        return
    HostEmployer.objects.filter(pk=host.pk).update(confirmed_on=today)
    host.confirmed_on = today
    record("host.still_right", host, by=by, on_word=on_word)


@transaction.atomic
def change_contact(host: HostEmployer, *, by: User, values: dict[str, Any]) -> None:
    """The contact data say what was typed, and are right today."""
    if not by.has_perm("programmes.confirm_host", host):
        raise PermissionDenied
    lock(host)
    for name in CONTACT:
        setattr(host, name, values[name])
    host.confirmed_on = timezone.localdate()
    host.full_clean(exclude=["state", "reference"])
    host.save(update_fields=[*CONTACT, "confirmed_on"])
    record("host.contact_changed", host, by=by)


def waits_for_an_answer() -> Q:
    """Hosts that were asked and have not said that all is right since."""
    return Q(asked_on__isnull=False) & (Q(confirmed_on=None) | Q(confirmed_on__lt=F("asked_on")))


def silent(today: date) -> Q:
    """Checked hosts that were asked a fortnight ago or more, and have not answered."""
    long_ago = today - timedelta(days=14)
    return waits_for_an_answer() & Q(state=HostState.VERIFIED, asked_on__lte=long_ago)


def is_asked(host: HostEmployer) -> bool:
    """Whether the host waits with its answer; of a host in hand, as `waits_for_an_answer` of rows."""
    if host.asked_on is None or host.state != HostState.VERIFIED:
        return False
    return host.confirmed_on is None or host.confirmed_on < host.asked_on
