"""How things were after the service: the questions of the months after the end, and what people said."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.participants.codes import ContactChannel, FollowUpAnswer
from programmes.participants.labour import AT_THE_END
from programmes.participants.models import FollowUp
from programmes.participants.states import ParticipationState

ANSWERED, REFUSED, UNREACHED = 0.72, 0.03, 0.15
MOVES = (
    FollowUpAnswer.EMPLOYED,
    FollowUpAnswer.UNEMPLOYED,
    FollowUpAnswer.UNEMPLOYED,
    FollowUpAnswer.INACTIVE,
)
WAITS_AT_MOST = timedelta(days=30)


def ask_everyone(world: World) -> None:
    """Each time in the service that has ended has its questions, answered as far as their days have come.

    It has its own lot: what happened before does not change by it.
    """
    rng = Random(f"afterwards-{world.seed}-{world.course.today.isoformat()}")  # noqa: S311 - invents answers
    for journey in world.journeys.values():
        if journey.participation.state == ParticipationState.ENDED:
            _ask(world, journey, rng)
    world.journal.in_order()


def _ask(world: World, journey: Journey, rng: Random) -> None:
    ended_on = journey.participation.ended_on
    if ended_on is None:
        return
    for row in FollowUp.all_of(journey.participation, ended_on):
        row.reference = world.reference()
        world.rows.follow_ups.append(row)
        if row.ask_on < world.course.today:
            row.asked_on = row.ask_on
            _hear(world, journey, row, rng)


def _hear(world: World, journey: Journey, row: FollowUp, rng: Random) -> None:
    """What came of the question: an answer within days, none after three tries, or it still waits."""
    written = journey.person.contact_channel == ContactChannel.EMAIL
    lot, days = rng.random(), rng.randint(0, 9)
    status, on = "", row.ask_on + timedelta(days=days)
    if lot < ANSWERED:
        stays = AT_THE_END.get(journey.participation.exit_status, FollowUpAnswer.UNEMPLOYED)
        status, tries = (stays if rng.random() < 0.8 else rng.choice(MOVES)), 1 + days // 7
    elif lot < ANSWERED + REFUSED:
        status, tries = FollowUpAnswer.UNKNOWN, 1
    elif lot < ANSWERED + REFUSED + UNREACHED or row.ask_on < world.course.today - WAITS_AT_MOST:
        status, tries, on = FollowUpAnswer.NOT_REACHED, 3, row.ask_on + timedelta(days=28)
    if not status or on >= world.course.today:
        row.tries = 1 if written else 0
        row.last_tried_on = row.asked_on if written else None
        return
    row.answered_on, row.status, row.tries = on, str(status), tries
    row.last_tried_on = min(on, row.ask_on + timedelta(days=7 * (tries - 1)))
    row.on_word = "" if written or status == FollowUpAnswer.NOT_REACHED else "phone"
    _record(world, journey, row, on, rng)


def _record(world: World, journey: Journey, row: FollowUp, on: date, rng: Random) -> None:
    unreached = row.status == FollowUpAnswer.NOT_REACHED
    world.journal.happened.append(
        Happened(
            datetime.combine(on, time(9 + rng.randint(0, 6), rng.randint(0, 59))),
            journey.coordinator if row.on_word else None,
            "followup.not_reached" if unreached else "followup.answered",
            journey.participation,
            {"months": row.months} if unreached else {"months": row.months, "status": row.status},
            on_word=row.on_word,
        )
    )
