"""The link of an organisation: signed from the reference of its row, which says until when it holds."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from programmes.assessments.models import PartnerLink

SALT = "programmes.assessment.partner"


def link_of(link: PartnerLink) -> str:
    """Where whoever has the mail reads and answers; the address tells nobody anything but the service."""
    return reverse("assessment_by_link", args=[signing.Signer(salt=SALT).sign(link.reference)])


def link_behind(signed: str) -> PartnerLink | None:
    """The link that the address was signed for; None for any other text."""
    try:
        reference = signing.Signer(salt=SALT).unsign(signed)
    except signing.BadSignature:
        return None
    rows = PartnerLink.objects.filter(reference=reference)
    return rows.select_related(
        "assessment__participation__participant", "assessment__worker", "made_by", "step"
    ).first()
