"""Feedback on a tablet at the service point: one press, no text, nobody named (decision 0148)."""

from __future__ import annotations

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.services import record
from programmes.servicepoints.codes import FeedbackKind
from programmes.servicepoints.models import Feedback, FeedbackKiosk, ServicePoint
from workflow.engine import first_time
from workflow.locks import lock

SALT = "servicepoints.kiosk"


@transaction.atomic
def open_kiosk(point: ServicePoint, *, by: User, token: str | None = None) -> FeedbackKiosk:
    """The point has an address more that a tablet shows. Raises PermissionDenied."""
    kiosk = FeedbackKiosk(point=point, made_by=by)
    if not by.has_perm("programmes.set_up_kiosk", kiosk):
        raise PermissionDenied
    if (known := first_time(token, FeedbackKiosk)) is not None:
        return FeedbackKiosk.objects.get(pk=known.object_id)
    kiosk.save()
    record("feedbackkiosk.opened", kiosk, by=by, token=token)
    return kiosk


@transaction.atomic
def close_kiosk(kiosk: FeedbackKiosk, *, by: User) -> None:
    """The address leads nowhere any more; twice is once."""
    if not by.has_perm("programmes.set_up_kiosk", kiosk):
        raise PermissionDenied
    lock(kiosk)
    if kiosk.closed_at is None:
        kiosk.closed_at = timezone.now()
        kiosk.save(update_fields=["closed_at"])
        record("feedbackkiosk.closed", kiosk, by=by)


def link_of(kiosk: FeedbackKiosk) -> str:
    """What the tablet shows; the address tells nobody anything but the service."""
    return reverse("kiosk", args=[signing.Signer(salt=SALT).sign(kiosk.reference)])


def kiosk_behind(signed: str) -> FeedbackKiosk | None:
    """The open tablet that the address was signed for; None for any other text and for a closed one."""
    try:
        reference = signing.Signer(salt=SALT).unsign(signed)
    except signing.BadSignature:
        return None
    rows = FeedbackKiosk.objects.filter(reference=reference, closed_at=None, point__is_active=True)
    return rows.select_related("point__municipality").defer("point__municipality__shape").first()


@transaction.atomic
def tell(kiosk: FeedbackKiosk, score: int, *, language: str, token: str) -> Feedback:
    """How it went is told, from 0 to 10, in the municipality of the point; the same press twice is one."""
    feedback = Feedback(
        kind=FeedbackKind.EXPERIENCE,
        score=score,
        point=kiosk.point,
        municipality_id=kiosk.point.municipality_id,
        language=language,
    )
    if (known := first_time(token, Feedback)) is not None:
        return Feedback.objects.get(pk=known.object_id)
    feedback.full_clean(exclude=["text"])
    feedback.save()
    record("feedback.given", feedback, by=None, token=token, on=feedback.given_on)
    return feedback
