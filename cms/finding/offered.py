"""The services with what is open for each, the words they are found by, and the rules that narrow them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from django.utils.translation import get_language

from cms.area import Area
from cms.cards import service_tag
from cms.finding.choices import Choices, Rule
from cms.finding.offer import hours_rule, near_choices
from cms.finding.question import Question
from cms.finding.words import WordIndex, type_key
from programmes.placements.offered import Group, OpenPlace, Service

PageWords = tuple[str, str, str]  # title, address and lead of the page of a service


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

    @cached_property
    def towns_with_room(self) -> frozenset[str]:
        """The municipalities in which a group or a place has a free seat."""
        groups = (group.municipality for group in self.groups if group.free_seats)
        return frozenset(groups) | {place.municipality for place in self.places if place.free_seats}

    def towns_to_start_in(self, last: date) -> frozenset[str]:
        """The municipalities in which one could start by the day."""
        groups = (group.municipality for group in self.groups if group.starts_on <= last)
        places = (
            place.municipality
            for place in self.places
            if place.start_from_on is None or place.start_from_on <= last
        )
        return frozenset(groups) | frozenset(places)


def offered(
    rows: Iterable[Service],
    groups: Iterable[Group],
    places: Iterable[OpenPlace],
    pages: dict[int, PageWords],
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


def service_index(rows: Iterable[Service], told: dict[int, PageWords]) -> WordIndex[str]:
    """The services by the words of their names, their types and the top of their pages."""
    language = str(get_language())
    index = WordIndex[str]()
    for row in rows:
        title, _url, lead = told.get(row.id, ("", "", ""))
        texts = dict.fromkeys((title, lead, row.name, row.type.name))
        index.add(name_of(row.id), [(text, language) for text in texts if text], [type_key(row.type.code)])
    return index


def name_of(service_id: int) -> str:
    """A service as the index names it: never the reference of a place."""
    return f"service:{service_id}"


def reach_of(question: Question, area: Area) -> frozenset[str]:
    """The municipalities that the question is about; none when it is about all of them."""
    return area.within(question.municipality, question.near) if question.municipality else frozenset()


def service_rules(question: Question, area: Area, hits: Collection[str] | None = None) -> list[Rule[Offered]]:
    """Every rule of the services that the question sets; `hits` are what its words have found."""
    return [
        _where_rule(question, area),
        Rule(lambda one: hits is None or name_of(one.service.id) in hits),
        Rule(
            lambda one: not question.type or one.service.type.code == question.type,
            {"type": lambda one: [one.service.type.code]},
        ),
        Rule(
            lambda one: not question.language or question.language in one.service.languages,
            {"language": lambda one: one.service.languages},
        ),
        hours_rule(question, lambda one: one.service.hours_min),
    ]


def _where_rule(question: Question, area: Area) -> Rule[Offered]:
    """Where it is held, with room and in time there: what a municipality leaves goes by all three."""
    reach, last = reach_of(question, area), question.starts_before
    towns = {code: area.within(code, question.near) for code in area.names}
    rings = (
        {str(km): area.within(question.municipality, km) for km in near_choices(question)}
        if question.municipality
        else {}
    )

    def there(one: Offered, *, free: bool) -> tuple[frozenset[str], ...]:
        own = one.service.municipalities
        return (
            *((own,) if own else ()),
            *((one.towns_with_room,) if free else ()),
            *((one.towns_to_start_in(last),) if last else ()),
        )

    def held(one: Offered, *, free: bool) -> bool:
        return _meet(there(one, free=free), reach)

    def choices(options: dict[str, frozenset[str]]) -> Choices[Offered]:
        @cache  # most services are held in the same few towns
        def chosen(towns: tuple[frozenset[str], ...]) -> list[str]:
            return [name for name, within in options.items() if _meet(towns, within)]

        return lambda one: chosen(there(one, free=question.free))

    return Rule(
        lambda one: held(one, free=question.free),
        {
            "municipality": choices(towns),
            "town": choices({code: frozenset({code}) for code in area.names}),
            "near": choices(rings),
            "free": lambda one: ["1"] if held(one, free=True) else [],
        },
    )


def _meet(there: tuple[frozenset[str], ...], within: frozenset[str]) -> bool:
    """Whether each of the sets has a town within; anywhere when nothing is asked."""
    return all(some & within if within else some for some in there)


def _within(places: list[OpenPlace], municipalities: frozenset[str]) -> list[OpenPlace]:
    return [place for place in places if not municipalities or place.municipality in municipalities]
