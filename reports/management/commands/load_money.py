"""`manage.py load_money`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser, no_translations

from areas.loading import DataError
from areas.loading.order import packaged
from reports.money_loading import ensure_funding
from ui.management.plain_help import PlainHelpCommand

HELP = """\
Load the rows of budget and funding that come with the area's data (funding.csv): code, kind
(budget, change or project), valid_from, valid_until, euros, standing (verified, founding or
unverified), source; also name, percent and support of a project, and replaces, the code of the
row that this one corrects. Safe to run again: a row that stands is never written over. Without
the file there are none.

Example:
  manage.py load_money
  manage.py load_money --data /srv/areas/kainuu

Exit status: 0 done, 2 could not run and nothing was changed."""


class Command(PlainHelpCommand):
    """The rows of the area's file are in the database."""

    help = HELP

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder of another employment area."""
        parser.add_argument(
            "--data", type=Path, metavar="DIR", help="folder with the files of an employment area"
        )

    @no_translations
    def handle(self, *args: Any, data: Path | None, **options: Any) -> None:
        """The number of rows that were new is on stdout."""
        try:
            folder = data or (Path(settings.AREA_DATA) if settings.AREA_DATA else packaged())
            self.stdout.write(f"funding: {ensure_funding(folder)} new")
        except DataError as error:
            raise CommandError(str(error), returncode=2) from error
