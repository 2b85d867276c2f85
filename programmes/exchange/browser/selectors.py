"""Reads of imports from the browser, the viewer first."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from accounts.selectors import Viewer
from programmes.exchange.models import AT_WORK, ImportRun


def imports_for(viewer: Viewer) -> QuerySet[ImportRun]:
    """Imports, the newest first, for who manages the whole area: a bundle may bring people of all of it."""
    rows = ImportRun.objects.select_related("sent_by", "asked_by")
    return rows if viewer.has_perm("programmes.import_bundle") else rows.none()


def import_for(viewer: Viewer, reference: str) -> ImportRun:
    """The import; 404 out of scope."""
    found = imports_for(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def others_before(run: ImportRun) -> int:
    """How many imports the worker sees to before this one."""
    waiting = ImportRun.objects.filter(status__in=AT_WORK).exclude(pk=run.pk)
    return waiting.filter(asked_at__lte=run.asked_at).count()
