"""The link of an invitation to act for a host: signed, of one sending of one row, which says if it holds."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from programmes.employers.models import MemberInvitation

SALT = "programmes.member.invitation"


def address_of(row: MemberInvitation) -> str:
    """Where whoever has the mail answers the invitation; it names nobody."""
    told = [row.reference, row.sent]
    return reverse("host:invitation", args=[signing.Signer(salt=SALT).sign_object(told)])


def invitation_behind(link: str) -> MemberInvitation | None:
    """The invitation that the link was signed for, whether or not it stands; None for any other text."""
    try:
        reference, sent = signing.Signer(salt=SALT).unsign_object(link)
    except (signing.BadSignature, ValueError):
        return None
    rows = MemberInvitation.objects.select_related("host", "invited_by")
    return rows.filter(reference=reference, sent=sent).first()
