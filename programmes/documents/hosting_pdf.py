"""The hosting certificate on paper, to be hung on a wall. Import it where it is made: it brings reportlab."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from programmes.documents.hosting_values import HostingPaper
from programmes.documents.pdf import styles
from programmes.documents.pdf.document import build
from programmes.documents.pdf.flowables import Heading, Ruler, TaggedParagraph
from programmes.documents.pdf.fonts import BOLD, register_fonts
from programmes.documents.pdf.wordmark import wordmark
from programmes.documents.pdf.words import words_of

AUTHOR = "Välityö"
NAME = ParagraphStyle("hosting-name", parent=styles.TITLE, fontSize=30, leading=36, spaceBefore=18)
TEXT = ParagraphStyle("hosting-text", parent=styles.LEAD, fontSize=14, leading=21)
FACT = ParagraphStyle("hosting-fact", parent=styles.LEAD, fontName=BOLD, fontSize=15, leading=22)


def hosting_pdf(paper: HostingPaper) -> bytes:
    """The certificate as a tagged PDF in the active language."""
    register_fonts()
    title = _("Hosting certificate")
    story: list[Flowable] = [
        wordmark(),
        Spacer(1, 60),
        Heading(words_of(title), styles.HEADING_2, 1),
        TaggedParagraph(words_of(paper.name), NAME),
        TaggedParagraph(words_of(paper.lead), TEXT),
        Ruler(styles.LINE, space=14),
        *[TaggedParagraph(words_of(f"{label}: {value}"), FACT) for label, value in paper.facts],
        Spacer(1, 24),
        TaggedParagraph(words_of(paper.thanks), TEXT),
        Spacer(1, 40),
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
