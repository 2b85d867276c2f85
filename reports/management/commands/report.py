"""`manage.py report`."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils.translation import override

from reports.catalogue import FORMATS, REPORTS, Report
from reports.exports import export_report
from reports.management.base import FiguresCommand, breakdown_of, period_of
from reports.municipality.writing import ALL
from reports.selectors import readable_municipalities

HELP = """\
Write a report into a file: exact figures for those with a duty, for the whole area.

Examples:
  manage.py report right-to-work --from 2026-01-01 --to 2026-06-30 --format pdf --output board.pdf --lang fi

  manage.py report municipality --municipality all --from 2026-01-01 --to 2026-06-30 --format pdf --output DIR

Exit status: 0 done, 2 could not run and no file was written."""


class Command(FiguresCommand):
    """The report is in the file, and that it was made is on record."""

    help = HELP

    def add_arguments(self, parser: CommandParser) -> None:
        """Which report, in which format and language, and where to."""
        parser.add_argument("name", metavar="NAME", help=", ".join(REPORTS))
        super().add_arguments(parser)
        parser.add_argument("--format", dest="file_format", choices=list(FORMATS), required=True)
        parser.add_argument("--output", type=Path, required=True, metavar="FILE")
        parser.add_argument(
            "--municipality",
            metavar="CODE",
            help="of the report municipality: its code, or all (PDFs into the folder or zip of --output)",
        )
        parser.add_argument("--lang", choices=["fi", "sv", "en"], default="fi")

    def handle(self, *args: Any, **options: Any) -> None:
        """Makes the report and writes the file; both stand, or neither the file nor the record."""
        report = REPORTS.get(options["name"])
        if report is None:
            raise CommandError(f"No report {options['name']!r}: there is {', '.join(REPORTS)}.", returncode=2)
        period = period_of(options["start"], options["end"])
        self.warn_of_days_ahead(period)
        by = breakdown_of(options["by"], report.breakdowns)
        report = _about(report, options["municipality"])
        output: Path = options["output"]
        if not output.parent.is_dir():
            raise CommandError(f"No folder {output.parent}: make it first.", returncode=2)
        by_groups = [by] if by else None
        with transaction.atomic(), override(options["lang"]):
            content = export_report(report, options["file_format"], period, by=None, breakdowns=by_groups)
            try:
                _keep(content, output, unpacked=report.extension(options["file_format"]) == "zip")
            except OSError as error:
                raise CommandError(f"Cannot write {output}: {error.strerror}.", returncode=2) from error
        self.stdout.write(str(output))


def _about(report: Report, municipality: str | None) -> Report:
    """The report of the municipality that was named; CommandError where it needs one and has none, or has one
    too many."""
    if report.write_of is None:
        if municipality is not None:
            raise CommandError(f"{report.name} is not about one municipality.", returncode=2)
        return report
    known = {ALL: "", **readable_municipalities(None)}
    if municipality not in known:
        raise CommandError(f"Name it with --municipality: {', '.join(known)}.", returncode=2)
    return report.of(municipality)


def _keep(content: bytes, output: Path, *, unpacked: bool) -> None:
    """The file is there; where it is a zip and a folder was named, what is in it is in the folder."""
    if unpacked and output.is_dir():
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            folder.extractall(output)
        return
    output.write_bytes(content)
