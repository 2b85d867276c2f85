"""The service points, coaching and contacts with employers of the last year; by lots of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from accounts.models import User
from programmes.appointments.models import Appointment, TimeInvitation
from programmes.employers.contacts import KEPT
from programmes.employers.models import ContactKind, EmployerContact, Vacancy
from programmes.employers.states import HostState
from programmes.exchange.demo.cast import home_of
from programmes.exchange.demo.course import HELSINKI
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.participants.coaching import COACHED
from programmes.participants.codes import MeetingWay
from programmes.participants.models import CoachingMeeting
from programmes.participants.states import ParticipationState
from programmes.servicepoints.codes import Topic, VisitChannel, VisitKind
from programmes.servicepoints.models import ServicePoint, VisitTally

DAYS = 360
CHANNELS = {VisitChannel.VISIT: 6, VisitChannel.PHONE: 3, VisitChannel.CHAT: 1}
TOPICS = {Topic.WORK: 5, Topic.SERVICES: 4, Topic.MONEY: 3, Topic.ONLINE: 3, Topic.ABILITY: 2, Topic.OTHER: 2}
WAYS = {MeetingWay.POINT: 5, MeetingWay.WORKPLACE: 2, MeetingWay.PHONE: 3, MeetingWay.VIDEO: 1}
COACHED_SHARE, AGENT_SHARE, CONTACT_SHARE, FROM_A_CONTACT = 0.3, 0.3, 0.5, 0.3
KINDS = {ContactKind.CALL: 5, ContactKind.VISIT: 4, ContactKind.EMAIL: 2, ContactKind.EVENT: 1}
AGREED = (
    "Kerroin palvelusta. Soitan uudelleen ensi kuussa.",
    "Kiinnostunut, kun kevään työt alkavat.",
    "Etsivät apua hyllytykseen, ei vielä ilmoitettu missään.",
    "Sovittiin, että käyn paikan päällä.",
)
JOBS = ("Hyllyttäjä", "Keittiöapulainen", "Pihatyöt", "Varaston apulainen", "Siivoaja", "Kokoonpanija")
# Employers that nobody has registered: invented names.
UNKNOWN = ("Kivelän kyläkauppa", "Autokorjaamo Mäkivaara", "Ruokapaikka Tuohi", "Puutyö Honkala")


def meet_people_and_employers(world: World, workers: Sequence[User]) -> None:
    """Visits are counted, people coached, employers met; places of the year were made of hidden jobs."""
    rng = Random(f"{world.seed}-frontline")  # noqa: S311 - invents, keeps no secret
    _count(world, rng)
    for journey in world.journeys.values():
        if (
            journey.coordinator is not None
            and journey.participation.started_on
            and rng.random() < COACHED_SHARE
        ):
            _coach(world, journey, rng)
    _meet_hosts(world, rng)
    _meet_others(world, rng)
    for worker in workers:
        _offer(world, rng, worker)
    world.journal.in_order()


def _count(world: World, rng: Random) -> None:
    """What each municipality counted, a few rows a week, more where more people live."""
    for town, weight in zip(world.municipalities, world.weights, strict=True):
        workers = world.coordinators[town.code]
        share = min(0.9, 0.15 + 2 * weight / sum(world.weights))
        for back in range(1, DAYS):
            day = world.course.today - timedelta(days=back)
            if day.weekday() > 4 or rng.random() > share:
                continue
            for channel, heavy in CHANNELS.items():
                if rng.random() * 6 < heavy:
                    _put(world, town.code, day, channel, rng, rng.choice(workers))
            if rng.random() < 0.04:
                kind, worker = VisitKind.NETWORK, rng.choice(workers)
                _put(world, town.code, day, VisitChannel.EVENT, rng, worker, kind=kind)


def _put(
    world: World,
    town: str,
    day: date,
    channel: str,
    rng: Random,
    worker: User,
    kind: str = VisitKind.CUSTOMER,
) -> None:
    topic = "" if kind == VisitKind.NETWORK else _pick(TOPICS, rng)
    world.rows.tallies.append(
        VisitTally(
            on=day,
            municipality_id=town,
            channel=str(channel),
            kind=str(kind),
            topic=str(topic),
            count=rng.randint(1, 5),
            by=worker,
        )
    )


def _coach(world: World, journey: Journey, rng: Random) -> None:
    """The person has a job agent and has been coached a few times since they started."""
    row, worker = journey.participation, journey.coordinator
    if row.started_on is None or worker is None:
        return
    last = min(row.ended_on or world.course.today, row.withdrawn_on or world.course.today) - timedelta(days=1)
    row.job_agent = worker if journey.is_open else None
    for number in range(rng.randint(1, 6)):
        day = row.started_on + timedelta(days=7 + 14 * number)
        if day >= min(last, world.course.today):
            return
        way = str(_pick(WAYS, rng))
        world.rows.coaching.append(CoachingMeeting(participation=row, on=day, way=way, by=worker))
        at = datetime.combine(day, time(13, rng.randrange(60)))
        world.journal.happened.append(Happened(at, worker, COACHED, row, {"way": way}, on=day))


def _meet_hosts(world: World, rng: Random) -> None:
    places: dict[int, Vacancy] = {}
    for vacancy, _types in world.rows.vacancies:
        if vacancy.opened_on and rng.random() < FROM_A_CONTACT:
            places.setdefault(id(vacancy.host), vacancy)
    for host in world.rows.hosts:
        workers = world.coordinators.get(host.municipality_id or "", [])
        if not workers or host.state in {HostState.REJECTED, HostState.CLOSED}:
            continue
        worker = rng.choice(workers)
        if rng.random() < AGENT_SHARE:
            host.agent = worker
        if (made := places.get(id(host))) is not None:
            _contact(world, rng, worker, _before(made, rng), host=host, vacancy=made)
        elif rng.random() < CONTACT_SHARE and host.registered_on < world.course.today - timedelta(days=5):
            span = (world.course.today - host.registered_on).days
            day = world.course.today - timedelta(days=rng.randint(1, min(span, DAYS)))
            _contact(world, rng, worker, day, host=host)


def _before(vacancy: Vacancy, rng: Random) -> date:
    """Some days before the place was opened: the work was not advertised yet."""
    assert vacancy.opened_on is not None  # noqa: S101 - only such places are asked for
    return vacancy.opened_on - timedelta(days=rng.randint(1, 14))


def _meet_others(world: World, rng: Random) -> None:
    """Employers that are not registered yet; one of them has work that nobody has advertised."""
    for number, name in enumerate(UNKNOWN):
        for town in world.municipalities[number :: len(UNKNOWN)]:
            worker = rng.choice(world.coordinators[town.code])
            day = world.course.today - timedelta(days=rng.randint(1, 60))
            _contact(world, rng, worker, day, name=name, town=town.code, job=number == 0)


def _contact(
    world: World,
    rng: Random,
    worker: User,
    day: date,
    *,
    host: object = None,
    name: str = "",
    town: str = "",
    vacancy: Vacancy | None = None,
    job: bool = False,
) -> None:
    is_hidden = job or vacancy is not None
    row = EmployerContact(
        reference=world.reference(),
        host=host,
        name=name,
        municipality_id=town or getattr(host, "municipality_id", None),
        on=day,
        kind=str(_pick(KINDS, rng)),
        about=rng.choice(AGREED),
        hidden_job=is_hidden,
        job=(vacancy.title[:120] if vacancy else rng.choice(JOBS)) if is_hidden else "",
        by=worker,
        vacancy=vacancy,
    )
    world.rows.contacts.append(row)
    at = datetime.combine(day, time(14, rng.randrange(60)))
    world.journal.happened.append(Happened(at, worker, KEPT, row, {"hidden_job": is_hidden}, on=day))


def _offer(world: World, rng: Random, worker: User) -> None:
    """Times of the worker's coming days: most are free, one is a visitor's, one a participant's; and a
    participant has been asked to choose."""
    town = home_of(world, worker).code
    point = (
        ServicePoint.objects.filter(municipality=town, is_active=True, in_person=True).order_by("pk").first()
    )
    people = [
        journey.participation
        for journey in world.journeys.values()
        if journey.coordinator is worker and journey.participation.state == ParticipationState.WAITING
    ]
    way = MeetingWay.POINT if point else MeetingWay.PHONE
    booked = datetime.combine(world.course.today - timedelta(days=1), time(11), HELSINKI)
    for ahead in (2, 3, 5):
        day = world.course.on_or_after(world.course.today + timedelta(days=ahead))
        for hour in (9, 10, 13):
            begins = datetime.combine(day, time(hour), HELSINKI)
            row = Appointment(
                reference=world.reference(),
                worker=worker,
                municipality_id=town,
                point=point,
                way=way,
                starts_at=begins,
                ends_at=begins + timedelta(minutes=30),
            )
            if any(other.worker is worker and other.starts_at == begins for other in world.rows.appointments):
                continue
            if (ahead, hour) == (2, 9):
                row.name, row.phone, row.topic, row.booked_at = (
                    "Kävijä Kolehmainen",
                    "0405550123",
                    "work",
                    booked,
                )
            elif (ahead, hour) == (3, 10) and people:
                row.participation, row.booked_at = people[0], booked
            world.rows.appointments.append(row)
    if len(people) > 1:
        sent = world.course.today - timedelta(days=1)
        invitation = TimeInvitation(
            reference=world.reference(),
            participation=people[1],
            by=worker,
            sent_on=sent,
            choose_by=world.course.on_or_after(sent + timedelta(days=7)),
        )
        world.rows.time_invitations.append(invitation)


def _pick(weights: Mapping[Any, int], rng: Random) -> str:
    return str(rng.choices(list(weights), weights=list(weights.values()))[0])
