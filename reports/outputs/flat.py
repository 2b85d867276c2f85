"""Figures as flat files: comma-separated values, and a workbook with the definitions on a second sheet.

Every value is a number or a code of ours: nothing here was typed by a person.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from reports.beside import Beside
from reports.beside_words import cause_name
from reports.figures import Figure
from reports.indicators import HEADLINE, INDICATORS
from reports.one_indicator import BY_CAUSE
from reports.outputs.document import columns, rows
from reports.periods import Period

BYTE_ORDER_MARK = "\ufeff"


def as_csv(figures: Sequence[Figure], period: Period) -> str:
    """The figures as comma-separated values, the period in the first two columns."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["from", "to", *columns()])
    for row in rows(figures):
        writer.writerow([period.start, period.end, *row])
    return text.getvalue()


def as_workbook(figures: Sequence[Figure], period: Period, beside: Beside | None = None) -> bytes:
    """The figures and their definitions as an XLSX workbook in the language that is active.

    beside: what is printed beside them, on a sheet of its own.
    """
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        days = (period.start.isoformat(), period.end.isoformat())
        table = ([*days, *row] for row in rows(figures))
        _fill(book.add_worksheet(_("Figures")), ["from", "to", *columns()], table, head)
        if beside is not None:
            _fill_beside(book.add_worksheet(_("Beside the figures")), beside, days, head)
        method = book.add_worksheet(_("Method"))
        counted = {figure.indicator for figure in figures}
        definitions = (
            [
                each.id,
                str(each.name),
                each.version,
                each.unit,
                each.direction,
                str(each.definition),
                str(each.legal),
            ]
            for each in INDICATORS.values()
            if each.id in counted
        )
        names = ["indicator", "name", "version", "unit", "direction", "definition", "legal"]
        _fill(method, names, definitions, head)
        method.set_column(1, 1, 32, wrapped)
        method.set_column(5, 6, 70, wrapped)
    return file.getvalue()


def _fill_beside(sheet: Any, beside: Beside, days: tuple[str, str], head: Any) -> None:
    """O8 by cause, and beside P3 who withdrew and which offers were outside what was said."""
    offers = beside.offers
    lines: list[tuple[str, str, str, int]] = [
        (HEADLINE, "withdrawn_without_offer", _("Withdrew before an offer"), beside.withdrawn_without_offer),
        (HEADLINE, "offers", _("Offers made"), offers.n),
        (HEADLINE, "offers_outside", _("Offers outside the stated hours or travel"), offers.outside),
        (HEADLINE, "offers_outside_hours", _("Offers outside the stated hours"), offers.hours),
        (HEADLINE, "offers_outside_travel", _("Offers outside the stated travel"), offers.travel),
        (HEADLINE, "offers_unknown", _("Offers of which nothing can be said"), offers.unknown),
        *((BY_CAUSE, cause.kind or "unknown", cause_name(cause.kind), cause.count) for cause in beside.ends),
    ]
    table = ([*days, *line] for line in lines)
    _fill(sheet, ["from", "to", "indicator", "code", "name", "count"], table, head)
    sheet.set_column(3, 4, 40)


def _fill(sheet: Any, names: Sequence[str], table: Iterable[Sequence[Any]], head: Any) -> None:
    sheet.write_row(0, 0, names, head)
    sheet.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(table, start=1):
        sheet.write_row(last, 0, ["" if value is None else value for value in row])
    sheet.autofilter(0, 0, max(last, 1), len(names) - 1)
