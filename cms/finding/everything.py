"""The search over the whole site: services, open places, municipalities, events, news, other pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from audit.memory import remembered
from cms.area import area as the_area
from cms.around import service_phone
from cms.cards import place_of
from cms.finding import form
from cms.finding.excerpts import excerpt, marked
from cms.finding.hearing import Heard, hear
from cms.finding.offer import place_index
from cms.finding.pages import pages_with, text_of
from cms.finding.places import suggested
from cms.finding.question import Question, query_of, read
from cms.finding.services import name_of, service_index
from cms.finding.words import Asked, WordIndex, words_in
from cms.frame import HOME_DEPTH, Frame, address, home_path
from programmes.placements.offered import OpenPlace
from programmes.placements.presentation import hours_words
from programmes.placements.public import open_places, service_types, services
from ui.elements import Link
from ui.formats import number, typed

SHOWN = 4
ON_A_PAGE = 20
MOST_PAGES = 300
KEPT_SECONDS = 3_600
OTHERS = "pages"
# In the order they stand on the page; a page type that is in none is among the other pages.
GROUPS: dict[str, Any] = {
    "services": _("Services"),
    "places": _("Open places"),
    "municipalities": _("Municipalities"),
    "points": _("Service points"),
    "events": _("Events"),
    "news": _("News"),
    "stories": _("Stories"),
    OTHERS: _("Other pages"),
}
GROUP_OF = {
    "programmepage": "services",
    "municipalitypage": "municipalities",
    "servicepointpage": "points",
    "eventpage": "events",
    "newspage": "news",
    "storypage": "stories",
}
# Where to begin when nothing was found.
DOORS = ("services", "places", "municipalities", "points")
NOT_FOUND = ("searchpage", "answerpage")


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


@dataclass(frozen=True)
class Found:
    """The pages and the open places that have the words, the best first."""

    heard: Heard
    pages: dict[str, list[Page]]
    places: list[OpenPlace]

    def counts(self) -> dict[str, int]:
        """How many of each kind that has any; first the kinds in which a title has all the words."""
        every = {name: len(self.pages.get(name, ())) for name in GROUPS} | {"places": len(self.places)}
        named = {name for name in GROUPS if self.has_named(name)}
        in_order = sorted(every, key=lambda name: name not in named)
        return {name: every[name] for name in in_order if every[name]}

    def has_named(self, name: str) -> bool:
        """Whether the best of the kind is called what was looked for."""
        words, best = self.heard.asked, self.places[:1] if name == "places" else self.pages.get(name, [])[:1]
        return any(words_in(words, one.title, str(get_language())) == len(words.words) for one in best)


def found(request: HttpRequest, page: Page, frame: Frame) -> dict[str, Any]:
    """What the words of the address find, by kind; one kind alone when it is asked for, page by page."""
    question = read(query_of(request), kinds=GROUPS, names=("q", "kind", "page"))
    if not question.q:
        question = replace(question, kind="", page=1)
    answer = search(question, page, frame)
    counts = answer.counts()
    if question.kind and question.kind not in counts:
        question = replace(question, kind="")
    drawn = _Drawn(answer, question, frame, request)
    if question.kind:
        paginator = Paginator(range(counts[question.kind]), ON_A_PAGE)
        question = replace(question, page=min(question.page, paginator.num_pages))
        shown = paginator.page(question.page)
        groups = [drawn.group(question.kind, shown.start_index() - 1, ON_A_PAGE)]
    else:
        shown, groups = None, [drawn.group(name, 0, SHOWN) for name in counts]
    frame.moved_to(question.at_page(question.page))
    total = sum(counts.values())
    return {
        "question": question,
        "language_links": frame.language_links,
        "asked_words": [Link(f"”{question.q}”")] if question.q else [],
        "left_out": form.left_out(question),
        "aside": answer.heard.aside,
        "suggestion": suggested(question, answer.heard),
        "result": ngettext("%(count)s result", "%(count)s results", total) % {"count": number(total)},
        "total": total,
        "groups": groups,
        "kinds": _kinds(question, counts, total),
        "list": shown,
        "page_query": question.query().removeprefix("?"),
        "doors": [
            (frame.sections[name], frame.section_titles[name]) for name in DOORS if name in frame.sections
        ],
        "phone": service_phone(),
    }


def search(question: Question, page: Page, frame: Frame) -> Found:
    """The live pages of this language, and the open places, that have every word of the question."""
    language = str(get_language())
    if not question.q:
        return Found(Heard(None), {}, [])
    types = service_types()
    on_offer, places = services(types), open_places(AnonymousUser(), types)
    home = home_path(page)
    there = Page.objects.live().filter(path__startswith=home, depth__gte=HOME_DEPTH)
    there = there.exclude(content_type__in=[_type(name).pk for name in NOT_FOUND])
    titles, by_service = _title_index(there, language, home)
    own = remembered(lambda: service_index(on_offer, {}), "service names")
    at_work = place_index(places, the_area())

    rank: dict[str, int] = {}

    def look(words: Asked) -> set[str]:
        in_service = {by_service[name] for name in own.find(words) if name in by_service}
        in_text = [_name(pk) for pk in pages_with(words, there, best_first=True)]
        rank.update({name: place for place, name in enumerate(in_text)})
        return set(in_text) | titles.find(words) | in_service | at_work.find(words)

    heard = hear(question.q, language, look, titles, own, at_work)
    hits = heard.hits or set()
    pages: dict[str, list[Page]] = defaultdict(list)
    wanted = [int(name.removeprefix("page:")) for name in hits if name.startswith("page:")][:MOST_PAGES]
    rows = (
        there.public().filter(pk__in=wanted).select_related("locale", "alias_of__locale").only(*OF_A_RESULT)
    )

    def best_first(one: Page) -> tuple[int, int, str]:
        return (-words_in(heard.asked, one.title, language), rank.get(_name(one.pk), len(rank)), one.path)

    for one in sorted(rows, key=best_first):
        pages[GROUP_OF.get(one.cached_content_type.model, OTHERS)].append(one)
    at = [place for place in places if place.reference in hits]
    at.sort(key=lambda place: -words_in(heard.asked, place.title, "fi"))
    return Found(heard, pages, at)


# What a result needs of its page: a hundred pages may have the word, a few are shown.
OF_A_RESULT = (
    "title",
    "path",
    "url_path",
    "content_type",
    "last_published_at",
    "locale__language_code",
    "alias_of__locale__language_code",
)


class _Drawn:
    """The results as the page shows them."""

    def __init__(self, answer: Found, question: Question, frame: Frame, request: HttpRequest) -> None:
        self.answer, self.question, self.frame, self.request = answer, question, frame, request
        self.language = str(get_language())

    def group(self, name: str, start: int, count: int) -> Group:
        """Some of the results of one kind."""
        rows: list[Any] = self.answer.places if name == "places" else self.answer.pages[name]
        shown = rows[start : start + count]
        results = self.places(shown) if name == "places" else self.pages(shown)
        more = len(rows) > len(shown) and not self.question.kind
        return Group(name, str(GROUPS[name]), len(rows), results, self.all_url(name) if more else "")

    def all_url(self, name: str) -> str:
        """Where all of them are: the list that can be narrowed further, or this page with one kind."""
        asked = Question(q=self.question.q)
        section = self.frame.sections.get(name, "") if name in {"services", "places"} else ""
        return section + asked.query() if section else replace(asked, kind=name).query()

    def places(self, places: Iterable[OpenPlace]) -> list[Result]:
        """Open places: what one does there, where, and how many hours."""
        base, words = self.frame.sections.get("places", ""), self.answer.heard.asked
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
        texts, words = texts_of(pages), self.answer.heard.asked
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


def _title_index(pages: Any, language: str, home: str) -> tuple[WordIndex[str], dict[str, str]]:
    """The pages by the words of their titles, and the page of each service; kept until something changes."""
    return remembered(lambda: _titles_of(pages, language), "titles", home)


def _titles_of(pages: Any, language: str) -> tuple[WordIndex[str], dict[str, str]]:
    index = WordIndex[str]()
    for pk, title, description in pages.values_list("pk", "title", "search_description"):
        index.add(_name(pk), [(text, language) for text in (title, description) if text])
    linked = pages.filter(content_type=_type("programmepage"))
    services_of = linked.values_list("programmepage__programme_id", "pk")
    return index, {name_of(service): _name(pk) for service, pk in services_of}


def _stamp(page: Page) -> float:
    return page.last_published_at.timestamp() if page.last_published_at else 0


def _type(model: str) -> ContentType:
    return ContentType.objects.get_by_natural_key("cms", model)


def _name(pk: int) -> str:
    return f"page:{pk}"


def _kinds(question: Question, counts: dict[str, int], total: int) -> list[Link]:
    """All, and each kind with its count, as links that keep the words."""
    asked = Question(q=question.q)
    everything = Link(str(_("All")), asked.query(), current=not question.kind, count=total)
    return [
        everything,
        *[
            Link(str(GROUPS[name]), replace(asked, kind=name).query(), name == question.kind, count)
            for name, count in counts.items()
        ],
    ]
