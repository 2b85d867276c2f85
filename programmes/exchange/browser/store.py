"""What an import keeps beside its row: the file that was sent, and the report. Sealed, and gone when done."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from programmes.exchange.models import ImportRun, RunStatus
from programmes.exchange.reading import BundleError
from programmes.exchange.services import Result
from programmes.personal import attachments

# A file that nobody has brought in is let go after a day; what could not go in, after two weeks.
FILE_STAYS = timedelta(hours=24)
REPORT_STAYS = timedelta(days=14)
# Rows and words of warning that a page can show one by one; the files to download have all.
MOST_SHOWN = 5_000
WAITS_WITH_FILE = (RunStatus.CHECKING, RunStatus.GOING_IN)


@dataclass
class Report:
    """What is told of an import beside its counts.

    rows: file, number of the row, and each reason why it cannot go in, as the command tells it. files: by
    name, the rejected rows as they came. unreadable: by file, why it cannot be read. held: file, key and why,
    of rows that keep the import from being taken back.
    """

    rows: list[tuple[str, int, list[str]]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    held: list[tuple[str, str, str]] = field(default_factory=list)


def report_of(result: Result) -> Report:
    """The report of what an import or its rehearsal answered."""
    rows = [
        (outcome.name, row.number, list(reasons.each))
        for outcome in result.outcomes
        for row, reasons in outcome.rejected
    ]
    files = {path.stem: _text(path) for path in result.reports}
    return Report(
        rows, files, result.warnings[:MOST_SHOWN], result.left_alone[:MOST_SHOWN], dict(result.unreadable)
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BundleError(f"{path.name}: {error.strerror}") from error


def keep_report(run: ImportRun, report: Report) -> None:
    """The report lies sealed beside the row, which the caller saves; the one before it is gone."""
    content = json.dumps(asdict(report), ensure_ascii=False).encode()
    before, run.report = run.report, attachments.keep_content(content)
    if before:
        attachments.drop(before)


def report_for(run: ImportRun) -> Report:
    """The report; an empty one when it is gone."""
    if not run.report:
        return Report()
    try:
        return Report(**json.loads(attachments.opened(run.report)))
    except FileNotFoundError:
        return Report()


def let_file_go(run: ImportRun) -> None:
    """The file that was sent is gone; the caller saves the row."""
    if run.file:
        attachments.drop(run.file)
        run.file = ""


def let_go() -> int:
    """Files that nobody needs any more are gone; how many imports had one. Safe twice and beside a worker."""
    now = timezone.now()
    old = Q(asked_at__lt=now - FILE_STAYS) & ~Q(file="") & ~Q(status__in=WAITS_WITH_FILE)
    told = Q(asked_at__lt=now - REPORT_STAYS) & ~Q(report="")
    gone = 0
    for run in ImportRun.objects.filter(old | told, is_held=False):
        if run.asked_at < now - FILE_STAYS:
            let_file_go(run)
        if run.asked_at < now - REPORT_STAYS:
            attachments.drop(run.report)
            run.report = ""
        if run.status == RunStatus.CHECKED:
            run.status, run.ended_at = RunStatus.CALLED_OFF, now
        run.save(update_fields=["file", "report", "status", "ended_at"])
        gone += 1
    return gone
