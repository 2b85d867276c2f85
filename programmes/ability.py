"""Who is who to a work ability assessment: who may see to it, where, and whose turn it is."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import rules
from django.db.models import Q

from accounts.duty import acting, present
from accounts.roles import COORDINATING, Role
from accounts.selectors import Viewer, scope_of
from programmes.relations import (
    ACT_FOR_THE_AREA,
    barred_from,
    cared_for_by,
    has_own_interest,
    is_responsible,
    responsible_ids,
)
from programmes.who_is_who import municipality_of, own_people, participation_of


@rules.predicate
def assesses(user: Any, row: Any) -> bool:
    """Coordinates work ability in the municipality; where nobody does who may, cares for the person."""
    town = municipality_of(row)
    if has_own_interest(user, row):
        return False
    if scope_of(user).covers(Role.WORK_ABILITY_COORDINATOR, town):
        return True
    held = _ability_held(user, but=barred_from(row, user))
    area = participation_of(row).municipality.service_area_id  # type: ignore[union-attr]
    left = not {(None, None), (town, None), (None, area)} & held
    return left and bool(is_responsible(user, row))


def _ability_held(viewer: Viewer, *, but: Collection[int] = ()) -> set[tuple[str | None, str | None]]:
    """Where somebody coordinates work ability today: municipality, service area, or neither for all of it."""
    held = acting(viewer, Role.WORK_ABILITY_COORDINATOR)
    return {(one.town, one.area) for one in held if one.user not in but}


def to_assess(viewer: Viewer, path: str = "") -> Q:
    """Participations (at `path`) of which `assesses` says yes to the viewer."""
    scope = scope_of(viewer)
    towns = scope.municipalities(Role.WORK_ABILITY_COORDINATOR) or frozenset()
    if scope.holds(Role.WORK_ABILITY_COORDINATOR):
        whole = scope.municipalities(Role.WORK_ABILITY_COORDINATOR) is None
        mine = Q(**{f"{path}pk__isnull": False}) if whole else Q(**{f"{path}municipality__in": towns})
    else:
        mine = Q(**{f"{path}pk__in": []})
    held = _ability_held(viewer)
    if (None, None) not in held and scope.holds(*ACT_FOR_THE_AREA):
        towns_held = sorted(town for town, _area in held if town)
        areas_held = sorted(area for _town, area in held if area)
        left = ~Q(**{f"{path}municipality__in": towns_held})
        left &= ~Q(**{f"{path}municipality__service_area__in": areas_held})
        mine |= left & cared_for_by(viewer, path)
    return mine & ~Q(**{f"{path}participant__in": own_people(viewer)})


def has_turn_to_assess(user: Any, row: Any) -> bool:
    """Whether it is the viewer's to see to: they are named or stand in, or nobody is named any more."""
    named, there = row.worker_id, present(user, *COORDINATING)
    return bool(assesses(user, row)) and (named not in there or named in responsible_ids(user))
