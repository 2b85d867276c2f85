"""`manage.py undo_import`."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations
from django.utils import timezone

from programmes.exchange.undoing import NoSuchImportError, Undone, newest_imports, undo_import

HELP = """\
Take an import back. Rows that it made are gone, rows that it changed say what they said
before. A row that something has followed since stays, and so does what it stands on:
each is named with the reason. Without a number the newest import of each source is told.

Example:
  manage.py undo_import
  manage.py undo_import 0b9d5f3e-6f0c-4a57-9d41-0f3d1f6c2f8e

The number is told by import_bundle.

Exit status: 0 done, 1 done and some rows stay, 2 could not run and nothing was changed."""


class Command(BaseCommand):
    """What an import did is taken back; counts are on stdout, the rows that stay on stderr."""

    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser that keeps the line breaks of the help."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        """Which import."""
        parser.add_argument("number", nargs="?", type=UUID, metavar="NUMBER", help="as import_bundle told it")

    @no_translations
    def handle(self, *args: Any, number: UUID | None, **options: Any) -> None:
        """Takes back, and tells."""
        if number is None:
            self._tell_newest()
            return
        try:
            undone = undo_import(number)
        except NoSuchImportError as error:
            raise CommandError(str(error), returncode=2) from error
        for each in undone:
            for key, why in each.left:
                self.stderr.write(f"left: {each.name} {key}: {why}", style_func=str)
        self.stdout.write("\n".join(_count_lines(undone)))
        if any(each.left for each in undone):
            raise SystemExit(1)

    def _tell_newest(self) -> None:
        for source, at, group in newest_imports():
            self.stdout.write(f"{source}  {timezone.localtime(at):%Y-%m-%d %H:%M}  {group}")


def _count_lines(undone: list[Undone]) -> list[str]:
    """One line for each file, the columns under each other."""
    width = max(len(each.name) for each in undone)
    return [
        f"{each.name:<{width}}  {each.taken_away:>6} taken away  {each.as_before:>6} as before  "
        f"{len(each.left):>6} left"
        for each in undone
    ]
