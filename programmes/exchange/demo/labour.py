"""Changes of position on the labour market that workers have heard of; by a lot of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from random import Random

from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.participants.codes import LabourStatus
from programmes.participants.labour import AT_THE_END, RECORDED, SAYS_NOTHING
from programmes.participants.models import StatusChange

SHARE = 0.12
SINCE_START = 40  # days
HEARD_OF = (
    (LabourStatus.EMPLOYED, 6),
    (LabourStatus.EDUCATION, 2),
    (LabourStatus.SELF_EMPLOYED, 1),
    (LabourStatus.INACTIVE, 1),
)


def hear_of_changes(world: World) -> None:
    """One in eight of those who started has told of a change, which their worker has recorded; ends and
    answers of follow-ups say theirs."""
    rng = Random(f"{world.seed}-labour")  # noqa: S311 - invents, keeps no secret
    for journey in world.journeys.values():
        if journey.participation.started_on and rng.random() < SHARE:
            _record(world, journey, rng)
    world.rows.status_changes += [*_ends(world), *_answers(world)]
    world.journal.in_order()


def _ends(world: World) -> Iterator[StatusChange]:
    """What the ends say, as the service writes it with them."""
    for row in world.rows.participations:
        if row.ended_on and row.exit_status in AT_THE_END:
            status = str(AT_THE_END[row.exit_status])
            yield StatusChange(participation=row, on=row.ended_on, status=status)


def _answers(world: World) -> Iterator[StatusChange]:
    """What the answers to the follow-ups say."""
    for row in world.rows.follow_ups:
        if row.answered_on and row.status not in SAYS_NOTHING:
            yield StatusChange(
                participation=row.participation, on=row.answered_on, status=row.status, follow_up=row
            )


def _record(world: World, journey: Journey, rng: Random) -> None:
    row, today = journey.participation, world.course.today
    assert row.started_on is not None  # noqa: S101 - only who has started is asked for
    last = min(row.ended_on or today, row.withdrawn_on or today, today) - timedelta(days=1)
    on = row.started_on + timedelta(days=SINCE_START + rng.randrange(60))
    if on >= last or journey.coordinator is None:
        return
    status = rng.choices([each for each, _weight in HEARD_OF], [weight for _each, weight in HEARD_OF])[0]
    world.rows.status_changes.append(StatusChange(participation=row, on=on, status=str(status)))
    at = datetime.combine(min(on + timedelta(days=rng.randrange(4)), last), time(10, rng.randrange(60)))
    world.journal.happened.append(
        Happened(at, journey.coordinator, RECORDED, row, {"status": str(status)}, on=on)
    )
