"""What several acts need: who is responsible, and what a greater act calls off."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.placements.models import Placement
from programmes.placements.states import BEFORE_AGREED


def worker_of(journey: Journey) -> Any:
    """The responsible coordinator."""
    return journey.coordinator


def cancel_suggestions(
    world: World, placements: list[Placement], by: User, cause: Happened
) -> list[Placement]:
    """What stood before an agreement is called off as a consequence of `cause`."""
    waiting = [placement for placement in placements if placement.state in BEFORE_AGREED]
    for placement in waiting:
        world.journal.act(placement, "cancel", by=by, cause=cause)
    return waiting
