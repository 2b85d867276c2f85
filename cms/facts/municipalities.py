"""A municipality from the data, and the map of all of them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.duty import circles_on_duty
from accounts.roles import Role
from areas.models import Municipality
from cms.area import area as the_area
from cms.cards import count_words, group_card, place_card
from cms.facts.unemployment import unemployment
from cms.frame import Frame
from cms.maps import counted_map
from cms.readers import seen
from cms.site_settings import service_phone
from programmes.placements.public import environments, open_groups, open_places, service_types, services
from publicdata.memory import remembered
from ui.formats import number

PLACES_SHOWN, GROUPS_SHOWN, NEIGHBOURS_SHOWN = 6, 3, 4


def of_municipality(page: Any, frame: Frame) -> dict[str, Any]:
    """What is open in the municipality, who lives there, and what lies near."""
    area, types = the_area(), service_types()
    code = page.municipality_id
    towns = {place.code: place for place in area.municipalities}
    town = towns[code]
    base = frame.url.rsplit("/", 2)[0] + "/"
    pages = remembered(lambda: _addresses(page, base), "pages of towns", base)
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
        "environments": remembered(lambda: environments(code), "environments", code),
        "neighbours": [
            (towns[other].name, pages.get(other, ""), f"{number(far, 0)} km")
            for other, far in area.nearest(code, NEIGHBOURS_SHOWN)
        ],
        "unemployment": unemployment(code, town.name),
        "phone": service_phone(),
        "ability": ability_coordinator(town),
    }


def ability_coordinator(town: Municipality) -> dict[str, Any]:
    """Who coordinates work ability in the municipality today: its own, else who covers it; by name and phone.

    Where nobody does, the service answers, and the managers read of it on their list.
    """
    own, whole = circles_on_duty([Role.WORK_ABILITY_COORDINATOR], town)
    for circle, covers in ((own, False), (whole, True)):
        if circle:
            person = circle[0]
            return {"name": str(person), "phone": person.phone or service_phone(), "covers": covers}
    return {"name": "", "phone": service_phone(), "covers": False}


def _addresses(page: Any, base: str) -> dict[str, str]:
    siblings = seen(type(page).objects.sibling_of(page)).values_list("municipality_id", "slug")
    return {other: f"{base}{slug}/" for other, slug in siblings}


def of_area(pages: Any, frame: Frame) -> dict[str, Any]:
    """The map with open places, each municipality a door to its page."""
    types = service_types()
    urls = {page.municipality_id: f"{frame.url}{page.slug}/" for page in pages}
    counts = Counter(place.municipality for place in open_places(AnonymousUser(), types))
    return counted_map(counts, urls, the_area())


def _population(town: Municipality) -> str:
    if not town.population:
        return ""
    return (
        f"{number(town.population)} ({town.population_on.year})"
        if town.population_on
        else number(town.population)
    )
