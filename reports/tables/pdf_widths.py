"""How wide the columns of a table are on paper: no number is cut where there is room for it."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth

from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH
from reports.tables.shape import Table
from reports.tables.words import cell_words

MOST_FOR_NAMES, LEAST_FOR_NAMES, FOR_A_NUMBER = 0.62, 0.3, 0.13
SIDES = 2 * styles.CELL_SIDE + 1


def widths_of(table: Table) -> list[float]:
    """The names and each column of numbers, together as wide as the page.

    As a rule the columns are alike. Where one of them would cut what stands in it, each has what its longest
    word needs, the names what is left; heads are cut before numbers.
    """
    names = min(MOST_FOR_NAMES, max(LEAST_FOR_NAMES, 1 - FOR_A_NUMBER * len(table.columns)))
    each = (1 - names) / len(table.columns) * WIDTH
    cells = [_longest(_cells(table, place), styles.NUMBER_BOLD) for place in range(len(table.columns))]
    heads = [_longest([column.name], styles.NUMBER_HEAD) for column in table.columns]
    needs = [max(pair) for pair in zip(cells, heads, strict=True)]
    if max(needs) <= each:
        return [names * WIDTH, *[each] * len(needs)]
    first = _longest([table.head, *(row.name for row in table.rows)], styles.CELL_BOLD)
    if (left := WIDTH - first - sum(needs)) >= 0:
        more = left / (len(needs) + 1)
        return [first + more, *(width + more for width in needs)]
    if (left := WIDTH - first - sum(cells)) >= 0:
        share = left / (sum(needs) - sum(cells))
        return [first, *(cell + share * (need - cell) for cell, need in zip(cells, needs, strict=True))]
    return [WIDTH * width / (first + sum(cells)) for width in (first, *cells)]


def _cells(table: Table, place: int) -> list[str]:
    return [cell_words(row, table.columns[place]) for row in table.rows]


def _longest(texts: Sequence[str], style: styles.ParagraphStyle) -> float:
    """The width of the longest word, with the room at its sides; a space that does not break is no end."""
    words = [word for text in texts for word in text.split(" ")]
    return max(stringWidth(word, style.fontName, style.fontSize) for word in words) + SIDES
