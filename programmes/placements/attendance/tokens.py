"""The link of a week: signed from the reference of its row, which says until when it holds."""

from __future__ import annotations

from django.core import signing

from programmes.placements.models import WeekLink

SALT = "attendance.week"


def token_of(link: WeekLink) -> str:
    """What stands in the address; it tells nobody anything but the service."""
    return signing.dumps(link.reference, salt=SALT)


def link_from(token: str) -> WeekLink | None:
    """The link that the token was signed for; None for any other text."""
    try:
        reference = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return WeekLink.objects.filter(reference=reference).select_related("host", "workplace", "made_by").first()
