"""What happens to a participation: referred, accepted, started, its next step, breaks, its end."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from programmes.exchange.demo.acts.common import cancel_suggestions, worker_of
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.participants.models import CallRequest, Hold, NextStep
from programmes.participants.states import InterestState
from programmes.participants.steps import say_day_of


def refer(world: World, journey: Journey) -> None:
    """The person is referred."""
    participation = journey.participation
    world.rows.participations.append(participation)
    participation.referrer = journey.referrer
    world.journal.made(
        participation, "referred", by=journey.referrer, data={"municipality": participation.municipality_id}
    )


def accept(world: World, journey: Journey, coordinator: User) -> None:
    """A coordinator is responsible."""
    journey.coordinator = coordinator
    world.caseload[coordinator.pk] += 1
    world.journal.act(journey.participation, "accept", by=coordinator, coordinator=coordinator)


def start(world: World, journey: Journey, *, plan_made_on: date, step: str, due_on: date) -> None:
    """The start interview was held and the first next step stands."""
    world.journal.act(journey.participation, "start", by=worker_of(journey), plan_made_on=plan_made_on)
    set_next_step(world, journey, step, due_on, recorded=False)
    tell_profile(world, journey)


def tell_profile(world: World, journey: Journey) -> None:
    """The profile was gone through: by the person where they have an account, else at the desk."""
    profile = world.profile_of[id(journey.person)]
    by, word = (journey.person.user, "") if journey.person.user else (worker_of(journey), "desk")
    world.journal.note("profile.changed", profile, by=by, data={"section": "likes"}, on_word=word)


def set_next_step(world: World, journey: Journey, what: str, due_on: date, *, recorded: bool = True) -> None:
    """A new next step stands; those that were open are done."""
    finish_steps(world, journey)
    step = NextStep(
        participation=journey.participation,
        what=what,
        owner=worker_of(journey),
        exists_from=world.day,
        due_on=due_on,
    )
    say_day_of(step)
    journey.steps.append(step)
    world.rows.steps.append(step)
    if recorded:
        world.journal.note(
            "participation.next_step_set",
            journey.participation,
            by=worker_of(journey),
            data={"due_on": due_on.isoformat()},
        )


def finish_steps(world: World, journey: Journey) -> None:
    """No next step is open."""
    for step in journey.steps[-2:]:
        step.done_on = step.done_on or world.day


def hold(world: World, journey: Journey, look_again_on: date, reason: str = "") -> None:
    """The participation is on a break."""
    code = world.reason("participation", "hold", reason)
    world.journal.act(journey.participation, "hold", by=worker_of(journey), look_again_on=look_again_on)
    row = Hold(
        participation=journey.participation, from_on=world.day, look_again_on=look_again_on, reason=code
    )
    journey.holds.append(row)
    world.rows.holds.append(row)


def resume(world: World, journey: Journey, step: str, due_on: date) -> None:
    """The break is over."""
    world.journal.act(journey.participation, "resume", by=worker_of(journey))
    journey.holds[-1].until_on = world.day
    set_next_step(world, journey, step, due_on, recorded=False)


def withdraw(world: World, journey: Journey, reason: str = "") -> None:
    """The person has left; suggestions that were not agreed are called off with it."""
    by, on_word = world.person_speaker(journey)
    code = world.reason("participation", "withdraw", reason)
    happened = world.journal.act(journey.participation, "withdraw", by=by, on_word=on_word, reason=code)
    _leave(world, journey, by, happened)


def end(world: World, journey: Journey, exit_status: str, exit_class: str, where: str) -> None:
    """The participation has ended."""
    by = worker_of(journey)
    happened = world.journal.act(
        journey.participation,
        "end",
        by=by,
        exit_status=exit_status,
        exit_class=exit_class,
        next_destination=where,
    )
    _leave(world, journey, by, happened)


def _leave(world: World, journey: Journey, by: User, cause: Happened) -> None:
    """What was open is called off or done, and the coordinator has one person less."""
    cancel_suggestions(world, journey.placements, by, cause)
    for wish in journey.interests:
        if wish.state == InterestState.SENT:
            world.journal.act(wish, "cancel", by=by, cause=cause)
    finish_steps(world, journey)
    if journey.coordinator is not None:
        world.caseload[journey.coordinator.pk] -= 1


def ask_for_a_call(world: World, journey: Journey, about: str, *, recorded: bool = True) -> None:
    """The worker is to ring the person; asked again while open, it is the same wish."""
    if any(call.called_at is None for call in journey.calls):
        return
    call = CallRequest(participation=journey.participation, asked_at=instant(world.course.now), about=about)
    journey.calls.append(call)
    world.rows.calls.append(call)
    if recorded:
        by = journey.person.user or worker_of(journey)
        world.journal.note("participation.call_asked", journey.participation, by=by)


def mark_called(world: World, journey: Journey) -> None:
    """The person has been rung."""
    for call in journey.calls:
        if call.called_at is None:
            call.called_at = instant(world.course.now)
            world.journal.note("participation.called", journey.participation, by=worker_of(journey))
