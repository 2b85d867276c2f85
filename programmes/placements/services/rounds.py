"""A round of suggestions that was a mistake is taken back while nothing has followed: then it never was."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from audit.selectors import last_event
from audit.services import record
from notifications.models import Message
from notifications.services import cancel_for
from programmes.messages import enqueue_correction
from programmes.placements.models import OfferRound, Placement
from programmes.placements.over import back_on_lists
from programmes.placements.states import PlacementState
from workflow.errors import CannotUndo
from workflow.locks import lock, lock_all


def made_by(offers: OfferRound) -> Event | None:
    """The event that made the round."""
    events = Event.objects.filter(object_type="offerround", object_id=offers.pk, verb="offer_round.made")
    return events.first()


def can_take_back(offers: OfferRound, user: User) -> bool:
    """Whether nothing has followed the round, and `user` made it within a day, or manages the area."""
    event, placements = made_by(offers), list(offers.placements.all())
    if event is None or not placements:
        return False
    for row in placements:
        newest = last_event(row)
        if row.state != PlacementState.PROPOSED or newest is None or newest.verb != "placement.proposed":
            return False
    own = event.actor_id == user.pk and timezone.now() - event.at <= timedelta(hours=settings.UNDO_HOURS)
    return own or user.has_perm("programmes.undo_any", placements[0])


@transaction.atomic
def take_back(offers: OfferRound, *, by: User) -> Event:
    """The suggestions of the round are gone as if they had not been; the events tell that they were.

    A message that waited never goes; who has read one gets a correction. Raises CannotUndo.
    """
    rows = list(offers.placements.all())
    lock(offers.participation, *rows)
    event = made_by(offers)
    if event is None or not can_take_back(offers, by):
        raise CannotUndo
    told = Event.objects.filter(
        object_type="placement", object_id__in=[row.pk for row in rows], verb="placement.proposed"
    )
    told_of = list(told)
    lock_all(Message.objects.filter(event__in=told_of))
    undone = record("offer_round.undone", offers, by=by, undoes=event, data={"places": len(rows)})
    for one in told_of:
        _taken, gone = cancel_for(one)
        for message in gone:
            enqueue_correction(undone, message)
    back_on_lists(offers.participation)
    Placement.objects.filter(pk__in=[row.pk for row in rows]).delete()
    OfferRound.objects.filter(pk=offers.pk).delete()
    return undone
