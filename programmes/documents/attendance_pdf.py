"""The days of a month on paper: facts, days, sums. Import it where the paper is made: it brings reportlab."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, Spacer, Table

from programmes.documents.attendance_values import Fact, MonthPaper
from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH, build
from programmes.documents.pdf.flowables import Heading, Ruler, TaggedParagraph, tagged_table
from programmes.documents.pdf.fonts import register_fonts
from programmes.documents.pdf.wordmark import wordmark
from programmes.documents.pdf.words import words_of

AUTHOR = "Välityö"
WIDTHS = (WIDTH * 0.35, WIDTH * 0.65)


def attendance_pdf(paper: MonthPaper) -> bytes:
    """The paper as a tagged PDF in the active language."""
    register_fonts()
    story: list[Flowable] = [
        wordmark(),
        Spacer(1, 10),
        Heading(words_of(paper.title), styles.TITLE, 1),
        TaggedParagraph(words_of(paper.lead), styles.LEAD),
        Ruler(styles.LINE),
        _table(paper.facts, (_("What"), _("Told")), _("Whose days these are")),
        Spacer(1, 10),
        Heading(_("Days"), styles.HEADING_2, 2),
        _days(paper.days),
        Spacer(1, 10),
        Heading(_("Together"), styles.HEADING_2, 2),
        _table(paper.sums, (_("What"), _("How many")), _("Together")),
    ]
    return build(
        story,
        title=f"{paper.title}: {paper.lead}",
        language=(get_language() or "fi").split("-")[0],
        author=AUTHOR,
        foot=f"{paper.title} · {paper.lead} · {paper.reference}",
        page_words=_("Page %(page)s of %(pages)s"),
        link_word=_("Link"),
    )


def _days(days: Sequence[Fact]) -> Flowable:
    if not days:
        return TaggedParagraph(words_of(_("No day has been told yet.")), styles.BODY)
    return _table(days, (_("Day"), _("What became of it")), _("Days"))


def _table(rows: Sequence[Fact], heads: Fact, summary: str) -> Table:
    head = [TaggedParagraph(words_of(word), styles.CELL_HEAD) for word in heads]
    body = [
        [
            TaggedParagraph(words_of(label), styles.CELL_BOLD),
            TaggedParagraph(words_of(value), styles.CELL),
        ]
        for label, value in rows
    ]
    return tagged_table([head, *body], summary=summary, widths=WIDTHS, style=styles.TABLE)
