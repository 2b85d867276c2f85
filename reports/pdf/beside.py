"""What is printed beside P3 and O8, as parts of a document."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable

from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH
from programmes.documents.pdf.flowables import Heading, TaggedParagraph, tagged_table
from reports.beside import Beside
from reports.beside_words import cause_columns, cause_rows, offers_method, offers_words
from reports.indicators import HEADLINE, INDICATORS
from reports.one_indicator import BY_CAUSE

SHARES = (0.46, 0.18, 0.16, 0.2)


def beside_the_figures(beside: Beside) -> list[Flowable]:
    """The offers beside P3 in sentences, and O8 by cause as a table where any placement ended."""
    return [
        _heading(HEADLINE),
        *(TaggedParagraph(escape(words), styles.BODY) for words in offers_words(beside.offers)),
        TaggedParagraph(escape(offers_method()), styles.SMALL),
        *_causes(beside),
    ]


def _causes(beside: Beside) -> list[Flowable]:
    rows = cause_rows(beside)
    if not rows:
        return []
    head = [getattr(column, "label", column) for column in cause_columns()]
    heads = [
        TaggedParagraph(escape(words), styles.NUMBER_HEAD if place else styles.CELL_HEAD)
        for place, words in enumerate(head)
    ]
    cells = [
        [
            TaggedParagraph(escape(words), styles.NUMBER if place else styles.CELL)
            for place, words in enumerate(row)
        ]
        for row in rows
    ]
    widths = [share * WIDTH for share in SHARES]
    table = tagged_table([heads, *cells], summary=_("By cause"), widths=widths, style=styles.TABLE)
    return [_heading(BY_CAUSE), table]


def _heading(indicator: str) -> Heading:
    words = _("Beside %(figure)s") % {"figure": f"{INDICATORS[indicator].name} ({indicator})"}
    return Heading(escape(words), styles.HEADING_2, 2)
