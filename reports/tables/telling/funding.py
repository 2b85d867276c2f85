"""Budget and funding in words: dated rows with their sources, and who pays how much of a project."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.models import FundingRow
from reports.money import Shares
from reports.periods import Period
from reports.tables.money import Money
from reports.tables.shape import Column, Definition, Row, Table, Value
from reports.tables.words import NOT_ALL_ENTERED, NOT_WHOLE
from reports.words import period_title, short_day

Rows = Sequence[tuple[FundingRow, Shares | None]]
PROJECT, BUDGET, CHANGE = FundingRow.Kind.PROJECT, FundingRow.Kind.BUDGET, FundingRow.Kind.CHANGE


def funding_tables(counted: Money) -> list[Table]:
    """Budget with its changes, and projects; nothing where the area has no such rows."""
    budget = [row for row, _shares in counted.rows if row.kind != PROJECT]
    projects = [(row, shares) for row, shares in counted.rows if row.kind == PROJECT]
    return [
        *([_budget(budget, counted)] if budget else []),
        *([_projects(projects)] if projects else []),
    ]


def row_name(row: FundingRow) -> str:
    """What the row is called: `Budget 2025`, or the name of the project."""
    if row.kind == PROJECT:
        return row.name
    days = Period(row.valid_from, row.valid_until)
    of = period_title(days) or f"{short_day(days.start)}–{short_day(days.end)}"
    words = _("Budget %(of)s") if row.kind == BUDGET else _("Change %(of)s")
    return words % {"of": of}


def funding_definitions(rows: Rows) -> list[Definition]:
    """How sums are read, and of each row where it is from and how sure it is."""
    kinds = {row.kind for row, _shares in rows}
    told = []
    if CHANGE in kinds:
        words = _(
            "A change is told against the level before the services came to the area. It is not added to the "
            "budget: its source does not say whether the budget has it in it."
        )
        told.append(Definition("changes", _("Changes"), words))
    if PROJECT in kinds:
        words = _(
            "The own share is the sum less the support. Support that was stated in euros is as stated; else "
            "it is the stated percent of the sum."
        )
        told.append(Definition("own", _("Own share"), words))
    return [*told, *(_source(row) for row, _shares in rows)]


def _source(row: FundingRow) -> Definition:
    verified = {FundingRow.Standing.VERIFIED: True, FundingRow.Standing.UNVERIFIED: False}
    standing = FundingRow.Standing(row.standing)
    words = " ".join(part for part in (f"{standing.label}.".capitalize(), row.why) if part)
    return Definition(_code(row), row_name(row), words, row.source, verified.get(standing))


def _code(row: FundingRow) -> str:
    return row.code or f"row-{row.pk}"


def _dated(row: FundingRow) -> dict[str, Value]:
    return {
        "euros": float(row.euros),
        "first": row.valid_from.isoformat(),
        "last": row.valid_until.isoformat(),
        "standing": row.standing,
    }


def _days() -> list[Column]:
    return [
        Column("first", _("First day"), "date"),
        Column("last", _("Last day"), "date"),
        Column("standing", _("How sure"), "standing"),
    ]


def _budget(rows: Sequence[FundingRow], counted: Money) -> Table:
    columns = [Column("euros", _("Euros"), "euros"), *_days(), Column("spent", _("Spent of it"), "euros")]
    lines = []
    for row in rows:
        spent = counted.within(row) if row.kind == BUDGET else None
        remarks = {}
        if row.kind == BUDGET and spent is None and counted.touches(row):
            remarks["spent"] = NOT_ALL_ENTERED if counted.whole else NOT_WHOLE
        values = _dated(row) | {"spent": None if spent is None else float(spent)}
        lines.append(Row(_code(row), row_name(row), values, remarks))
    note = _("Spent of it: in the months of the chosen period that lie in the days of the budget.")
    return Table("budget", _("Budget and changes"), pgettext("money", "Row"), columns, lines, note)


def _projects(rows: Rows) -> Table:
    columns = [
        Column("euros", _("Euros in all"), "euros"),
        Column("percent", _("Support, share"), "percent"),
        Column("support", _("Support"), "euros"),
        Column("own", _("Own share"), "euros"),
        *_days(),
    ]
    lines = [
        Row(
            _code(row),
            row_name(row),
            _dated(row)
            | {
                "percent": float(shares.percent) if shares else None,
                "support": float(shares.support) if shares else None,
                "own": float(shares.own) if shares else None,
            },
        )
        for row, shares in rows
    ]
    return Table("projects", _("Funding of projects"), _("Project"), columns, lines)
