"""The list of services that an address asks for, and the open places that fit the same question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, ngettext

from cms.area import area as the_area
from cms.cards import Card, count_words, place_card, service_card
from cms.finding import form
from cms.finding.choices import narrow, passing
from cms.finding.hearing import hear
from cms.finding.meaning import placed
from cms.finding.nearest import nearest
from cms.finding.notes import notes
from cms.finding.offer import in_order, place_index, place_rules
from cms.finding.offered import (
    Offered,
    PageWords,
    name_of,
    offered,
    reach_of,
    service_index,
    service_rules,
)
from cms.finding.pages import pages_with
from cms.finding.places import page_of, town_map, wider
from cms.finding.question import query_of, read
from cms.finding.words import Asked, type_key, words_in
from cms.frame import Frame
from programmes.placements.public import open_groups, open_places, service_types, services
from publicdata.memory import remembered
from ui.formats import number

PLACES_BELOW = 6
SERVICE_NAMES = ("municipality", "q", "hours_max", "near", "type", "language", "starts_before", "free")


def found(request: HttpRequest, pages: Any, frame: Frame, here: str) -> dict[str, Any]:
    """The services as cards, the filters with counts, the chips, what was left out, and places that fit."""
    area, types = the_area(), service_types()
    rows = services(types)
    spoken = {code for row in rows for code in row.languages}
    question = read(
        query_of(request),
        municipalities=area.names,
        types=types,
        languages=spoken,
        names=(*SERVICE_NAMES, "page"),
    )
    question, sense = placed(question, request, here)
    places = open_places(AnonymousUser(), types)
    base = frame.sections.get("services", "")
    told = remembered(lambda: _told(pages, base), "services told", base)
    everything = remembered(lambda: offered(rows, open_groups(), places, told), "offered", base)
    own = remembered(lambda: service_index(rows, told), "service words")
    at_work = place_index(places, area)
    search = _search(own.find, at_work.find, pages)

    def finds(words: str) -> bool:
        other, meant = placed(question.asking(words), request, here)
        hits = search(meant.asked) if meant.asked else None
        return bool(passing(everything, service_rules(other, area, hits)))

    heard = hear(sense, search, own, at_work, finds=finds)
    narrowed = narrow(everything, service_rules(question, area, heard.hits))
    language, today = str(get_language()), timezone.localdate()
    best_first = sorted(narrowed.items, key=lambda one: -fitting(one, heard.asked, language))
    question, page = page_of(best_first, question)
    names = {code: kind.name for code, kind in types.items()}
    speech = area.language_names(spoken)
    counts = narrowed.counts
    choices: dict[str, list[tuple[str, Any]]] = {
        "municipality": form.municipality_options(area, counts["municipality"]),
        "hours_max": form.hours_options(question, counts["hours_max"]),
        "near": form.near_options(question, counts["near"]),
        "type": form.options(names, counts["type"], question.type),
        "language": form.options(speech, counts["language"], question.language),
    }
    below = in_order(passing(places, place_rules(question, area, heard.hits)), question, area, heard.asked)
    frame.moved_to(question.at_page(question.page))
    reach = reach_of(question, area)

    def card(one: Offered) -> Card:
        one = one.narrowed(reach)
        return service_card(
            one.service,
            title=one.title,
            url=one.url,
            lead=one.lead,
            room=one.room,
            starts_on=one.starts_on(today),
        )

    return {
        "question": question,
        "language_links": frame.language_links,
        "find": form.FilterForm(
            question,
            choices,
            keep=SERVICE_NAMES,
            counts={"free": counts["free"]["1"]},
            ids="find",
            taken=sense.where.code,
        ),
        "chips": form.chips(question, area, names, speech),
        "left_out": form.left_out(question),
        "wider_url": wider(question),
        "result": _count_words(len(best_first)),
        "list": page,
        "page_query": question.query().removeprefix("?"),
        "found_template": "cms/found_services.html",
        "cards": [card(one) for one in page],
        "nearest": [] if best_first else [card(one) for one in nearest(everything, question, sense, own)],
        "places": [
            place_card(place, frame.sections.get("places", ""), area, question.municipality)
            for place in below[:PLACES_BELOW]
        ],
        "places_count": count_words(len(below)),
        "places_url": frame.sections.get("places", "") + question.query("language", "free"),
        **notes(sense, heard, question, frame, nothing=not best_first),
        **town_map(counts["town"], question, area),
    }


def fitting(one: Offered, words: Asked, language: str) -> int:
    """How well a service answers to the words: those that lead to it, and those in its name."""
    led = type_key(one.service.type.code) in words.leads
    return led + words_in(words, f"{one.title} {one.service.type.name}", language)


def _told(pages: Any, base: str) -> dict[int, PageWords]:
    rows = pages.values_list("programme", "title", "slug", "lead")
    return {service: (title, f"{base}{slug}/", lead) for service, title, slug, lead in rows}


def _search(
    own: Callable[[Asked], set[str]], at_work: Callable[[Asked], set[str]], pages: Any
) -> Callable[[Asked], set[str]]:
    """What has the words: the services by their data and their pages, the open places."""
    of_page = remembered(lambda: dict(pages.values_list("pk", "programme")), "services of pages")

    def search(words: Asked) -> set[str]:
        in_text = {name_of(of_page[pk]) for pk in pages_with(words, pages)}
        return own(words) | at_work(words) | in_text

    return search


def _count_words(count: int) -> str:
    return ngettext("%(count)s service", "%(count)s services", count) % {"count": number(count)}
