"""What is promised to everyone referred: a first offer of a place within 90 days (indicators.md, P3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from programmes.participants.models import Participation

OFFER_DAYS = 90


def offer_by(participation: Participation) -> date:
    """The last day on which the first offer comes as promised, counted from the referral."""
    return participation.referred_on + timedelta(days=OFFER_DAYS)
