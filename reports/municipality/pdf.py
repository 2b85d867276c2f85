"""The two pages of a municipality as a tagged document: how it stands, and every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, PageBreak, Table, TableStyle

from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH, build
from programmes.documents.pdf.flowables import Heading, TaggedFigure, TaggedParagraph
from programmes.documents.pdf.fonts import register_fonts
from programmes.documents.pdf.wordmark import wordmark
from reports.charts import trend_line
from reports.indicators import HEADLINE, INDICATORS
from reports.models import Edition
from reports.municipality.counting import OfMunicipality
from reports.municipality.rows import (
    figure_columns,
    figure_rows,
    gender_columns,
    gender_rows,
    now_columns,
    now_rows,
    way_columns,
    way_rows,
)
from reports.municipality.telling import euro_note, headline_words, name_of, now_title, way_note, way_title
from reports.pdf.drawings import vectors
from reports.pdf.parts import cell, closing, grid, number_cell, small, standing_words
from reports.presentation import trend_points, trend_sentence
from reports.tables.shape import Column, Row
from reports.tables.words import cell_words
from reports.words import period_name, value_words

Names = Mapping[str, Mapping[str, str]]
TREND_HEIGHT = 120
CLOSE = TableStyle(
    [("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)], parent=styles.TABLE
)
ON_THE_WAY = (0.4, 0.15, 0.15, 0.15, 0.15)
OF_FIGURES = (0.42, 0.11, 0.1, 0.12, 0.11, 0.06, 0.08)
OF_GENDER = (0.52, 0.12, 0.12, 0.12, 0.12)


def municipality_pdf(
    one: OfMunicipality,
    names: Names,
    *,
    made_at: datetime,
    sources: Sequence[str],
    edition: Edition | None = None,
) -> bytes:
    """The municipality on two pages, in the language that is active.

    edition: what is published of the period, if anything is.
    """
    register_fonts()
    title = _("Right to work: %(municipality)s") % {"municipality": name_of(one, names)}
    days = period_name(one.period)
    story: list[Flowable] = [
        wordmark(),
        Heading(escape(title), styles.TITLE, 1),
        small(days),
        small(standing_words(edition)),
        *_how_it_stands(one),
        PageBreak(),
        *_figures(one),
        *_method(),
        *closing([euro_note(), *sources], made_at),
    ]
    return build(
        story,
        title=f"{title}, {days}",
        language=(get_language() or "fi").split("-")[0],
        author="Välityö",
        foot=" · ".join([title, days]),
        page_words=_("Page %(page)s of %(pages)s"),
        link_word=_("Link"),
    )


def _how_it_stands(one: OfMunicipality) -> list[Flowable]:
    """The first page: the headline, its quarters, who waits, what is open, and how far people come."""
    parts: list[Flowable] = [
        TaggedParagraph(value_words(one.headline.value, "percent"), styles.BIG_FIGURE),
        TaggedParagraph(headline_words(one), styles.LEAD),
    ]
    if any(figure.value is not None for _quarter, figure in one.trend):
        trend = trend_line(
            trend_points(one), trend_sentence(one), goal=one.headline.goal, width=480, height=TREND_HEIGHT
        )
        parts += [
            Heading(_("Quarter by quarter"), styles.HEADING_2, 2),
            TaggedFigure(vectors(trend, width=WIDTH), trend.title),
            small(_("Dashed line: the goal. Each point is a quarter of the year.")),
        ]
    return [
        *parts,
        Heading(now_title(), styles.HEADING_2, 2),
        _rows(_("What"), now_title(), now_columns(), now_rows(one), (0.6, 0.2, 0.2)),
        Heading(way_title(), styles.HEADING_2, 2),
        _rows(
            _("Stage"),
            _("From a referral to a place"),
            way_columns(),
            way_rows(one),
            (0.4, 0.15, 0.15, 0.15, 0.15),
        ),
        small(way_note()),
    ]


def _figures(one: OfMunicipality) -> list[Flowable]:
    """The second page begins with every figure, and those of women and men."""
    return [
        Heading(_("Figures"), styles.HEADING_2, 2),
        _rows(_("Figure"), _("Figures"), figure_columns(), figure_rows(one), OF_FIGURES),
        Heading(_("Women and men"), styles.HEADING_2, 2),
        _rows(
            _("Figure"),
            _("Women and men"),
            gender_columns(),
            gender_rows(one),
            (0.52, 0.12, 0.12, 0.12, 0.12),
        ),
    ]


def _method() -> list[Flowable]:
    """How the headline is counted, and where the rest stands."""
    line = INDICATORS[HEADLINE]
    rest = _("How the other figures are counted stands in the report for the board.")
    return [
        Heading(_("How the figures are counted"), styles.HEADING_2, 2),
        small(f"{line.name}: {line.definition} {line.legal} {rest}"),
    ]


def _rows(
    head: str, summary: str, columns: Sequence[Column], rows: Sequence[Row], shares: Sequence[float]
) -> Table:
    body = [
        [
            cell(escape(row.name)),
            *(
                number_cell(escape(cell_words(row, column)), bold=place == 0)
                for place, column in enumerate(columns)
            ),
        ]
        for row in rows
    ]
    return grid(
        [head, *(column.name for column in columns)], body, summary=summary, shares=shares, style=CLOSE
    )
