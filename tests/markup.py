"""Reads a page as strictly as a validator: what is wrong with its HTML, its names and its outline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import html5lib

UNSAID = frozenset({"script", "template", "style"})
REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form", "headers")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
NOT_IN_A_PARAGRAPH = HEADINGS | {
    *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer"),
    *("form", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"),
}
PHRASING_ONLY = HEADINGS | {"p", "span", "strong", "em", "small", "label", "b", "button"}
INTERACTIVE = frozenset({"a", "button", "input", "select", "textarea", "summary", "details", "label"})
FIELDS = frozenset({"input", "select", "textarea"})
NO_PLACE_FOR_MAIN = frozenset({"article", "aside", "nav", "header", "footer"})
CHILDREN: dict[str, frozenset[str]] = {
    "ul": frozenset({"li", "script", "template"}),
    "ol": frozenset({"li", "script", "template"}),
    "dl": frozenset({"dt", "dd", "div", "script", "template"}),
    "tr": frozenset({"td", "th", "script", "template"}),
    "tbody": frozenset({"tr"}),
    "thead": frozenset({"tr"}),
    "select": frozenset({"option", "optgroup", "hr"}),
}
PARENTS: dict[str, frozenset[str]] = {
    "li": frozenset({"ul", "ol", "menu"}),
    "dt": frozenset({"dl", "div"}),
    "dd": frozenset({"dl", "div"}),
    "figcaption": frozenset({"figure"}),
    "legend": frozenset({"fieldset"}),
    "summary": frozenset({"details"}),
    "caption": frozenset({"table"}),
}
NATIVE_ROLES = {"nav": "navigation", "main": "main", "ul": "list", "ol": "list", "button": "button"}
# A browser of no help to speech gives lists without bullets their role back only when it is written.
ROLES_THAT_HELP = frozenset({"list", "listitem"})


@lru_cache(maxsize=300)
def read(html: str) -> tuple[Any, list[Any]]:
    """The page as a tree, and what was wrong on the way. Slow, and every look at a page needs it: nobody may
    change the tree."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    return parser.parse(html), parser.errors


def problems_of(html: str) -> list[str]:
    """Everything that is wrong with the page, in words; empty for a good page."""
    root, errors = read(html)
    found = [f"line {place[0]}: {code}" for place, code, _more in errors if code != "expected-doctype"]
    if not html.lstrip().lower().startswith("<!doctype html>"):
        found.append("no doctype")
    parents = {child: parent for parent in root.iter() for child in parent}
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    found += _names(elements)
    for element in elements:
        found += _nesting(element, parents)
        found += _attributes(element, parents)
    found += _outline(elements)
    return found


def outline_of(html: str) -> list[tuple[int, str]]:
    """The headings in their order, with their level."""
    root, _errors = read(html)
    return [
        (int(element.tag[1]), " ".join("".join(element.itertext()).split()))
        for element in root.iter()
        if isinstance(element.tag, str) and re.fullmatch(r"h[1-6]", element.tag)
    ]


def text_of(html: str) -> str:
    """What is left for one who sees neither styles nor scripts: the words in their order."""
    root, _errors = read(html)
    return " ".join(" ".join(_said(root.find("body"))).split())


def _said(element: Any) -> Iterator[str]:
    """The texts inside the element, but for what is no text to a reader."""
    if not isinstance(element.tag, str) or element.tag in UNSAID:
        return
    yield element.text or ""
    for child in element:
        yield from _said(child)
        yield child.tail or ""


def _names(elements: Iterable[Any]) -> Iterator[str]:
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    yield from (f"id {name!r} stands {times} times" for name, times in ids.items() if times > 1)
    yield from (f"id {name!r} is empty or has a space" for name in ids if not name or re.search(r"\s", name))
    for element in elements:
        for attribute in REFERRING:
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute}={name!r} on {element.tag} points nowhere"
        link = element.get("href") or ""
        if link.startswith("#") and link != "#" and link[1:] not in ids:
            yield f"link to {link} on the same page points nowhere"


def _nesting(element: Any, parents: dict[Any, Any]) -> Iterator[str]:
    tag, parent = element.tag, parents.get(element)
    above = list(_above(element, parents))
    if tag in NOT_IN_A_PARAGRAPH:
        yield from (f"{tag} inside {one.tag}" for one in above if one.tag in PHRASING_ONLY)
    if tag in INTERACTIVE - {"label"} or (tag == "input" and element.get("type") != "hidden"):
        yield from (f"{tag} inside {one.tag}" for one in above if one.tag in {"a", "button"})
        if tag == "a" and "href" not in element.attrib:
            yield "a without href"
    if tag == "form":
        yield from ("form inside form" for one in above if one.tag == "form")
    if parent is not None:
        if parent.tag in CHILDREN and tag not in CHILDREN[parent.tag]:
            yield f"{tag} right inside {parent.tag}"
        if tag in PARENTS and parent.tag not in PARENTS[tag]:
            yield f"{tag} right inside {parent.tag}"
    if tag in CHILDREN and tag in {"ul", "ol"} and (element.text or "").strip():
        yield f"text right inside {tag}"
    if tag == "main":
        yield from (
            f"main inside {one.tag}" for one in above if one.tag in {"article", "aside", "nav", "header"}
        )


def _attributes(element: Any, parents: dict[Any, Any]) -> Iterator[str]:
    tag, told = element.tag, element.attrib
    if "style" in told or any(name.startswith("on") for name in told):
        yield f"{tag} with a style or a handler of its own"
    if tag == "img" and not {"alt", "width", "height"} <= set(told):
        yield f"img {told.get('src')} without alt, width or height"
    if tag in FIELDS and told.get("type") not in {"hidden", "submit", "button"}:
        labelled = any(one.tag == "label" for one in _above(element, parents))
        if not (labelled or {"id", "aria-label", "aria-labelledby"} & set(told)):
            yield f"{tag} {told.get('name')} cannot be named"
    if told.get("role") == NATIVE_ROLES.get(tag, "-") and told["role"] not in ROLES_THAT_HELP:
        yield f"role {told['role']} on {tag} says nothing new"
    if int(told.get("tabindex", 0)) > 0:
        yield f"tabindex {told['tabindex']} on {tag}"
    if tag == "button" and told.get("type") not in {None, "submit", "button", "reset"}:
        yield f"button of type {told['type']}"
    if tag == "html" and not told.get("lang"):
        yield "html without lang"
    if (
        tag == "label"
        and not told.get("for")
        and not any(child.tag in INTERACTIVE for child in element.iter())
    ):
        yield "label of nothing"


def _outline(elements: list[Any]) -> Iterator[str]:
    levels = [int(element.tag[1]) for element in elements if re.fullmatch(r"h[1-6]", element.tag)]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of the first level"
    for above, below in zip([0, *levels], levels, strict=False):
        if below > above + 1:
            yield f"heading {below} follows heading {above}"
    for tag in ("main", "title"):
        count = sum(element.tag == tag for element in elements)
        if tag == "main" and count != 1:
            yield f"{count} elements main"


def _above(element: Any, parents: dict[Any, Any]) -> Iterator[Any]:
    while (element := parents.get(element)) is not None:
        yield element
