"""Signed links that open one answer of one person, without an account and without a name in the address."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from programmes.participants.models import FollowUp
from programmes.participants.states import ParticipationState

LINK_DAYS = 60
SALT = "programmes.follow_up"


def address_of(follow_up: FollowUp) -> str:
    """Where the question is answered, by whoever has got the link; it names nobody."""
    return reverse("how_are_you", args=[signing.dumps(follow_up.reference, salt=SALT)])


def behind_link(link: str) -> FollowUp | None:
    """The question that the link is about.

    None when it is too old or changed, the service goes on, or the person has died.
    """
    try:
        reference = signing.loads(link, salt=SALT, max_age=timedelta(days=LINK_DAYS))
    except signing.BadSignature:
        return None
    rows = FollowUp.objects.select_related("participation__participant")
    return rows.filter(
        reference=reference,
        participation__state=ParticipationState.ENDED,
        participation__participant__deceased_on=None,
    ).first()
