"""A demo database: refused where real people may be, made once, emptied on demand."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import scope_of
from areas.selectors import municipalities
from programmes.catalogue.loading import ensure_catalogue
from programmes.exchange.demo.accounts import Staff
from programmes.exchange.demo.afterwards import ask_everyone
from programmes.exchange.demo.assessments import look_into_work_ability
from programmes.exchange.demo.cast import AREAS, cast, journey_of
from programmes.exchange.demo.course import HISTORY_DAYS, Path
from programmes.exchange.demo.days import Diary
from programmes.exchange.demo.desk import save_lists, send_import
from programmes.exchange.demo.eura import give_data
from programmes.exchange.demo.feedback import settle_told
from programmes.exchange.demo.first_days import write_first_days
from programmes.exchange.demo.frontline import meet_people_and_employers
from programmes.exchange.demo.groups import settle_groups
from programmes.exchange.demo.handovers import hand_over, look_alike
from programmes.exchange.demo.hosting import write_hosting
from programmes.exchange.demo.hosts import Employers
from programmes.exchange.demo.labour import hear_of_changes
from programmes.exchange.demo.meetings import Meetings
from programmes.exchange.demo.outbox import fill_outbox, write_own_words
from programmes.exchange.demo.paths import is_over, walk
from programmes.exchange.demo.people import Population
from programmes.exchange.demo.personal import live_personal_days
from programmes.exchange.demo.settling import settle_hosts, settle_vacancies
from programmes.exchange.demo.supplements import Supplements
from programmes.exchange.demo.talks import Talks
from programmes.exchange.demo.visits import arrange_visits
from programmes.exchange.demo.world import World
from programmes.exchange.demo.writing import write
from programmes.exchange.models import DemoStamp
from programmes.servicepoints.loading import ensure_service_points

Tell = Callable[[str, float], None]
FEWEST = 60
HISTORY_SHARE = 0.35  # of the time it all takes
HOSTS, OPEN_NOW, CLOSED = 600, 1020, 2700  # beside 5,000 participants


@dataclass(frozen=True)
class Made:
    """How many rows a demo has."""

    participants: int
    hosts: int
    open_places: int
    placements: int
    events: int


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing is searched for cycles while a great many rows are held at once: twice as quick."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_collection()
@transaction.atomic
def load_demo(*, participants: int, seed: int, today: date, tell: Tell) -> Made:
    """The database holds synthetic people with 24 months of history up to the evening before `today`.

    The same numbers give the same rows. `tell` hears what is being done and which share of all lies behind.
    The reference data must have been loaded; the caller has asked `may_load` first.
    """
    ensure_catalogue()
    ensure_service_points()
    world = World(today=today, seed=seed, people=participants)
    staff = Staff(world)
    staff.take_posts()
    employers, population = Employers(world, staff), Population(world, staff)
    settle_hosts(world, employers, max(14, round(HOSTS * world.scale)))
    settle_vacancies(
        world, employers, max(30, round(OPEN_NOW * world.scale)), max(60, round(CLOSED * world.scale))
    )
    settle_groups(world)
    settle_told(world, [staff.demo[name] for name, _parts in AREAS])
    parts = cast(world, employers, population, staff)
    for number in range(parts + 1, participants + 1):
        world.course.begin(_life(world, population, number), population.referral_day())
    world.course.run(lambda share: tell("living the history", share * HISTORY_SHARE))
    Diary(world).write()
    Talks(world).write()
    workers = [staff.demo[name] for name, _parts in AREAS]
    Supplements(world, workers, staff.demo["host"]).write()
    write_first_days(world)
    write_hosting(world)
    arrange_visits(world, workers, host=staff.demo["host"], but=staff.demo["participant"])
    ask_everyone(world)
    instructor = staff.demo["instructor"]
    Meetings(world, instructor, town_of(instructor)).write()
    live_personal_days(world)
    look_into_work_ability(world, staff.demo["workability"], staff.demo["partner"])
    hand_over(world, staff)
    look_alike(world)
    hear_of_changes(world)
    give_data(world)
    meet_people_and_employers(world, workers)
    send_import(world, staff.demo["manager"])
    save_lists(world, staff.demo["coordinator"])
    staff.save()
    write(world, lambda what, share: tell(what, HISTORY_SHARE + share * (1 - HISTORY_SHARE)))
    fill_outbox(world, [staff.demo[name] for name, _parts in AREAS])
    write_own_words(world, staff.demo["manager"], staff.demo["coordinator"])
    DemoStamp.objects.create(seed=seed, today=today)
    return Made(
        participants=len(world.rows.people),
        hosts=len(world.rows.hosts),
        open_places=sum(1 for vacancy, _types in world.rows.vacancies if vacancy.state == "open"),
        placements=len(world.rows.placements),
        events=len(world.journal.happened),
    )


def town_of(user: User) -> str:
    """The municipality of the demo account's role; the first of the area where it holds one in all."""
    towns = scope_of(User.objects.get(pk=user.pk)).municipalities(*Role)
    return min(towns) if towns else min(one.code for one in municipalities())


def _life(world: World, population: Population, number: int) -> Path:
    """A person comes to the service, and one in ten comes back some time after it ended."""
    person = population.person(population.municipality(), number, world.day)
    journey = journey_of(world, population, person)
    yield from walk(world, journey)
    if is_over(journey) and world.chance(0.1):
        yield world.course.in_days(60, HISTORY_DAYS // 3)
        yield from walk(world, journey_of(world, population, person))
