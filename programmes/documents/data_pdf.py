"""A person's own data on paper: every kind of row under its heading. It brings reportlab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH, build
from programmes.documents.pdf.flowables import Heading, Ruler, TaggedParagraph, tagged_table
from programmes.documents.pdf.fonts import register_fonts
from programmes.documents.pdf.wordmark import wordmark
from programmes.documents.pdf.words import words_of

AUTHOR = "Välityö"
WIDTHS = (WIDTH * 0.35, WIDTH * 0.65)
# As many rows of one kind have a table each; more of them are told line by line.
TABLES = 3
WHOLE = 12

Fact = tuple[str, str]


@dataclass(frozen=True)
class DataPaper:
    """What the paper says: its title, what it is, and each kind of data with the facts of its rows."""

    title: str
    lead: str
    parts: Sequence[tuple[str, Sequence[Sequence[Fact]]]]
    foot: str


def data_pdf(paper: DataPaper) -> bytes:
    """The paper as a tagged PDF in the active language."""
    register_fonts()
    story: list[Flowable] = [
        wordmark(),
        Spacer(1, 10),
        Heading(words_of(paper.title), styles.TITLE, 1),
        TaggedParagraph(words_of(paper.lead), styles.LEAD),
        Ruler(styles.LINE),
    ]
    for title, rows in paper.parts:
        story.append(Heading(words_of(title), styles.HEADING_2, 2))
        if len(rows) > TABLES:
            story += [_line(facts) for facts in rows]
        else:
            for facts in rows:
                table = _table(facts, title)
                # A few rows are not torn apart over two pages.
                story += [KeepTogether([table]) if len(facts) <= WHOLE else table, Spacer(1, 8)]
    return build(
        story,
        title=paper.title,
        language=(get_language() or "fi").split("-")[0],
        author=AUTHOR,
        foot=paper.foot,
        page_words=_("Page %(page)s of %(pages)s"),
        link_word=_("Link"),
    )


def _line(facts: Sequence[Fact]) -> TaggedParagraph:
    told = " · ".join(f"{label}: {value}" for label, value in facts)
    return TaggedParagraph(words_of(told), styles.CELL)


def _table(facts: Sequence[Fact], summary: str) -> Table:
    head = [TaggedParagraph(words_of(word), styles.CELL_HEAD) for word in (_("What"), _("Told"))]
    body = [
        [
            TaggedParagraph(words_of(label), styles.CELL_BOLD),
            TaggedParagraph(words_of(value), styles.CELL),
        ]
        for label, value in facts
    ]
    return tagged_table([head, *body], summary=summary, widths=WIDTHS, style=styles.TABLE)
