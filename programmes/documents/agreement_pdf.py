"""The agreement on paper: plain words first, the terms after, signatures with time and fingerprint.

It is two pages whatever was typed: a text that does not fit is cut, and stands whole in an annex.
Import it where the paper is made: it brings reportlab.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from programmes.documents.agreement_values import AgreementPaper, Fact
from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH, build
from programmes.documents.pdf.fitting import Cutter, on_one_sheet
from programmes.documents.pdf.flowables import Heading, Ruler, TaggedParagraph, tagged_table
from programmes.documents.pdf.fonts import register_fonts
from programmes.documents.pdf.wordmark import wordmark
from programmes.documents.pdf.words import words_of

AUTHOR = "Välityö"
PLAIN = ParagraphStyle("plain", parent=styles.CELL, fontSize=11, leading=16)
PLAIN_BOLD = ParagraphStyle("plain-bold", parent=styles.CELL_BOLD, fontSize=11, leading=16)
SENTENCE = ParagraphStyle("sentence", parent=styles.BODY, fontSize=11, leading=16)
SIDES = 2 * styles.CELL_SIDE
BY_HAND = "_" * 32  # a line to write on
FACT_WIDTHS = (WIDTH * 0.3, WIDTH * 0.7)
SIGNATURE_WIDTHS = (WIDTH * 0.3, WIDTH * 0.35, WIDTH * 0.35)


def agreement_pdf(paper: AgreementPaper) -> bytes:
    """The paper as a tagged PDF in the active language: two pages, and an annex where it needs one."""
    register_fonts()
    terms, in_annex = _terms_page(paper)
    plain, more_in_annex = _plain_page(paper, in_annex)
    story: list[Flowable] = [*plain, PageBreak(), *terms, *_annex(in_annex | more_in_annex)]
    return build(
        story,
        title=f"{paper.title}: {paper.lead}",
        language=(get_language() or "fi").split("-")[0],
        author=AUTHOR,
        foot=f"{paper.title} · {paper.reference} · {paper.version}",
        page_words=_("Page %(page)s of %(pages)s"),
        link_word=_("Link"),
    )


def _plain_page(paper: AgreementPaper, in_annex: dict[str, str]) -> tuple[Sequence[Flowable], dict[str, str]]:
    """The first page, and what it leaves to the annex beside `in_annex`."""
    on_page_2 = {text for _label, text in (*paper.parties, *paper.terms)} - in_annex.keys()
    version = _("Version %(version)s, made %(issued)s.") % {"version": paper.version, "issued": paper.issued}
    left: dict[str, str] = {}

    def tail(text: str) -> str:
        return _("continues on page 2") if text in on_page_2 else _("continues in the annex")

    def page(lines: int) -> list[Flowable]:
        cutter = Cutter(lines, tail)
        lead = cutter.set(paper.lead, styles.LEAD, label=_("Place"), width=WIDTH)
        summary = _("The agreement in plain words")
        facts = _facts(paper.plain, summary, cutter, label_style=PLAIN_BOLD, value_style=PLAIN)
        left.clear()
        left.update((text, label) for text, label in cutter.cut.items() if text not in on_page_2)
        annex = _("The agreement has an annex with the long texts in full.")
        return [
            wordmark(),
            Spacer(1, 6),
            Heading(words_of(paper.title), styles.TITLE, 1),
            lead,
            _text(f"{version} {annex}" if left or in_annex else version, styles.SMALL),
            *[_text(note, styles.SMALL) for note in (paper.standing, *paper.notes) if note],
            Ruler(styles.LINE),
            *_changed(paper, cutter),
            Heading(summary, styles.HEADING_2, 2),
            _text(_("Here “you” is the participant."), styles.SMALL),
            facts,
            Spacer(1, 10),
            *[_text(sentence, SENTENCE) for sentence in paper.sentences],
        ]

    return on_one_sheet(page), left


def _changed(paper: AgreementPaper, cutter: Cutter) -> list[Flowable]:
    """What is otherwise than in the version before, old beside new; nothing in a first version."""
    if not paper.changes:
        return []
    title = _("What has changed since version %(version)s") % {"version": paper.changed_since}
    width = SIGNATURE_WIDTHS[1] - SIDES
    before = _("Before")  # outside the f-string, where the collector of words can see it
    head = [_text(word, styles.CELL_HEAD) for word in (_("What"), before, _("Now"))]
    rows = [
        [
            _text(change.label, styles.CELL_BOLD),
            cutter.set(change.old, styles.CELL, label=f"{change.label}: {before}", width=width),
            cutter.set(change.new, styles.CELL, label=change.label, width=width),
        ]
        for change in paper.changes
    ]
    table = tagged_table([head, *rows], summary=title, widths=SIGNATURE_WIDTHS, style=styles.TABLE)
    return [Heading(title, styles.HEADING_2, 2), table, Spacer(1, 8)]


def _terms_page(paper: AgreementPaper) -> tuple[Sequence[Flowable], dict[str, str]]:
    """The second page, and the texts that it leaves to the annex with their labels."""
    left: dict[str, str] = {}

    def page(lines: int) -> list[Flowable]:
        cutter = Cutter(lines, lambda _text: _("continues in the annex"))
        parts = [
            Heading(_("Who agrees"), styles.HEADING_2, 2),
            _facts(paper.parties, _("Who agrees"), cutter),
            Heading(_("Terms"), styles.HEADING_2, 2),
            _facts(paper.terms, _("Terms"), cutter),
            Heading(_("Signatures"), styles.HEADING_2, 2),
            _signatures(paper, cutter),
            Spacer(1, 6),
            Ruler(styles.LINE),
            _text(" ".join([_("Fingerprint of the content (SHA-256):"), paper.sha256]), styles.SMALL),
            _text(" ".join([_("It can be checked here:"), paper.check_at]), styles.SMALL),
            _text(
                _("A signature belongs to this version only. If the content changes, it is signed again."),
                styles.SMALL,
            ),
        ]
        left.clear()
        left.update(cutter.cut)
        return parts

    return on_one_sheet(page), left


def _annex(texts: dict[str, str]) -> list[Flowable]:
    """Each text that was cut, whole, under its label."""
    if not texts:
        return []
    story: list[Flowable] = [PageBreak(), Heading(_("Annex: the long texts in full"), styles.HEADING_2, 2)]
    for text, label in texts.items():
        story += [Heading(words_of(label), styles.HEADING_3, 3), _text(text, styles.BODY)]
    return story


def _text(words: str, style: ParagraphStyle) -> TaggedParagraph:
    """The words as a paragraph, with their own language where they have one."""
    return TaggedParagraph(words_of(words), style, language=getattr(words, "language", ""))


def _facts(
    facts: Iterable[Fact],
    summary: str,
    cutter: Cutter,
    *,
    label_style: ParagraphStyle = styles.CELL_BOLD,
    value_style: ParagraphStyle = styles.CELL,
) -> Table:
    """Labels and values as a table of two columns."""
    width = FACT_WIDTHS[1] - SIDES
    rows = [
        [_text(label, label_style), cutter.set(value, value_style, label=label, width=width)]
        for label, value in facts
    ]
    head = [_text(_("What"), styles.CELL_HEAD), _text(_("Agreed"), styles.CELL_HEAD)]
    return tagged_table([head, *rows], summary=summary, widths=FACT_WIDTHS, style=styles.TABLE)


def _signatures(paper: AgreementPaper, cutter: Cutter) -> Table:
    head = [_text(word, styles.CELL_HEAD) for word in (_("Party"), _("Name"), _("Signed"))]
    width = SIGNATURE_WIDTHS[1] - SIDES
    rows = [
        [
            _text(signature.role, styles.CELL_BOLD),
            cutter.set(signature.name, styles.CELL, label=signature.role, width=width),
            _signed(signature.signed_at, signature.method),
        ]
        for signature in paper.signatures
    ]
    return tagged_table([head, *rows], summary=_("Signatures"), widths=SIGNATURE_WIDTHS, style=styles.TABLE)


def _signed(signed_at: str, method: str) -> list[Flowable]:
    """When and how it was signed; else room to sign by hand on a paper copy."""
    if not signed_at:
        by_hand = _("Day and signature on paper:")
        lines = [_("Not signed yet"), by_hand]
        return [*[_text(line, styles.CELL) for line in lines], Spacer(1, 16), _text(BY_HAND, styles.CELL)]
    return [_text(f"{signed_at} · {method}" if method else signed_at, styles.CELL)]
