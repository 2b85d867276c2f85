"""Signed links in mails to a workplace: one act on one row, without an account, once, for some days.

What the link holds of its row must still be so: a place that was renewed, a person who was answered, makes
the link a used one. It names nobody.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from programmes.employers.models import Vacancy
from programmes.placements.models import Placement
from programmes.placements.states import PlacementState

LINK_HOLDS = timedelta(days=45)  # after its day: the introduction, or the last day of the place
RENEW, ANSWER = "programmes.vacancy.renew", "programmes.placement.answer"
AGAIN = "programmes.placement.again"


def renewal_of(vacancy: Vacancy) -> str:
    """Where whoever has the mail renews the place."""
    return reverse("renew_by_link", args=[_signed(vacancy.reference, vacancy.valid_until, RENEW)])


def answer_of(placement: Placement) -> str:
    """Where whoever has the mail answers the introduction."""
    return reverse("answer_by_link", args=[_signed(placement.reference, placement.introduced_on, ANSWER)])


def vacancy_behind(link: str) -> tuple[Vacancy | None, bool]:
    """The place that the link is about, and whether the link has been used; no place for any other text."""
    reference, day = _read(link, RENEW)
    rows = Vacancy.objects.filter(reference=reference).select_related("host", "workplace")
    row = rows.first() if reference else None
    return row, row is not None and row.valid_until != day


def placement_behind(link: str) -> Placement | None:
    """The introduction that the link is about; None for any other text and where it was taken back."""
    reference, day = _read(link, ANSWER)
    if day is None:
        return None
    rows = Placement.objects.select_related(
        "participation__participant", "vacancy__host", "vacancy__workplace", "vacancy__municipality"
    )
    return rows.filter(reference=reference, introduced_on=day, vacancy__isnull=False).first()


def again_of(placement: Placement) -> str:
    """Where whoever has the mail says whether the workplace would take somebody again."""
    return reverse("again_by_link", args=[_signed(placement.reference, placement.closed_on, AGAIN)])


def waits_for_again(placement: Placement) -> bool:
    """Whether the workplace can still say whether it would take somebody again."""
    closed = placement.closed_on if placement.state == PlacementState.CLOSED else None
    lately = closed is not None and closed + LINK_HOLDS >= timezone.localdate()
    return lately and placement.vacancy_id is not None and not placement.host_again.exists()


def closed_behind(link: str) -> Placement | None:
    """The placement that was closed on the day in the link; None for any other text."""
    reference, day = _read(link, AGAIN)
    if day is None:
        return None
    rows = Placement.objects.select_related("participation", "vacancy__host", "vacancy__workplace")
    return rows.filter(reference=reference, closed_on=day, vacancy__isnull=False).first()


def _signed(reference: str, day: date | None, salt: str) -> str:
    told = [reference, day.isoformat() if day else ""]
    return signing.Signer(salt=salt).sign_object(told)


def _read(link: str, salt: str) -> tuple[str, date | None]:
    """The reference and the day in the link; nothing for another text, and when the day is long past."""
    try:
        reference, iso = signing.Signer(salt=salt).unsign_object(link)
    except (signing.BadSignature, ValueError):
        return "", None
    day = date.fromisoformat(iso) if iso else None
    if day is not None and day + LINK_HOLDS < timezone.localdate():
        return "", None
    return reference, day
