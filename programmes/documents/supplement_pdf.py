"""The decision on the employment supplement on paper.

Import it where the paper is made: it brings reportlab.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, Spacer, Table

from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH, build
from programmes.documents.pdf.flowables import Heading, Ruler, TaggedParagraph, tagged_table
from programmes.documents.pdf.fonts import register_fonts
from programmes.documents.pdf.wordmark import wordmark
from programmes.documents.pdf.words import words_of
from programmes.documents.supplement_values import Fact, SupplementPaper

AUTHOR = "Välityö"


def supplement_pdf(paper: SupplementPaper) -> bytes:
    """The decision as a tagged PDF in the active language."""
    register_fonts()
    story: list[Flowable] = [
        wordmark(),
        Spacer(1, 8),
        Heading(words_of(paper.title), styles.TITLE, 1),
        TaggedParagraph(words_of(paper.lead), styles.LEAD),
        Ruler(styles.LINE),
        _facts(paper.facts, paper.title),
        *_part(_("Grounds"), paper.grounds),
        *_instalments(paper),
        *_part(_("Conditions"), paper.conditions),
        *_part(_("De minimis aid"), paper.aid),
        *_part(_("If you disagree"), (paper.review,)),
        Spacer(1, 6),
        TaggedParagraph(words_of(paper.ask), styles.SMALL),
    ]
    return build(
        story,
        title=f"{paper.title}: {paper.reference}",
        language=(get_language() or "fi").split("-")[0],
        author=AUTHOR,
        foot=f"{paper.title} · {paper.reference}",
        page_words=_("Page %(page)s of %(pages)s"),
        link_word=_("Link"),
    )


def _part(title: str, sentences: Sequence[str]) -> list[Flowable]:
    told = [one for one in sentences if one]
    if not told:
        return []
    words = [TaggedParagraph(words_of(one), styles.BODY) for one in told]
    return [Heading(words_of(title), styles.HEADING_2, 2), *words]


def _facts(facts: Sequence[Fact], summary: str) -> Table:
    head = [TaggedParagraph(words_of(word), styles.CELL_HEAD) for word in (_("What"), _("Told"))]
    rows = [
        [TaggedParagraph(words_of(label), styles.CELL_BOLD), TaggedParagraph(words_of(value), styles.CELL)]
        for label, value in facts
    ]
    return tagged_table([head, *rows], summary=summary, widths=(WIDTH * 0.3, WIDTH * 0.7), style=styles.TABLE)


def _instalments(paper: SupplementPaper) -> list[Flowable]:
    if not paper.instalments:
        return []
    title = _("Instalments")
    heads = (_("Instalment"), _("When"))
    head = [*[TaggedParagraph(words_of(word), styles.CELL_HEAD) for word in heads],
            TaggedParagraph(words_of(_("Euros")), styles.NUMBER_HEAD)]  # fmt: skip
    rows = [
        [
            TaggedParagraph(words_of(name), styles.CELL_BOLD),
            TaggedParagraph(words_of(when), styles.CELL),
            TaggedParagraph(words_of(euros), styles.NUMBER),
        ]
        for name, when, euros in paper.instalments
    ]
    widths = (WIDTH * 0.25, WIDTH * 0.55, WIDTH * 0.2)
    table = tagged_table([head, *rows], summary=title, widths=widths, style=styles.TABLE)
    return [Heading(words_of(title), styles.HEADING_2, 2), table]
