"""Which places are looked at with a person: near, with a free seat, hours that fit, not seen before."""

from __future__ import annotations

from datetime import timedelta

from programmes.catalogue.models import ProgrammeType
from programmes.exchange.demo.world import Journey, Place, World
from programmes.participants.codes import Grounds

LOOKED_AT_HERE = 9
LOOKED_AT_NEAR = 3
SOON_DAYS = 24  # the host has told that the place closes: it is hardly suggested any more
SUITS = {
    "language_and_work": lambda journey: bool(journey.person.foreign_background),
    "recognised_learning": lambda journey: journey.participation.grounds == Grounds.YOUNG,
    "tailored_job": lambda journey: bool(journey.person.partial_work_ability),
}
LIKELY = {
    "pay_subsidised_work": 0.55,
    "open_job": 0.2,
    "work_trial": 2.4,
    "tailored_job": 0.8,
    "supported_employment": 0.35,
}


def find_places(world: World, journey: Journey, count: int) -> list[Place]:
    """At most `count` open places with free seats, those in the person's own municipality first."""
    here = journey.participation.municipality_id
    found = _some(world, here, LOOKED_AT_HERE)
    groups = _groups(world, journey, here)
    for near in world.near[here]:
        found += _some(world, near, LOOKED_AT_NEAR)
    fitting = [place for place in found if _fits(world, journey, place)]
    if groups and world.chance(0.45):
        fitting.insert(world.rng.randint(0, 1), world.rng.choice(groups))
    return fitting[:count]


def type_for(world: World, journey: Journey, place: Place) -> ProgrammeType:
    """The type of service under which the person would be at the place."""
    suiting = [kind for kind in place.types if SUITS.get(kind.code, _anyone)(journey)] or place.types
    return world.rng.choices(suiting, weights=[LIKELY.get(kind.code, 1.0) for kind in suiting])[0]


def _some(world: World, municipality: str, count: int) -> list[Place]:
    """A few of the open places of the municipality, in no order."""
    places = world.open_places[municipality]
    return world.rng.sample(places, min(count, len(places)))


def _groups(world: World, journey: Journey, here: str) -> list[Place]:
    """Groups of the municipality that start soon and have room."""
    first, last = world.day + timedelta(days=14), world.day + timedelta(days=70)
    return [
        place
        for place in world.groups[here]
        if first <= place.row.starts_on <= last and _fits(world, journey, place)  # type: ignore[union-attr]
    ]


def _fits(world: World, journey: Journey, place: Place) -> bool:
    row, wished = place.row, journey.participation
    if place in journey.places_seen or not any(
        SUITS.get(kind.code, _anyone)(journey) for kind in place.types
    ):
        return False
    if place.closes_on is not None and (place.closes_on - world.day).days < SOON_DAYS:
        return False
    least = (row if place.at_host else row.programme).weekly_hours_min  # type: ignore[union-attr]
    if least and wished.weekly_hours_max and least > wished.weekly_hours_max + 5:
        return False
    return place.free_seats(world.day) > 0 and place.thought_about() < row.seats * 3


def _anyone(_journey: Journey) -> bool:
    return True
