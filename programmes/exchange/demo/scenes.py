"""People whose way is written out, so that every state and every kind of turn waits for the demo accounts.

A script is a list of acts, each with its day counted in working days before today: (60, "refer") happened
sixty working days ago. Between them stand the same rules as for everybody else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from programmes.exchange.demo import acts
from programmes.exchange.demo.course import Path
from programmes.exchange.demo.stage import Stage
from programmes.exchange.demo.world import Journey, World
from programmes.participants.codes import ExitClass, ExitStatus
from programmes.placements.codes import EndKind, Outcome, Party
from programmes.placements.models import Placement
from programmes.placements.states import PlacementState

Act = tuple[Any, ...]

IN = ((46, "refer"), (45, "accept"), (38, "start"))
LONG_IN = ((168, "refer"), (167, "accept"), (160, "start"))
STEP = ((6, "step", -6),)
LONG_STEP = ((9, "step", -4),)
NOW_ACCEPTED = ((16, "propose"), (13, "want"), (12, "introduce"), (3, "accept_place"))
NOW_ISSUED = ((20, "propose"), (17, "want"), (16, "introduce"), (13, "accept_place"))
THEN_BEGUN = (
    (138, "propose"), (135, "want"), (134, "introduce"), (131, "accept_place"), (129, "issue", 118, 12),
    (128, "sign", Party.PARTICIPANT), (127, "sign", Party.HOST), (126, "sign", Party.AREA), (118, "start_place"),
)  # fmt: skip
SIGNED = ((9, "sign", Party.PARTICIPANT), (8, "sign", Party.HOST), (7, "sign", Party.AREA))

SCRIPTS: dict[str, tuple[Act, ...]] = {
    "referred": ((1, "refer"),),
    "referred, late": ((5, "refer"),),
    "returned": ((9, "refer"), (7, "return_referral")),
    "waiting": ((7, "refer"), (6, "accept"), (5, "step", -2)),
    "waiting, late": ((16, "refer"), (15, "accept")),
    "withdrawn": ((30, "refer"), (29, "accept"), (12, "withdraw")),
    "without a next step": (*IN, (24, "step", 9)),
    "step overdue": (*IN, (14, "step", 2)),
    "step today": (*IN, (14, "step", 0)),
    "wants a call": (*IN, *STEP, (1, "ask_for_a_call")),
    "on a break": (*IN, (20, "hold", -14)),
    "break to look at": (*IN, (34, "hold", 1)),
    "proposed": (*IN, *STEP, (3, "propose")),
    "proposed, late": (*IN, *STEP, (9, "propose")),
    "wanted": (*IN, *STEP, (7, "propose"), (2, "want")),
    "wanted, late": (*IN, *STEP, (12, "propose"), (6, "want")),
    "introduced": (*IN, *STEP, (10, "propose"), (6, "want"), (4, "introduce")),
    "introduced, late": (*IN, *STEP, (18, "propose"), (13, "want"), (11, "introduce")),
    "accepted": (*IN, *STEP, *NOW_ACCEPTED),
    "refused": (*IN, *STEP, (14, "propose", 1), (11, "want"), (9, "introduce"), (2, "refuse")),
    "declined": (*IN, *STEP, (8, "propose"), (3, "decline_all")),
    "cancelled": (*IN, *STEP, *NOW_ISSUED, (10, "issue", -5, 12), (7, "cancel")),
    "signing, the participant": (*IN, *STEP, *NOW_ISSUED, (3, "issue", -5, 12)),
    "signing, the workplace": (*IN, *STEP, *NOW_ISSUED, (4, "issue", -5, 12), (2, "sign", Party.PARTICIPANT)),
    "signing, the area": (
        *IN, *STEP, *NOW_ISSUED, (5, "issue", -5, 12), (4, "sign", Party.PARTICIPANT), (2, "sign", Party.HOST),
    ),
    "agreed": (*IN, *STEP, *NOW_ISSUED, (10, "issue", -6, 12), *SIGNED),
    "agreed, begins": (*IN, *STEP, *NOW_ISSUED, (10, "issue", 1, 12), *SIGNED),
    "active": (*LONG_IN, *LONG_STEP, *((*act[:3], 30) if act[1] == "issue" else act for act in THEN_BEGUN)),
    "place to end": (*LONG_IN, *LONG_STEP, *((*act[:3], 23.2) if act[1] == "issue" else act for act in THEN_BEGUN)),
    "ended": (*LONG_IN, *LONG_STEP, *THEN_BEGUN, (7, "end_place", 8)),
    "ended, late": (*LONG_IN, *LONG_STEP, *THEN_BEGUN, (19, "end_place", 20)),
    "closed": (*LONG_IN, *LONG_STEP, *THEN_BEGUN, (58, "end_place", 59), (50, "close_place")),
    "over": (*LONG_IN, *THEN_BEGUN, (58, "end_place", 59), (50, "close_place"), (44, "end")),
    "two places to answer": (
        (61, "refer"), (60, "accept"), (53, "start"), (44, "propose"), (41, "want"), (40, "introduce"), (35, "refuse"),
        (20, "step", 3), (3, "step", -7), (2, "propose"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One person of a scene: which script, whose referral, at whose workplace, and the name if it is settled."""

    script: str
    by_referrer: bool = False
    at_own_host: bool = False
    details: dict[str, Any] = field(default_factory=dict)


HELMI = {
    "first_name": "Helmi", "last_name": "Karppinen", "gender": "female", "birth_date": date(1989, 5, 14),
    "language": "fi", "contact_channel": "email", "foreign_background": False, "restricted": False,
}  # fmt: skip

# The caseload of coordinator@: everything that can wait for a coordinator, and what does not.
FIRST_AREA = (
    Part("two places to answer", by_referrer=True, at_own_host=True, details=HELMI),
    Part("referred", by_referrer=True),
    Part("returned", by_referrer=True),
    Part("waiting", by_referrer=True),
    Part("active", by_referrer=True, at_own_host=True),
    Part("over", by_referrer=True),
    Part("withdrawn", by_referrer=True),
    Part("proposed", by_referrer=True),
    Part("referred, late"),
    Part("waiting, late"),
    Part("without a next step"),
    Part("step overdue"),
    Part("step today"),
    Part("wants a call"),
    Part("on a break"),
    Part("break to look at"),
    Part("proposed, late"),
    Part("wanted"),
    Part("wanted, late"),
    Part("introduced", at_own_host=True),
    Part("introduced, late"),
    Part("accepted"),
    Part("accepted"),
    Part("refused"),
    Part("declined"),
    Part("cancelled"),
    Part("signing, the participant"),
    Part("signing, the workplace", at_own_host=True),
    Part("signing, the area"),
    Part("agreed"),
    Part("agreed, begins"),
    Part("place to end"),
    Part("ended"),
    Part("ended, late"),
    Part("closed", at_own_host=True),
)
SECOND_AREA = tuple(
    Part(script)
    for script in (
        "referred", "waiting", "without a next step", "step today", "break to look at", "proposed, late", "wanted",
        "introduced", "accepted", "signing, the area", "agreed, begins", "active", "ended", "wants a call",
    )
)  # fmt: skip


def first_day_of(world: World, part: Part) -> date:
    """The day on which the script begins."""
    return world.course.back(int(_ordered(part)[0][0]))


def play(world: World, stage: Stage, journey: Journey, part: Part) -> Path:
    """The person does what the script says, on its days."""
    for back, verb, *rest in _ordered(part):
        yield world.course.moment(world.course.back(back))
        VERBS[verb](world, stage, journey, part, *rest)


def _ordered(part: Part) -> list[Act]:
    return sorted(SCRIPTS[part.script], key=lambda act: -act[0])


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
    what = world.rng.choice(("Soitto osallistujalle", "Tapaaminen palvelupisteessä", "Katsomme yhdessä sopivia paikkoja"))
    acts.set_next_step(world, journey, what, world.course.back(due_back))


def _hold(world: World, _stage: Stage, journey: Journey, _part: Part, look_again_back: int) -> None:
    acts.hold(world, journey, world.course.back(look_again_back), "own_wish")


def _propose(world: World, stage: Stage, journey: Journey, part: Part, count: int = 2) -> None:
    acts.propose(world, journey, stage.places_for(journey, count, own_host=part.at_own_host))


def _want(world: World, stage: Stage, journey: Journey, part: Part) -> None:
    waiting = [placement for placement in journey.placements if placement.state == PlacementState.PROPOSED]
    chosen = next((one for one in waiting if part.at_own_host and stage.is_own(world.place_of[id(one)])), waiting[-1])
    acts.want(world, journey, chosen)


def _decline_all(world: World, _stage: Stage, journey: Journey, _part: Part) -> None:
    for placement in journey.placements:
        if placement.state == PlacementState.PROPOSED:
            acts.decline(world, journey, placement, "travel")


def _issue(world: World, _stage: Stage, journey: Journey, _part: Part, starts_back: int, weeks: float) -> None:
    starts_on = world.course.back(starts_back)
    ends_on = world.course.on_or_after(date.fromordinal(starts_on.toordinal() + int(weeks * 7)))
    acts.issue_agreement(world, journey, _current(journey, PlacementState.ACCEPTED), starts_on, ends_on)


def _sign(world: World, _stage: Stage, journey: Journey, _part: Part, party: str) -> None:
    placement = _current(journey, PlacementState.SIGNING)
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
    "ask_for_a_call": lambda world, _stage, journey, _part: acts.ask_for_a_call(world, journey, "Tunnit ja matkat"),
    "propose": _propose,
    "want": _want,
    "decline_all": _decline_all,
    "introduce": _on_placement(acts.introduce, PlacementState.WANTED),
    "accept_place": _on_placement(acts.accept_place, PlacementState.INTRODUCED),
    "refuse": _on_placement(acts.refuse, PlacementState.INTRODUCED),
    "cancel": _on_placement(acts.cancel, PlacementState.SIGNING),
    "issue": _issue,
    "sign": _sign,
    "start_place": _on_placement(acts.start_place, PlacementState.AGREED),
    "end_place": _end_place,
    "close_place": _close_place,
    "end": _end,
}
