"""A whole document: A4 pages with a running foot, an outline, and the structure tree."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from programmes.documents.pdf.flowables import Heading
from programmes.documents.pdf.fonts import REGULAR, register_fonts
from programmes.documents.pdf.structure import add_structure
from programmes.documents.pdf.styles import INK_2, LINE, MARGIN
from programmes.documents.pdf.tags import TaggedCanvas

WIDTH, HEIGHT = A4[0] - 2 * MARGIN, A4[1] - 38 * mm


def build(
    story: Sequence[Flowable],
    *,
    title: str,
    language: str,
    author: str,
    foot: str,
    page_word: str,
    link_word: str,
) -> bytes:
    """The document as a tagged PDF (PDF/UA-1).

    foot: stands at the left of each page's foot; page_word: the word before the page's number.
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
            canvas.drawRightString(MARGIN + WIDTH, 10.5 * mm, f"{page_word} {canvas.getPageNumber()}")
            canvas.restoreState()

    raw = io.BytesIO()
    template = _Template(raw, pagesize=A4, title=title, author=author, lang=language, leftMargin=MARGIN)
    template.addPageTemplates(PageTemplate(frames=[_column()], onPage=draw_foot))
    template.build(list(story), canvasmaker=canvas)
    return add_structure(
        raw.getvalue(), canvases[0].root, title=title, language=language, author=author, link_word=link_word
    )


def _column() -> Frame:
    no_padding = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    return Frame(MARGIN, 20 * mm, WIDTH, HEIGHT, **no_padding)


class _Template(BaseDocTemplate):
    """Adds each heading to the outline."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        if isinstance(flowable, Heading):
            words, level = flowable.outline
            key = f"heading-{self.page}-{id(flowable)}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(words, key, level, 0)
