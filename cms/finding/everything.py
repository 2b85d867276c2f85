"""The search over the whole site: services, open places, municipalities, events, news, other pages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from areas.selectors import employment_area
from cms.area import area as the_area
from cms.finding import form
from cms.finding.hearing import Heard, hear
from cms.finding.kinds import DOORS, GROUP_OF, GROUPS, OTHERS
from cms.finding.library import Library, name_of_page
from cms.finding.meaning import Sense, understood
from cms.finding.notes import notes
from cms.finding.offer import place_index
from cms.finding.pages import pages_with
from cms.finding.question import Question, query_of, read
from cms.finding.results import Drawn
from cms.finding.words import Asked, asked, page_key, words_in
from cms.frame import Frame
from programmes.placements.offered import OpenPlace
from programmes.placements.public import open_places, service_types
from ui.elements import Link
from ui.formats import number

SHOWN = 4
ON_A_PAGE = 20
MOST_PAGES = 300
# What a result needs of its page: a hundred pages may have the word, a few are shown.
OF_A_RESULT = (
    "title",
    "path",
    "url_path",
    "content_type",
    "translation_key",
    "last_published_at",
    "locale__language_code",
    "alias_of__locale__language_code",
)


@dataclass(frozen=True)
class Found:
    """The pages and the open places that answer to the question, the best first."""

    heard: Heard
    pages: dict[str, list[Page]]
    places: list[OpenPlace]

    def rows(self, name: str) -> list[Any]:
        """All of one kind."""
        return self.places if name == "places" else self.pages.get(name, [])

    def counts(self) -> dict[str, int]:
        """How many of each kind that has any; first the kinds with a thing that is called or meant so."""
        every = {name: len(self.rows(name)) for name in GROUPS}
        in_order = sorted(every, key=lambda name: (not self.is_led(name), not self.has_named(name)))
        return {name: every[name] for name in in_order if every[name]}

    def is_led(self, name: str) -> bool:
        """Whether the words lead to the best page of the kind."""
        best = self.pages.get(name, [])[:1]
        return any(page_key(one.translation_key) in self.heard.asked.leads for one in best)

    def has_named(self, name: str) -> bool:
        """Whether the best of the kind is called what was looked for."""
        words = self.heard.asked
        return any(
            words_in(words, one.title, str(get_language())) == len(words.words) for one in self.rows(name)[:1]
        )


def found(request: HttpRequest, page: Page, frame: Frame) -> dict[str, Any]:
    """What the words of the address find, by kind; one kind alone when it is asked for, page by page."""
    question = read(query_of(request), kinds=GROUPS, names=("q", "kind", "page"))
    if not question.q:
        question = replace(question, kind="", page=1)
    sense = understood(question.q, str(get_language()))
    answer = search(sense, page)
    counts = answer.counts()
    if question.kind and question.kind not in counts:
        question = replace(question, kind="")
    drawn = Drawn(answer.heard.asked, _as_lists_ask(question, sense), frame, request)
    if question.kind:
        paginator = Paginator(range(counts[question.kind]), ON_A_PAGE)
        question = replace(question, page=min(question.page, paginator.num_pages))
        shown = paginator.page(question.page)
        kept = answer.rows(question.kind)
        groups = [drawn.group(question.kind, kept, shown.start_index() - 1, ON_A_PAGE)]
    else:
        shown, groups = None, [drawn.group(name, answer.rows(name), 0, SHOWN) for name in counts]
    frame.moved_to(question.at_page(question.page))
    total = sum(counts.values())
    return {
        "question": question,
        "language_links": frame.language_links,
        "asked_words": [Link(f"”{question.q}”")] if question.q else [],
        "left_out": form.left_out(question),
        "town": the_area().names.get(sense.where.code, ""),
        "without_town": Question(q=sense.rest).query() if sense.where.code and sense.rest else "",
        "result": ngettext("%(count)s result", "%(count)s results", total) % {"count": number(total)},
        "total": total,
        "groups": groups,
        "kinds": _kinds(question, counts, total),
        "list": shown,
        "page_query": question.query().removeprefix("?"),
        "area": employment_area(),
        "nearest": [] if total or not question.q else drawn.pages(_nearest(sense, page)),
        "doors": [
            (frame.sections[name], frame.section_titles[name]) for name in DOORS if name in frame.sections
        ],
        **notes(sense, answer.heard, question, frame, nothing=not total),
        # What the words lead to is among the results here, when there are any.
        **({"leads": []} if total else {}),
    }


def search(sense: Sense, page: Page) -> Found:
    """The live pages of this language, and the open places, that have every word of the question.

    What is of a municipality is of the one that is named; named alone, it is found itself.
    """
    language, town = sense.language, sense.where
    if not sense.asked and not town.word:
        return Found(Heard(None), {}, [])
    library = Library(page)
    places = open_places(AnonymousUser(), service_types())
    at_work = place_index(places, the_area())
    rank: dict[str, int] = {}

    def look(words: Asked) -> set[str]:
        in_text = [name_of_page(pk) for pk in pages_with(words, library.pages, best_first=True)]
        rank.update({name: place for place, name in enumerate(in_text)})
        every = set(in_text) | library.titles.find(words) | library.of_services(words) | at_work.find(words)
        return library.within(every, town.code, places)

    def only_place() -> set[str]:
        words = asked(town.word, language)
        in_text = {name_of_page(pk) for pk in pages_with(words, library.pages)}
        found_there = in_text | library.titles.find(words) | library.every_service()
        return library.within(found_there | {place.reference for place in places}, town.code, places)

    def finds(words: str) -> bool:
        meant = understood(words, language)
        return bool(look(meant.asked)) if meant.asked else bool(meant.where.code)

    if sense.asked:
        heard = hear(sense, look, library.titles, library.own, at_work, finds=finds)
        words = heard.asked
    else:
        words = asked(town.word, language)
        heard = Heard(only_place() if town.code else set(), words)
    hits = heard.hits or set()
    return Found(heard, _pages(hits, words, rank, library, language), _places(hits, words, places))


def _pages(
    hits: set[str], words: Asked, rank: dict[str, int], library: Library, language: str
) -> dict[str, list[Page]]:
    wanted = [int(name.removeprefix("page:")) for name in hits if name.startswith("page:")][:MOST_PAGES]
    rows = library.pages.filter(pk__in=wanted).select_related("locale", "alias_of__locale")

    def best_first(one: Page) -> tuple[bool, int, int, str]:
        name = name_of_page(one.pk)
        led = page_key(one.translation_key) in words.leads or library.is_led(name, words)
        return (not led, -words_in(words, one.title, language), rank.get(name, len(rank)), one.path)

    pages: dict[str, list[Page]] = defaultdict(list)
    for one in sorted(rows.only(*OF_A_RESULT), key=best_first):
        pages[GROUP_OF.get(one.cached_content_type.model, OTHERS)].append(one)
    return pages


def _places(hits: set[str], words: Asked, places: list[OpenPlace]) -> list[OpenPlace]:
    at = [place for place in places if place.reference in hits]
    return sorted(at, key=lambda place: -words_in(words, place.title, "fi"))


def _nearest(sense: Sense, page: Page) -> list[Page]:
    """Services to begin with when nothing was found: those that have some of the words first."""
    library = Library(page)
    near = library.nearest(sense.asked, sense.where.code)[:SHOWN]
    rows = library.pages.filter(pk__in=near).select_related("locale", "alias_of__locale")
    by_key = {row.pk: row for row in rows.only(*OF_A_RESULT)}
    return [by_key[pk] for pk in near if pk in by_key]


def _as_lists_ask(question: Question, sense: Sense) -> Question:
    """The question as the lists of services and places read it."""
    if not sense.where.code:
        return Question(q=question.q, kind=question.kind)
    return Question(q=sense.rest, municipality=sense.where.code, kind=question.kind)


def _kinds(question: Question, counts: dict[str, int], total: int) -> list[Link]:
    """All, and each kind with its count, as links that keep the words."""
    asked_again = Question(q=question.q)
    everything = Link(str(_("All")), asked_again.query(), current=not question.kind, count=total)
    return [
        everything,
        *[
            Link(str(GROUPS[name]), replace(asked_again, kind=name).query(), name == question.kind, count)
            for name, count in counts.items()
        ],
    ]
