"""Parts that the documents of the reports share: cells, tables, small print, and how they end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.html import escape
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, Table, TableStyle

from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH
from programmes.documents.pdf.flowables import Heading, TaggedParagraph, tagged_table
from reports.models import Edition
from reports.words import short_day
from ui.formats import day_and_clock


def cell(words: str, *, bold: bool = False) -> TaggedParagraph:
    """Words in a table, with markup."""
    return TaggedParagraph(words, styles.CELL_BOLD if bold else styles.CELL)


def number_cell(words: str, *, bold: bool = False) -> TaggedParagraph:
    """A number in a table, at the right of its column."""
    return TaggedParagraph(words, styles.NUMBER_BOLD if bold else styles.NUMBER)


def small(words: str) -> TaggedParagraph:
    """Small print."""
    return TaggedParagraph(escape(words), styles.SMALL)


def grid(
    head: Sequence[object],
    rows: Sequence[Sequence[Flowable]],
    *,
    summary: str,
    shares: Sequence[float],
    style: TableStyle = styles.TABLE,
) -> Table:
    """A table across the page: names at the left, numbers after them. shares: of the width, by column."""
    heads = [
        TaggedParagraph(str(words), styles.NUMBER_HEAD if column else styles.CELL_HEAD)
        for column, words in enumerate(head)
    ]
    widths = [share * WIDTH for share in shares]
    return tagged_table([heads, *rows], summary=summary, widths=widths, style=style)


def standing_words(edition: Edition | None) -> str:
    """Whether the figures of the period are published, and as what."""
    if edition is None:
        return _("Not published. Exact figures for those with a duty.")
    return _(
        "The public figures of this period are edition %(name)s of %(day)s, SHA-256 %(sha256)s. Here stand "
        "the exact ones, for those with a duty."
    ) % {"name": edition.name, "day": short_day(localdate(edition.published_at)), "sha256": edition.sha256}


def closing(said: Sequence[str], made_at: datetime) -> list[Flowable]:
    """The last words of a document: when it was counted, from what, and that it is not for publication."""
    counted = _("Figures: the records of the Välityö service, counted %(when)s.") % {
        "when": day_and_clock(made_at)
    }
    duty = _("Exact figures for those with a duty. They are not for publication: groups may be small.")
    return [
        Heading(_("Sources"), styles.HEADING_2, 2),
        *[small(words) for words in (counted, *said, duty) if words],
    ]
