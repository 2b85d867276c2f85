"""A sitemap for each language, each page with its versions in the others; borrowed pages are left out."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any

from django.conf import settings
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from cms.loading.texts import LANGUAGES


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


def _full(path: str) -> str:
    return settings.BASE_URL + path


def _own_texts() -> Any:
    return Page.objects.filter(depth__gt=1, alias_of=None).live().public()


SITEMAPS: dict[str, type[Sitemap]] = {
    language: type(f"Sitemap_{language}", (LanguageSitemap,), {"language": language})
    for language in LANGUAGES
}
