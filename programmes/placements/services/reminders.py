"""A word to those whose signature is waited for: once a version, and no more than a question a week."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Event
from audit.services import record
from notifications.services import enqueue
from programmes.messages import MESSAGES
from programmes.placements.agreements import current_agreement, missing
from programmes.placements.codes import Party
from programmes.placements.models import Placement
from programmes.placements.selectors import rule_of
from programmes.placements.states import SIGNS
from programmes.recipients import REMINDER, written_to_within_a_week
from programmes.telling import told_by
from workflow.locks import lock

# The lines of the table of messages that reach each party.
REACHED_BY = {Party.PARTICIPANT: "placement.reminded_participant", Party.HOST: "placement.reminded_host"}


@transaction.atomic
def remind_to_sign(placement: Placement, *, by: User | None) -> Event:
    """Each party that has still to sign has a message, once for this version.

    by: who pressed; None when the day has passed and `maintain` does it. Raises ValidationError when nobody
    is to be reminded: all have signed, they have been reminded, or asked something within a week.
    """
    lock(placement)
    if by is not None and not by.has_perm("programmes.set_next_step", placement):
        raise PermissionDenied
    agreement = current_agreement(placement)
    waiting = missing(agreement, placement, rule_of(placement)) if agreement else ()
    if agreement is None or placement.state not in SIGNS or not waiting:
        raise ValidationError(_("No signature is waited for."))
    if was_reminded(placement):
        raise ValidationError(_("They have been reminded once of this version. Ring them."))
    people = [
        (line, recipient)
        for party in waiting
        if (line := REACHED_BY.get(Party(party)))
        for told in MESSAGES[line]
        for recipient in told_by(told, placement)
        if not written_to_within_a_week(recipient)
    ]
    if not people:
        raise ValidationError(_("They have had a message within a week. Ring them."))
    event = record(
        "placement.reminded", placement, by=by, data={"version": agreement.version, "parties": list(waiting)}
    )
    for line, recipient in people:
        enqueue(event, recipient, REMINDER, line=f"{line}:0", rests=by is None)
    return event


def was_reminded(placement: Placement) -> bool:
    """Whether a reminder of the current version stands on record."""
    agreement = current_agreement(placement)
    events = Event.objects.filter(
        object_type="placement", object_id=placement.pk, verb="placement.reminded"
    ).values_list("data", flat=True)
    return agreement is not None and any(data.get("version") == agreement.version for data in events)


def remind_the_late() -> int:
    """Whoever's day to sign has passed has been reminded; answers how many placements had somebody."""
    late = Placement.objects.filter(
        state__in=sorted(SIGNS),
        due_on__lt=timezone.localdate(),
        archived_on=None,
    )
    reminded = 0
    for placement in late.filter(agreements__void=False).distinct().order_by("pk"):
        try:
            remind_to_sign(placement, by=None)
        except ValidationError:
            continue
        reminded += 1
    return reminded
