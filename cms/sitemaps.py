"""Sitemaps of each language: its pages, and its open places, each with its versions in the others.

Borrowed pages are left out.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from cms.loading.texts import LANGUAGES
from cms.readers import seen
from programmes.placements.offered import OpenPlace
from programmes.placements.public import open_places, service_types


class LanguageSitemap(Sitemap):
    """The live pages of one language."""

    language = ""

    def items(self) -> Any:
        pages = _own_texts().filter(locale__language_code=self.language)
        return pages.order_by("path").select_related("locale")

    def _urls(self, page: Any, protocol: str, domain: str) -> list[dict[str, Any]]:
        """Each address with the day it changed and its versions, itself among them."""
        urls = []
        for one in self.paginator.page(page).object_list:
            versions = self.versions.get(one.translation_key, {})
            others = [{"lang_code": code, "location": _full(path)} for code, path in versions.items()]
            own = {"location": _full(one.url_path), "alternates": others}
            urls += [url | own for url in one.get_sitemap_urls(self.request)]
        changed = [url["lastmod"] for url in urls if url.get("lastmod")]
        if changed:
            self.latest_lastmod = max(changed)
        return urls

    @cached_property
    def versions(self) -> dict[Any, dict[str, str]]:
        """Paths by language of every page that is written in more than one, the default one named too."""
        found: dict[Any, dict[str, str]] = defaultdict(dict)
        rows = _own_texts().values_list("translation_key", "locale__language_code", "url_path")
        for key, code, path in rows.order_by("locale__language_code"):
            found[key][code] = path
            if code == settings.LANGUAGE_CODE:
                found[key]["x-default"] = path
        return found


class PlacesSitemap(Sitemap):
    """The pages of the open places in one language: they come and go with the places."""

    language = ""

    def items(self) -> list[OpenPlace]:
        return open_places(AnonymousUser(), service_types())

    def lastmod(self, place: OpenPlace) -> date | None:
        """The day the place was opened."""
        return place.opened_on

    def _urls(self, page: Any, protocol: str, domain: str) -> list[dict[str, Any]]:
        lists = dict(
            _own_texts()
            .filter(content_type__model="vacancylistpage")
            .values_list("locale__language_code", "url_path")
        )
        if self.language not in lists:
            return []
        named = lists | {"x-default": lists.get(settings.LANGUAGE_CODE, lists[self.language])}
        return [
            {
                "location": _full(f"{lists[self.language]}{place.reference}/"),
                "lastmod": place.opened_on,
                "alternates": [
                    {"lang_code": code, "location": _full(f"{path}{place.reference}/")}
                    for code, path in named.items()
                ],
            }
            for place in self.paginator.page(page).object_list
        ]


def _full(path: str) -> str:
    return settings.BASE_URL + path


def _own_texts() -> Any:
    return seen(Page.objects.filter(depth__gt=1, alias_of=None))


SITEMAPS: dict[str, type[Sitemap]] = {
    f"{language}{ending}": type(f"Sitemap_{language}{ending}", (kind,), {"language": language})
    for language in LANGUAGES
    for ending, kind in (("", LanguageSitemap), ("-places", PlacesSitemap))
}
