"""The structure tree: from marked content to a PDF/UA-1 file."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from programmes.documents.pdf.directions import as_typed
from programmes.documents.pdf.tags import Node

JOINED = re.compile(rb"> <(E000|F[BCDE][0-9A-F]{2})>")


def add_structure(raw: bytes, root: Node, *, title: str, language: str, author: str, link_word: str) -> bytes:
    """The same document with its structure, language, title and the PDF/UA-1 mark."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        _Tree(pdf, link_word).hang(root)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = String(language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
            metadata["dc:language"] = {language}
            metadata["dc:creator"] = [author]
            metadata["pdfuaid:part"] = "1"
        pdf.docinfo["/Title"] = title
        _name_glyphs(pdf)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


class _Tree:
    """Builds the tree and, beside it, the table from marks on pages back to their elements."""

    def __init__(self, pdf: pikepdf.Pdf, link_word: str) -> None:
        self.pdf, self.link_word = pdf, link_word
        self.elements: dict[int, dict[int, Any]] = {number: {} for number in range(len(pdf.pages))}

    def hang(self, root: Node) -> None:
        """The tree hangs on the document's catalogue."""
        tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = self._element(root, tree)
        tree.K = Array([document])
        numbers = self._pages()
        numbers += self._links(document, first_key=len(self.pdf.pages))
        tree.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        tree.ParentTreeNextKey = len(numbers) // 2
        self.pdf.Root.StructTreeRoot = tree

    def _element(self, node: Node, parent: Any) -> Any:
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.tag}"), P=parent))
        _describe(element, node.attributes)
        kids = Array([self._kid(kid, element) for kid in node.kids])
        element.K = kids
        return element

    def _kid(self, kid: Node | tuple[int, int], element: Any) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element)
        page_number, mark = kid
        page = self.pdf.pages[page_number].obj
        self.elements[page_number][mark] = element
        if "/Pg" not in element:
            element.Pg = page
        if element.Pg.objgen == page.objgen:
            return mark
        return Dictionary(Type=Name.MCR, Pg=page, MCID=mark)

    def _pages(self) -> list[Any]:
        numbers: list[Any] = []
        for number, page in enumerate(self.pdf.pages):
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
            marks = self.elements[number]
            numbers += [number, self.pdf.make_indirect(Array([marks[mark] for mark in range(len(marks))]))]
        return numbers

    def _links(self, document: Any, first_key: int) -> list[Any]:
        numbers: list[Any] = []
        for page in self.pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                if annotation.get("/Subtype") != Name.Link:
                    continue
                key = first_key + len(numbers) // 2
                annotation.StructParent = key
                annotation.Contents = annotation.get("/Contents", String(self.link_word))
                reference = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page.obj)
                link = self.pdf.make_indirect(
                    Dictionary(
                        Type=Name.StructElem, S=Name.Link, P=document, Pg=page.obj, K=Array([reference])
                    )
                )
                document.K.append(link)
                numbers += [key, link]
        return numbers


def _describe(element: Any, attributes: dict[str, Any]) -> None:
    if attributes.get("alt"):
        element.Alt = String(attributes["alt"])
    if attributes.get("words"):
        element.ActualText = String(attributes["words"])
    if attributes.get("language"):
        element.Lang = String(attributes["language"])
    if attributes.get("scope"):
        element.A = Dictionary(O=Name.Table, Scope=Name(f"/{attributes['scope']}"))
    if attributes.get("summary"):
        element.A = Dictionary(O=Name.Table, Summary=String(attributes["summary"]))
    if attributes.get("bbox"):
        box = Array([round(value, 2) for value in attributes["bbox"]])
        element.A = Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)


def _name_glyphs(pdf: pikepdf.Pdf) -> None:
    """No glyph stands for U+0000, which the profile forbids, and each joined letter for its letter."""
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == Name.Font and "/ToUnicode" in each:
            known = each.ToUnicode.read_bytes().replace(b"> <0000>", b"> <FFFD>")
            each.ToUnicode.write(JOINED.sub(_letter_of, known))


def _letter_of(shape: re.Match[bytes]) -> bytes:
    letter = as_typed(chr(int(shape[1], 16)))
    return b"> <%04X>" % ord(letter) if len(letter) == 1 else shape[0]
