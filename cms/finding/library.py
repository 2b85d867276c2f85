"""The pages of one language as the search over the site goes through them."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import get_language
from wagtail.models import Page

from cms.finding.kinds import NOT_FOUND
from cms.finding.offered import name_of, service_index
from cms.finding.words import Asked, WordIndex, page_key
from cms.frame import HOME_DEPTH, home_path
from cms.readers import seen
from programmes.placements.offered import OpenPlace, Service
from programmes.placements.public import service_types, services
from publicdata.memory import remembered

# What a title is found and placed by: the last three are where a page of its kind says its municipality.
OF_A_TITLE = (
    "pk",
    "path",
    "title",
    "search_description",
    "translation_key",
    "programmepage__programme_id",
    "municipalitypage__municipality_id",
    "eventpage__municipality_id",
    "servicepointpage__service_point__municipality_id",
)


class Library:
    """Titles by their words, services by their names and types; kept until something public changes."""

    def __init__(self, page: Page) -> None:
        self.language, home = str(get_language()), home_path(page)
        there = seen(Page.objects).filter(path__startswith=home, depth__gte=HOME_DEPTH)
        self.pages: Any = there.exclude(content_type__in=[_type(name).pk for name in NOT_FOUND])
        self.titles, self._page_of, self._town_of = remembered(
            lambda: _titles(self.pages, self.language), "titles", home
        )
        self._services: list[Service] = services(service_types())
        self.own: WordIndex[str] = remembered(lambda: service_index(self._services, {}), "service names")

    def of_services(self, words: Asked) -> set[str]:
        """The pages of the services whose names have the words, or to which they lead."""
        return {self._page_of[name] for name in self.own.find(words) if name in self._page_of}

    def every_service(self) -> set[str]:
        """The page of each service that runs."""
        return {self._page_of[name] for row in self._services if (name := name_of(row.id)) in self._page_of}

    def is_led(self, name: str, words: Asked) -> bool:
        """Whether the words lead to the service of the page."""
        if not words.leads:
            return False
        led = {self._page_of.get(one) for lead in words.leads for one in self.own.found_by.get(lead, ())}
        return name in led

    def within(self, names: set[str], town: str, places: list[OpenPlace]) -> set[str]:
        """What of it is in the municipality; a page that is of no municipality stays."""
        if not town:
            return names
        names = {name for name in names if self._town_of.get(name, town) == town}
        away = {place.reference for place in places if place.municipality != town}
        away |= {
            self._page_of.get(name_of(row.id), "")
            for row in self._services
            if row.municipalities and town not in row.municipalities
        }
        return names - away

    def nearest(self, words: Asked, town: str) -> list[int]:
        """The keys of the pages of services: first those with some of the words, then those in the town."""
        told = [self.own.with_word(word, known) for word, known in words.words]

        def order(row: Service) -> tuple[int, bool]:
            has = sum(name_of(row.id) in names for names in told)
            return (-has, bool(town) and bool(row.municipalities) and town not in row.municipalities)

        rows = sorted(self._services, key=order)
        names = [self._page_of[name] for row in rows if (name := name_of(row.id)) in self._page_of]
        return [int(name.removeprefix("page:")) for name in names]


def name_of_page(pk: int) -> str:
    """A page as the indexes name it."""
    return f"page:{pk}"


def _titles(pages: Any, language: str) -> tuple[WordIndex[str], dict[str, str], dict[str, str]]:
    """The pages by the words of their titles, the page of each service, and the municipality of a page.

    Below the page of a municipality all is of the municipality: its news, its events, its other pages.
    """
    index = WordIndex[str]()
    page_of: dict[str, str] = {}
    town_of: dict[str, str] = {}
    above: dict[str, str] = {}
    for pk, path, title, words, key, service, *towns in pages.order_by("path").values_list(*OF_A_TITLE):
        index.add(name_of_page(pk), [(text, language) for text in (title, words) if text], [page_key(key)])
        if service:
            page_of[name_of(service)] = name_of_page(pk)
        town = above.get(path[: -Page.steplen], "") or next(filter(None, towns), "")
        if town:
            above[path] = town_of[name_of_page(pk)] = town
    return index, page_of, town_of


def _type(model: str) -> ContentType:
    return ContentType.objects.get_by_natural_key("cms", model)
