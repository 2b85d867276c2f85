"""Start and exit data in EURA: most are given in time, a few refused; by a lot of their own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.participants.eura import RECORDED, SINCE, WITHIN
from programmes.participants.models import EuraKind, EuraRecord, EuraState

STATES = ((EuraState.DONE, 84), (EuraState.ASKED, 6), (EuraState.REFUSED, 3), (None, 7))
TRIED = "Kysytty puhelimessa ja tapaamisessa. Ei halunnut kirjautua."


def give_data(world: World) -> None:
    """Of everybody who has started or ended it is known whether their data are given, or seen that not."""
    rng = Random(f"{world.seed}-eura")  # noqa: S311 - invents, keeps no secret
    for journey in world.journeys.values():
        for kind in EuraKind:
            since = getattr(journey.participation, SINCE[kind])
            if since is not None and journey.coordinator is not None:
                _record(world, journey, kind, since, rng)
    world.journal.in_order()


def _record(world: World, journey: Journey, kind: EuraKind, since: date, rng: Random) -> None:
    state = rng.choices([each for each, _weight in STATES], [weight for _each, weight in STATES])[0]
    on = since + timedelta(days=rng.randrange(WITHIN[kind].days))
    if state is None or on >= world.course.today:
        return
    row = journey.participation
    why = TRIED if state == EuraState.REFUSED else ""
    world.rows.eura_records.append(
        EuraRecord(participation=row, kind=str(kind), state=str(state), on=on, why=why)
    )
    at = datetime.combine(on, time(11, rng.randrange(60)))
    data = {"kind": str(kind), "state": str(state)}
    world.journal.happened.append(Happened(at, journey.coordinator, RECORDED, row, data, on=on))
