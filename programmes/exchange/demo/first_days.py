"""First days: cards filled in for those that come, and how those went that have been."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from accounts.models import User
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.participants.models import CallRequest
from programmes.placements.codes import Face, Party
from programmes.placements.models import FirstDay, Placement
from programmes.placements.states import RUNNING, PlacementState

FILLED_IN, ANSWERED = 0.7, 0.75
SINCE = timedelta(days=120)
FACES = (Face.GOOD,) * 8 + (Face.SO_SO,) * 3 + (Face.BAD,)
MORE = ("", "", "Naulakko on heti ovella.", "Kahvi on kello 9.", "Ota mukaan henkilöllisyystodistus.")
BADLY = "Ensimmäinen päivä meni huonosti, kertoo osallistuja."


def write_first_days(world: World) -> None:
    """Cards and answers beside the history, by a lot of their own: what else happened does not change."""
    rng = Random(f"first-days-{world.seed}-{world.course.today.isoformat()}")  # noqa: S311 - invents answers
    bad_to_call = True
    for journey in world.journeys.values():
        for placement in journey.placements:
            worker = journey.coordinator
            if worker is None:
                continue
            if placement.state == PlacementState.AGREED and rng.random() < FILLED_IN:
                _card(world, placement, worker, rng)
            elif placement.state in RUNNING and placement.started_on:
                recent = world.course.today - placement.started_on
                if timedelta(days=1) < recent < SINCE and rng.random() < ANSWERED:
                    face = Face.BAD if bad_to_call and recent < timedelta(days=60) else rng.choice(FACES)
                    _answers(world, journey, placement, face, rng, still_to_ring=bad_to_call)
                    bad_to_call = bad_to_call and face != Face.BAD
    world.journal.in_order()


def _card(world: World, placement: Placement, worker: User, rng: Random) -> None:
    row = FirstDay(placement=placement, arrives_at=time(rng.choice((8, 9, 10))), more=rng.choice(MORE))
    world.rows.first_days.append(row)
    day = world.course.back(1)
    told = {"fields": ["arrives_at", "more"] if row.more else ["arrives_at"]}
    at = datetime.combine(day, time(15, rng.randint(0, 59)))
    if instant(at) > placement.state_since:
        world.journal.happened.append(Happened(at, worker, "placement.first_day_filled", placement, told))


def _answers(
    world: World, journey: Journey, placement: Placement, face: Face, rng: Random, *, still_to_ring: bool
) -> None:
    """What the person and the workplace said in the evening; a bad day is a call, made the day after."""
    began = placement.started_on
    assert began is not None  # noqa: S101 - asked by who calls
    row = FirstDay(placement=placement, own_asked_on=began, host_asked_on=began, own_face=face)
    row.host_face = rng.choice(FACES[:-1]) if placement.vacancy and rng.random() < ANSWERED else ""
    world.rows.first_days.append(row)
    evening = datetime.combine(began, time(17, rng.randint(0, 59)))
    for party, told in ((Party.PARTICIPANT, row.own_face), (Party.HOST, row.host_face)):
        if told:
            data = {"party": str(party), "face": str(told)}
            world.journal.happened.append(
                Happened(evening, None, "placement.first_day_told", placement, data)
            )
    if face == Face.BAD:
        _call(world, journey, placement, evening, still_to_ring=still_to_ring)


def _call(world: World, journey: Journey, placement: Placement, at: datetime, *, still_to_ring: bool) -> None:
    day: date = world.course.working_day(at.date(), 1)
    if any(call.called_at is None for call in journey.calls):
        return
    if still_to_ring:  # said anew later, so that it waits now
        at = datetime.combine(world.course.back(1), time(17, 40))
        day = world.course.working_day(at.date(), 1)
    call = CallRequest(
        participation=journey.participation, about=BADLY, because="first_day", place=placement.reference,
        due_on=day, asked_at=instant(at),
    )  # fmt: skip
    if not still_to_ring:
        call.called_at = instant(datetime.combine(day, time(10, 30)))
    journey.calls.append(call)
    world.rows.calls.append(call)
