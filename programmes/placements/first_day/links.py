"""Signed links that open one question about one first day, without an account and without a name."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from programmes.placements.codes import Party
from programmes.placements.models import Placement
from programmes.placements.states import RUNNING

LINK_DAYS = 30
SALT = "programmes.first_day"


def address_for(placement: Placement, party: str) -> str:
    """Where the party answers, whoever has got the link; it names nobody."""
    return reverse("first_day:how", args=[signing.dumps([placement.reference, party], salt=SALT)])


def behind_link(link: str) -> tuple[Placement, str] | None:
    """The place and who was asked; None when the link is too old or changed, or the place is over."""
    try:
        reference, party = signing.loads(link, salt=SALT, max_age=timedelta(days=LINK_DAYS))
    except (signing.BadSignature, ValueError):
        return None
    rows = Placement.objects.select_related("participation__participant__user", "vacancy__host")
    found = rows.filter(reference=reference, state__in=sorted(RUNNING)).first()
    return None if found is None or party not in {Party.PARTICIPANT, Party.HOST} else (found, party)
