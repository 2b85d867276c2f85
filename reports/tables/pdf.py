"""A table report as a tagged document: what it says, its tables, and how everything is counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable

from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH, build
from programmes.documents.pdf.flowables import Heading, TaggedFigure, TaggedParagraph, tagged_table
from programmes.documents.pdf.fonts import register_fonts
from programmes.documents.pdf.wordmark import wordmark
from reports.pdf.drawings import vectors
from reports.pdf.parts import closing, small
from reports.periods import Period
from reports.tables.bars import paper_bars
from reports.tables.pdf_widths import widths_of
from reports.tables.shape import Chart, Definition, Row, Table, Told
from reports.tables.words import cell_words
from reports.words import period_name


def table_report_pdf(
    told: Told, period: Period, *, scope_name: str, made_at: datetime, sources: Sequence[str]
) -> bytes:
    """The report in the language that is active and in which it was told."""
    register_fonts()
    facts = [period_name(period), scope_name or _("The whole employment area")]
    story: list[Flowable] = [
        wordmark(),
        Heading(escape(told.title), styles.TITLE, 1),
        small(" · ".join(facts)),
        TaggedParagraph(escape(told.lead), styles.LEAD),
        *(TaggedParagraph(escape(sentence), styles.LEAD) for sentence in told.summary),
    ]
    for chart in told.charts:
        story += _chart(chart)
    for table in told.tables:
        story += _table(table)
    story += _method(told.definitions)
    story += closing([*told.notes, *sources], made_at)
    return build(
        story,
        title=f"{told.title}, {facts[0]}",
        language=(get_language() or "fi").split("-")[0],
        author="Välityö",
        foot=" · ".join([told.title, facts[0]]),
        page_words=_("Page %(page)s of %(pages)s"),
        link_word=_("Link"),
    )


def _chart(chart: Chart) -> list[Flowable]:
    drawing = chart.trend.wide
    return [
        Heading(escape(chart.title), styles.HEADING_2, 2),
        TaggedFigure(vectors(drawing, width=WIDTH), drawing.title),
        *([small(chart.note)] if chart.note else []),
    ]


def _table(table: Table) -> list[Flowable]:
    heading = Heading(escape(table.title), styles.HEADING_2, 2)
    note = [small(table.note)] if table.note else []
    if not table.rows:
        return [heading, *note]
    head = [_head(table.head, styles.CELL_HEAD)]
    head += [_head(column.name, styles.NUMBER_HEAD) for column in table.columns]
    rows = [[_named(row), *_cells(row, table)] for row in table.rows]
    grid = tagged_table([head, *rows], summary=table.title, widths=widths_of(table), style=styles.TABLE)
    return [heading, *_bars(table), grid, *note]


def _bars(table: Table) -> list[Flowable]:
    drawing = paper_bars(table)
    return [TaggedFigure(vectors(drawing, width=WIDTH), drawing.title)] if drawing is not None else []


def _named(row: Row) -> TaggedParagraph:
    return TaggedParagraph(escape(row.name), styles.CELL_BOLD if row.is_total else styles.CELL)


def _cells(row: Row, table: Table) -> list[TaggedParagraph]:
    style = styles.NUMBER_BOLD if row.is_total else styles.NUMBER
    return [TaggedParagraph(escape(cell_words(row, column)), style) for column in table.columns]


def _method(definitions: Sequence[Definition]) -> list[Flowable]:
    title = _("How the figures are counted")
    head = [_head(words, styles.CELL_HEAD) for words in (title, _("Source"))]
    rows = [[TaggedParagraph(_defined(each), styles.CELL), _told_by(each)] for each in definitions]
    widths = [0.7 * WIDTH, 0.3 * WIDTH]
    grid = tagged_table([head, *rows], summary=title, widths=widths, style=styles.TABLE, head_columns=0)
    return [Heading(title, styles.HEADING_2, 2), grid]


def _defined(definition: Definition) -> str:
    return f"<b>{escape(definition.name)}.</b> {escape(definition.words)}"


def _told_by(definition: Definition) -> TaggedParagraph:
    mark = _("not verified") if definition.verified is False else ""
    words = " · ".join(part for part in (definition.source, mark) if part)
    return TaggedParagraph(escape(words or "–"), styles.CELL)


def _head(words: str, style: object) -> TaggedParagraph:
    return TaggedParagraph(escape(words), style)
