"""The link by which a workplace says that what stands of it is still right: signed, of one asking."""

from __future__ import annotations

from datetime import date

from django.core import signing
from django.urls import reverse

from programmes.employers.models import HostEmployer

SALT = "programmes.host.still_right"


def address_of(host: HostEmployer) -> str:
    """Where whoever has the mail looks and presses; it names nobody."""
    day = host.asked_on.isoformat() if host.asked_on else ""
    return reverse("still_right_by_link", args=[signing.Signer(salt=SALT).sign_object([host.reference, day])])


def host_behind(link: str) -> tuple[HostEmployer | None, bool]:
    """The host of the link, and whether the link is of its newest asking; none for any other text."""
    try:
        reference, iso = signing.Signer(salt=SALT).unsign_object(link)
    except (signing.BadSignature, ValueError):
        return None, False
    host = HostEmployer.objects.filter(reference=reference).select_related("municipality").first()
    day = date.fromisoformat(iso) if iso else None
    return host, host is not None and day is not None and host.asked_on == day
