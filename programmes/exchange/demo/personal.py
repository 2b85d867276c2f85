"""What people do with what is theirs: requests to put data right, in every status, and messages.

It has its own lot: what happened before does not change by it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from accounts.demo import DOMAIN
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.participants.models import (
    Area,
    CorrectionRequest,
    CorrectionStatus,
    DataItem,
    DistanceMeasure,
    ExperienceQuestion,
    WorkerMessage,
)
from programmes.participants.states import ParticipationState
from programmes.personal.experience import BEGINS_AFTER
from programmes.placements.models import SkillTask
from programmes.placements.states import WORKED

ANSWERED_WITHIN = timedelta(days=14)
PERSON = f"participant@{DOMAIN}"
TALKS = 0.05  # of those of them who have an account
TALKED = (
    (
        (True, "Hei! Mihin aikaan tapaaminen alkaa torstaina?"),
        (False, "Hei! Kello 10. Odotan sinua palvelupisteen ovella."),
        (True, "Kiitos, tulen."),
    ),
    (
        (False, "Hei! Muista ottaa työvaatteet mukaan ensimmäisenä päivänä."),
        (True, "Saanko kengät työpaikalta?"),
    ),
    (
        (True, "Bussin aikataulu vaihtui. Ehdin perille vasta 8.20. Haittaako se?"),
        (False, "Ei haittaa. Kerroin siitä ohjaajallesi."),
        (True, "Hyvä. Kiitos!"),
    ),
)
VIEWS = 0.1
QUESTIONS = 0.1
CERTIFICATES = 0.03
TASKS = (
    "Siivoan tilat ohjeen mukaan",
    "Käytän yhdistelmäkonetta",
    "Lajittelen ja punnitsen tavarat",
    "Palvelen asiakasta kassalla",
    "Valmistan aamupalan",
    "Hoidan pihan työt koneilla",
    "Luen työohjeen ja toimin sen mukaan",
)
CORRECTIONS = 0.02  # of the people who are in the service
ASKED: dict[DataItem, tuple[str, str]] = {
    DataItem.CONTACT: ("Vanha osoite", "Muutin kesällä. Uusi osoite on Rantakatu 4."),
    DataItem.NAME: ("", "Sukunimeni kirjoitetaan kahdella k:lla."),
    DataItem.LANGUAGE: ("Tulkkia ei tarvita", "Tarvitsen tulkin, kun puhumme sopimuksesta."),
    DataItem.REFERRAL: ("Toive: keittiö", "Toivoin pihatöitä. Keittiö ei sovi minulle."),
    DataItem.DAYS: ("Poissa torstaina", "Olin paikalla torstaina, lähdin vasta kello 15."),
}
SAID = {
    CorrectionStatus.CORRECTED: "Kiitos. Tieto on nyt oikein.",
    CorrectionStatus.PARTLY: "Osoite on vaihdettu. Allekirjoitettuun sopimukseen jää vanha osoite.",
    CorrectionStatus.NOT_CORRECTED: "Tieto tulee asiakasvastaavalta. Soitan sinulle siitä.",
}
STATUSES = tuple(CorrectionStatus)


def live_personal_days(world: World) -> None:
    """Some of those in the service have asked to have something put right; each status is there."""
    rng = Random(f"personal-{world.seed}-{world.course.today.isoformat()}")  # noqa: S311 - invents people
    served = [
        journey
        for journey in world.journeys.values()
        if journey.participation.state == ParticipationState.ACTIVE and journey.participation.started_on
    ]
    asking = [one for one in served if _is_demo(one) or rng.random() < CORRECTIONS]
    asking += served[: max(0, len(STATUSES) - len(asking))]
    for number, journey in enumerate(asking):
        _correction(world, journey, STATUSES[number % len(STATUSES)], rng)
    for journey in served:
        if _is_demo(journey):
            _correction(world, journey, CorrectionStatus.CORRECTED, rng)
    for journey in served:
        if _is_demo(journey) or rng.random() < VIEWS:
            _views(world, journey, rng)
    for journey in world.journeys.values():
        if _is_demo(journey) or rng.random() < CERTIFICATES:
            _certificate(world, journey, rng)
    for journey in served:
        if journey.person.user is not None and (_is_demo(journey) or rng.random() < TALKS):
            _conversation(world, journey, rng)
    for journey in served:
        if journey.person.user is not None and (_is_demo(journey) or rng.random() < QUESTIONS):
            _experience(world, journey, rng)
    world.journal.in_order()


def _is_demo(journey: Journey) -> bool:
    """Whether it is the person of the demo account."""
    return journey.person.email == PERSON


def _correction(world: World, journey: Journey, status: CorrectionStatus, rng: Random) -> None:
    """A request that was sent some days ago, and what became of it."""
    item = rng.choice(list(ASKED))
    wrong, right = ASKED[item]
    today = world.course.today
    sent_on = max(today - timedelta(days=rng.randint(3, 12)), journey.participation.started_on or today)
    if sent_on >= today:
        return
    row = CorrectionRequest(
        reference=world.reference(),
        participation=journey.participation,
        item=item,
        wrong=wrong,
        right=right,
        sent_on=sent_on,
        due_on=sent_on + ANSWERED_WITHIN,
    )
    world.rows.corrections.append(row)
    _note(world, journey, row, "correction.sent", sent_on, {"item": str(item)}, by_person=True)
    if status == CorrectionStatus.SENT:
        return
    row.status, row.answered_on = status, min(sent_on + timedelta(days=2), today - timedelta(days=1))
    taken_back = status == CorrectionStatus.TAKEN_BACK
    if not taken_back:
        row.answer, row.answered_by = SAID[status], journey.coordinator
    verb = "correction.taken_back" if taken_back else "correction.answered"
    _note(world, journey, row, verb, row.answered_on, {"status": str(status)}, by_person=taken_back)


def _conversation(world: World, journey: Journey, rng: Random) -> None:
    """Some lines between the person and their worker; of every third the last one waits for an answer."""
    today = world.course.today
    begun = max(today - timedelta(days=rng.randint(2, 20)), journey.participation.started_on or today)
    lines = rng.choice(TALKED)
    waits = rng.random() < 0.33
    for number, (by_person, text) in enumerate(lines):
        on = begun + timedelta(days=number)
        if on >= world.course.today:
            return
        last = number == len(lines) - 1
        if last and not waits and by_person:
            return
        at = datetime.combine(on, time(9 + number, rng.randint(0, 59)))
        row = WorkerMessage(
            reference=world.reference(),
            participation=journey.participation,
            by=journey.person.user if by_person else journey.coordinator,
            by_person=by_person,
            text=text,
            written_at=instant(at),
            read_at=None if last else instant(at + timedelta(hours=3)),
            due_on=world.course.working_day(on, 2) if by_person else None,
            answered_at=None if last or not by_person else instant(at + timedelta(hours=20)),
        )
        world.rows.worker_messages.append(row)
        verb = "conversation.person_wrote" if by_person else "conversation.worker_wrote"
        world.journal.happened.append(Happened(at, row.by, verb, row, {"file": False}))


def _experience(world: World, journey: Journey, rng: Random) -> None:
    """The question how the service helped: it stands with the demo person, and some others put it away."""
    today, begun = world.course.today, journey.participation.started_on
    asked_on = today - timedelta(days=rng.randint(2, 10))
    if begun is None or begun + BEGINS_AFTER > asked_on:
        return
    stands = _is_demo(journey) or rng.random() < 0.5
    closed_on = None if stands else asked_on + timedelta(days=1)
    world.rows.questions.append(
        ExperienceQuestion(participation=journey.participation, asked_on=asked_on, closed_on=closed_on)
    )


def _views(world: World, journey: Journey, rng: Random) -> None:
    """The person's own view every month: it goes up and down, most of it a little up; some is shared."""
    on, today = journey.participation.started_on, world.course.today
    level = {area.value: rng.randint(2, 6) for area in Area}
    shared = [area.value for area in Area if rng.random() < 0.5]
    while on is not None and on < today:
        row = DistanceMeasure(participation=journey.participation, measured_on=on, shared=shared)
        for area in Area:
            level[area] = min(max(level[area] + rng.choice((-1, 0, 0, 1, 1)), 0), 10)
            setattr(row, area, level[area])
        world.rows.distance.append(row)
        on += timedelta(days=rng.randint(25, 35))


def _certificate(world: World, journey: Journey, rng: Random) -> None:
    """Tasks of a place that was worked in: most confirmed by the workplace, one of them not chosen."""
    worked = [one for one in journey.placements if one.state in WORKED and one.vacancy_id is not None]
    for placement in worked[-1:]:
        place = world.place_of[id(placement)]
        begun = placement.started_on or placement.starts_on or world.course.today
        confirmed = datetime.combine(min(begun + timedelta(days=20), world.course.today), time(12))
        for number, text in enumerate(rng.sample(TASKS, k=4)):
            told = number < 3 and confirmed.date() < world.course.today
            world.rows.skill_tasks.append(
                SkillTask(
                    placement=placement,
                    text=text,
                    chosen=number != 2,
                    confirmed_at=instant(confirmed) if told else None,
                    confirmed_by=place.host.user if told and place.host else None,
                )
            )


def _note(
    world: World,
    journey: Journey,
    row: CorrectionRequest,
    verb: str,
    on: date,
    data: dict[str, str],
    *,
    by_person: bool,
) -> None:
    """The event, in the middle of the day."""
    actor = journey.person.user if by_person else journey.coordinator
    hour = 10 if by_person else 14
    world.journal.happened.append(Happened(datetime.combine(on, time(hour)), actor, verb, row, data))
