"""The way of one person through the service, from the referral to its end."""

from __future__ import annotations

from datetime import timedelta
from math import log

from programmes.exchange.demo import acts
from programmes.exchange.demo.acts.interest import is_interested, live_interest
from programmes.exchange.demo.course import HISTORY_DAYS, Path
from programmes.exchange.demo.rounds import Stretch, offer_round
from programmes.exchange.demo.search import find_places
from programmes.exchange.demo.world import Journey, Place, World
from programmes.participants.codes import ExitClass, ExitStatus
from programmes.participants.states import ParticipationState
from programmes.placements.codes import Outcome
from programmes.placements.states import HOLDS_PLACE

IN_A_PLACE = (
    "Soitto: miten paikassa menee",
    "Välikeskustelu työpaikalla",
    "Tuntien tarkistus ohjaajan kanssa",
)
BETWEEN_PLACES = (
    "Katsomme yhdessä sopivia paikkoja",
    "Tapaaminen palvelupisteessä",
    "Tutustumiskäynti työpaikalla",
    "Verkostopalaveri",
    "Soitto osallistujalle",
    "Ansioluettelo valmiiksi",
    "Kuntokartoitus ja tulosten läpikäynti",
)
FIRST_STEPS = (
    "Toiveiden ja tuntien läpikäynti",
    "Sopivien paikkojen etsintä",
    "Tutustuminen valmennusympäristöön",
)
EXITS_AFTER_WORK = {
    (ExitStatus.EMPLOYED_OPEN, ExitClass.OPEN_JOB): 17,
    (ExitStatus.EMPLOYED_SUBSIDISED, ExitClass.OTHER_SERVICE): 11,
    (ExitStatus.SELF_EMPLOYED, ExitClass.OPEN_JOB): 2,
    (ExitStatus.EDUCATION_DEGREE, ExitClass.DEGREE_STUDY): 13,
    (ExitStatus.EDUCATION_OTHER, ExitClass.OTHER_SERVICE): 5,
    (ExitStatus.REHABILITATION, ExitClass.EMPLOYMENT_PROMOTING_REHABILITATION): 5,
    (ExitStatus.REHABILITATION, ExitClass.VOCATIONAL_REHABILITATION_ASSESSMENT): 5,
    (ExitStatus.UNEMPLOYED, ExitClass.UNEMPLOYMENT): 34,
    (ExitStatus.UNKNOWN, ExitClass.UNKNOWN): 3,
}
EXITS_WITHOUT = {
    (ExitStatus.EMPLOYED_OPEN, ExitClass.OPEN_JOB): 10,
    (ExitStatus.EDUCATION_DEGREE, ExitClass.DEGREE_STUDY): 7,
    (ExitStatus.REHABILITATION, ExitClass.REHABILITATION_BENEFIT): 10,
    (ExitStatus.REHABILITATION, ExitClass.VOCATIONAL_REHABILITATION_ASSESSMENT): 12,
    (ExitStatus.PENSION, ExitClass.PENSION): 15,
    (ExitStatus.UNEMPLOYED, ExitClass.UNEMPLOYMENT): 28,
    (ExitStatus.INACTIVE, ExitClass.OTHER_SERVICE): 8,
    (ExitStatus.INACTIVE, ExitClass.MOVED_AWAY): 5,
    (ExitStatus.UNKNOWN, ExitClass.UNKNOWN): 5,
}
WHERE_NEXT = {
    ExitClass.OPEN_JOB: "Työsuhde alkoi",
    ExitClass.DEGREE_STUDY: "Aloittaa opinnot oppilaitoksessa",
    ExitClass.VOCATIONAL_REHABILITATION_ASSESSMENT: "Ammatillinen kuntoutusselvitys",
    ExitClass.REHABILITATION_BENEFIT: "Kuntoutustuki, työhön palataan myöhemmin",
    ExitClass.EMPLOYMENT_PROMOTING_REHABILITATION: "Työllistymistä edistävä ammatillinen kuntoutus",
    ExitClass.PENSION: "Eläke",
    ExitClass.OTHER_SERVICE: "Jatkaa toisessa palvelussa",
    ExitClass.UNEMPLOYMENT: "Asiakasvastaava jatkaa, paikkaa ei löytynyt määräajassa",
    ExitClass.MOVED_AWAY: "Muutti toiselle paikkakunnalle",
    ExitClass.UNKNOWN: "Ei tietoa: yhteyttä ei saatu kolmella yrityksellä",
}
ALTERNATIVES = {1: 22, 2: 55, 3: 23}
PATIENCE_SPREAD = 0.62


def walk(world: World, journey: Journey) -> Path:
    """The person goes the whole way as far as the history lasts."""
    acts.refer(world, journey)
    taken_up = yield from take_up(world, journey)
    if not taken_up:
        return
    yield world.course.in_working_days(4, 9) if world.chance(0.84) else world.course.in_working_days(11, 17)
    if world.chance(0.02):
        acts.withdraw(world, journey)
        return
    begin(world, journey)
    if is_interested(world, journey):
        world.course.begin(live_interest(world, journey), world.day)
    yield world.course.moment(
        max(world.day, journey.participation.referred_on + timedelta(days=_patience(world, journey)))
    )
    if world.chance(0.035):
        acts.withdraw(world, journey)
    elif world.chance(0.05):
        finish(world, journey, had_place=False)
    else:
        yield from look_for_places(world, journey)


def take_up(world: World, journey: Journey) -> Stretch:
    """True when a coordinator has accepted the referral, perhaps after it went back once."""
    course, rng = world.course, world.rng
    municipality = journey.participation.municipality_id
    yield course.in_working_days(0, 2) if world.chance(0.88) else course.in_working_days(3, 6)
    if world.chance(0.01):
        acts.withdraw(world, journey)
        return False
    if world.chance(0.035):
        reason = world.reason("participation", "return_referral")
        worker = world.coordinator_for(municipality)
        world.journal.act(journey.participation, "return_referral", by=worker, reason=reason)
        yield course.in_working_days(1, 5) if world.chance(0.8) else course.in_working_days(6, 10)
        if world.chance(0.35):
            world.journal.act(journey.participation, "close_referral", by=journey.referrer)
            return False
        world.journal.act(journey.participation, "refer_again", by=journey.referrer)
        yield course.in_working_days(0, 2)
    acts.accept(world, journey, world.least_busy_coordinator(municipality))
    if world.chance(0.8):
        acts.set_next_step(
            world, journey, "Aloitushaastattelu", course.working_day(world.day, rng.randint(4, 10))
        )
    return True


def begin(world: World, journey: Journey) -> None:
    """The start interview is held; from now on somebody keeps the next step."""
    referred_on = journey.participation.referred_on
    plan_made_on = world.day - timedelta(days=world.rng.choice((0, 0, 0, 1, 3)))
    if world.chance(0.7):
        plan_made_on = min(plan_made_on, referred_on + timedelta(days=world.rng.randint(5, 14)))
    acts.start(
        world,
        journey,
        plan_made_on=max(plan_made_on, referred_on),
        step=world.rng.choice(FIRST_STEPS),
        due_on=world.course.working_day(world.day, world.rng.randint(8, 18)),
    )
    world.course.begin(keep_next_step(world, journey), world.course.in_days(10, 26).date())


def keep_next_step(world: World, journey: Journey) -> Path:
    """While the participation is open its next step is renewed about when it falls due, sometimes late."""
    course = world.course
    while journey.is_open:
        in_place = any(placement.state in HOLDS_PLACE for placement in journey.placements)
        due_on = course.working_day(world.day, world.rng.randint(15, 21))
        step = journey.steps[-1]
        if step.done_on is not None or step.due_on <= world.day + timedelta(days=3):
            what = world.rng.choice(IN_A_PLACE if in_place else BETWEEN_PLACES)
            acts.set_next_step(world, journey, what, due_on)
        if world.chance(0.012):
            acts.ask_for_a_call(world, journey, "")
            yield course.in_working_days(0, 2)
            acts.mark_called(world, journey)
        elif any(call.called_at is None for call in journey.calls):
            acts.mark_called(world, journey)
        late = world.rng.randint(3, 16) if world.chance(0.09) else world.rng.randint(-2, 1)
        yield course.moment(journey.steps[-1].due_on + timedelta(days=late))


def look_for_places(world: World, journey: Journey) -> Path:
    """Rounds of suggestions, places lived and breaks, until the participation ends."""
    course = world.course
    lived = 0
    for attempt in range(1, 7):
        places: list[Place] = []
        for _search in range(8):
            places = find_places(world, journey, world.pick(ALTERNATIVES))
            if places:
                break
            yield course.in_working_days(4, 9)
        if not places:
            break
        lived += yield from offer_round(world, journey, places)
        if not journey.is_open:
            return
        yield course.in_days(4, 24)
        if lived and world.chance(0.55 + 0.15 * lived):
            break
        if world.chance(0.03):
            acts.withdraw(world, journey)
            return
        if attempt > 1 and not lived and world.chance(0.12):
            break
        if world.chance(0.06):
            left = yield from take_a_break(world, journey)
            if left:
                return
    finish(world, journey, had_place=bool(lived))


def take_a_break(world: World, journey: Journey) -> Stretch:
    """True when the person left the service from the break."""
    course = world.course
    look_again_on = course.working_day(world.day, world.rng.randint(15, 58))
    acts.hold(world, journey, look_again_on)
    yield course.moment(look_again_on + timedelta(days=world.rng.randint(-6, 5)))
    if world.chance(0.12):
        acts.withdraw(world, journey)
        return True
    acts.resume(
        world, journey, "Tapaaminen tauon jälkeen", course.working_day(world.day, world.rng.randint(5, 15))
    )
    return False


def finish(world: World, journey: Journey, *, had_place: bool) -> None:
    """The participation ends where the person now stands."""
    outcome = journey.placements[-1].outcome if journey.placements else ""
    status, exit_class = world.pick(EXITS_AFTER_WORK if had_place else EXITS_WITHOUT)
    if outcome in {Outcome.JOB, Outcome.CONTINUES_HERE} and world.chance(0.8):
        status, exit_class = ExitStatus.EMPLOYED_OPEN, ExitClass.OPEN_JOB
    elif outcome == Outcome.STUDY and world.chance(0.75):
        status, exit_class = ExitStatus.EDUCATION_DEGREE, ExitClass.DEGREE_STUDY
    acts.end(world, journey, str(status), str(exit_class), WHERE_NEXT[exit_class])


def is_over(journey: Journey) -> bool:
    """Whether the person has ended the service as agreed, so that a new referral can come later."""
    return journey.participation.state == ParticipationState.ENDED


def _patience(world: World, journey: Journey) -> int:
    """Days from the referral to the first search: fewer as the service learns, more in remote places."""
    share = (journey.participation.referred_on - world.course.first).days / HISTORY_DAYS
    median = 56 - 16 * share
    if journey.participation.municipality.remote:
        median *= 1.38
    return int(world.rng.lognormvariate(log(median), PATIENCE_SPREAD))
