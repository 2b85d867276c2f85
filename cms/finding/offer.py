"""The open places: the words they are found by, the rules that narrow them, the order they stand in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from decimal import Decimal
from functools import cache

from django.utils.translation import get_language

from cms.area import Area
from cms.finding.choices import Rule
from cms.finding.question import Question
from cms.finding.words import NOTHING, SHAPED, Asked, WordIndex, type_key, words_in
from letters.folding import folded
from programmes.placements.offered import OpenPlace
from publicdata.memory import remembered

HOURS_CHOICES = (5, 10, 15, 20, 25, 30, 37)
NEAR_CHOICES = (20, 50, 100)


Words = dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, ...]]]
# By language, what the places were found by and the index made of it: the next one begins from it.
_last: dict[str, tuple[Words, WordIndex[str]]] = {}


def place_index(places: Iterable[OpenPlace], area: Area) -> WordIndex[str]:
    """The places by their words, by reference; kept in the process until something public changes.

    Title, tasks, workplace and host are as the host wrote them, in Finnish; the rest is in the language of
    the page, and a municipality is found by its name in every language.
    """
    return remembered(lambda: _index(places, area, str(get_language())), "place-words")


def _index(places: Iterable[OpenPlace], area: Area, language: str) -> WordIndex[str]:
    """The index of before, changed where a place has changed: what it costs grows with what has changed."""
    towns = {
        town.code: tuple((name, "fi") for name in {town.name_fi, town.name_sv, town.name_en} if name)
        for town in area.municipalities
    }
    told = {place.reference: _words_of(place, towns, language) for place in places}
    before, index = _last.get(language, ({}, WordIndex[str]()))
    index = index.changed(
        {name: words for name, words in before.items() if told.get(name) != words},
        {name: words for name, words in told.items() if before.get(name) != words},
    )
    index.spelling |= {folded(name): name for names in towns.values() for name, _language in names}
    _last[language] = told, index
    return index


def _words_of(
    place: OpenPlace, towns: dict[str, tuple[tuple[str, str], ...]], language: str
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    host = [(text, "fi") for text in (place.title, place.tasks, place.place, place.host)]
    told = [(text, language) for text in (place.occupation, *(kind.name for kind in place.types))]
    leads = [type_key(kind.code) for kind in place.types]
    return (
        (*host, *told, *towns.get(place.municipality, ())),
        (*leads, *([SHAPED] if place.fits_partial_ability else [])),
    )


def place_rules(question: Question, area: Area, hits: Collection[str] | None = None) -> list[Rule[OpenPlace]]:
    """Every rule of the open places that the question sets; `hits`: the references its words have found."""
    return [
        where_rule(question, area),
        Rule(lambda place: hits is None or place.reference in hits),
        Rule(
            lambda place: not question.type or any(kind.code == question.type for kind in place.types),
            {"type": lambda place: [kind.code for kind in place.types]},
        ),
        hours_rule(question, lambda place: place.hours_min),
        Rule(
            lambda place: (
                not question.starts_before
                or place.start_from_on is None
                or place.start_from_on <= question.starts_before
            ),
        ),
        Rule(
            lambda place: not question.fits or place.fits_partial_ability,
            {"fits": lambda place: ["1"] if place.fits_partial_ability else []},
        ),
    ]


def where_rule(question: Question, area: Area) -> Rule[OpenPlace]:
    """In the municipality, or within so many kilometres of it."""
    town = question.municipality
    reach = area.within(town, question.near) if town else frozenset()
    back = {code: area.within(code, question.near) for code in area.names}
    rings = {str(km): area.within(town, km) for km in near_choices(question)} if town else {}
    return Rule(
        lambda place: not reach or place.municipality in reach,
        {
            "municipality": lambda place: back.get(place.municipality, ()),
            "town": lambda place: [place.municipality],
            "near": lambda place: [km for km, ring in rings.items() if place.municipality in ring],
        },
    )


def hours_rule(question: Question, hours_min: Callable[..., Decimal | None]) -> Rule:
    """Fewer hours a week will do than the most one can; a place that tells none passes."""
    choices = hours_choices(question)

    @cache
    def enough(least: Decimal | None) -> frozenset[str]:
        return frozenset(f"{most:f}" for most in choices if (least or 0) <= most)

    return Rule(
        lambda one: not question.hours_max or (hours_min(one) or 0) <= question.hours_max,
        {"hours_max": lambda one: enough(hours_min(one))},
    )


def hours_choices(question: Question) -> list[Decimal]:
    """The steps of hours to choose from, and the one that was asked."""
    return sorted({*map(Decimal, HOURS_CHOICES), *([question.hours_max] if question.hours_max else [])})


def near_choices(question: Question) -> list[int]:
    """The distances to choose from, and the one that was asked."""
    return sorted({*NEAR_CHOICES, *([question.near] if question.near else [])})


def in_order(
    places: list[OpenPlace], question: Question, area: Area, words: Asked = NOTHING
) -> list[OpenPlace]:
    """As asked; else by how many of the words stand in the title, then nearest, or newest as they come."""
    order = question.sort or ("nearest" if question.municipality else "newest")
    if order == "hours":
        return sorted(places, key=lambda place: (place.hours_min is None, place.hours_min or 0))
    if order == "nearest":
        places = sorted(places, key=lambda place: area.distance(question.municipality, place.municipality))
    if words and not question.sort:
        places = sorted(places, key=lambda place: -words_in(words, place.title, "fi"))
    return places
