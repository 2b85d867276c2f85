"""Links that lead nowhere, and links that lead out of the site.

Wagtail keeps an index of what refers to what; a link whose page is gone or not public stands out in it.
Addresses elsewhere are listed for a person to try: the service itself never asks them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

OUTSIDE = re.compile(r"https?://[^\s\"'<>\\]+")
GONE, NOT_PUBLIC = "gone", "not_public"


@dataclass(frozen=True)
class BrokenLink:
    """A place on a page from which a reader gets nowhere."""

    page: Page
    where: str
    reason: str
    target: str


@dataclass(frozen=True)
class OutsideLink:
    """An address elsewhere, and the page it stands on."""

    page: Page
    url: str


def broken_links(pages: QuerySet[Page]) -> list[BrokenLink]:
    """Links, choices, pictures and files of the published `pages` that lead to nothing public."""
    readers = {str(page.pk): page for page in pages.filter(live=True, alias_of=None).select_related("locale")}
    kind = ContentType.objects.get_for_model(Page)
    rows = ReferenceIndex.objects.filter(base_content_type=kind, object_id__in=list(readers))
    found = [*_to_pages(rows, readers, kind)]
    for model in (get_image_model(), get_document_model()):
        found += _to_files(rows, readers, model)
    return sorted(found, key=lambda link: link.page.path)


def outside_links(pages: QuerySet[Page]) -> list[OutsideLink]:
    """Each address elsewhere once a page, in the order of the pages."""
    found = []
    for page in pages.filter(live=True, alias_of=None).select_related("locale").order_by("path").specific():
        texts = json.dumps(json.loads(page.to_json()), ensure_ascii=False)
        addresses = dict.fromkeys(one.rstrip(".,;)") for one in OUTSIDE.findall(texts.replace("&amp;", "&")))
        found += [OutsideLink(page, address) for address in addresses]
    return found


def _to_pages(
    rows: QuerySet[ReferenceIndex], readers: dict[str, Page], kind: ContentType
) -> Iterator[BrokenLink]:
    links = list(_content(rows.filter(to_content_type=kind)))
    targets = {str(page.pk): page for page in Page.objects.filter(pk__in=[row.to_object_id for row in links])}
    for row in links:
        target = targets.get(row.to_object_id)
        if target is None:
            yield BrokenLink(readers[row.object_id], _where(row), GONE, "")
        elif not target.live:
            yield BrokenLink(readers[row.object_id], _where(row), NOT_PUBLIC, target.title)


def _to_files(rows: QuerySet[ReferenceIndex], readers: dict[str, Page], model: Any) -> Iterator[BrokenLink]:
    links = list(rows.filter(to_content_type=ContentType.objects.get_for_model(model)))
    there = {str(pk) for pk in model.objects.values_list("pk", flat=True)} if links else set()
    for row in links:
        if row.to_object_id not in there:
            yield BrokenLink(readers[row.object_id], _where(row), GONE, "")


def _content(rows: Iterable[ReferenceIndex]) -> Iterator[ReferenceIndex]:
    """Only what an editor has put there; how pages hang together is not a link."""
    return (row for row in rows if row.model_path.split(".")[0] not in {"alias_of", "wagtail_admin_comments"})


def _where(row: ReferenceIndex) -> str:
    return str(row.describe_source_field())
