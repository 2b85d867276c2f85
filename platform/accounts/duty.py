"""Who is there today: who holds a role, who stands in for whom, who has left."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, F, IntegerField, Q, When
from django.utils import timezone

from accounts.models import Assignment, User
from accounts.roles import STAFF
from accounts.selectors import Viewer, scope_of
from areas.models import Municipality
from letters.order import in_order

Pairs = frozenset[tuple[str, int]]


class Acting(NamedTuple):
    """Somebody who acts in a role today, and where: without municipality and service area in all of it.

    holder: whose role it is; another than `user` when they stand in.
    """

    role: str
    user: int
    email: str
    town: str | None
    area: str | None
    holder: int


def present(viewer: Viewer, *roles: str) -> frozenset[int]:
    """The people who hold one of `roles`, of staff, today with an account in use; read once per viewer.

    Whoever is not among them has left: their role has ended or their account is closed.
    """
    return frozenset(one.user for one in acting(viewer, *roles) if one.user == one.holder)


def remember_present(people: Collection[User]) -> None:
    """Who is there is read once for all of the people: `present` costs nothing more for each."""
    held = _acting_today()
    for user in people:
        setattr(user, "_acting", (scope_of(user), held))  # noqa: B010 - as `read_once` keeps it


def acts_for(viewer: Viewer, *roles: str) -> frozenset[int]:
    """The people whose turns in `roles` are the viewer's today: themselves and those they stand in for."""
    if not viewer.is_authenticated or not viewer.is_active:
        return frozenset()

    def held_by_viewer() -> Pairs:
        rows = Assignment.objects.held_by(viewer)  # type: ignore[arg-type]
        return frozenset(rows.values_list("role", "user_id"))

    held = read_once(viewer, "_acts_for", held_by_viewer)
    return frozenset(user for role, user in held if role in roles)


def without_holder(viewer: Viewer, *roles: str, but: Collection[int] = ()) -> frozenset[str]:
    """Municipality codes of the area over which nobody acts in one of `roles` today, but for those in `but`.

    Who stands in acts too.
    """
    held = {(one.town, one.area) for one in acting(viewer, *roles) if one.user not in but}
    if (None, None) in held:
        return frozenset()
    towns = read_once(viewer, "_towns", _towns_of_the_area)
    return frozenset(code for code, area in towns if not {(code, None), (None, area)} & held)


def acting(viewer: Viewer, *roles: str) -> list[Acting]:
    """Everybody who acts in one of `roles`, of staff, today, stand-ins too; read once per viewer."""
    return [one for one in read_once(viewer, "_acting", _acting_today) if one.role in roles]


def stand_in_id(viewer: Viewer, user_id: int, *roles: str) -> int | None:
    """Who stands in today for the holder of one of `roles`; read once per viewer, with `present`."""
    found = acting(viewer, *roles)
    return next((one.user for one in found if one.holder == user_id != one.user), None)


def acting_for(user: User | None, *roles: str) -> User | None:
    """Who does the work of `user` today: they themselves, or who stands in while they are away.

    None when they have left. Somebody with a stand-in for one of several areas counts as away.
    """
    return None if user is None else acting_for_each([user], *roles).get(user.pk)


def acting_for_each(users: Collection[User], *roles: str) -> dict[int, User]:
    """Who does the work of each of the users today, as `acting_for`; who has left is not among them."""
    here = {user.pk: user for user in users if user.is_active}
    if not here:
        return {}
    rows = Assignment.objects.current().filter(user__in=here, role__in=roles).select_related("substitute")
    held, today = list(rows), timezone.localdate()
    stand_ins = {one.user_id: other for one in reversed(held) if (other := _stand_in(one, today))}
    return {one.user_id: stand_ins.get(one.user_id, here[one.user_id]) for one in held}


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


def _acting_today() -> frozenset[Acting]:
    """Read as values: there may be hundreds of workers, and every page of theirs asks."""
    today = timezone.localdate()
    rows = Assignment.objects.current(today).filter(role__in=sorted(STAFF), user__is_active=True)
    stands_in = Q(substitute__is_active=True, substitute_from__lte=today, substitute_until__gte=today)
    with_stand_in = rows.annotate(
        stands=Case(When(stands_in, then=F("substitute_id")), output_field=IntegerField())
    )
    place = ("municipality_id", "service_area_id", "user_id")
    read = with_stand_in.values_list("role", "user_id", "user__email", *place, "stands", "substitute__email")
    found: set[Acting] = set()
    for role, user, email, *where, stands, other in read:  # each has an address (`assign_role`)
        found.add(Acting(role, user, email, *where))
        if stands is not None:
            found.add(Acting(role, stands, other, *where))
    return frozenset(found)


def _towns_of_the_area() -> frozenset[tuple[str, str | None]]:
    return frozenset(Municipality.objects.filter(in_area=True).values_list("code", "service_area_id"))


def read_once(viewer: Viewer, name: str, read: Callable[[], Any]) -> Any:
    """What `read` answers, asked once for as long as the viewer's roles are.

    It is kept on the account itself, also where a request hands on a stand-in that is filled when asked.
    """
    scope = scope_of(viewer)
    kept = getattr(viewer, name, None)
    if kept is None or kept[0] is not scope:
        kept = (scope, read())
        setattr(viewer, name, kept)
    return kept[1]
