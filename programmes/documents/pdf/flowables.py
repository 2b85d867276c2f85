"""Parts of a document that know what they are: headings, paragraphs, tables, figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle
from reportlab.platypus.tables import TableRenderCB

from programmes.documents.pdf.tags import Node
from programmes.documents.pdf.turning import in_order_of_the_eye


class TaggedParagraph(Paragraph):
    """A paragraph, or a heading when `tag` is H1-H6; split over pages it stays one element.

    language: of its words, where it is not the document's; in a table it is told of the cell.
    """

    def __init__(
        self, text: str | None, style: ParagraphStyle, tag: str = "P", *, language: str = "", **parts: Any
    ) -> None:
        super().__init__(text, style, **parts)
        self.tag, self.language = tag, language
        self.node: Node | None = None
        self._wrapped: tuple[float, tuple[float, float]] | None = None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Its size. A table asks for it several times: the lines are broken once for each width."""
        if self._wrapped is None or self._wrapped[0] != available_width or not hasattr(self, "blPara"):
            self._wrapped = (available_width, super().wrap(available_width, available_height))
        return self._wrapped[1]

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The parts, all of the same element."""
        parts = super().split(available_width, available_height)
        if len(parts) > 1:
            self.node = self.node or Node(self.tag)
            for part in parts:
                part.tag, part.node, part.language = self.tag, self.node, self.language
        return parts

    def drawPara(self, debug: int = 0) -> None:  # noqa: N802 - reportlab's name
        """Drawn line by line; where letters run from right to left, in the order of the eye."""
        with in_order_of_the_eye(self) as typed:
            self.canv.reads_as(typed)
            self.canv.speaks(self.language)
            super().drawPara(debug)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Drawn and marked; inside a table's cell the cell is the mark."""
        if canvas.is_marking:
            super().drawOn(canvas, x, y, _sW)
            return
        node = self.node or Node(self.tag)
        node.hang_on(canvas.root)
        with canvas.marked(node):
            super().drawOn(canvas, x, y, _sW)


class Heading(TaggedParagraph):
    """A heading that also stands in the outline of the document."""

    def __init__(self, text: str, style: ParagraphStyle, level: int) -> None:
        super().__init__(text, style, f"H{level}")
        self.outline = (self.getPlainText(), level - 1)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Nothing: a heading is not divided, it goes whole to the next page."""
        return []


class _TableTags(TableRenderCB):
    """Marks a table as it is drawn: head cells with their scope, repeated heads and rules as artifacts."""

    def __init__(self, summary: str, head_rows: int, head_columns: int) -> None:
        self.node = Node("Table", summary=summary)
        self.head_rows, self.head_columns = head_rows, head_columns
        self.has_head = False
        self.row: Node | None = None

    def startTable(self, table: Table) -> None:  # noqa: N802 - reportlab's names, here and below
        self.node.hang_on(table.canv.root)
        if not self.has_head:
            self.head, self.body = Node("THead", self.node), Node("TBody", self.node)

    def startBG(self, table: Table) -> None:  # noqa: N802
        self._open(table, None)

    def endBG(self, table: Table) -> None:  # noqa: N802
        self._shut()

    def startRow(self, table: Table, number: int) -> None:  # noqa: N802
        self.in_head = number < self.head_rows
        repeated = self.in_head and self.has_head
        self.row = None if repeated else Node("TR", self.head if self.in_head else self.body)

    def startCell(self, table: Table, row: int, column: int, *_where: Any) -> None:  # noqa: N802
        if self.row is None:
            self._open(table, None)
            return
        scope = "Column" if self.in_head else "Row" if column < self.head_columns else None
        self._open(table, Node("TH" if scope else "TD", self.row, scope=scope))

    def endCell(self, table: Table) -> None:  # noqa: N802
        self._shut()

    def endRow(self, table: Table) -> None:  # noqa: N802
        """Nothing to close: a row is only a place in the tree."""

    def startLines(self, table: Table) -> None:  # noqa: N802
        self._open(table, None)

    def endLines(self, table: Table) -> None:  # noqa: N802
        self._shut()

    def endTable(self, table: Table) -> None:  # noqa: N802
        self.has_head = True

    def _open(self, table: Table, node: Node | None) -> None:
        self.mark = table.canv.marked(node)
        self.mark.__enter__()

    def _shut(self) -> None:
        self.mark.__exit__(None, None, None)


def tagged_table(
    rows: Sequence[Sequence[Any]],
    *,
    summary: str,
    widths: Sequence[float],
    style: TableStyle,
    head_columns: int = 1,
) -> Table:
    """A table whose first row is its head, repeated on each page; the first `head_columns` name their row."""
    return Table(
        rows,
        colWidths=widths,
        repeatRows=1,
        style=style,
        hAlign="LEFT",
        renderCB=_TableTags(summary, 1, head_columns),
    )


class TaggedFigure(Flowable):
    """A drawing with the words that stand for it."""

    def __init__(self, drawing: Drawing, alt: str) -> None:
        super().__init__()
        self.drawing, self.alt = drawing, alt
        self.width, self.height = drawing.width, drawing.height

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The drawing's own size."""
        return self.width, self.height

    def draw(self) -> None:
        """Drawn as one figure with its box on the page."""
        x, y = self.canv.absolutePosition(0, 0)
        box = (x, y, x + self.width, y + self.height)
        with self.canv.marked(Node("Figure", self.canv.root, alt=self.alt, bbox=box)):
            renderPDF.draw(self.drawing, self.canv, 0, 0)


class Ruler(Flowable):
    """A thin line across the column: decoration."""

    def __init__(self, colour: Any, *, space: float = 6) -> None:
        super().__init__()
        self.colour, self.space = colour, space

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as the column."""
        self.width, self.height = available_width, 2 * self.space
        return self.width, self.height

    def draw(self) -> None:
        """Drawn as an artifact."""
        with self.canv.marked(None):
            self.canv.setStrokeColor(self.colour)
            self.canv.setLineWidth(0.6)
            self.canv.line(0, self.space, self.width, self.space)
