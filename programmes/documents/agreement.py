"""The agreement on paper: plain words first, the terms after, signatures with time and fingerprint.

Import it where the paper is made: it brings reportlab.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer, Table

from programmes.documents.papers import AgreementPaper, Fact
from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH, build
from programmes.documents.pdf.flowables import Heading, Ruler, TaggedParagraph, tagged_table
from programmes.documents.pdf.fonts import register_fonts

AUTHOR = "Välityö"
PLAIN = ParagraphStyle("plain", parent=styles.CELL, fontSize=11, leading=16)
PLAIN_BOLD = ParagraphStyle("plain-bold", parent=styles.CELL_BOLD, fontSize=11, leading=16)
SENTENCE = ParagraphStyle("sentence", parent=styles.BODY, fontSize=11, leading=16)


def agreement_pdf(paper: AgreementPaper) -> bytes:
    """The paper as a tagged PDF of two pages in the language that is active."""
    register_fonts()
    version = _("Version %(version)s, made %(issued)s.") % {"version": paper.version, "issued": paper.issued}
    story: list[Flowable] = [
        Heading(escape(paper.title), styles.TITLE, 1),
        _text(paper.lead, styles.LEAD),
        _text(version, styles.SMALL),
        Ruler(styles.LINE),
        Heading(_("The agreement in plain words"), styles.HEADING_2, 2),
        _text(_("Here “you” is the participant."), styles.SMALL),
        _facts(paper.plain, _("The agreement in plain words"), label_style=PLAIN_BOLD, value_style=PLAIN),
        Spacer(1, 10),
        *[_text(sentence, SENTENCE) for sentence in paper.sentences],
        PageBreak(),
        Heading(_("Who agrees"), styles.HEADING_2, 2),
        _facts(paper.parties, _("Who agrees")),
        Heading(_("Terms"), styles.HEADING_2, 2),
        _facts(paper.terms, _("Terms")),
        KeepTogether([Heading(_("Signatures"), styles.HEADING_2, 2), _signatures(paper)]),
        Spacer(1, 6),
        Ruler(styles.LINE),
        _text(" ".join([_("Fingerprint of the content (SHA-256):"), paper.sha256]), styles.SMALL),
        _text(
            _("A signature belongs to this version only. If the content changes, it is signed again."),
            styles.SMALL,
        ),
    ]
    return build(
        story,
        title=f"{paper.title}: {paper.lead}",
        language=(get_language() or "fi").split("-")[0],
        author=AUTHOR,
        foot=f"{paper.title} · {paper.reference} · {paper.version}",
        page_word=_("Page"),
        link_word=_("Link"),
    )


def _text(words: str, style: ParagraphStyle) -> TaggedParagraph:
    return TaggedParagraph(escape(words), style)


def _facts(
    facts: Iterable[Fact],
    summary: str,
    *,
    label_style: ParagraphStyle = styles.CELL_BOLD,
    value_style: ParagraphStyle = styles.CELL,
) -> Table:
    """Labels and values as a table of two columns."""
    rows = [[_text(label, label_style), _text(value, value_style)] for label, value in facts]
    head = [_text(_("What"), styles.CELL_HEAD), _text(_("Agreed"), styles.CELL_HEAD)]
    return tagged_table([head, *rows], summary=summary, widths=(WIDTH * 0.3, WIDTH * 0.7), style=styles.TABLE)


def _signatures(paper: AgreementPaper) -> Table:
    head = [_text(word, styles.CELL_HEAD) for word in (_("Party"), _("Name"), _("Signed"))]
    rows = [
        [
            _text(signature.role, styles.CELL_BOLD),
            _text(signature.name, styles.CELL),
            _text(_signed(signature.signed_at, signature.method), styles.CELL),
        ]
        for signature in paper.signatures
    ]
    return tagged_table(
        [head, *rows],
        summary=_("Signatures"),
        widths=(WIDTH * 0.3, WIDTH * 0.35, WIDTH * 0.35),
        style=styles.TABLE,
    )


def _signed(signed_at: str, method: str) -> str:
    """When and how it was signed; for a paper copy, room to sign by hand."""
    if not signed_at:
        return _("Not signed yet")
    return f"{signed_at} · {method}" if method else signed_at
