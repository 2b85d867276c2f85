"""Plays the scripts: the people in them do what is written, on its days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from programmes.exchange.demo import acts
from programmes.exchange.demo.acts.interest import say_so
from programmes.exchange.demo.course import Path
from programmes.exchange.demo.scripts import SCRIPTS, Act, Part
from programmes.exchange.demo.stage import Stage
from programmes.exchange.demo.world import Journey, World
from programmes.participants.codes import ExitClass, ExitStatus
from programmes.placements.codes import EndKind, Outcome
from programmes.placements.models import Placement
from programmes.placements.states import PlacementState

COMING_IN = frozenset({"refer", "accept", "start"})


def first_day_of(world: World, part: Part, earlier: int) -> date:
    """The day on which the script begins."""
    return world.course.back(int(_ordered(part, earlier)[0][0]))


def play(world: World, stage: Stage, journey: Journey, part: Part, earlier: int) -> Path:
    """The person does what the script says, on its days, but came to the service so many days earlier."""
    for back, verb, *rest in _ordered(part, earlier):
        yield world.course.moment(world.course.back(back))
        VERBS[verb](world, stage, journey, part, *rest)


def _ordered(part: Part, earlier: int) -> list[Act]:
    script = SCRIPTS[part.script]
    if any(act[1] == "start" for act in script):
        script = tuple((act[0] + earlier, *act[1:]) if act[1] in COMING_IN else act for act in script)
    return sorted(script, key=lambda act: -act[0])


def _current(journey: Journey, *states: str) -> Placement:
    """The placement that the script is about: the newest in one of the states."""
    return next(placement for placement in reversed(journey.placements) if placement.state in states)


def _refer(world: World, _stage: Stage, journey: Journey, _part: Part) -> None:
    acts.refer(world, journey)


def _accept(world: World, stage: Stage, journey: Journey, _part: Part) -> None:
    acts.accept(world, journey, stage.coordinator)


def _return(world: World, stage: Stage, journey: Journey, _part: Part) -> None:
    reason = world.reason("participation", "return_referral", "more_needed")
    world.journal.act(journey.participation, "return_referral", by=stage.coordinator, reason=reason)


def _start(world: World, _stage: Stage, journey: Journey, _part: Part) -> None:
    due_on = world.course.working_day(world.day, 15)
    acts.start(world, journey, plan_made_on=world.day, step="Toiveiden ja tuntien läpikäynti", due_on=due_on)


def _step(world: World, _stage: Stage, journey: Journey, _part: Part, due_back: int) -> None:
    what = world.rng.choice(
        ("Soitto osallistujalle", "Tapaaminen palvelupisteessä", "Katsomme yhdessä sopivia paikkoja")
    )
    acts.set_next_step(world, journey, what, world.course.back(due_back))


def _hold(world: World, _stage: Stage, journey: Journey, _part: Part, look_again_back: int) -> None:
    acts.hold(world, journey, world.course.back(look_again_back), "own_wish")


def _propose(world: World, stage: Stage, journey: Journey, part: Part, count: int = 2) -> None:
    acts.propose(world, journey, stage.places_for(journey, count, own_host=part.at_own_host))


def _want(world: World, stage: Stage, journey: Journey, part: Part, rest: str = "") -> None:
    waiting = [placement for placement in journey.placements if placement.state == PlacementState.PROPOSED]
    chosen = next(
        (one for one in waiting if part.at_own_host and stage.is_own(world.place_of[id(one)])), waiting[-1]
    )
    acts.want(world, journey, chosen)
    for other in waiting:
        if other is not chosen and not rest:
            acts.decline(world, journey, other, "another_chosen")


def _decline_all(world: World, _stage: Stage, journey: Journey, _part: Part) -> None:
    for placement in journey.placements:
        if placement.state == PlacementState.PROPOSED:
            acts.decline(world, journey, placement, "travel")


def _issue(
    world: World, _stage: Stage, journey: Journey, _part: Part, starts_back: int, weeks: float
) -> None:
    starts_on = world.course.back(starts_back)
    ends_on = world.course.on_or_after(date.fromordinal(starts_on.toordinal() + int(weeks * 7)))
    acts.issue_agreement(world, journey, _current(journey, PlacementState.ACCEPTED), starts_on, ends_on)


def _new_version(world: World, _stage: Stage, journey: Journey, _part: Part) -> None:
    placement = _current(journey, PlacementState.SIGNING, PlacementState.ACTIVE)
    hours = max(Decimal(placement.weekly_hours or 0) - 2, Decimal(2))
    acts.new_version(world, journey, placement, weekly_hours=hours)


def _extend(world: World, _stage: Stage, journey: Journey, _part: Part, weeks: int) -> None:
    placement = _current(journey, PlacementState.ACTIVE)
    assert placement.ends_on is not None  # noqa: S101 - a place under way has its end
    acts.new_version(world, journey, placement, ends_on=placement.ends_on + timedelta(weeks=weeks))


def _pause(world: World, _stage: Stage, journey: Journey, _part: Part, until_back: int) -> None:
    placement = _current(journey, PlacementState.ACTIVE)
    acts.pause_place(world, journey, placement, world.course.back(until_back))


def _sign(world: World, _stage: Stage, journey: Journey, _part: Part, party: str) -> None:
    placement = _current(journey, PlacementState.SIGNING, PlacementState.ACTIVE)
    last = acts.parties_of(world, placement)[-1]
    acts.sign(world, journey, placement, party, complete=party == last)


def _end_place(world: World, _stage: Stage, journey: Journey, _part: Part, last_back: int) -> None:
    placement = _current(journey, PlacementState.ACTIVE)
    acts.end_place(world, journey, placement, world.course.back(last_back), EndKind.COMPLETED)


def _close_place(world: World, _stage: Stage, journey: Journey, _part: Part) -> None:
    acts.close_place(world, journey, _current(journey, PlacementState.ENDED), Outcome.JOB)


def _end(world: World, _stage: Stage, journey: Journey, _part: Part) -> None:
    acts.end(world, journey, ExitStatus.EMPLOYED_OPEN, ExitClass.OPEN_JOB, "Työsuhde alkoi")


def _on_placement(act: Callable[[World, Journey, Placement], None], state: str) -> Callable[..., None]:
    def run(world: World, _stage: Stage, journey: Journey, _part: Part) -> None:
        act(world, journey, _current(journey, state))

    return run


VERBS: dict[str, Callable[..., None]] = {
    "refer": _refer,
    "accept": _accept,
    "return_referral": _return,
    "withdraw": lambda world, _stage, journey, _part: acts.withdraw(world, journey, "found_study"),
    "start": _start,
    "step": _step,
    "hold": _hold,
    "ask_for_a_call": lambda world, _stage, journey, _part: acts.ask_for_a_call(
        world, journey, "Tunnit ja matkat"
    ),
    "interest": lambda world, _stage, journey, _part: say_so(world, journey),
    "propose": _propose,
    "want": _want,
    "decline_all": _decline_all,
    "introduce": _on_placement(acts.introduce, PlacementState.WANTED),
    "accept_place": _on_placement(acts.accept_place, PlacementState.INTRODUCED),
    "refuse": _on_placement(acts.refuse, PlacementState.INTRODUCED),
    "release": _on_placement(acts.release, PlacementState.PROPOSED),
    "cancel": _on_placement(acts.cancel, PlacementState.SIGNING),
    "issue": _issue,
    "new_version": _new_version,
    "extend": _extend,
    "pause_place": _pause,
    "resume_place": _on_placement(acts.resume_place, PlacementState.PAUSED),
    "mend": _on_placement(acts.mend_contact, PlacementState.AGREED),
    "sign": _sign,
    "start_place": _on_placement(acts.start_place, PlacementState.AGREED),
    "end_place": _end_place,
    "close_place": _close_place,
    "end": _end,
}
