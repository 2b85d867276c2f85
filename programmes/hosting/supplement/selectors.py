"""Reads of applications for the employment supplement, the viewer first."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from accounts.selectors import Viewer
from programmes.employers.models import SupplementApplication
from programmes.employers.models.supplement import OPEN
from programmes.placements.models import Placement
from programmes.placements.selectors import host_placements
from programmes.policies import of_others, visible
from programmes.who_is_who import host_ids

NAMES = (
    "host",
    "placement__participation__participant",
    "placement__participation__municipality",
    "placement__vacancy__host",
    "placement__vacancy__workplace",
    "placement__programme_type",
    "decided_by",
    "sent_by",
)
SHAPE = "placement__participation__municipality__shape"


def with_names(rows: QuerySet[SupplementApplication]) -> QuerySet[SupplementApplication]:
    """The rows with the names that a page shows, and their instalments."""
    return rows.select_related(*NAMES).defer(SHAPE).prefetch_related("instalments")


def applications_for(viewer: Viewer) -> QuerySet[SupplementApplication]:
    """Applications about other people's places that `viewer` may see as a worker, newest first."""
    return with_names(of_others(viewer, SupplementApplication))


def application_for(viewer: Viewer, reference: str) -> SupplementApplication:
    """One of them; 404 out of scope."""
    return _one(applications_for(viewer), reference)


def host_application(viewer: Viewer, reference: str) -> SupplementApplication:
    """One of the hosts that the viewer acts for; 404 for any other."""
    return _one(_at_hosts(viewer), reference)


def application_read_by(viewer: Viewer, reference: str) -> SupplementApplication:
    """One that the viewer may read, at a workplace or as a worker; 404 for any other."""
    return _one(with_names(visible(viewer, SupplementApplication)), reference)


def host_place(viewer: Viewer, reference: str) -> Placement:
    """A placement at a host of the viewer's; 404 for any other."""
    found = host_placements(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def latest_of(placement: Placement) -> SupplementApplication | None:
    """The application that stands, else the newest."""
    rows = list(placement.supplements.order_by("-pk"))
    standing = [row for row in rows if row.status in OPEN]
    return next(iter([*standing, *rows]), None)


def _at_hosts(viewer: Viewer) -> QuerySet[SupplementApplication]:
    return with_names(visible(viewer, SupplementApplication)).filter(host__in=host_ids(viewer))


def _one(rows: QuerySet[Any], reference: str) -> SupplementApplication:
    found = rows.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]
