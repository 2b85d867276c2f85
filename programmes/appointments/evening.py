"""What comes by itself around times: the word of the evening before, and what lapses or is forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from audit.grouping import as_one
from audit.services import record
from notifications.quiet import is_time_to_remind
from programmes.appointments import due
from programmes.appointments.models import Appointment, TimeInvitation
from programmes.participants.services import ask_for_a_call
from programmes.participants.states import OPEN
from programmes.recipients import participant_of
from programmes.telling import enqueue_messages
from workflow.locks import lock

REMINDED, LAPSED = "participation.time_reminded", "participation.time_lapsed"


def remind_of_times() -> int:
    """Whoever has a time tomorrow has been reminded this evening (`is_time_to_remind`). Answers how many."""
    now = timezone.localtime()
    return sum(_remind(pk, now) for pk in list(due.to_remind_of().values_list("pk", flat=True)))


@transaction.atomic
def _remind(key: int, now: datetime) -> bool:
    row = Appointment.objects.select_related("participation__participant__user").get(pk=key)
    lock(*(one for one in (row.participation, row) if one is not None))
    if row.participation is None or row.reminded_on is not None:
        return False
    by_hand = any(one.by_hand for one in participant_of(row.participation))
    if not is_time_to_remind(timezone.localdate(row.starts_at), now, by_hand=by_hand):
        return False
    row.reminded_on = now.date()
    row.save(update_fields=["reminded_on"])
    event = record(REMINDED, row.participation, by=None, data={"time": row.reference})
    enqueue_messages(event, row.participation)
    return True


def lapse_invitations() -> int:
    """Invitations whose day has gone by are settled, and come back to the worker as a call to make."""
    return sum(_lapse(pk) for pk in list(due.lapsed().values_list("pk", flat=True)))


@as_one()
def _lapse(key: int) -> bool:
    row = TimeInvitation.objects.select_related("participation__participant").get(pk=key)
    lock(row.participation)
    if not due.lapsed().filter(pk=key).update(settled_on=timezone.localdate()):
        return False
    record(LAPSED, row.participation, by=None, data={"invitation": row.reference})
    if row.participation.state in OPEN:
        with override("fi"):
            ask_for_a_call(row.participation, by=None, about=gettext("no time was chosen"))
    return True


def forget_visitors() -> int:
    """Of visitors without an account nothing is kept for longer than a month after their time."""
    return due.of_visitors_long_over().update(name="", phone="")
