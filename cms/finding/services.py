"""The list of services that an address asks for, and the open places that fit the same question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import ngettext

from cms.area import Area
from cms.area import area as the_area
from cms.cards import count_words, place_card, service_card, service_tag
from cms.finding import form
from cms.finding.choices import Rule, narrow
from cms.finding.offer import nearest_first, place_rules
from cms.finding.places import wider
from cms.finding.question import Question, read
from cms.finding.words import Words
from cms.frame import Frame
from programmes.placements.public import (
    Group,
    OpenPlace,
    Service,
    open_groups,
    open_places,
    service_types,
    services,
)
from ui.formats import number

PLACES_BELOW = 6


@dataclass
class Offered:
    """A service with its page, its groups and the open places it can be done at."""

    service: Service
    title: str
    url: str
    lead: str
    groups: list[Group] = field(default_factory=list)
    places: list[OpenPlace] = field(default_factory=list)

    def narrowed(self, reach: frozenset[str]) -> Offered:
        """What of it is in these municipalities; everything when none is given."""
        if not reach:
            return self
        return Offered(
            self.service,
            self.title,
            self.url,
            self.lead,
            [group for group in self.groups if group.municipality in reach],
            [place for place in self.places if place.municipality in reach],
        )

    @property
    def free(self) -> int:
        """Free seats of its groups and places together."""
        in_groups = sum(group.free_seats for group in self.groups)
        return in_groups + sum(place.free_seats for place in self.places)

    @property
    def room(self) -> tuple[str, str]:
        """What is free in words, and the tone of it."""
        groups = sum(1 for group in self.groups if group.free_seats)
        return service_tag(self.free, groups, len(self.places))

    def starts_on(self, today: date) -> date | None:
        """The next day a group starts."""
        return min((group.starts_on for group in self.groups if group.starts_on >= today), default=None)

    def starts_by(self, last: date) -> bool:
        """Whether one could start by the day."""
        if any(group.starts_on <= last for group in self.groups):
            return True
        return any(place.start_from_on is None or place.start_from_on <= last for place in self.places)


def offered(
    rows: Iterable[Service],
    groups: Iterable[Group],
    places: Iterable[OpenPlace],
    pages: dict[int, tuple[str, str, str]],
) -> list[Offered]:
    """The services that have a page, each with what is open for it.

    `pages` has title, address and lead by service.
    """
    by_service: dict[int, list[Group]] = defaultdict(list)
    by_type: dict[str, list[OpenPlace]] = defaultdict(list)
    for group in groups:
        by_service[group.service_id].append(group)
    for place in places:
        for kind in place.types:
            by_type[kind.code].append(place)
    return [
        Offered(row, *pages[row.id], by_service[row.id], _within(by_type[row.type.code], row.municipalities))
        for row in rows
        if row.id in pages
    ]


def found(query: QueryDict, pages: Any, frame: Frame) -> dict[str, Any]:
    """The services as cards, the filters with counts, the chips, what was left out, and places that fit."""
    area, types = the_area(), service_types()
    rows = services(types)
    spoken = {code for row in rows for code in row.languages}
    question = read(query, municipalities=area.names, types=types, languages=spoken)
    places = open_places(AnonymousUser(), types)
    base = frame.sections.get("services", "")
    told = {page.programme_id: (page.title, f"{base}{page.slug}/", page.lead) for page in pages}
    reach = area.within(question.municipality, question.near) if question.municipality else frozenset()
    everything = [one.narrowed(reach) for one in offered(rows, open_groups(), places, told)]
    narrowed = narrow(everything, _rules(question, area, reach))
    names = {code: kind.name for code, kind in types.items()}
    speech = area.language_names(spoken)
    choices = {
        "municipality": form.municipality_options(area, narrowed.counts["municipality"]),
        "near": form.near_options(question),
        "type": form.options(names, narrowed.counts["type"]),
        "language": form.options(speech, narrowed.counts["language"]),
    }
    below = nearest_first(narrow(places, place_rules(question, area)).items, question, area)
    today = timezone.localdate()
    return {
        "question": question,
        "find": form.FilterForm(question, choices),
        "chips": form.chips(question, area, names, speech),
        "left_out": form.left_out(question),
        "wider_url": wider(question),
        "result": _count_words(len(narrowed.items)),
        "cards": [
            service_card(
                one.service,
                title=one.title,
                url=one.url,
                lead=one.lead,
                room=one.room,
                starts_on=one.starts_on(today),
            )
            for one in narrowed.items
        ],
        "places": [
            place_card(place, frame.sections.get("places", ""), area, question.municipality)
            for place in below[:PLACES_BELOW]
        ],
        "places_count": count_words(len(below)),
        "places_url": frame.sections.get("places", "") + question.query("language", "free"),
    }


def _rules(question: Question, area: Area, reach: frozenset[str]) -> list[Rule[Offered]]:
    words = Words(question.q)
    everywhere = list(area.names)
    return [
        Rule(
            "municipality",
            lambda one: (
                not reach or not one.service.municipalities or bool(one.service.municipalities & reach)
            ),
            lambda one: one.service.municipalities or everywhere,
        ),
        Rule("q", lambda one: words.found_in(one.title, one.lead, one.service.name, one.service.type.name)),
        Rule(
            "type",
            lambda one: not question.type or one.service.type.code == question.type,
            lambda one: [one.service.type.code],
        ),
        Rule(
            "language",
            lambda one: not question.language or question.language in one.service.languages,
            lambda one: one.service.languages,
        ),
        Rule(
            "hours_max",
            lambda one: not question.hours_max or (one.service.hours_min or 0) <= question.hours_max,
        ),
        Rule(
            "starts_before", lambda one: not question.starts_before or one.starts_by(question.starts_before)
        ),
        Rule("free", lambda one: not question.free or one.free > 0),
    ]


def _within(places: list[OpenPlace], municipalities: frozenset[str]) -> list[OpenPlace]:
    return [place for place in places if not municipalities or place.municipality in municipalities]


def _count_words(count: int) -> str:
    return ngettext("%(count)s service", "%(count)s services", count) % {"count": number(count)}
