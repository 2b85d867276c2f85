"""The structure of a document, and a canvas that marks what it draws with its place in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfgen.canvas import Canvas


class Node:
    """One element of the structure tree: a heading, a paragraph, a cell.

    `kids` are nodes, and (page, mark) for what is drawn on a page; `attributes` are alt, words (read
    instead of what is drawn), language (where it is not the document's), scope, summary, bbox.
    """

    def __init__(self, tag: str, parent: Node | None = None, **attributes: Any) -> None:
        self.tag = tag
        self.kids: list[Node | tuple[int, int]] = []
        self.attributes = attributes
        self.parent: Node | None = None
        if parent is not None:
            self.hang_on(parent)

    def hang_on(self, parent: Node) -> None:
        """The node is the last child of `parent`, unless it already has a place."""
        if self.parent is None:
            self.parent = parent
            parent.kids.append(self)


class TaggedCanvas(Canvas):
    """A canvas on which every drawing is either a part of the structure or an artifact."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.root = Node("Document")
        self.is_marking = False
        self._node: Node | None = None
        self._marks_on_page: dict[int, int] = {}

    @contextmanager
    def marked(self, node: Node | None) -> Iterator[None]:
        """What is drawn inside belongs to `node`; None makes it an artifact, which readers skip.

        Inside another mark nothing is added: the outer one holds.
        """
        if self.is_marking:
            yield
            return
        self._code.append("/Artifact BMC" if node is None else self._open(node))
        self.is_marking, self._node = True, node
        try:
            yield
        finally:
            self.is_marking, self._node = False, None
            self._code.append("EMC")

    def reads_as(self, words: str) -> None:
        """Where given, the words are what readers hear of the open mark, in whatever order they are drawn."""
        if words and self._node:
            before = self._node.attributes.get("words", "")
            self._node.attributes["words"] = f"{before} {words}".strip()

    def speaks(self, language: str) -> None:
        """Where given, what the open mark holds is read in this language."""
        if language and self._node:
            self._node.attributes["language"] = language

    def _open(self, node: Node) -> str:
        page = self.getPageNumber() - 1
        mark = self._marks_on_page.get(page, 0)
        self._marks_on_page[page] = mark + 1
        node.kids.append((page, mark))
        return f"/{node.tag} <</MCID {mark}>> BDC"
