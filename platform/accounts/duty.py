"""Who is there today: who holds a role, who stands in for whom, who has left."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.models import Assignment, User
from accounts.roles import STAFF
from accounts.selectors import Viewer, scope_of
from areas.models import Municipality
from letters.order import in_order

Pairs = frozenset[tuple[str, int]]


def present(viewer: Viewer, *roles: str) -> frozenset[int]:
    """The people who hold one of `roles`, of staff, today with an account in use; read once per viewer.

    Whoever is not among them has left: their role has ended or their account is closed.
    """
    held = _remembered(viewer, "_present", _staff_today)
    return frozenset(user for role, user in held if role in roles)


def remember_present(people: Collection[User]) -> None:
    """Who is there is read once for all of the people: `present` costs nothing more for each."""
    held = _staff_today()
    for user in people:
        user.__dict__["_present"] = (scope_of(user), held)


def acts_for(viewer: Viewer, *roles: str) -> frozenset[int]:
    """The people whose turns in `roles` are the viewer's today: themselves and those they stand in for."""
    if not viewer.is_authenticated or not viewer.is_active:
        return frozenset()

    def held_by_viewer() -> Pairs:
        rows = Assignment.objects.held_by(viewer)  # type: ignore[arg-type]
        return frozenset(rows.values_list("role", "user_id"))

    held = _remembered(viewer, "_acts_for", held_by_viewer)
    return frozenset(user for role, user in held if role in roles)


def without_holder(*roles: str) -> frozenset[str]:
    """Municipality codes of the area over which nobody holds one of `roles` today."""
    rows = Assignment.objects.current().filter(role__in=roles, user__is_active=True)
    held = list(rows.values_list("municipality_id", "service_area_id"))
    if (None, None) in held:
        return frozenset()
    left = Municipality.objects.filter(in_area=True)
    left = left.exclude(code__in={code for code, _area in held if code})
    left = left.exclude(service_area__in={area for _code, area in held if area})
    return frozenset(left.values_list("code", flat=True))


def stand_in_id(viewer: Viewer, user_id: int, *roles: str) -> int | None:
    """Who stands in today for the holder of one of `roles`; read once per viewer, with `present`."""
    found = _remembered(viewer, "_stand_ins", _stand_ins_today)
    return next((other for role, holder, other in found if holder == user_id and role in roles), None)


def acting_for(user: User | None, *roles: str) -> User | None:
    """Who does the work of `user` today: they themselves, or who stands in while they are away.

    None when they have left. Somebody with a stand-in for one of several areas counts as away.
    """
    if user is None or not user.is_active:
        return None
    held = Assignment.objects.current().filter(user=user, role__in=roles).select_related("substitute")
    assignments = list(held)
    if not assignments:
        return None
    today = timezone.localdate()
    return next((found for one in assignments if (found := _stand_in(one, today))), user)


def on_duty(role: str, municipality: Municipality | None) -> list[User]:
    """Who acts in the role over the municipality today, by name: the nearest of `circles_on_duty`."""
    return next((people for people in circles_on_duty([role], municipality) if people), [])


def circles_on_duty(roles: Collection[str], municipality: Municipality | None) -> list[list[User]]:
    """Who acts in one of the roles today, by name: those whose own area it is, then those over all of it.

    A stand-in is named in the place of who is away.
    """
    rows = Assignment.objects.current().filter(role__in=roles, user__is_active=True)
    rows = rows.select_related("user", "substitute")
    near: list[Assignment] = []
    if municipality is not None:
        own_area = Q(service_area_id=municipality.service_area_id, service_area__isnull=False)
        near = list(rows.filter(Q(municipality=municipality) | own_area))
    whole = list(rows.filter(municipality=None, service_area=None))
    return [_acting(near), _acting(whole)]


def _acting(held: list[Assignment]) -> list[User]:
    today = timezone.localdate()
    people = {person.pk: person for one in held if (person := _stand_in(one, today) or one.user)}
    return in_order(people.values(), lambda person: f"{person.last_name} {person.first_name}")


def _stand_in(assignment: Assignment, today: date) -> User | None:
    """Who stands in for the holder on the day."""
    if assignment.substitute is None or not assignment.substitute.is_active:
        return None
    first, last = assignment.substitute_from, assignment.substitute_until
    return assignment.substitute if first and last and first <= today <= last else None


def _staff_today() -> Pairs:
    rows = Assignment.objects.current().filter(role__in=sorted(STAFF), user__is_active=True)
    return frozenset(rows.values_list("role", "user_id"))


def _stand_ins_today() -> frozenset[tuple[str, int, int]]:
    today = timezone.localdate()
    rows = Assignment.objects.current().filter(
        substitute__is_active=True, substitute_from__lte=today, substitute_until__gte=today
    )
    return frozenset(rows.values_list("role", "user_id", "substitute_id"))  # type: ignore[arg-type]


def _remembered(viewer: Viewer, name: str, read: Callable[[], frozenset[Any]]) -> frozenset[Any]:
    """What was read once, for as long as the viewer's roles are."""
    scope = scope_of(viewer)
    kept: tuple[object, frozenset[Any]] | None = viewer.__dict__.get(name)
    if kept is None or kept[0] is not scope:
        kept = (scope, read())
        viewer.__dict__[name] = kept
    return kept[1]
