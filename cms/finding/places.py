"""The list of open places that an address asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import QueryDict

from cms.area import area as the_area
from cms.cards import count_words, place_card
from cms.finding import form
from cms.finding.choices import narrow
from cms.finding.offer import nearest_first, place_rules
from cms.finding.question import NEAR_KM, Question, read
from cms.frame import Frame
from programmes.placements.public import open_places, service_types

ON_A_PAGE = 24
PLACE_NAMES = ("municipality", "q", "hours_max", "near", "type", "starts_before")


def found(query: QueryDict, frame: Frame) -> dict[str, Any]:
    """The places as cards, the filters with counts, the chips, and what was left out of the question."""
    area, types = the_area(), service_types()
    question = read(query, municipalities=area.names, types=types, languages=())
    narrowed = narrow(open_places(AnonymousUser(), types), place_rules(question, area))
    places = nearest_first(narrowed.items, question, area)
    page = Paginator(places, ON_A_PAGE).get_page(query.get("page"))
    names = {code: kind.name for code, kind in types.items()}
    choices = {
        "municipality": form.municipality_options(area, narrowed.counts["municipality"]),
        "near": form.near_options(question),
        "type": form.options(names, narrowed.counts["type"]),
    }
    return {
        "question": question,
        "find": form.FilterForm(question, choices, keep=PLACE_NAMES),
        "chips": form.chips(question, area, names, {}),
        "left_out": form.left_out(question),
        "wider_url": wider(question),
        "list": page,
        "result": count_words(len(places)),
        "cards": [
            place_card(place, frame.sections.get("places", ""), area, question.municipality) for place in page
        ],
    }


def wider(question: Question) -> str:
    """The same question 50 km around the municipality; empty when it is asked so already."""
    if not question.municipality or question.near:
        return ""
    return replace(question, near=NEAR_KM).query()
