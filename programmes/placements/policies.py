"""Who may sign for which party, and whose signature is waited for."""

from __future__ import annotations

from typing import Any

from programmes.placements.agreements import unsigned_parties
from programmes.placements.codes import Party
from programmes.placements.models import Placement
from programmes.placements.selectors import rule_of
from programmes.relations import is_participant, is_responsible, signs_for_host


def may_sign_as(user: Any, placement: Placement, party: str) -> bool:
    """Each party signs for itself; the coordinator for the area, or on a party's word."""
    if is_responsible(user, placement):
        return True
    return (party == Party.PARTICIPANT and bool(is_participant(user, placement))) or (
        party == Party.HOST and bool(signs_for_host(user, placement))
    )


def signs_for_itself(user: Any, placement: Placement, party: str) -> bool:
    """Whether a signature of `user` for the party is their own; otherwise it is on the party's word."""
    if party == Party.PARTICIPANT:
        return bool(is_participant(user, placement))
    return party == Party.AREA or bool(signs_for_host(user, placement))


def parties_for(user: Any, placement: Placement, waiting: tuple[str, ...]) -> list[str]:
    """The parties among those waiting for whom `user` may sign."""
    return [party for party in waiting if may_sign_as(user, placement, party)]


def waiting_parties(placement: Placement) -> tuple[str, ...]:
    """The parties that have still to sign the placement's agreement."""
    return unsigned_parties(placement, rule_of(placement))


def still_signs(placement: Placement, user: Any) -> bool:
    """Whether a signature is missing that `user` may give."""
    return bool(parties_for(user, placement, waiting_parties(placement)))
