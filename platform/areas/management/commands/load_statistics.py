"""`manage.py load_statistics`."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, no_translations

from areas.loading import DataError
from areas.loading.newer import load_statistics
from ui.management.plain_help import PlainHelpCommand

HELP = """\
Load a newer table of official statistics, as Statistics Finland publishes them (Employment
Service Statistics):
  unemployed jobseekers by municipality and month (months as 2026M10)
  people in employment services by month, whole country (12u4)
  the status three months after a service by year, whole country (12ur, 12us, 12ut, 12uw, 12ux);
  saved with codes, since its contents are known by them
The file is JSON-stat 2.0, or CSV as PxWeb writes it; which table it is, is seen from what it
tells. Months and years that the file does not have stay as they are, and what it has brought is
not written over by load_areas. A cell that is not known (dots) is never nought: its row is left
out where it is needed, else it stays not known. A table of another shape, area or unit is
refused in words.

Example:
  manage.py load_statistics unemployment.json

Exit status: 0 done, 1 done and some rows were left out, 2 could not run and nothing was changed."""


class Command(PlainHelpCommand):
    """What the file tells is in the database."""

    help = HELP

    def add_arguments(self, parser: CommandParser) -> None:
        """The table."""
        parser.add_argument("file", type=Path, metavar="FILE", help="JSON-stat 2.0 or PxWeb CSV")

    @no_translations
    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """One line of counts on stdout; what was left out on stderr."""
        try:
            loaded = load_statistics(file)
        except DataError as error:
            raise CommandError(str(error), returncode=2) from error
        counts = loaded.counts
        self.stdout.write(
            f"{loaded.kind} {loaded.first} to {loaded.last}: {counts.new} new, "
            f"{counts.updated} updated, {counts.unchanged} unchanged"
        )
        if loaded.not_known:
            unit = "months" if "-" in loaded.first else "years of services"
            raise CommandError(f"{loaded.not_known} {unit} left out: not all is known", returncode=1)
