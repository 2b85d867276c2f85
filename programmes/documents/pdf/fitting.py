"""Fitting text of any length on one sheet: texts that are too long are cut, and it is known which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from programmes.documents.pdf.document import HEIGHT, WIDTH
from programmes.documents.pdf.flowables import TaggedParagraph
from programmes.documents.pdf.words import words_of

MOST_LINES = 63
LAST_WORD = 24


class Cutter:
    """Sets texts in at most `lines` lines; `cut` keeps the label of each text that was longer.

    tail: the words after a cut text that say where it goes on.
    """

    def __init__(self, lines: int, tail: Callable[[str], str]) -> None:
        self.lines, self.tail = lines, tail
        self.cut: dict[str, str] = {}

    def set(self, text: str, style: ParagraphStyle, *, label: str, width: float) -> TaggedParagraph:
        """The text as a paragraph of the column `width`, whole or cut."""
        language = getattr(text, "language", "")
        whole = TaggedParagraph(words_of(text), style, language=language)
        if _lines(whole, width) <= self.lines:
            return whole
        self.cut.setdefault(text, label)
        tail = f"… ({self.tail(text)})"
        start = _longest_start(text, tail, style, width, self.lines)
        return TaggedParagraph(words_of(start + tail), style, language=language)


def on_one_sheet(page: Callable[[int], Sequence[Flowable]]) -> Sequence[Flowable]:
    """The parts of a page with as many lines to each text as one sheet takes.

    page: makes the parts for a number of lines; at one line to a text they must fit.
    """
    parts = page(MOST_LINES)
    if height_of(parts) <= HEIGHT:
        return parts
    fits, too_many = 1, MOST_LINES
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if height_of(page(middle)) <= HEIGHT:
            fits = middle
        else:
            too_many = middle
    return page(fits)


def height_of(parts: Iterable[Flowable]) -> float:
    """How much of a column the parts take, one below the other."""
    height, after = 0.0, 0.0
    for part in parts:
        height += max(after, part.getSpaceBefore()) + part.wrap(WIDTH, HEIGHT)[1]
        after = part.getSpaceAfter()
    return height + after


def _lines(paragraph: TaggedParagraph, width: float) -> int:
    return round(paragraph.wrap(width, HEIGHT)[1] / paragraph.style.leading)


def _longest_start(text: str, tail: str, style: ParagraphStyle, width: float, lines: int) -> str:
    """The longest beginning that leaves room for `tail`, ended between words where one is near."""
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if _lines(TaggedParagraph(words_of(text[:middle] + tail), style), width) <= lines:
            least = middle
        else:
            most = middle - 1
    start = text[:least]
    space = start.rfind(" ", max(0, least - LAST_WORD))
    return (start[:space] if space > 0 else start).rstrip()
