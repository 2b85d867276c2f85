"""A table's bars: one geometry for the page, the document and the file."""

from __future__ import annotations

from reports.charts import Bar, Drawing, Trend, bar_chart
from reports.charts_stacked import stacked_bars
from reports.tables.shape import Column, Row, Table
from reports.tables.words import cell_words

WIDE, WIDE_NAMES = 760.0, 320.0
ON_PAPER, PAPER_NAMES = 480.0, 210.0
NARROW = 320.0


def wide_bars(table: Table) -> Drawing | None:
    """The bars for a wide page or a file of their own; None where nothing is to be drawn."""
    return _drawn(table, WIDE, WIDE_NAMES)


def paper_bars(table: Table) -> Drawing | None:
    """The same for a document, whose letters are smaller."""
    return _drawn(table, ON_PAPER, PAPER_NAMES)


def trend_of_table(table: Table) -> Trend | None:
    """The bars for each width of a page."""
    wide = wide_bars(table)
    if wide is None:
        return None
    bars, most = _bars(table)
    return Trend(wide, stacked_bars(bars, wide.title, width=NARROW, maximum=most))


def drawn_column(table: Table) -> Column | None:
    """The column that is drawn."""
    return next((column for column in table.columns if column.key == table.bars), None)


def drawn_rows(table: Table) -> list[Row]:
    """Every row but sums: those are no bar beside their own parts."""
    return [row for row in table.rows if not row.is_total]


def _drawn(table: Table, width: float, names: float) -> Drawing | None:
    bars, most = _bars(table)
    column = drawn_column(table)
    if column is None or not any(bar.value for bar in bars):
        return None
    title = f"{table.title}, {column.name}: " + ", ".join(f"{bar.label} {bar.words}" for bar in bars)
    return bar_chart(bars, title, width=width, maximum=most, names=names, notes=0)


def _bars(table: Table) -> tuple[list[Bar], float]:
    """A bar for each row, and how much a full one is: all of a share, else a little more than the most."""
    column = drawn_column(table)
    if column is None:
        return [], 1
    bars = [Bar(row.name, _value(row, table.bars), cell_words(row, column)) for row in drawn_rows(table)]
    most = max((bar.value or 0 for bar in bars), default=0) * 1.05
    return bars, 100 if column.unit.endswith("percent") else most or 1


def _value(row: Row, key: str) -> float | None:
    value = row.values.get(key)
    return value if isinstance(value, int | float) else None
