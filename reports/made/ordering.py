"""What is asked of the worker: a file of a report that takes long, or the draft of an edition."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import User
from accounts.selectors import Viewer
from reports.catalogue import REPORTS, Report
from reports.models import Making
from reports.municipality.writing import ALL
from reports.periods import Period
from reports.selectors import counted_people, readable_municipalities, scope_for

# From so many people, or documents, on a file takes more than two seconds (decision 0177).
MANY_PEOPLE, MANY_DOCUMENTS = 20_000, 8


def takes_long(report: Report, file_format: str, viewer: Viewer) -> bool:
    """Whether nobody should wait for the file with the page open."""
    if is_of_each(report, file_format) and len(readable_municipalities(viewer)) > MANY_DOCUMENTS:
        return True
    return counted_people(viewer) > MANY_PEOPLE


def is_of_each(report: Report, file_format: str) -> bool:
    """Whether the file holds a document for each municipality."""
    return file_format == "pdf" and report.municipality == ALL


def report_of(making: Making) -> Report:
    """The report whose file it is."""
    report = REPORTS[making.report]
    return report.of(making.municipality) if making.municipality else report


def order_file(report: Report, file_format: str, period: Period, *, by: User) -> Making:
    """The file waits for the worker; the same one that waits already is not asked for twice."""
    asked = {"report": report.name, "file_format": file_format, "municipality": report.municipality}
    return _order(Making.Kind.FILE, period, by, **asked)


def order_draft(period: Period, *, by: User) -> Making:
    """The draft of an edition waits for the worker; one that waits already is not asked for twice."""
    return _order(Making.Kind.DRAFT, period, by)


def made_for(viewer: User, reference: str) -> Making:
    """What the viewer has asked for; 404 for anybody else's, and where the own area is another one since."""
    found = own_makings(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def own_makings(viewer: User) -> QuerySet[Making]:
    """What the viewer has asked for of the area that they follow now, the newest first."""
    return Making.objects.filter(asked_by=viewer, scope=scope_mark(viewer)).order_by("-pk")


def scope_mark(viewer: Viewer) -> str:
    """Tells whose figures a file holds, however many municipalities that is."""
    return sha256(scope_for(viewer).key.encode()).hexdigest()


def _order(kind: str, period: Period, by: User, **asked: str) -> Making:
    told: dict[str, Any] = {
        "kind": kind,
        "period_from": period.start,
        "period_to": period.end,
        "language": get_language() or "fi",
        "scope": scope_mark(by),
        **asked,
    }
    waiting = Making.objects.filter(asked_by=by, status=Making.Status.WAITS, **told).order_by("pk").first()
    return waiting or Making.objects.create(asked_by=by, asked_at=timezone.now(), **told)
