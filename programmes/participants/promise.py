"""What is promised to everyone referred: a first offer of a place within 90 days (indicators.md, P3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from programmes.participants.models import Participation
from programmes.participants.states import TAKES_OFFERS, ParticipationState

OFFER_DAYS = 90
OFFERED_TO = TAKES_OFFERS | {ParticipationState.REFERRED}
"""The states in which a first offer is still to come, where there has been none."""


def offer_by(participation: Participation) -> date:
    """The last day on which the first offer comes as promised, counted from the referral."""
    return participation.referred_on + timedelta(days=OFFER_DAYS)


def waits_for_offer(participation: Participation, *, offered: bool) -> bool:
    """Whether the promise still runs: nothing has been `offered`, and the person may be offered a place."""
    return not offered and participation.state in OFFERED_TO


def waiting_for_offer() -> Any:
    """The same asked of the database, as a condition on participations."""
    places = Participation._meta.get_field("placements").related_model._default_manager  # type: ignore[union-attr]
    none_yet = ~Exists(places.order_by().filter(participation=OuterRef("pk")))
    return Q(state__in=sorted(OFFERED_TO)) & Q(none_yet)


def referred_at_latest(day: date) -> date:
    """Whoever was referred on the answered day or before has their day 90 on `day` or before."""
    return day - timedelta(days=OFFER_DAYS)
