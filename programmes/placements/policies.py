"""Who may sign for which party."""

from __future__ import annotations

from typing import Any

from programmes.placements.codes import Party
from programmes.placements.models import Placement
from programmes.relations import is_host, is_participant, is_responsible


def may_sign_as(user: Any, placement: Placement, party: str) -> bool:
    """Each party signs for itself; the coordinator for the area, or on a party's word."""
    if is_responsible(user, placement):
        return True
    return (party == Party.PARTICIPANT and bool(is_participant(user, placement))) or (
        party == Party.HOST and bool(is_host(user, placement))
    )


def signs_for_itself(user: Any, placement: Placement, party: str) -> bool:
    """Whether a signature of `user` for the party is their own; otherwise it is on the party's word."""
    if party == Party.PARTICIPANT:
        return bool(is_participant(user, placement))
    return party == Party.AREA or bool(is_host(user, placement))


def parties_for(user: Any, placement: Placement, waiting: tuple[str, ...]) -> list[str]:
    """The parties among those waiting for whom `user` may sign."""
    return [party for party in waiting if may_sign_as(user, placement, party)]
