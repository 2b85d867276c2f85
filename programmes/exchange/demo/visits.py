"""Visits to places: to be arranged, agreed for the coming days, held, called off, or come to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from accounts.models import User
from programmes.exchange.demo.course import HELSINKI, instant
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.placements.codes import Impression, Party, Ride, VisitState
from programmes.placements.models import Placement, Visit
from programmes.placements.states import MAY_VISIT

NOW, THEN = 0.15, 0.1
WISHES = (
    "",
    "Arkisin kello 12 jälkeen",
    "Tiistai tai torstai",
    "Mikä aika vain",
    "Aamupäivällä, bussin mukaan",
)
WORDS = ("", "", "Tulen vähän ennen, koska bussi kulkee harvoin.", "Puhukaa rauhallisesti.")
WAYS = (
    "",
    "Bussi pysähtyy oven lähellä.",
    "Kyyti lähtee torilta kello 9.",
    "Viimeiset sata metriä on mäkeä.",
)
DOORS = ("Pääovi", "Pihaovi, soittakaa kelloa", "Toimisto, toinen kerros", "Lastauslaituri")
RIDES = (Ride.OWN, Ride.OWN, Ride.OWN, Ride.WORKER, Ride.LIFT, Ride.TAXI)
VIEWS = (Impression.GOOD, Impression.GOOD, Impression.GOOD, Impression.UNSURE, Impression.NOT_FOR_ME)
THEN_STATES = (VisitState.HELD, VisitState.HELD, VisitState.HELD, VisitState.CANCELLED, VisitState.MISSED)


def arrange_visits(world: World, coordinators: Sequence[User], *, host: User, but: User) -> None:
    """Visits beside the history, by a lot of their own: what else happened does not change by them.

    Each of `coordinators` has one to arrange and one that is agreed, the workplace of `host` one that is
    agreed, where somebody of theirs can have it. but: whose suggestions wait for an answer and stay so.
    """
    rng = Random(f"visits-{world.seed}-{world.course.today.isoformat()}")  # noqa: S311 - invents visits
    first = {user.pk: [VisitState.AGREED, VisitState.ASKED] for user in coordinators}
    first[host.pk] = [VisitState.AGREED]
    for journey in world.journeys.values():
        worker = journey.coordinator
        for placement in journey.placements:
            if placement.vacancy is None or worker is None:
                continue
            if placement.state in MAY_VISIT and journey.is_open and journey.person.user != but:
                place = world.place_of[id(placement)].host
                theirs = place.user if place and placement.introduced_on else None
                wanted = first.get(theirs.pk if theirs == host else worker.pk, [])
                if wanted or rng.random() < NOW:
                    _now(world, journey, placement, worker, rng, wanted.pop() if wanted else None)
                    break  # one of the places at a time
            elif placement.introduced_on and (journey.person.user == but or rng.random() < THEN):
                _then(world, journey, placement, worker, rng)
    world.journal.in_order()


def _now(
    world: World, journey: Journey, placement: Placement, worker: User, rng: Random, state: VisitState | None
) -> None:
    """A visit of these days, to be arranged or agreed: it stops the clock of the answer."""
    since = placement.state_since.astimezone(HELSINKI).date()
    asked = world.course.back(1)
    if since > asked:
        return
    by_host = placement.introduced_on is not None and rng.random() < 0.5
    visit = _visit(world, placement, rng, Party.HOST if by_host else Party.PARTICIPANT, asked)
    visit.stopped_in, visit.days_left = placement.state, rng.randint(1, 4)
    visit.state = state or rng.choice((VisitState.ASKED, VisitState.AGREED))
    placement.visit_ahead = visit.state
    _tell(
        world,
        placement,
        "visit_asked",
        visit,
        _by(world, journey, placement, visit, worker),
        _at(asked, 15, rng),
    )
    if visit.state == VisitState.AGREED:
        placement.visit_on = world.course.working_day(world.course.today, rng.randint(1, 6))
        _agree(visit, placement, placement.visit_on, rng)
        _tell(world, placement, "visit_agreed", visit, worker, _at(asked, 16, rng))


def _then(world: World, journey: Journey, placement: Placement, worker: User, rng: Random) -> None:
    """A visit of then, between the introduction and the workplace's answer."""
    begins, ends = placement.introduced_on, placement.accepted_on or placement.refused_on
    if begins is None or ends is None:
        return
    between = [begins + timedelta(days=number) for number in range(1, (ends - begins).days)]
    days = [day for day in between if world.course.on_or_after(day) == day]
    if len(days) < 2:
        return
    visit = _visit(world, placement, rng, rng.choice((Party.PARTICIPANT, Party.HOST)), days[0])
    visit.state = rng.choice(THEN_STATES)
    _agree(visit, placement, days[-1], rng)
    _tell(
        world,
        placement,
        "visit_asked",
        visit,
        _by(world, journey, placement, visit, worker),
        _at(days[0], 9, rng),
    )
    _tell(world, placement, "visit_agreed", visit, worker, _at(days[0], 14, rng))
    if visit.state == VisitState.HELD:
        visit.own_view, visit.host_view = rng.choice(VIEWS), rng.choice(VIEWS)
    past = {VisitState.HELD: "visit_held", VisitState.MISSED: "visit_missed"}.get(
        visit.state, "visit_cancelled"
    )
    hour = 8 if visit.state == VisitState.CANCELLED else 16
    _tell(world, placement, past, visit, worker, _at(days[-1], hour, rng), on_word="phone")


def _visit(world: World, placement: Placement, rng: Random, party: Party, asked: date) -> Visit:
    row = Visit(
        reference=world.reference(),
        placement=placement,
        asked_by=party,
        asked_on=asked,
        wish=rng.choice(WISHES),
        words=rng.choice(WORDS) if party == Party.PARTICIPANT else "",
        changed_at=instant(_at(asked, 15, rng)),
    )
    if party == Party.PARTICIPANT and placement.participation.participant.phone:
        row.shown = rng.choice(([], ["phone"]))
    world.rows.visits.append(row)
    return row


def _agree(visit: Visit, placement: Placement, day: date, rng: Random) -> None:
    """The visit has its time, its people and its way."""
    visit.starts_at = instant(datetime.combine(day, time(rng.choice((9, 10, 12, 13)), rng.choice((0, 30)))))
    visit.meets = placement.vacancy.guide or placement.vacancy.host.contact_name  # type: ignore[union-attr]
    visit.meet_at, visit.ride, visit.ride_words = rng.choice(DOORS), rng.choice(RIDES), rng.choice(WAYS)
    visit.sequence = 1


def _by(world: World, journey: Journey, placement: Placement, visit: Visit, worker: User) -> User:
    """Who asked: the person or the host themselves, or the worker on their word."""
    if visit.asked_by == Party.PARTICIPANT:
        user = journey.person.user
    else:
        host = world.place_of[id(placement)].host
        user = host.user if host else None
    if user is None:
        visit.on_word = "phone"
    return user or worker


def _at(day: date, hour: int, rng: Random) -> datetime:
    return datetime.combine(day, time(hour, rng.randint(0, 59)))


def _tell(
    world: World, placement: Placement, past: str, visit: Visit, by: User, at: datetime, *, on_word: str = ""
) -> None:
    told = {"visit": visit.reference, "party": visit.asked_by}
    word = visit.on_word if past == "visit_asked" else on_word
    world.journal.happened.append(Happened(at, by, f"placement.{past}", placement, told, on_word=word))
