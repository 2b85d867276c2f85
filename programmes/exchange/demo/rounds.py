"""One offer round: from the suggestion to an agreed place, or to a no."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, datetime, timedelta
from typing import Any

from programmes.exchange.demo import acts
from programmes.exchange.demo.world import Journey, Place, World
from programmes.placements.codes import EndKind, Outcome
from programmes.placements.models import Placement
from programmes.placements.states import SUGGESTION, PlacementState

S = PlacementState
Stretch = Generator[datetime, None, bool]

FIRST_CHOICES = {"one": 66, "two": 14, "none": 12, "silent": 6, "leaves": 2}
WEEKS = {  # how long places of a type are agreed for
    "work_trial": (6, 20),
    "pay_subsidised_work": (20, 42),
    "supported_employment": (26, 70),
    "tailored_job": (26, 70),
    "open_job": (26, 80),
    "rehabilitative_work": (10, 26),
    "language_and_work": (12, 26),
    "green_jobs": (8, 22),
    "digital_skills": (4, 10),
    "workshop": (10, 30),
    "recognised_learning": (12, 30),
}
EARLY_ENDS = {
    EndKind.EARLY_PARTICIPANT: 45,
    EndKind.EARLY_HOST: 18,
    EndKind.EARLY_SERVICE: 12,
    EndKind.MOVED_TO_JOB: 15,
    EndKind.TRANSFERRED: 10,
}


def offer_round(world: World, journey: Journey, places: list[Place]) -> Stretch:
    """True when a place of the round was lived to its closing talk; false when none came of it."""
    placements = acts.propose(world, journey, places)
    answer = world.pick(FIRST_CHOICES)
    yield (
        world.course.in_days(1, 7)
        if answer != "silent" and world.chance(0.85)
        else world.course.in_days(8, 16)
    )
    waiting = [placement for placement in placements if placement.state == S.PROPOSED]
    if answer == "leaves" and waiting:
        acts.withdraw(world, journey)
        return False
    for rank, placement in enumerate(waiting[: {"one": 1, "two": 2}.get(answer, 0)], start=1):
        acts.want(world, journey, placement, rank)
    for placement in waiting:
        if placement.state == S.PROPOSED and (answer == "none" or world.chance(0.6)):
            acts.decline(world, journey, placement, "another_chosen" if answer in {"one", "two"} else "")
    for placement in waiting:
        if placement.state == S.WANTED:
            agreed = yield from come_to_terms(world, journey, placement)
            if agreed:
                return (yield from live(world, journey, placement))
    yield world.course.in_working_days(1, 4)
    for placement in waiting:
        if placement.state in SUGGESTION:
            acts.release(world, journey, placement)
    return False


def come_to_terms(world: World, journey: Journey, placement: Placement) -> Stretch:
    """True when the place was agreed: introduced or reserved, accepted, the agreement issued and signed."""
    course, place = world.course, world.place_of[id(placement)]
    yield course.in_working_days(0, 3) if world.chance(0.87) else course.in_working_days(4, 8)
    if placement.state != S.WANTED:
        return False
    if place.free_seats(world.day) - place.introduced() <= 0:
        acts.release(world, journey, placement)
        return False
    if place.at_host:
        acts.introduce(world, journey, placement)
        yield course.in_working_days(1, 5) if world.chance(0.85) else course.in_working_days(6, 12)
        if placement.state != S.INTRODUCED:
            return False
        if place.free_seats(world.day) <= 0 or world.chance(0.24):
            acts.refuse(
                world, journey, placement, "another_person" if place.free_seats(world.day) <= 0 else ""
            )
            yield course.in_working_days(0, 2) if world.chance(0.9) else course.in_working_days(3, 5)
            acts.ring_about(world, journey, placement)
            return False
    acts.accept_place(world, journey, placement)
    yield course.in_working_days(1, 3) if world.chance(0.87) else course.in_working_days(4, 7)
    if placement.state != S.ACCEPTED:
        return False
    if world.chance(0.03):
        acts.decline(world, journey, placement)
        return False
    if world.chance(0.02):
        acts.cancel(world, journey, placement, "no_decision" if world.is_external(placement) else "")
        return False
    return (yield from agree(world, journey, placement))


def agree(world: World, journey: Journey, placement: Placement) -> Stretch:
    """True when every party has signed before the start."""
    starts_on, ends_on = period(world, placement)
    acts.issue_agreement(world, journey, placement, starts_on, ends_on)
    parties = acts.parties_of(world, placement)
    if world.chance(0.02):
        yield world.course.in_working_days(1, 4)
        if placement.state == S.SIGNING:
            acts.cancel(world, journey, placement, "participant_wish")
        return False
    for number, party in enumerate(parties, start=1):
        wanted = (
            world.course.in_working_days(0, 2) if world.chance(0.85) else world.course.in_working_days(3, 4)
        )
        yield wanted if wanted.date() < starts_on else world.course.moment(world.day)
        if placement.state != S.SIGNING:
            return False
        acts.sign(world, journey, placement, party, complete=number == len(parties))
    return True


def live(world: World, journey: Journey, placement: Placement) -> Stretch:
    """True when the place was lived and the closing talk held; false when it never began."""
    course = world.course
    assert placement.starts_on is not None  # noqa: S101 - an agreed place has its days
    assert placement.ends_on is not None  # noqa: S101
    if world.chance(0.02):
        yield course.moment(world.day)
        acts.cancel(world, journey, placement)
        return False
    yield course.moment(
        placement.starts_on if world.chance(0.85) else course.working_day(placement.starts_on, 2)
    )
    acts.start_place(world, journey, placement)
    ended_on, end_kind = placement.ends_on, str(EndKind.COMPLETED)
    early = 0.17 if world.place_of[id(placement)].at_host else 0.12
    if world.chance(early):
        length = (placement.ends_on - placement.starts_on).days
        ended_on = placement.starts_on + timedelta(days=int(length * world.rng.uniform(0.1, 0.85)))
        end_kind = str(world.pick(EARLY_ENDS))
    yield course.moment(
        ended_on if world.chance(0.6) else course.working_day(ended_on, world.rng.randint(1, 4))
    )
    acts.end_place(world, journey, placement, ended_on, end_kind)
    yield course.in_working_days(2, 10) if world.chance(0.86) else course.in_working_days(11, 20)
    acts.close_place(world, journey, placement, outcome_of(world, placement))
    return True


def period(world: World, placement: Placement) -> tuple[date, date]:
    """First and last day: within the group's, or as long as the type usually takes, within its rule."""
    course, place = world.course, world.place_of[id(placement)]
    earliest = course.working_day(world.day, world.rng.randint(6, 12))
    if not place.at_host:
        group: Any = place.row
        starts_on = max(group.starts_on, course.working_day(world.day, 4))
        return starts_on, max(group.ends_on, starts_on)
    starts_on = course.on_or_after(earliest + timedelta(days=-earliest.weekday() % 7))
    weeks = world.rng.randint(*WEEKS.get(placement.programme_type.code, (8, 20)))
    months = world.rule(placement).duration_months_max
    return starts_on, starts_on + timedelta(weeks=min(weeks, int(months * 4.3) if months else weeks), days=-3)


def outcome_of(world: World, placement: Placement) -> str:
    """What the closing talk found."""
    paid = world.rule(placement).paid
    if placement.end_kind == EndKind.MOVED_TO_JOB:
        return Outcome.JOB
    if placement.end_kind.startswith("early_"):
        return str(world.pick({Outcome.NEXT_PLACE: 5, Outcome.REST: 3, Outcome.OTHER: 2}))
    return str(
        world.pick(
            {
                Outcome.CONTINUES_HERE: 18 if paid else 5,
                Outcome.NEXT_PLACE: 46 if not paid else 34,
                Outcome.STUDY: 14,
                Outcome.JOB: 16 if paid else 7,
                Outcome.REST: 8,
                Outcome.OTHER: 8,
            }
        )
    )
