"""Who plays in the scenes: the demo accounts and the people around them."""

from __future__ import annotations

from accounts.demo import DOMAIN
from accounts.models import Assignment, User
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
from programmes.participants.codes import ContactChannel
from programmes.participants.models import Participant

AREAS = (("coordinator", FIRST_AREA), ("coordinator.pielinen", SECOND_AREA))
LEFT_BACK = 12  # working days before today on which a coordinator has left
SPREAD_DAYS = 33  # working days over which the people of the scenes came to the service


def cast(world: World, employers: Employers, population: Population, staff: Staff) -> int:
    """The scenes of the demo coordinators wait for their days; answers how many people are in them."""
    number = 0
    home = home_of(world, staff.demo[AREAS[0][0]])
    world.course.begin(somebody_leaves(world, staff, home), world.course.back(LEFT_BACK + 1))
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


def somebody_leaves(world: World, staff: Staff, municipality: Municipality) -> Path:
    """A coordinator's role has ended. Whom they cared for still have them on paper; others act for them."""
    yield world.course.moment(world.course.back(LEFT_BACK))
    worker = next(one for one in world.coordinators[municipality.code] if one in staff.made)
    for workers in world.coordinators.values():
        if worker in workers:
            workers.remove(worker)
    assignment = next(one for one in staff.assignments if one.user == worker)
    Assignment.objects.filter(pk=assignment.pk).update(valid_until=world.day)
    told = {"role": str(assignment.role), "municipality": municipality.code, "service_area": None}
    days = {"from": assignment.valid_from.isoformat(), "until": world.day.isoformat()}
    world.journal.note("role.ended", worker, by=None, data=told | days)
    for journey in world.journeys.values():
        if journey.coordinator == worker and journey.is_open:
            journey.coordinator = world.least_busy_coordinator(journey.participation.municipality_id)


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
    if part.shares_address:
        settled |= {"user": None, "email": f"yhteinen@{DOMAIN}", "contact_channel": ContactChannel.EMAIL}
    person = population.person(stage.municipality, number, world.day, **settled)
    journey = journey_of(world, population, person, staff.demo["referrer"] if part.by_referrer else None)
    if part.details:
        journey.participation.interpreter_needed = False
    yield from play(world, stage, journey, part, earlier)
