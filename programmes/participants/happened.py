"""On which days something of a time in the service can have happened."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.participants.models import Participation
from ui.formats import day


def refuse_unlived(row: Participation, on: date) -> None:
    """Raises ValidationError at "on", in words, for a day that is to come or lies before the referral."""
    if on > timezone.localdate():
        raise ValidationError({"on": _("The day is still to come.")})
    if on < row.referred_on:
        told = _("The day is before the referral, %(date)s.")
        raise ValidationError({"on": told % {"date": day(row.referred_on)}})
