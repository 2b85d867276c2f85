"""What is open near a municipality, for the front page; the choice stays in the address."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.area import area as the_area
from cms.cards import count_words, place_card
from cms.finding import form
from cms.finding.choices import narrow
from cms.finding.offer import in_order, place_rules
from cms.finding.question import NEAR_KM, Question, query_of, read
from cms.frame import Frame
from programmes.placements.offered import OpenPlace
from programmes.placements.public import open_places, service_types
from publicdata.memory import remembered

SHOWN = 3


def _spread(places: list[OpenPlace]) -> list[OpenPlace]:
    """The first place of each municipality, then the rest: nobody is near until a municipality is chosen."""
    firsts = list({place.municipality: place for place in reversed(places)}.values())[::-1]
    return list({place.reference: place for place in [*firsts, *places]}.values())


def on_home(request: HttpRequest, frame: Frame) -> dict[str, Any]:
    """The nearest open places, the choice of a municipality, and the way to all of them."""
    area, types = the_area(), service_types()
    typed = read(query_of(request), municipalities=area.names, names=("municipality", "near"))
    asked = typed.municipality
    question = Question(municipality=asked, near=NEAR_KM if asked else None)

    def look() -> tuple[list[OpenPlace], dict[str, Counter[str]]]:
        around = narrow(open_places(AnonymousUser(), types), place_rules(question, area))
        return in_order(around.items, question, area), around.counts

    close, counts = remembered(look, "near", question)
    list_url = frame.sections.get("places", "")
    choices: dict[str, list[tuple[str, Any]]] = {
        "municipality": form.municipality_options(area, counts["municipality"]),
    }
    hours = {"hours_max": form.hours_options(question, counts["hours_max"])}
    search = form.FilterForm(question, choices | hours, keep=("municipality", "q", "hours_max"))
    search.fields["municipality"].label = _("Municipality and %(km)s km around") % {"km": NEAR_KM}
    return {
        "find": search,
        "left_out": form.left_out(typed),
        "choose": form.FilterForm(question, choices, keep=("municipality",), ids="near"),
        "near_km": NEAR_KM,
        "is_near": bool(asked),
        "cards": [
            place_card(place, list_url, area, asked) for place in (close if asked else _spread(close))[:SHOWN]
        ],
        "places_count": count_words(len(close)),
        "places_url": list_url + question.query(),
        "services_url": frame.sections.get("services", ""),
    }
