"""A whole document: A4 pages with a running foot, an outline, and the structure tree."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from programmes.documents.pdf.flowables import Heading
from programmes.documents.pdf.fonts import REGULAR, register_fonts
from programmes.documents.pdf.structure import add_structure
from programmes.documents.pdf.styles import INK_2, LINE, MARGIN
from programmes.documents.pdf.tags import TaggedCanvas

rl_config.useA85 = False  # bytes need not be written as letters: no reader of today asks for it
WIDTH, HEIGHT = A4[0] - 2 * MARGIN, A4[1] - 38 * mm


def build(
    story: Sequence[Flowable],
    *,
    title: str,
    language: str,
    author: str,
    foot: str,
    page_words: str,
    link_word: str,
) -> bytes:
    """The document as a tagged PDF (PDF/UA-1).

    foot: stands at the left of each page's foot; page_words: at its right, with the places `page`, `pages`.
    """
    register_fonts()
    canvases: list[TaggedCanvas] = []

    def canvas(*args: Any, **kwargs: Any) -> TaggedCanvas:
        canvases.append(TaggedCanvas(*args, **kwargs))
        return canvases[-1]

    def draw_foot(canvas: TaggedCanvas, _template: BaseDocTemplate) -> None:
        with canvas.marked(None):
            canvas.saveState()
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.5)
            canvas.line(MARGIN, 15 * mm, MARGIN + WIDTH, 15 * mm)
            canvas.setFont(REGULAR, 8)
            canvas.setFillColor(INK_2)
            canvas.drawString(MARGIN, 10.5 * mm, foot)
            canvas.doForm(_number_on(canvas.getPageNumber()))
            canvas.restoreState()

    raw = io.BytesIO()
    template = _Template(raw, pagesize=A4, title=title, author=author, lang=language, leftMargin=MARGIN)
    template.addPageTemplates(PageTemplate(frames=[_column()], onPage=draw_foot))
    template.build(list(story), canvasmaker=canvas)
    _number_pages(canvases[0], template.page, page_words)
    canvases[0].save()
    return add_structure(
        raw.getvalue(), canvases[0].root, title=title, language=language, author=author, link_word=link_word
    )


def _column() -> Frame:
    no_padding = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    return Frame(MARGIN, 20 * mm, WIDTH, HEIGHT, **no_padding)


def _number_on(page: int) -> str:
    """The name of what stands at the right of the page's foot: drawn when it is known how many pages are."""
    return f"number-{page}"


def _number_pages(canvas: TaggedCanvas, pages: int, words: str) -> None:
    """Each page has its number of how many; nothing is written out yet."""
    for page in range(1, pages + 1):
        canvas.beginForm(_number_on(page), 0, 0, *A4)
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(INK_2)
        canvas.drawRightString(MARGIN + WIDTH, 10.5 * mm, words % {"page": page, "pages": pages})
        canvas.endForm()


class _Template(BaseDocTemplate):
    """Adds each heading to the outline; what is written out when is said by `build`."""

    _doSave = False  # noqa: N815 - reportlab's name

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        if isinstance(flowable, Heading):
            words, level = flowable.outline
            key = f"heading-{self.page}-{id(flowable)}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(words, key, level, 0)
