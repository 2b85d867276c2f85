"""What the commands of the reports share: plain help, one line for bad input, days and breakdowns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from reports.groups import BREAKDOWNS
from reports.periods import Period
from ui.management.plain_help import PlainHelpCommand


class OneLineCommand(PlainHelpCommand):
    """A command that says in one line what is wrong with how it was called.

    It looks at none of the settings, addresses and forms of the pages: that takes longer than the figures.
    """

    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser that says in one line what is wrong."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)

        def error(message: str) -> NoReturn:
            if parser.called_from_command_line:
                parser.exit(2, f"{message}\n")
            raise CommandError(message, returncode=2)

        parser.error = error  # type: ignore[method-assign]
        return parser


class FiguresCommand(OneLineCommand):
    """A command over the figures of a period."""

    def add_arguments(self, parser: CommandParser) -> None:
        """The period and the breakdown."""
        parser.add_argument(
            "--from", dest="start", required=True, metavar="DAY", help="first day, 2026-01-01"
        )
        parser.add_argument(
            "--to", dest="end", required=True, metavar="DAY", help="last day and data day, 2026-06-30"
        )
        parser.add_argument("--by", metavar="BREAKDOWN", help=", ".join(BREAKDOWNS))

    def warn_of_days_ahead(self, period: Period) -> None:
        """A line on stderr where the data day has not come yet."""
        if period.end > timezone.localdate():
            self.stderr.write(f"{period.end} lies ahead: what has not come yet is counted as missed.")


def period_of(start: str, end: str) -> Period:
    """The period between two written days; CommandError when there is none."""
    try:
        return Period(_day(start), _day(end))
    except ValueError as error:
        raise CommandError(str(error), returncode=2) from error


def breakdown_of(by: str | None, among: Sequence[str] = BREAKDOWNS) -> str | None:
    """The breakdown as it is; CommandError for one that does not exist."""
    if by is not None and by not in among:
        raise CommandError(f"No breakdown {by!r}: there are {', '.join(among)}.", returncode=2)
    return by


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no day: write it as 2026-06-30") from error
