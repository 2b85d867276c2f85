"""A work ability assessment on one page: what may be read, and who sees to it. It brings reportlab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, Spacer

from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH, build
from programmes.documents.pdf.fitting import Cutter, on_one_sheet
from programmes.documents.pdf.flowables import Heading, Ruler, TaggedParagraph, tagged_table
from programmes.documents.pdf.fonts import register_fonts
from programmes.documents.pdf.words import words_of

AUTHOR = "Välityö"
LABEL = WIDTH * 0.34
Fact = tuple[str, str]


@dataclass(frozen=True)
class AssessmentPaper:
    """For whom it is made, the items by their names, both sides' workers, and when it was made."""

    title: str
    made_for: str
    sections: Sequence[tuple[str, Sequence[Fact]]]
    both_sides: str
    foot: str


def assessment_pdf(paper: AssessmentPaper) -> bytes:
    """The paper as a tagged PDF on one page in the active language; a text too long is cut and says so."""
    register_fonts()
    story = on_one_sheet(lambda lines: _story(paper, lines))
    return build(
        list(story),
        title=paper.title,
        language=(get_language() or "fi").split("-")[0],
        author=AUTHOR,
        foot=paper.foot,
        page_words=_("Page %(page)s of %(pages)s"),
        link_word=_("Link"),
    )


def _story(paper: AssessmentPaper, lines: int) -> list[Flowable]:
    cutter = Cutter(lines, lambda _text: _("the rest is in the service"))
    story: list[Flowable] = [
        Heading(words_of(paper.title), styles.TITLE, 1),
        TaggedParagraph(words_of(paper.made_for), styles.LEAD),
        TaggedParagraph(words_of(paper.both_sides), styles.SMALL),
        Ruler(styles.LINE),
    ]
    for title, facts in paper.sections:
        story += [Heading(words_of(title), styles.HEADING_2, 2), _table(title, facts, cutter), Spacer(1, 4)]
    return story


def _table(title: str, facts: Sequence[Fact], cutter: Cutter) -> Flowable:
    head = [TaggedParagraph(words_of(word), styles.CELL_HEAD) for word in (_("What"), _("Told"))]
    body = [
        [
            cutter.set(label, styles.CELL_BOLD, label=label, width=LABEL - 12),
            cutter.set(value, styles.CELL, label=label, width=WIDTH - LABEL - 12),
        ]
        for label, value in facts
    ]
    return tagged_table([head, *body], summary=title, widths=(LABEL, WIDTH - LABEL), style=styles.TABLE)
