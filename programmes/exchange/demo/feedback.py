"""What people tell the service in the history: complaints in every state, feedback, reports of danger."""

from __future__ import annotations

from datetime import timedelta

from accounts.models import User
from programmes.exchange.demo.cast import home_of
from programmes.exchange.demo.course import HISTORY_DAYS, Path, instant
from programmes.exchange.demo.feedback_words import (
    ANSWERS,
    COMPLAINTS,
    DANGERS,
    EXPERIENCES,
    FAULTS,
    MESSAGES,
)
from programmes.exchange.demo.world import World
from programmes.servicepoints.codes import AnswerBy, ComplaintKind, FeedbackKind
from programmes.servicepoints.models import Complaint, Feedback, SafetyReport
from programmes.servicepoints.selectors import hash_of
from programmes.servicepoints.services import due_on
from programmes.servicepoints.states import ComplaintState

# Beside 5,000 participants.
COMPLAINTS_TOLD, EXPERIENCES_TOLD, MESSAGES_TOLD, DANGERS_TOLD = 110, 700, 160, 14
KINDS = {ComplaintKind.COMPLAINT: 6, ComplaintKind.CORRECTION: 3, ComplaintKind.ACCESSIBILITY: 1}
SCORES = {10: 52, 9: 28, 8: 10, 7: 4, 6: 2, 5: 2, 3: 1, 0: 1}
# With this code the answer of one complaint can be read on the public page.
DEMO_CODE = "demo-demo-demo-demo"
# How the newest ones stand on a demo coordinator's morning: state, working days ago.
NEWEST = (
    (ComplaintState.RECEIVED, 1),
    (ComplaintState.RECEIVED, 5),
    (ComplaintState.ACKNOWLEDGED, 6),
    (ComplaintState.ACKNOWLEDGED, 16),
    (ComplaintState.ANSWERED, 12),
)


def settle_told(world: World, workers: list[User]) -> None:
    """People tell things all through the history; what is newest waits for the demo coordinators."""
    course, rng = world.course, world.rng

    def some_day(until: int) -> object:
        return course.on_or_after(course.first + timedelta(days=rng.randint(20, HISTORY_DAYS - until)))

    for _number in range(max(8, round(COMPLAINTS_TOLD * world.scale))):
        course.begin(_complaint(world, _town(world), ComplaintState.CLOSED), some_day(60))  # type: ignore[arg-type]
    for _number in range(max(20, round(EXPERIENCES_TOLD * world.scale))):
        course.begin(_experience(world), some_day(3))  # type: ignore[arg-type]
    for _number in range(max(8, round(MESSAGES_TOLD * world.scale))):
        course.begin(_message(world, _town(world), answered=True), some_day(30))  # type: ignore[arg-type]
    for _number in range(max(3, round(DANGERS_TOLD * world.scale))):
        course.begin(_danger(world, _town(world), called=True), some_day(20))  # type: ignore[arg-type]
    for number, worker in enumerate(workers):
        _newest(world, worker, first=number == 0)


def _newest(world: World, worker: User, *, first: bool) -> None:
    """What waits where the demo coordinator works, some of it late."""
    course = world.course
    town = home_of(world, worker).code
    for state, back in NEWEST:
        code = DEMO_CODE if first and state == ComplaintState.ANSWERED else ""
        course.begin(_complaint(world, town, state, worker, code=code), course.back(back))
    for page, back in ((False, 2), (True, 3), (False, 15)):
        course.begin(_message(world, town, answered=False, page=page), course.back(back))
    course.begin(_danger(world, town, called=not first), course.back(1))


def _town(world: World) -> str:
    return world.rng.choices(world.municipalities, weights=world.weights)[0].code


def _complaint(world: World, town: str, stop_at: str, worker: User | None = None, *, code: str = "") -> Path:
    """A complaint goes its way until it stands in `stop_at`; one in ten is opened again."""
    kind, handler = world.pick(KINDS), worker or world.coordinator_for(town)
    reference = world.reference()
    row = Complaint(
        reference=reference,
        code_hash=hash_of(code or f"{reference}{world.reference()}"),
        kind=kind,
        text=world.rng.choice(COMPLAINTS[kind]),
        municipality_id=town,
        received_on=world.day,
        name="" if world.chance(0.6) else " ".join(world.names.person("fi", "unknown")),
        phone=world.names.phone() if world.chance(0.3) else "",
    )
    world.rows.complaints.append(row)
    world.journal.made(row, "received", by=None)
    if stop_at == ComplaintState.RECEIVED:
        return
    yield world.course.in_working_days(0, 2 if world.chance(0.9) else 5)
    world.journal.act(row, "acknowledge", by=handler, handler=handler)
    if stop_at == ComplaintState.ACKNOWLEDGED:
        return
    yield world.course.in_days(1, 9 if worker or world.chance(0.9) else 20)
    world.journal.act(row, "answer", by=handler, answer_text=world.rng.choice(ANSWERS[kind]))
    if stop_at == ComplaintState.ANSWERED:
        return
    yield world.course.in_days(8, 20)
    if world.chance(0.1):
        world.journal.act(row, "reopen", by=handler, handler=handler)
        yield world.course.in_days(2, 11)
        world.journal.act(row, "answer", by=handler, answer_text=world.rng.choice(ANSWERS[kind]))
        yield world.course.in_days(8, 20)
    world.journal.act(row, "close", by=handler, reason=world.reason("complaint", "close", "answered"))


def _experience(world: World) -> Path:
    """Somebody says how it went, with a number."""
    score = world.pick(SCORES)
    _give(
        world,
        Feedback(
            reference=world.reference(),
            kind=FeedbackKind.EXPERIENCE,
            score=score,
            text=world.rng.choice(EXPERIENCES[score >= 7]),
            municipality_id=_town(world),
            given_on=world.day,
        ),
    )
    yield from ()


def _message(world: World, town: str, *, answered: bool, page: bool | None = None) -> Path:
    """Somebody asks something, or tells of a fault on a page; a worker answers within the days."""
    about_page = world.chance(0.3) if page is None else page
    address, text = world.rng.choice(FAULTS) if about_page else ("", world.rng.choice(MESSAGES))
    row = Feedback(
        reference=world.reference(),
        kind=FeedbackKind.PAGE if about_page else FeedbackKind.MESSAGE,
        page=address,
        text=text,
        municipality_id=town,
        given_on=world.day,
        answer_by=AnswerBy.NONE if about_page else AnswerBy.PHONE,
        phone="" if about_page else world.names.phone(),
    )
    row.due_on = due_on(row)
    _give(world, row)
    if not answered:
        return
    in_time = 9 if about_page else 1
    yield world.course.in_days(0, in_time if world.chance(0.93) else in_time + 10)
    row.answered_on, row.answered_by = world.day, world.coordinator_for(town)
    world.journal.note("feedback.answered", row, by=row.answered_by)


def _give(world: World, row: Feedback) -> None:
    world.rows.feedback.append(row)
    world.journal.note("feedback.given", row, by=None, on=row.given_on)


def _danger(world: World, town: str, *, called: bool) -> Path:
    """Somebody is not safe; a worker rings the same day or the next."""
    text, done, hurt = world.rng.choice(DANGERS)
    row = SafetyReport(
        reference=world.reference(),
        text=text,
        accident=hurt,
        municipality_id=town,
        phone=world.names.phone(),
        reported_at=instant(world.course.now),
    )
    world.rows.dangers.append(row)
    world.journal.note("safety.reported", row, by=None)
    if not called:
        return
    yield world.course.now + timedelta(minutes=world.rng.randint(20, 180))
    row.called_at, row.called_by = instant(world.course.now), world.coordinator_for(town)
    row.what_was_done = done
    world.journal.note("safety.called", row, by=row.called_by)
