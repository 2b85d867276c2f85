"""`manage.py load_statistics`."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, no_translations

from areas.loading import DataError
from areas.loading.unemployment import load_unemployment
from ui.management.plain_help import PlainHelpCommand

HELP = """\
Load a newer table of official statistics: unemployed jobseekers by municipality and month, as
Statistics Finland publishes them (Employment Service Statistics). The file is JSON-stat 2.0, or
CSV as PxWeb writes it, with months as 2026M10. Months that the file does not have stay as they
are; a cell that is not known (dots) is never nought: its month is left out. Another table is
refused in words.

Example:
  manage.py load_statistics unemployment.json

Exit status: 0 done, 1 done and some months were left out, 2 could not run and nothing was changed."""


class Command(PlainHelpCommand):
    """The months of the file are in the database."""

    help = HELP

    def add_arguments(self, parser: CommandParser) -> None:
        """The table."""
        parser.add_argument("file", type=Path, metavar="FILE", help="JSON-stat 2.0 or PxWeb CSV")

    @no_translations
    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """One line of counts on stdout; what was left out on stderr."""
        try:
            loaded = load_unemployment(file)
        except DataError as error:
            raise CommandError(str(error), returncode=2) from error
        counts = loaded.counts
        self.stdout.write(
            f"unemployment {loaded.first:%Y-%m} to {loaded.last:%Y-%m}: {counts.new} new, "
            f"{counts.updated} updated, {counts.unchanged} unchanged"
        )
        if loaded.not_known:
            raise CommandError(f"{loaded.not_known} months left out: not all is known", returncode=1)
