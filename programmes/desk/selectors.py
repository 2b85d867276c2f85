"""Reads of the desk, the viewer first."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.selectors import Viewer, scope_of
from areas.models import Municipality
from areas.selectors import municipalities
from programmes.employers.models import EmployerContact
from programmes.policies import visible
from programmes.servicepoints.models import FeedbackKiosk, ServicePoint, VisitTally
from programmes.sight import WORKING


def towns_of(viewer: Viewer) -> QuerySet[Municipality]:
    """The municipalities where the viewer works, in the reader's order."""
    area = scope_of(viewer).municipalities(*WORKING)
    return municipalities() if area is None else municipalities().filter(code__in=area)


def tallies_for(viewer: Viewer) -> QuerySet[VisitTally]:
    """What was counted where the viewer works, the newest first."""
    rows = visible(viewer, VisitTally).select_related("municipality", "by")
    return rows.defer("municipality__shape").order_by("-on", "-pk")


def contacts_for(viewer: Viewer) -> QuerySet[EmployerContact]:
    """Contacts with employers where the viewer works, and their own, the newest first."""
    rows = visible(viewer, EmployerContact).select_related("host", "municipality", "by", "vacancy")
    return rows.defer("municipality__shape").order_by("-on", "-pk")


def kiosks_for(viewer: Viewer) -> QuerySet[FeedbackKiosk]:
    """Tablets where the viewer works that show their question, by point."""
    rows = visible(viewer, FeedbackKiosk).filter(closed_at=None).select_related("point__municipality")
    return rows.defer("point__municipality__shape").order_by("point__code", "pk")


def points_for(viewer: Viewer) -> QuerySet[ServicePoint]:
    """Service points in use where the viewer works, by the name of their municipality."""
    area = scope_of(viewer).municipalities(*WORKING)
    rows = ServicePoint.objects.filter(is_active=True).order_by("municipality__order_fi", "code")
    return rows if area is None else rows.filter(municipality__in=area)
