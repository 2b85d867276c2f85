"""Reads of visits, the viewer first."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from accounts.selectors import Viewer
from programmes.placements.codes import VisitState
from programmes.placements.models import Visit
from programmes.placements.states import LIVE
from programmes.policies import visible
from programmes.who_is_who import host_ids

NAMES = (
    "placement__participation__participant__user",
    "placement__participation__coordinator",
    "placement__vacancy__host",
    "placement__vacancy__workplace",
    "placement__vacancy__municipality",
    "placement__intake__programme",
    "placement__intake__municipality",
    "placement__programme_type",
)


def _seen(viewer: Viewer) -> QuerySet[Visit]:
    rows = visible(viewer, Visit).select_related(*NAMES)
    return rows.defer(*(f"{name}__shape" for name in NAMES if name.endswith("municipality")))


def own_visit(viewer: Viewer, reference: str) -> Visit:
    """A visit of the viewer's own as a person; 404 when it is not."""
    return _one(_seen(viewer).filter(placement__participation__participant__user=viewer), reference)


def visit_at_host(viewer: Viewer, reference: str) -> Visit:
    """A visit to a workplace that the viewer acts for; 404 when it is not."""
    return _one(_of_hosts(viewer), reference)


def visits_to_host(viewer: Viewer) -> list[Visit]:
    """Visits that are ahead of the viewer's workplaces, and those of which nothing was told yet."""
    rows = _of_hosts(viewer).filter(state=VisitState.AGREED, placement__state__in=sorted(LIVE))
    return list(rows.order_by("starts_at", "pk"))


def _of_hosts(viewer: Viewer) -> QuerySet[Visit]:
    return _seen(viewer).filter(placement__vacancy__host__in=host_ids(viewer), starts_at__isnull=False)


def _one(rows: QuerySet[Visit], reference: str) -> Visit:
    found = rows.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found
