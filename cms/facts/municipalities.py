"""A municipality from the data, and the map of all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.utils.translation import gettext as _

from areas.models import Municipality
from areas.selectors import AreaMap, area_map, source_citation
from audit.public import public_version
from cms.area import area as the_area
from cms.cards import count_words, group_card, place_card
from cms.facts.unemployment import unemployment
from cms.frame import Frame
from programmes.placements.public import environments, open_groups, open_places, service_types, services
from ui.elements import Shape
from ui.formats import number

PLACES_SHOWN, GROUPS_SHOWN, NEIGHBOURS_SHOWN = 6, 3, 4
TONES = 4
MAP_KEPT_SECONDS = 600


def of_municipality(page: Any, frame: Frame) -> dict[str, Any]:
    """What is open in the municipality, who lives there, and what lies near."""
    area, types = the_area(), service_types()
    code = page.municipality_id
    towns = {place.code: place for place in area.municipalities}
    town = towns[code]
    base = frame.url.rsplit("/", 2)[0] + "/"
    siblings = type(page).objects.sibling_of(page).filter(live=True).values_list("municipality_id", "slug")
    pages = {other: f"{base}{slug}/" for other, slug in siblings}
    places = open_places(AnonymousUser(), types, municipalities=[code])
    list_url = frame.sections.get("places", "")
    kinds = {service.id: service.type.code for service in services(types)}
    services_url = frame.sections.get("services", "")
    return {
        "town": town,
        "town_facts": [
            (_("Population"), _population(town)),
            (_("Service area"), str(town.service_area)),
        ],
        "places": [place_card(place, list_url, area) for place in places[:PLACES_SHOWN]],
        "places_count": count_words(len(places)),
        "places_url": f"{list_url}?municipality={code}",
        "places_near_url": f"{list_url}?municipality={code}&near=50",
        "services_url": f"{services_url}?municipality={code}",
        "groups": [
            group_card(group, f"{services_url}?municipality={code}&type={kinds.get(group.service_id, '')}")
            for group in open_groups(code)[:GROUPS_SHOWN]
        ],
        "environments": environments(code),
        "neighbours": [
            (towns[other].name, pages.get(other, ""), f"{number(far, 0)} km")
            for other, far in area.nearest(code, NEIGHBOURS_SHOWN)
        ],
        "unemployment": unemployment(code, town.name),
        "phone": settings.SERVICE_PHONE,
    }


def of_area(pages: Any, frame: Frame) -> dict[str, Any]:
    """The map with open places, each municipality a door to its page."""
    types = service_types()
    urls = {page.municipality_id: f"{frame.url}{page.slug}/" for page in pages}
    counts = Counter(place.municipality for place in open_places(AnonymousUser(), types))
    steps = colour_steps(counts.values())
    drawing: AreaMap = cache.get_or_set(f"cms:map:{public_version()}", area_map, MAP_KEPT_SECONDS)  # type: ignore[assignment]
    names = the_area().names
    shapes = [
        Shape(
            code=shape.code,
            name=names.get(shape.code, shape.name),
            path=shape.path,
            value_label=number(counts[shape.code]),
            tone=tone_of(counts[shape.code], steps),
            url=urls.get(shape.code, ""),
            label_x=shape.label_x,
            label_y=shape.label_y,
        )
        for shape in drawing.shapes
    ]
    used = {shape.tone for shape in shapes if shape.tone is not None}
    return {
        "shapes": sorted(shapes, key=lambda shape: shape.name),
        "view_box": drawing.view_box,
        "legend": [(tone, _range(tone, steps)) for tone in sorted(used)],
        "map_source": source_citation("shapes"),
    }


def _population(town: Municipality) -> str:
    if not town.population:
        return ""
    return (
        f"{number(town.population)} ({town.population_on.year})"
        if town.population_on
        else number(town.population)
    )


def colour_steps(counts: Iterable[int]) -> list[int]:
    """The highest number of each colour: about as many municipalities in each, equal numbers together."""
    numbers = sorted(count for count in counts if count)
    ends = (
        {numbers[-(-len(numbers) * part // TONES) - 1] for part in range(1, TONES + 1)} if numbers else set()
    )
    return sorted(ends)


def tone_of(count: int, steps: list[int]) -> int:
    """The colour of the number; 0 is none at all."""
    return 0 if count == 0 else 1 + bisect_left(steps, count)


def _range(tone: int, steps: list[int]) -> str:
    if tone == 0:
        return "0"
    low, high = (steps[tone - 2] + 1 if tone > 1 else 1), steps[tone - 1]
    return str(low) if low == high else f"{low}–{high}"
