"""A sitemap for each language; borrowed pages are left out."""

from __future__ import annotations

from typing import Any

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from cms.loading.texts import LANGUAGES


class LanguageSitemap(Sitemap):
    """The live pages of one language."""

    language = ""

    def items(self) -> Any:
        pages = Page.objects.filter(locale__language_code=self.language, depth__gt=1, alias_of=None)
        return pages.live().public().order_by("path").select_related("locale")


SITEMAPS: dict[str, type[Sitemap]] = {
    language: type(f"Sitemap_{language}", (LanguageSitemap,), {"language": language})
    for language in LANGUAGES
}
