"""Exports: a report leaves the house as a file, and that is on record."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from reports.catalogue import Report
from reports.periods import Period


@transaction.atomic
def export_report(
    report: Report,
    file_format: str,
    period: Period,
    *,
    by: User | None,
    breakdowns: Sequence[str] | None = None,
) -> bytes:
    """The report's file for `by`, and an event that tells who took which figures.

    by: None is the service itself at the console, which reads the whole area.
    """
    content = report.write(file_format, by, period, breakdowns, timezone.localtime())
    days = {"from": period.start, "to": period.end}
    record("report.exported", None, by=by, data={"report": report.name, "format": file_format, **days})
    return content
