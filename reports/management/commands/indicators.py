"""`manage.py indicators`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from reports.editions import document_of, figures_of, newest_edition, published_editions
from reports.figures import Figure, count_figures
from reports.goals import goals
from reports.indicators import INDICATORS
from reports.management.base import FiguresCommand, breakdown_of, period_of
from reports.outputs.document import as_json
from reports.outputs.flat import as_csv
from reports.periods import Period
from reports.selectors import frames_for, group_names
from reports.snapshots import snapshot_of
from reports.words import group_name, value_words

HELP = """\
Count the figures on the right to work, exactly, for the whole area.

Example:
  manage.py indicators --from 2026-01-01 --to 2026-06-30
  manage.py indicators --from 2026-01-01 --to 2026-06-30 --by municipality --only P3,O5 --format json

  manage.py indicators --from 2026-01-01 --to 2026-03-31 --public

  manage.py indicators --from 2026-01-01 --to 2026-06-30 --by gender --snapshot

With --snapshot all breakdowns of the period are counted once and kept in the database until something
happens; the next question about the same period is answered from there.

Exit status: 0 done, 2 could not run."""


class Command(FiguresCommand):
    """The figures of a period are on stdout."""

    help = HELP

    def add_arguments(self, parser: CommandParser) -> None:
        """Which figures, and how they are written."""
        super().add_arguments(parser)
        parser.add_argument("--only", metavar="P3,O1", help="these indicators only")
        parser.add_argument("--format", choices=["table", "json", "csv"], default="table")
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--public", action="store_true", help="published figures, after disclosure control"
        )
        which.add_argument(
            "--snapshot", action="store_true", help="as kept since they were counted, if nothing has happened"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Counts, and writes the figures in the format asked for."""
        period, by = period_of(options["start"], options["end"]), breakdown_of(options["by"])
        wanted = _indicators(options["only"])
        self.warn_of_days_ahead(period)
        if options["public"]:
            self._write_public(period, by, wanted, options["format"])
            return
        definitions = None
        if options["snapshot"]:
            kept = snapshot_of(period)
            figures = [each for each in kept.figures if each.by == by and each.indicator in wanted]
            definitions = kept.definitions
        else:
            figures = count_figures(
                frames_for(None), period, indicators=wanted, breakdowns=[by], goals=goals()
            )
        if options["format"] == "json":
            self.stdout.write(as_json(figures, period, timezone.localtime(), definitions), ending="")
        elif options["format"] == "csv":
            self.stdout.write(as_csv(figures, period), ending="")
        else:
            self.stdout.write("\n".join(_table(figures)))

    def _write_public(self, period: Period, by: str | None, wanted: list[str], file_format: str) -> None:
        """The newest edition's figures, as they were published."""
        edition = newest_edition(period)
        if edition is None:
            published = ", ".join(published_editions())
            there = f"published are {published}" if published else "no edition is published yet"
            raise CommandError(
                f"No edition of {period.name or 'these days'}: {there}. Editions are of quarters, halves and "
                "years.",
                returncode=2,
            )
        figures = [each for each in figures_of(edition) if each.by == by and each.indicator in wanted]
        if file_format == "json":
            document = document_of(edition)
            told = {each.indicator for each in figures}
            document["definitions"] = {
                name: line for name, line in document["definitions"].items() if name in told
            }
            document["figures"] = [asdict(each) for each in figures]
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
        elif file_format == "csv":
            self.stdout.write(as_csv(figures, period), ending="")
        else:
            self.stdout.write("\n".join(_table(figures)))


def _indicators(only: str | None) -> list[str]:
    """The indicators asked for, in the order of the registry."""
    if only is None:
        return list(INDICATORS)
    asked = {name.strip().upper() for name in only.split(",") if name.strip()}
    unknown = sorted(asked - set(INDICATORS))
    if unknown or not asked:
        named = ", ".join(unknown) or "nothing"
        raise CommandError(f"No indicator {named}: there are {', '.join(INDICATORS)}.", returncode=2)
    return [each for each in INDICATORS if each in asked]


def _table(figures: Sequence[Figure]) -> list[str]:
    """Lines with the columns under each other, names in the language of the service."""
    names = group_names()
    rows = [["", "", "n", "k", "?", "=", "goal", "-1 y"]]
    for figure in figures:
        unit = figure.definition.unit
        group = group_name(figure.by, str(figure.group), names) if figure.by else ""
        values = [value_words(value, unit) for value in (figure.value, figure.goal, figure.previous)]
        counts = ("" if each is None else str(each) for each in (figure.n, figure.k, figure.unknown))
        title = f"{figure.indicator} {figure.definition.name}"
        rows.append([title, group, *counts, *values])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
