"""A death: one press, and no message goes to the person any more."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.selectors import holds_more_than_own_page
from audit.models import Event
from audit.services import record
from notifications.models import Delivery, Message
from notifications.services import to_whom_it_goes_now
from programmes.participants.models import CallRequest, Participant, Participation
from workflow.engine import first_time
from workflow.kept import values_of
from workflow.locks import lock
from workflow.notes import change_beside, changed_beside, keep_note

RECORDED = "participation.death_recorded"
WAITING = (Delivery.PENDING, Delivery.BY_HAND)


@transaction.atomic
def record_death(row: Participation, *, on: date, by: User, token: str | None = None) -> Event:
    """The person has died: what waited to be sent or told to them is taken back, nobody is asked to ring
    them, and nobody comes in by their account. Taken back, all of it stands as before. Nobody is told.

    Raises PermissionDenied; ValidationError, in words, for a day that is to come or before the birth.
    """
    person = row.participant
    lock(person, row)
    if not by.has_perm("programmes.correct_person", row):
        raise PermissionDenied
    if (known := first_time(token, Participation)) is not None:
        return known
    if not person.birth_date <= on <= timezone.localdate():
        raise ValidationError({"on": _("The day lies between the day of birth and today.")})
    if person.deceased_on:
        raise ValidationError({"on": _("It is on record already.")})
    event = record(RECORDED, row, by=by, on=on, token=token, held=True)
    keep_note(event)
    change_beside(event, Participant.objects.filter(pk=person.pk), deceased_on=on)
    person.deceased_on = on
    calls = CallRequest.objects.filter(participation__participant=person, called_at=None, by_host=False)
    change_beside(event, calls, called_at=timezone.now())
    _close_own_account(event, person)
    _silence(event, person)
    return event


def _close_own_account(event: Event, person: Participant) -> None:
    """Nobody comes in as the person; an account that is a worker's or a host's too is theirs to close."""
    if person.user_id is None:
        return
    if not holds_more_than_own_page(person.user_id):
        change_beside(event, User.objects.filter(pk=person.user_id), is_active=False)


def _silence(event: Event, person: Participant) -> None:
    """Each message that waits is asked anew to whom it goes: none to the person. A namesake's goes on."""
    theirs = Q(recipient=None, recipient_name=str(person))
    if person.user_id is not None:
        theirs |= Q(recipient=person.user_id)
    for message in Message.objects.filter(theirs, state__in=WAITING).select_related("event"):
        before = values_of(message)
        to_whom_it_goes_now(message)
        changed_beside(event, message, before)
