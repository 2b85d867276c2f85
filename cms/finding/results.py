"""What was found as the search page shows it: by kind, the words around what was looked for marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from cms.cards import place_of
from cms.finding.excerpts import excerpt, marked
from cms.finding.kinds import GROUPS
from cms.finding.pages import text_of
from cms.finding.question import Question
from cms.finding.words import Asked
from cms.frame import Frame, address
from programmes.placements.offered import OpenPlace
from programmes.placements.presentation import hours_words
from ui.formats import typed

KEPT_SECONDS = 3_600
MOVED = frozenset({"services", "places"})


@dataclass(frozen=True)
class Result:
    """One thing that was found; `language` is set where it is another than that of the page."""

    title: SafeString
    url: str
    text: SafeString
    note: str = ""
    language: str = ""


@dataclass
class Group:
    """What was found of one kind: how many, those that are shown, and the way to all of them."""

    name: str
    label: str
    count: int
    results: list[Result] = field(default_factory=list)
    all_url: str = ""


class Drawn:
    """The results as the page shows them."""

    def __init__(self, words: Asked, asked: Question, frame: Frame, request: HttpRequest) -> None:
        """`asked` is the question as the lists read it: its municipality is a choice there, not a word."""
        self.words, self.asked, self.frame, self.request = words, asked, frame, request
        self.language = str(get_language())

    def group(self, name: str, rows: list[Any], start: int, count: int) -> Group:
        """Some of the results of one kind."""
        shown = rows[start : start + count]
        results = self.places(shown) if name == "places" else self.pages(shown)
        more = len(rows) > len(shown) and not self.asked.kind
        return Group(name, str(GROUPS[name]), len(rows), results, self.all_url(name) if more else "")

    def all_url(self, name: str) -> str:
        """Where all of them are: the list that can be narrowed further, or this page with one kind."""
        asked = replace(self.asked, kind="", page=1, ignored=())
        section = self.frame.sections.get(name, "") if name in MOVED else ""
        return section + asked.query() if section else replace(asked, kind=name).query()

    def places(self, places: Iterable[OpenPlace]) -> list[Result]:
        """Open places: what one does there, where, and how many hours."""
        base, words = self.frame.sections.get("places", ""), self.words
        return [
            Result(
                title=typed(marked(place.title, words, "fi")),
                url=f"{base}{place.reference}/",
                text=typed(excerpt(place.tasks, words, "fi")),
                note=" · ".join(
                    part
                    for part in (
                        place_of(place),
                        place.municipality_name,
                        hours_words(place.hours_min, place.hours_max),
                    )
                    if part
                ),
            )
            for place in places
        ]

    def pages(self, pages: list[Page]) -> list[Result]:
        """Pages: the words around what was looked for."""
        texts, words = texts_of(pages), self.words
        results = []
        for page in pages:
            code = page.alias_of.locale.language_code if page.alias_of_id else page.locale.language_code
            results.append(
                Result(
                    title=marked(page.title, words, code),
                    url=address(page, self.request),
                    text=excerpt(texts[page.pk], words, code),
                    language=code if code != self.language else "",
                )
            )
        return results


def texts_of(pages: list[Page]) -> dict[int, str]:
    """The plain text of each page, kept until it is published anew."""
    keys = {page.pk: f"cms:text:{page.pk}:{_stamp(page)}" for page in pages}
    kept = caches["texts"]
    known = kept.get_many(keys.values())
    missing = [pk for pk, key in keys.items() if key not in known]
    read = {one.pk: text_of(one) for one in Page.objects.filter(pk__in=missing).specific()} if missing else {}
    kept.set_many({keys[pk]: text for pk, text in read.items()}, KEPT_SECONDS)
    return {pk: read.get(pk, known.get(key, "")) for pk, key in keys.items()}


def _stamp(page: Page) -> float:
    return page.last_published_at.timestamp() if page.last_published_at else 0
