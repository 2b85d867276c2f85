"""What hosting brings in the history: safety lists of who began lately, and who would have somebody again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from areas.working_days import add_working_days
from programmes.catalogue.models import InductionItem
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.placements.induction.items import due_day
from programmes.placements.models import HostAgain, Induction, InductionTick, Placement
from programmes.placements.states import RUNNING, PlacementState

LATELY = timedelta(days=45)
ALL_SHOWN, CONFIRMED, ANSWERED, YES = 0.85, 0.7, 0.6, 0.8


def write_hosting(world: World) -> None:
    """Lists and answers beside the history, by a lot of their own: what else happened does not change."""
    rng = Random(f"hosting-{world.seed}-{world.course.today.isoformat()}")  # noqa: S311 - invents ticks
    items = list(InductionItem.objects.order_by("position", "code"))
    for placement in world.rows.placements:
        if placement.vacancy is None:
            continue
        began = placement.started_on
        if placement.state in RUNNING and began and world.course.today - began < LATELY:
            _list(world, world.journeys[id(placement.participation)], placement, began, items, rng)
        elif placement.state == PlacementState.CLOSED and placement.closed_on and rng.random() < ANSWERED:
            _answer(world, placement, placement.closed_on, rng)
    world.journal.in_order()


def _list(
    world: World, journey: Journey, placement: Placement, began: date, items: list[InductionItem], rng: Random
) -> None:
    """Shown on the first day for the most part; a line or two are late, and some wait for the person."""
    own = {None, placement.programme_type_id}
    lines = [item for item in items if item.programme_type_id in own]
    shown = lines if rng.random() < ALL_SHOWN else lines[: rng.randint(3, len(lines) - 1)]
    row = Induction(reference=world.reference(), placement=placement, due_on=due_day(began))
    row.done_on = began if len(shown) == len(lines) else None
    world.rows.inductions.append(row)
    confirmed = instant(datetime.combine(began, time(15, 30))) if rng.random() < CONFIRMED else None
    host = world.place_of[id(placement)].host
    by = host.user if host and host.user else None
    for item in shown:
        tick = InductionTick(induction=row, item=item, shown_on=began, shown_by=by, confirmed_at=confirmed)
        world.rows.induction_ticks.append(tick)
    at, told = datetime.combine(began, time(11, rng.randint(0, 59))), {"lines": len(shown)}
    event = Happened(
        at,
        by or journey.coordinator,
        "placement.induction_shown",
        placement,
        told | {"all": bool(row.done_on)},
    )
    world.journal.happened.append(event)
    if confirmed:
        said = Happened(
            datetime.combine(began, time(15, 30)),
            journey.person.user,
            "placement.induction_confirmed",
            placement,
            told,
        )
        world.journal.happened.append(said)


def _answer(world: World, placement: Placement, closed_on: date, rng: Random) -> None:
    """The workplace has pressed some days after the closing talk."""
    on = add_working_days(closed_on, rng.randint(1, 6))
    if on >= world.course.today:
        return
    is_yes = rng.random() < YES
    world.rows.host_again.append(
        HostAgain(
            placement=placement, is_yes=is_yes, answered_on=on, vacancy=placement.vacancy if is_yes else None
        )
    )
    at = datetime.combine(on, time(9, rng.randint(0, 59)))
    event = Happened(at, None, "placement.host_again", placement, {"yes": is_yes}, on_word="link")
    world.journal.happened.append(event)
