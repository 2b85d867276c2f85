"""`manage.py import_bundle`."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import CommandError, CommandParser, no_translations

from programmes.exchange.passes import Tick
from programmes.exchange.reading import BundleError
from programmes.exchange.report import count_lines
from programmes.exchange.services import DEFAULT_SOURCE, Result, StoppedError, import_bundle
from ui.management.plain_help import PlainHelpCommand

HELP = """\
Import a bundle: a folder of CSV files, or an .xlsx workbook with a sheet for each file.
Employers, vacancies, intakes, participants, participations and placements go in; other
files and columns are named and left alone. A second run of the same files changes nothing.

Example:
  manage.py import_bundle incoming/2026-11 --dry-run
  manage.py import_bundle incoming/2026-11 --source old-register
  manage.py import_bundle incoming/bundle.xlsx --report rejected/2026-11

Rejected rows are written to DIR/rejected/ with the reason in the column "error".

It goes in part by part, and people can work meanwhile. Stopped half-way, it has left whole
parts behind: the same command again takes the rest.

Exit status: 0 done, 1 done with rejected rows, 2 could not run and nothing was changed,
3 stopped half-way."""

BAR_AFTER_SECONDS = 2


class Command(PlainHelpCommand):
    """The rows of a bundle are in the database; counts are on stdout, everything else on stderr."""

    help = HELP
    requires_system_checks: ClassVar[list[str]] = []  # they look at the code, and `check` is there for that

    def add_arguments(self, parser: CommandParser) -> None:
        """What to import, under which name, and whether for real."""
        parser.add_argument("path", type=Path, metavar="DIR_OR_XLSX", help="the folder or the workbook")
        parser.add_argument(
            "--source",
            default=DEFAULT_SOURCE,
            metavar="NAME",
            help="whose ids these are (default: %(default)s)",
        )
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen, change nothing")
        parser.add_argument("--report", type=Path, metavar="DIR", help="folder for the rejected rows")

    @no_translations
    def handle(
        self, *args: Any, path: Path, source: str, dry_run: bool, report: Path | None, **options: Any
    ) -> None:
        """Imports, and tells."""
        gc.freeze()  # what the start has made stays, and need not be looked through again and again
        try:
            result = import_bundle(
                path,
                source=source,
                dry_run=dry_run,
                report=report,
                progress=self._bar if options["verbosity"] else _quiet,
            )
        except BundleError as error:
            raise CommandError(str(error), returncode=3 if isinstance(error, StoppedError) else 2) from error
        self._tell(result, dry_run=dry_run)
        self.stdout.write("\n".join(count_lines(result.outcomes)))
        if not result.is_whole:
            raise SystemExit(1)

    def _tell(self, result: Result, *, dry_run: bool) -> None:
        """What stands beside the counts: what was left alone, what to look at, where rejected rows lie."""
        lines = [f"left alone: {name}" for name in result.left_alone]
        lines += [f"cannot be read: {name}: {reason}" for name, reason in result.unreadable.items()]
        lines += [f"warning: {words}" for words in result.warnings]
        lines += [f"rejected rows: {path}" for path in result.reports]
        lines += ["dry run: nothing was changed"] if dry_run else []
        lines += [f"to take this import back: manage.py undo_import {result.group}"] if result.group else []
        for line in lines:
            self.stderr.write(line, style_func=str)

    @contextlib.contextmanager
    def _bar(self, total: int) -> Iterator[Tick]:
        from tqdm import tqdm  # noqa: PLC0415 - only a console draws a bar

        with tqdm(total=total, delay=BAR_AFTER_SECONDS, unit="row", leave=False) as bar:
            yield bar.update


@contextlib.contextmanager
def _quiet(total: int) -> Iterator[Tick]:
    yield lambda rows: None
