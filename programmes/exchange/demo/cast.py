"""Who plays in the scenes: the demo accounts and the people around them."""

from __future__ import annotations

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import scope_of
from areas.models import Municipality
from programmes.exchange.demo.accounts import Staff
from programmes.exchange.demo.course import Path
from programmes.exchange.demo.hosts import Employers
from programmes.exchange.demo.people import Population
from programmes.exchange.demo.scenes import first_day_of, play
from programmes.exchange.demo.scripts import FIRST_AREA, SECOND_AREA, Part
from programmes.exchange.demo.stage import Stage
from programmes.exchange.demo.world import Journey, World
from programmes.participants.models import Participant

AREAS = (("coordinator", FIRST_AREA), ("coordinator.pielinen", SECOND_AREA))
SPREAD_DAYS = 33  # working days over which the people of the scenes came to the service


def cast(world: World, employers: Employers, population: Population, staff: Staff) -> int:
    """The scenes of the demo coordinators wait for their days; answers how many people are in them."""
    number = 0
    for name, parts in AREAS:
        user = staff.demo[name]
        owner = staff.demo["host"] if parts is FIRST_AREA else None
        stage = Stage(world, employers, home_of(world, user), user, owner)
        stage.build()
        for part in parts:
            number += 1
            earlier = number * 7 % SPREAD_DAYS
            path = _act_out(world, population, staff, stage, part, number, earlier)
            world.course.begin(path, first_day_of(world, part, earlier))
    return number


def home_of(world: World, coordinator: User) -> Municipality:
    """The largest municipality that the coordinator is responsible for."""
    scope = scope_of(coordinator)
    own = [one for one in world.municipalities if scope.covers(Role.COORDINATOR, one.code)]
    return max(own, key=lambda one: one.population or 0)


def journey_of(
    world: World, population: Population, person: Participant, referrer: User | None = None
) -> Journey:
    """The person is about to be referred today."""
    participation = population.participation(person, world.day)
    journey = Journey(
        person=person,
        participation=participation,
        referrer=referrer or world.rng.choice(world.referrers[participation.municipality_id]),
    )
    world.journeys[id(participation)] = journey
    return journey


def _act_out(
    world: World,
    population: Population,
    staff: Staff,
    stage: Stage,
    part: Part,
    number: int,
    earlier: int,
) -> Path:
    settled = dict(part.details)
    if settled:
        settled |= {"user": staff.demo["participant"], "email": staff.demo["participant"].email}
    person = population.person(stage.municipality, number, world.day, **settled)
    journey = journey_of(world, population, person, staff.demo["referrer"] if part.by_referrer else None)
    if settled:
        journey.participation.interpreter_needed = False
    yield from play(world, stage, journey, part, earlier)
