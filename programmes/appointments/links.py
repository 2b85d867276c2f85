"""The link with which a visitor without an account reads their time and calls it off."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from programmes.appointments.models import Appointment

SALT = "appointments.visitor"


def link_of(row: Appointment) -> str:
    """The address of the visitor's own time; it is of this booking alone and leads nowhere after another."""
    booked = row.booked_at.isoformat() if row.booked_at else ""
    return reverse(
        "times:own_of_visitor", args=[signing.Signer(salt=SALT).sign_object([row.reference, booked])]
    )


def behind_link(signed: str) -> Appointment | None:
    """The time that the address was signed for, while the booking stands; None for any other text."""
    try:
        reference, booked = signing.Signer(salt=SALT).unsign_object(signed)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    row = (
        Appointment.objects.filter(reference=reference, participation=None)
        .select_related("worker", "point")
        .first()
    )
    stands = row is not None and row.booked_at is not None and row.booked_at.isoformat() == booked
    return row if stands else None
