"""What readers may see: a page that is published and behind no restriction. Whatever tells of pages asks.

A restriction holds for the page it was set on and all below it. A Finnish page is closed in every language,
as it is hidden and deleted in every language; borrowed pages are closed with the page they borrow.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

from publicdata.memory import remembered


def seen(pages: Any) -> Any:
    """Those of the pages (a query set, or a model's manager) that any reader may see."""
    shut = Q()
    for path in _closed():
        shut |= Q(path__startswith=path)
    shown = pages.filter(live=True)
    return shown.exclude(shut) if shut else shown


def is_seen(page: Page) -> bool:
    """Whether any reader may see the page."""
    return bool(page.live) and not restrictions_of(page)


def restrictions_of(page: Page) -> frozenset[int]:
    """The keys of the restrictions that a reader of the page has to meet."""
    keys = [of_path for path, of_path in _closed().items() if page.path.startswith(path)]
    return frozenset().union(*keys)


def _closed() -> dict[str, frozenset[int]]:
    """Where in the tree what is closed begins, and by which restrictions."""
    return remembered(_read, "closed to readers")


def _read() -> dict[str, frozenset[int]]:
    closed: dict[str, frozenset[int]] = {}
    for row in PageViewRestriction.objects.select_related("page__locale"):
        same = Q(pk=row.page_id) | Q(alias_of=row.page_id)
        if row.page.locale.language_code == settings.LANGUAGE_CODE:
            same |= Q(translation_key=row.page.translation_key)
        for path in Page.objects.filter(same).order_by("path").values_list("path", flat=True):
            closed[path] = closed.get(path, frozenset()) | {row.pk}
    return closed
