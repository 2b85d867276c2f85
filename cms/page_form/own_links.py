"""A link to a page of this site is kept as a link to the page, also when somebody has typed its address.

An address in a text knows nothing of the page: it does not follow when the page moves, and the question
before the page is deleted would say that nothing leads to it. What was typed before is looked for then.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

# A list of open places shows each below its own address; a list has its feed or its calendar there.
HAS_ADDRESSES_OF_ITS_OWN = frozenset({"vacancylistpage"})
SHOWN_BESIDE = frozenset({"feed", "ics"})
TYPED = re.compile(r'<a href="([^"]+)">')


def settle(value: Any) -> Any:
    """The value of a text with every typed address of an own page as a link to that page."""
    if isinstance(value, RichText):
        return RichText(settled(value.source))
    if isinstance(value, blocks.StreamValue):
        for part in value:
            part.value = settle(part.value)
    elif isinstance(value, blocks.list_block.ListValue):
        for part in value.bound_blocks:
            part.value = settle(part.value)
    elif isinstance(value, blocks.StructValue):
        for name in value:
            value[name] = settle(value[name])
    return value


def settled(html: str) -> str:
    """The text of one block, as it is stored."""
    return TYPED.sub(lambda found: _link(found[0], unescape(found[1])), html)


def own_page(address: str) -> Page | None:
    """The page of this site that the address leads to, published or not."""
    path = _own_path(address)
    if path is None:
        return None
    found: Page | None = Page.objects.filter(url_path=f"{path}/", depth__gt=1).first()
    return found


def is_gone(address: str) -> bool:
    """Whether the address is of a page that would stand right below another and is not there."""
    path = _own_path(address)
    if path is None or own_page(path) is not None:
        return False
    above, _slash, last = path.rpartition("/")
    if last in SHOWN_BESIDE:
        return False
    parent = Page.objects.filter(url_path=f"{above}/", depth__gt=1).select_related("content_type").first()
    return parent is not None and parent.content_type.model not in HAS_ADDRESSES_OF_ITS_OWN


def pages_that_type(page: Page) -> list[Page]:
    """The pages whose text leads to the page by its address."""
    typed = json.dumps(f'<a href="{page.url_path}">')[1:-1]
    found: list[Page] = []
    for model in apps.get_models():
        if not issubclass(model, Page) or model is Page:
            continue
        streams = [
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, StreamField) and field.model is model
        ]
        anywhere = Q(pk__in=[])
        for name in streams:
            anywhere |= Q(**{f"{name}_text__contains": typed})
        texts = {f"{name}_text": Cast(name, TextField()) for name in streams}
        found += model._default_manager.annotate(**texts).filter(anywhere, alias_of=None).exclude(pk=page.pk)
    return found


def _own_path(address: str) -> str | None:
    """The path of an address on this site, without the last stroke; None for any other."""
    told = urlsplit(address.strip())
    if told.scheme not in {"", "http", "https"} or told.query or told.fragment:
        return None
    if told.hostname is not None and told.hostname not in _own_hosts():
        return None
    return told.path.rstrip("/") if told.path.startswith("/") else None


def _link(as_it_is: str, address: str) -> str:
    page = own_page(address)
    return as_it_is if page is None else f'<a linktype="page" id="{page.pk}">'


def _own_hosts() -> set[str | None]:
    own = {urlsplit(settings.BASE_URL).hostname, *settings.ALLOWED_HOSTS}
    return own | {urlsplit(site.root_url).hostname for site in Site.get_site_root_paths()}
