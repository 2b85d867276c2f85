"""A stand-in soon, people who go to a colleague on a day that comes, two records that may be one person.

It has no lot: whoever comes first is taken, and nothing else changes by it.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from accounts.models import Assignment, User
from accounts.roles import Role
from programmes.exchange.demo.accounts import Staff
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.participants.models import WorkerChange
from programmes.participants.states import OVER, ParticipationState

AWAY_FROM, AWAY_UNTIL, MOVES_ON = timedelta(days=9), timedelta(days=15), timedelta(days=12)
GOING = 4
GREETING = "Kiitos yhteisestä tiestä. Jatkat hyvissä käsissä."
PERSON = "participant@"


def hand_over(world: World, staff: Staff) -> None:
    """The demo coordinator is away for a week soon, and some of their people go to a colleague."""
    worker, stand_in = staff.demo["coordinator"], staff.demo["coordinator.pielinen"]
    today = world.course.today
    Assignment.objects.filter(user=worker, role=Role.COORDINATOR).update(
        substitute=stand_in, substitute_from=today + AWAY_FROM, substitute_until=today + AWAY_UNTIL
    )
    theirs = [one for one in world.journeys.values() if _goes(one, worker)]
    town = theirs[0].participation.municipality_id if theirs else ""
    colleague = next((one for one in world.coordinators[town] if one is not worker), None)
    if colleague is not None:
        here = [one for one in theirs if one.participation.municipality_id == town][:GOING]
        _plan(world, here, worker, colleague)
    world.journal.in_order()


def _goes(journey: Journey, worker: User) -> bool:
    row = journey.participation
    demo = journey.person.email.startswith(PERSON)
    return row.coordinator is worker and row.state == ParticipationState.ACTIVE and not demo


def _plan(world: World, journeys: list[Journey], worker: User, colleague: User) -> None:
    """They were told yesterday of the day that comes."""
    day, batch = world.course.today + MOVES_ON, world.reference()
    told_at = datetime.combine(world.course.today - timedelta(days=1), time(15, 10))
    for journey in journeys:
        change = WorkerChange(
            batch=batch,
            participation=journey.participation,
            from_worker=worker,
            to_worker=colleague,
            from_on=day,
            greeting=GREETING,
            made_by=worker,
            made_at=instant(told_at),
        )
        world.rows.worker_changes.append(change)
        data = {"batch": batch, "day": day.isoformat()}
        verb = "participation.handover_planned"
        world.journal.happened.append(Happened(told_at, worker, verb, journey.participation, data))


def look_alike(world: World) -> None:
    """A new referral bears the day of birth of somebody who has been here, and nearly their name."""
    new = next((one for one in world.journeys.values() if _is_new(one)), None)
    if new is None:
        return
    known = next(
        (
            one.person
            for one in world.journeys.values()
            if one.participation.state in OVER
            and one.person.municipality == new.person.municipality
            and one.person is not new.person
            and not one.person.restricted
        ),
        None,
    )
    if known is not None:
        new.person.first_name, new.person.birth_date = known.first_name, known.birth_date
        new.person.last_name = known.last_name + known.last_name[-1]


def _is_new(journey: Journey) -> bool:
    return journey.participation.state == ParticipationState.REFERRED and journey.person.user is None
