"""The skills certificate on paper: what the person can do, each task confirmed. It brings reportlab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, Spacer

from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH, build
from programmes.documents.pdf.flowables import Heading, Ruler, TaggedParagraph, tagged_table
from programmes.documents.pdf.fonts import register_fonts
from programmes.documents.pdf.wordmark import wordmark
from programmes.documents.pdf.words import words_of

AUTHOR = "Välityö"
Fact = tuple[str, str]


@dataclass(frozen=True)
class CertificatePaper:
    """Whose it is, where and when, and the tasks with the day on which each was confirmed."""

    name: str
    facts: Sequence[Fact]
    tasks: Sequence[Fact]
    made: str


def certificate_pdf(paper: CertificatePaper) -> bytes:
    """The certificate as a tagged PDF in the active language."""
    register_fonts()
    title = _("Skills certificate")
    story: list[Flowable] = [
        wordmark(),
        Spacer(1, 10),
        Heading(words_of(title), styles.TITLE, 1),
        TaggedParagraph(words_of(paper.name), styles.LEAD),
        Ruler(styles.LINE),
        _table(paper.facts, (_("What"), _("Told")), title),
        Spacer(1, 10),
        Heading(words_of(_("Tasks that the workplace has confirmed")), styles.HEADING_2, 2),
        _table(paper.tasks, (_("Task"), _("Confirmed")), _("Tasks that the workplace has confirmed")),
        Spacer(1, 10),
        TaggedParagraph(words_of(paper.made), styles.SMALL),
    ]
    return build(
        story,
        title=f"{title}: {paper.name}",
        language=(get_language() or "fi").split("-")[0],
        author=AUTHOR,
        foot=f"{title} · {paper.name}",
        page_words=_("Page %(page)s of %(pages)s"),
        link_word=_("Link"),
    )


def _table(facts: Sequence[Fact], heads: Fact, summary: str) -> Flowable:
    head = [TaggedParagraph(words_of(word), styles.CELL_HEAD) for word in heads]
    body = [
        [
            TaggedParagraph(words_of(label), styles.CELL_BOLD),
            TaggedParagraph(words_of(value), styles.CELL),
        ]
        for label, value in facts
    ]
    return tagged_table([head, *body], summary=summary, widths=(WIDTH * 0.6, WIDTH * 0.4), style=styles.TABLE)
