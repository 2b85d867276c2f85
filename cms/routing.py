"""Which page stands at an address, remembered until something changes that readers see.

Only for readers without a session, inside one version (`config.page_cache`): everybody else asks the
database.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from django.http import Http404, HttpRequest
from wagtail.models import Page, Site

from publicdata.memory import remembered


def find_route(request: HttpRequest, path: str) -> None:
    """The request knows its site and the page at the path, or that there is none; Wagtail asks no more."""
    site = remembered(lambda: Site.find_for_request(request), "site", request.get_host())
    request._wagtail_site = site  # type: ignore[attr-defined]
    if site is None:
        return
    home = remembered(lambda: _with_locale(site.root_page.localized.specific), "home", site.pk)
    try:
        route = copy(home).route(request, [part for part in path.split("/") if part])
    except Http404:
        route = None
    request._wagtail_route_for_request = route  # type: ignore[attr-defined]


def page_at(url_path: str, below: Page) -> Any:
    """The page of its own type at the whole path below the page, the caller's own copy; else None."""

    def read() -> Any:
        return _with_locale(Page.objects.get(url_path=url_path, path__startswith=below.path).specific)

    try:
        return copy(remembered(read, "page at", url_path, below.path))
    except Page.DoesNotExist:  # and nothing is kept: there are any number of addresses without a page
        return None


def _with_locale(page: Any) -> Any:
    """The page, with the language that every reader of it asks for already read."""
    page.locale  # noqa: B018 - read once for all
    return page
