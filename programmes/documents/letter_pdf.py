"""The letter that opens a person's own page once: address for the window of an envelope, code, square to read
with a telephone, what to do in order, whom to call.

Import it where the paper is made: it brings reportlab.
"""

from __future__ import annotations

import segno
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from programmes.documents.letter_values import LetterPaper
from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH, build
from programmes.documents.pdf.flowables import Heading, Ruler, TaggedFigure, TaggedParagraph
from programmes.documents.pdf.fonts import register_fonts
from programmes.documents.pdf.words import words_of

AUTHOR = "Välityö"
TEXT = ParagraphStyle("letter", parent=styles.BODY, fontSize=12, leading=17.5, spaceAfter=7)
ADDRESS = ParagraphStyle("letter-address", parent=styles.BODY, fontSize=11, leading=14, spaceAfter=0)
CODE = ParagraphStyle("letter-code", parent=styles.BIG_FIGURE, fontSize=27, leading=34, spaceAfter=2)
CELL_BOLD = ParagraphStyle("letter-cell-bold", parent=styles.CELL_BOLD, fontSize=11.5, leading=16)
SQUARE = 34 * mm
SENDER_HEIGHT, WINDOW_HEIGHT = 24 * mm, 34 * mm


def letter_pdf(paper: LetterPaper) -> bytes:
    """The letter as a tagged PDF on one page."""
    register_fonts()
    title = _("Your own page in Välityö")
    story: list[Flowable] = [
        *_block(paper.sender, styles.SMALL, SENDER_HEIGHT),
        *_block(paper.address or (_("Handed over by your worker"),), ADDRESS, WINDOW_HEIGHT),
        _text(paper.day, styles.SMALL),
        Heading(words_of(title), styles.TITLE, 1),
        _text(paper.greeting, TEXT),
        _text(
            _(
                "You have a page of your own. You see there whose turn it is, which places are suggested to "
                "you, and who has looked at your data. You do not need an e-mail address."
            ),
            TEXT,
        ),
        Heading(words_of(_("How you come in")), styles.HEADING_2, 2),
        *_steps(paper),
        Spacer(1, 8),
        _code(paper),
        Ruler(styles.LINE, space=4),
        *[_text(sentence, TEXT) for sentence in _ends(paper)],
    ]
    return build(
        story,
        title=title,
        language=(get_language() or "fi").split("-")[0],
        author=AUTHOR,
        foot=title,
        page_words=_("Page %(page)s of %(pages)s"),
        link_word=_("Link"),
    )


def _ends(paper: LetterPaper) -> list[str]:
    once = _("The code opens your page once, until %(day)s. Do not give it to others.")
    return [
        once % {"day": paper.until},
        _(
            "Is the letter lost or too old? Call %(who)s, telephone %(phone)s. You get a new one, and "
            "this one opens nothing any more."
        )
        % {"who": paper.helper, "phone": paper.phone},
        _("You may also leave the page alone: your worker does everything with you by telephone."),
    ]


def _steps(paper: LetterPaper) -> list[Flowable]:
    camera = _(
        "Read the square with the camera of your telephone. Or write this address in a browser: %(where)s"
    )
    steps = [
        camera % {"where": paper.where},
        _("Write the code and your date of birth."),
        _("If you have an e-mail address, give it on the page. The next time you come in by it."),
    ]
    return [_text(f"{number}. {words}", TEXT) for number, words in enumerate(steps, 1)]


def _code(paper: LetterPaper) -> Table:
    """The code beside the square, on a calm ground."""
    spoken = _("Square that opens the page %(where)s with the code of this letter") % {"where": paper.where}
    words = [_text(_("Your code"), CELL_BOLD), _text(paper.code, CODE)]
    table = Table(
        [[words, TaggedFigure(_square(paper.link), spoken)]], colWidths=(WIDTH - SQUARE - 20, SQUARE + 20)
    )
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("ALIGN", (1, 0), (1, 0), "RIGHT")])
    return table


def _square(link: str) -> Drawing:
    """The link as a square of dots that a telephone reads (ISO/IEC 18004), with its quiet edge."""
    rows = [list(row) for row in segno.make(link, error="m", micro=False).matrix_iter(border=4)]
    dot = SQUARE / len(rows)
    drawing = Drawing(SQUARE, SQUARE)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                top = SQUARE - (y + 1) * dot
                drawing.add(
                    Rect(x * dot, top, dot, dot, fillColor=styles.INK, strokeColor=None, strokeWidth=0)
                )
    return drawing


def _block(lines: tuple[str, ...], style: ParagraphStyle, height: float) -> list[Flowable]:
    """The lines, and empty space so that what follows stands at its place under the window."""
    used = len(lines) * (style.leading + style.spaceAfter)
    return [*[_text(line, style) for line in lines], Spacer(1, max(height - used, 0))]


def _text(text: str, style: ParagraphStyle) -> TaggedParagraph:
    return TaggedParagraph(words_of(text), style)
