"""Links that lead nowhere, and links that lead out of the site, read from the published texts themselves.

Addresses elsewhere are listed for a person to try: the service itself never asks them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db.models import ForeignKey, Model, QuerySet
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.blocks.field_block import ChooserBlock
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.beside.settings import FooterLink
from cms.page_form.own_links import TYPED, is_gone, own_page
from cms.readers import is_seen

OUTSIDE = re.compile(r"https?://[^\s\"'<>\\]+")
LINK = re.compile(r'<a\b[^>]*\blinktype="(page|document)"[^>]*>(.*?)</a>', re.DOTALL)
TARGET = re.compile(r'\bid="(\d+)"')
GONE, NOT_PUBLIC = "gone", "not_public"
NO_PAGE = "0"  # the number of no page: what leads to it is gone
OWN_FIELDS = frozenset(
    {"alias_of", "locale", "owner", "live_revision", "latest_revision", "locked_by", "page_ptr"}
)


@dataclass(frozen=True)
class Reference:
    """What an editor has chosen or linked to: a page, a picture, a file, or an address elsewhere."""

    page: Page
    where: str
    model: type[Model] | None
    target: str


@dataclass(frozen=True)
class BrokenLink:
    """A place on a page from which a reader gets nowhere."""

    page: Page
    where: str
    reason: str
    target: str


def broken_links(pages: QuerySet[Page]) -> list[BrokenLink]:
    """Links, choices, pictures and files of the published `pages` that lead to nothing public."""
    found = [
        (one, Page if issubclass(one.model, Page) else one.model)
        for page in _published(pages)
        for one in references(page)
        if one.model is not None
    ]
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for one, model in found:
        wanted[model].add(int(one.target))
    there = {model: model._default_manager.in_bulk(list(pks)) for model, pks in wanted.items()}
    broken = []
    for one, model in found:
        target: Any = there[model].get(int(one.target))
        if target is None:
            broken.append(BrokenLink(one.page, one.where, GONE, ""))
        elif model is Page and not is_seen(target):
            broken.append(BrokenLink(one.page, one.where, NOT_PUBLIC, str(target)))
    return broken


def outside_links(pages: QuerySet[Page]) -> list[Reference]:
    """Each address elsewhere once a page, in the order of the pages."""
    found = []
    for page in _published(pages):
        outside = {one.target: one for one in references(page) if one.model is None}
        found += list(outside.values())
    return found


def footer_links() -> list[tuple[str, str, str]]:
    """Links of the footer to pages that are not public and to addresses elsewhere: words, reason, target.

    A page that is deleted takes its link with it.
    """
    rows = FooterLink.objects.select_related("page").order_by("sort_order")
    return [
        (str(row), NOT_PUBLIC if row.page_id else "", str(row.page or row.url))
        for row in rows
        if not (row.page and is_seen(row.page))
    ]


def references(page: Page) -> Iterator[Reference]:
    """Everything that the page leads to, as it is stored."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            yield from _of_block(page, stream.stream_block, list(stream.raw_data))
        elif isinstance(field, ForeignKey) and field.name not in OWN_FIELDS and not _is_itself(field):
            chosen = getattr(page, field.attname)
            if chosen and issubclass(field.related_model, Page):
                yield Reference(page, str(field.verbose_name), field.related_model, str(chosen))


def _is_itself(field: Any) -> bool:
    """Whether the field leads to another part of the same page: a page type built on another."""
    return bool(getattr(field.remote_field, "parent_link", False))


def _published(pages: Any) -> Any:
    return pages.filter(live=True, alias_of=None).select_related("locale").order_by("path").specific()


def _of_block(page: Page, block: Any, raw: Any) -> Iterator[Reference]:
    if isinstance(block, blocks.StreamBlock):
        for part in raw or ():
            if (child := block.child_blocks.get(part["type"])) is not None:
                yield from _of_block(page, child, part["value"])
    elif isinstance(block, blocks.ListBlock):
        for part in raw or ():
            stored = part["value"] if isinstance(part, dict) and part.get("type") == "item" else part
            yield from _of_block(page, block.child_block, stored)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _of_block(page, child, (raw or {}).get(name))
    elif isinstance(block, ChooserBlock):
        if isinstance(raw, int):
            yield Reference(page, str(block.label), block.model_class, str(raw))
    elif isinstance(raw, str):
        yield from _of_text(page, str(block.label), raw)


def _of_text(page: Page, where: str, text: str) -> Iterator[Reference]:
    for link in LINK.finditer(text):
        if target := TARGET.search(link[0]):
            model = Page if link[1] == "page" else get_document_model()
            words = unescape(strip_tags(link[2])).strip()
            yield Reference(page, f"{where}: ”{words}”" if words else where, model, target[1])
    for typed in TYPED.finditer(text):
        if (own := own_page(unescape(typed[1]))) is not None:
            yield Reference(page, where, Page, str(own.pk))
        elif is_gone(unescape(typed[1])):
            yield Reference(page, where, Page, NO_PAGE)
    for address in OUTSIDE.findall(text.replace("&amp;", "&")):
        if own_page(address.rstrip(".,;)")) is not None:
            continue
        yield Reference(page, where, None, address.rstrip(".,;)"))
