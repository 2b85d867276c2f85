"""The list of open places that an address asks for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.area import Area
from cms.area import area as the_area
from cms.cards import count_words, place_card
from cms.finding import form
from cms.finding.choices import narrow, passing
from cms.finding.hearing import hear
from cms.finding.meaning import placed
from cms.finding.notes import notes
from cms.finding.offer import in_order, place_index, place_rules
from cms.finding.question import NEAR_KM, ORDERS, Question, query_of, read
from cms.frame import Frame
from cms.maps import counted_map
from programmes.placements.public import open_places, service_types
from ui.elements import Link

ON_A_PAGE = 24
PLACE_NAMES = ("municipality", "q", "hours_max", "near", "type", "starts_before", "fits")


def found(request: HttpRequest, frame: Frame, here: str) -> dict[str, Any]:
    """The places as cards, filters with counts, chips, the map, and what was left out of the question."""
    area, types = the_area(), service_types()
    question = read(
        query_of(request),
        municipalities=area.names,
        types=types,
        names=(*PLACE_NAMES, "sort", "page"),
    )
    question, sense = placed(question, request, here)
    places = open_places(AnonymousUser(), types)
    index = place_index(places, area)

    def finds(words: str) -> bool:
        other, meant = placed(question.asking(words), request, here)
        hits = index.find(meant.asked) if meant.asked else None
        return bool(passing(places, place_rules(other, area, hits)))

    heard = hear(sense, index.find, index, finds=finds)
    hits = heard.hits
    answering = places if hits is None else [place for place in places if place.reference in hits]
    narrowed = narrow(answering, place_rules(question, area), lambda place: place.alike)
    ordered = in_order(narrowed.items, question, area, heard.asked)
    question, page = page_of(ordered, question)
    frame.moved_to(question.at_page(question.page))
    names = {code: kind.name for code, kind in types.items()}
    counts = narrowed.counts
    choices: dict[str, list[tuple[str, Any]]] = {
        "municipality": form.municipality_options(area, counts["municipality"]),
        "hours_max": form.hours_options(question, counts["hours_max"]),
        "near": form.near_options(question, counts["near"]),
        "type": form.options(names, counts["type"], question.type),
    }
    return {
        "question": question,
        "language_links": frame.language_links,
        "find": form.FilterForm(
            question,
            choices,
            keep=PLACE_NAMES,
            counts={"fits": counts["fits"]["1"]},
            ids="find",
            taken=sense.where.code,
        ),
        "chips": form.chips(question, area, names, {}),
        "left_out": form.left_out(question),
        "wider_url": wider(question),
        "sorts": sort_links(question),
        "list": page,
        "page_query": question.query().removeprefix("?"),
        "found_template": "cms/found_places.html",
        "result": count_words(len(ordered)),
        "cards": [
            place_card(place, frame.sections.get("places", ""), area, question.municipality, asks=True)
            for place in page
        ],
        **notes(sense, heard, question, frame, nothing=not ordered),
        **town_map(counts["town"], question, area),
    }


def page_of(items: Any, question: Question, most: int = ON_A_PAGE) -> tuple[Question, Page[Any]]:
    """The page that was asked for; the last one, and that is told, when there are not so many."""
    pages = Paginator(items, most)
    if question.page > pages.num_pages:
        beyond = ("page", str(question.page))
        question = replace(question, page=pages.num_pages, ignored=(*question.ignored, beyond))
    return question, pages.page(question.page)


def town_map(counts: Counter[str], question: Question, area: Area) -> dict[str, Any]:
    """What each municipality alone has with the other filters kept, each a link that makes the choice."""
    urls = {code: replace(question, municipality=code, near=None).query() for code in area.names}
    return counted_map({code: counts[code] for code in area.names}, urls, area)


def sort_links(question: Question) -> list[Link]:
    """The orders to choose from, the one in use marked; nearest only when there is a place to be near to."""
    names = {"nearest": _("Nearest"), "newest": _("Newest"), "hours": _("Fewest hours")}
    now = question.sort or ("nearest" if question.municipality else "newest")
    return [
        Link(names[order], replace(question, sort=order).query(), current=order == now)
        for order in ORDERS
        if order != "nearest" or question.municipality
    ]


def wider(question: Question) -> str:
    """The same question 50 km around the municipality; empty when it is asked so already."""
    if not question.municipality or question.near:
        return ""
    return replace(question, near=NEAR_KM).query()
