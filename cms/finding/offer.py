"""Rules by which a public list is narrowed: the open places."""

from __future__ import annotations

from cms.area import Area
from cms.finding.choices import Rule
from cms.finding.question import Question
from cms.finding.words import Words
from programmes.placements.public import OpenPlace


def near_rule(question: Question, area: Area) -> Rule[OpenPlace]:
    """In the municipality, or within so many kilometres of it."""
    reach = area.within(question.municipality, question.near) if question.municipality else frozenset()
    back: dict[str, frozenset[str]] = {}

    def choices(place: OpenPlace) -> frozenset[str]:
        if place.municipality not in back:
            back[place.municipality] = area.within(place.municipality, question.near)
        return back[place.municipality]

    return Rule("municipality", lambda place: not reach or place.municipality in reach, choices)


def place_rules(question: Question, area: Area) -> list[Rule[OpenPlace]]:
    """Every rule of the open places that the question sets."""
    words = Words(question.q)
    return [
        near_rule(question, area),
        Rule(
            "q",
            lambda place: words.found_in(
                place.title, place.tasks, place.place, place.host, *[kind.name for kind in place.types]
            ),
        ),
        Rule(
            "type",
            lambda place: not question.type or any(kind.code == question.type for kind in place.types),
            lambda place: [kind.code for kind in place.types],
        ),
        Rule(
            "hours_max", lambda place: not question.hours_max or (place.hours_min or 0) <= question.hours_max
        ),
        Rule(
            "starts_before",
            lambda place: (
                not question.starts_before
                or place.start_from_on is None
                or place.start_from_on <= question.starts_before
            ),
        ),
    ]


def nearest_first(places: list[OpenPlace], question: Question, area: Area) -> list[OpenPlace]:
    """The nearest to the chosen municipality first; else as they were, newest first."""
    if not question.municipality:
        return places
    return sorted(places, key=lambda place: area.distance(question.municipality, place.municipality))
