"""What an editor should know of a text before readers meet it.

Only what shuts somebody out blocks publishing: a picture that a blind reader cannot know. The rest is advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

EASY = "fi-simple"
MOST_WORDS_EASY = 12
MOST_WORDS_PARAGRAPH = 120
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
ADDRESS = re.compile(r"^(https?://|www\.)", re.IGNORECASE)
SAYS_NOTHING = frozenset(
    {"klikkaa tästä", "tästä", "tästä linkistä", "täältä", "tänne", "lue lisää", "lisää", "linkki", "katso"}
    | {"klicka här", "här", "läs mer", "mer", "länk"}
    | {"click here", "here", "read more", "more", "link"}
)
DECORATION = frozenset({"poster"})  # blocks that draw such a picture hide it from those who cannot see
# What a camera or a telephone calls its files: IMG_2034, DSC00012, metsa.jpg, 20260112_101500.
NAME_OF_A_FILE = re.compile(
    r"^\S+\.(jpe?g|png|webp|avif|gif|heic)$|^[a-z]*[_-]*\d[\d_-]{2,}\w*$|^[^\W_]+(_[^\W_]+)+$", re.IGNORECASE
)
ALT_NAMES = ("alt", "alt_text", "description", "alternative_text")

RULES: dict[str, tuple[str, Any]] = {
    "alt": ("error", _("A picture has no description for those who cannot see it")),
    "file_name": ("error", _("A picture is described by the name of its file only")),
    "finnish": ("error", _("The page is still in Finnish")),
    "empty": ("error", _("The page has nothing to read yet: neither a lead nor a text")),
    "no_text": ("warning", _("There is nothing to read under the lead yet")),
    "dead_link": ("warning", _("A link leads to a page that is not public")),
    "heading": ("warning", _("Headings skip a level")),
    "bare_heading": ("warning", _("A heading has no text under it")),
    "link": ("warning", _("A link does not say where it leads")),
    "sentence": ("warning", _("A sentence is too long for Easy Finnish")),
    "paragraph": ("warning", _("A paragraph is very long")),
    "description": ("warning", _("There is no description for search results")),
}


@dataclass(frozen=True)
class Finding:
    """One thing to look at: by which rule, and the words where it is."""

    rule: str
    where: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the page is not published with it."""
        return RULES[self.rule][0] == "error"

    @property
    def label(self) -> str | Promise:
        """What is wrong, in words."""
        label: str | Promise = RULES[self.rule][1]
        return label

    def __str__(self) -> str:
        if not self.where:
            return str(self.label)
        return gettext("%(what)s: “%(words)s”") % {"what": self.label, "words": self.where}


def findings(page: Page) -> list[Finding]:
    """Everything to look at on the page as it stands in memory, the grave first."""
    language = page.locale.language_code
    found: list[Finding] = []
    if not page.search_description and not getattr(page, "lead", "").strip():
        found.append(Finding("description"))
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            found += [Finding(rule, where) for rule, where in _unknown_pictures(value.stream_block, value)]
            found += _of_html(str(value.render_as_block()), language)
    lead = getattr(page, "lead", "")
    if getattr(page, "is_a_text", False) and not page.body:
        found.append(Finding("no_text" if lead.strip() else "empty"))
    if language == EASY and lead:
        found += _long_sentences(lead)
    return sorted(found, key=lambda finding: not finding.blocks)


def _unknown_pictures(block: Any, value: Any) -> Iterator[tuple[str, str]]:
    """Pictures that somebody who does not see cannot know, wherever they stand: by which rule, and which."""
    if isinstance(value, AbstractImage):
        if not getattr(value, "decorative", False):
            yield from _of_description(getattr(value, "contextual_alt_text", ""), value)
    elif isinstance(block, blocks.StreamBlock):
        for child in value or ():
            yield from _unknown_pictures(child.block, child.value)
    elif isinstance(block, blocks.ListBlock):
        for child in value or ():
            yield from _unknown_pictures(block.child_block, child)
    elif isinstance(block, blocks.StructBlock):
        told = next((str(value[name]) for name in ALT_NAMES if value.get(name)), "")
        for name, child in block.child_blocks.items():
            part = value.get(name)
            if name in DECORATION:
                continue
            if not isinstance(part, AbstractImage) or not (told or value.get("decorative")):
                yield from _unknown_pictures(child, part)
            elif told:
                yield from _of_description(told, part)


def _of_description(words: str, image: AbstractImage) -> Iterator[tuple[str, str]]:
    if not words:
        yield "alt", image.title
    elif NAME_OF_A_FILE.match(words.strip()):
        yield "file_name", words


def _of_html(html: str, language: str) -> Iterator[Finding]:
    told = _Reader()
    told.feed(html)
    level = 1
    for new, words in told.headings:
        if new > level + 1:
            yield Finding("heading", _short(words))
        level = new
    for words in told.bare_headings():
        yield Finding("bare_heading", _short(words))
    for words, address in told.links:
        plain = words.strip(" .:»>›→").casefold()
        if address is None:
            yield Finding("dead_link", _short(words))
        elif plain in SAYS_NOTHING or not plain or ADDRESS.match(words.strip()):
            yield Finding("link", _short(words or address))
    for words in told.paragraphs:
        if len(words.split()) > MOST_WORDS_PARAGRAPH:
            yield Finding("paragraph", _short(words))
        if language == EASY:
            yield from _long_sentences(words)


def _long_sentences(text: str) -> list[Finding]:
    sentences = SENTENCE_END.split(text)
    return [Finding("sentence", _short(one)) for one in sentences if len(one.split()) > MOST_WORDS_EASY]


def _short(words: str) -> str:
    return Truncator(" ".join(words.split())).chars(70)


class _Reader(HTMLParser):
    """Headings, links and paragraphs of a piece of HTML, in order."""

    TEXTS = frozenset({"p", "li", "dd", "td", "blockquote"})
    HEADINGS = {f"h{level}": level for level in range(1, 7)}

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[tuple[int, str]] = []
        self.links: list[tuple[str, str | None]] = []
        self.paragraphs: list[str] = []
        self.order: list[tuple[str, str]] = []
        self.open: list[tuple[str, list[str], str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.TEXTS or tag in self.HEADINGS or tag == "a":
            self.open.append((tag, [], dict(attrs).get("href")))
        elif tag == "br":
            self.handle_data("\n")
        elif tag == "img":
            self.order.append(("text", "img"))

    def handle_data(self, data: str) -> None:
        for _tag, words, _href in self.open:
            words.append(data)
        if data.strip() and not any(tag in self.HEADINGS for tag, _words, _href in self.open):
            self.order.append(("text", data))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            return
        _tag, parts, href = self.open.pop()
        words = "".join(parts)
        if tag in self.HEADINGS:
            self.headings.append((self.HEADINGS[tag], words))
            self.order.append((tag, words))
        elif tag == "a":
            self.links.append((words, href))
        elif words.strip():
            self.paragraphs.append(words)

    def bare_headings(self) -> list[str]:
        """Headings with nothing under them: neither a text nor a heading of a lower level."""
        bare = []
        for place, (kind, words) in enumerate(self.order):
            following = self.order[place + 1][0] if place + 1 < len(self.order) else ""
            if kind != "text" and following != "text" and following <= kind:
                bare.append(words)
        return bare
