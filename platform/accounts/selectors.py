"""Reads about accounts: which roles a person holds today, and over which municipalities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.addresses import folded
from accounts.models import Assignment, AssignmentQuerySet, User
from accounts.roles import STAFF, WAGTAIL_GROUPS, Role, home_of
from areas.models import Municipality

Viewer = User | AnonymousUser


@dataclass(frozen=True)
class Scope:
    """What one person holds today: role -> municipality codes, or None for the whole employment area."""

    by_role: dict[str, frozenset[str] | None]

    @property
    def roles(self) -> frozenset[str]:
        """Every role held today."""
        return frozenset(self.by_role)

    def holds(self, *roles: str) -> bool:
        """Whether at least one of `roles` is held."""
        return any(role in self.by_role for role in roles)

    def covers(self, role: str, municipality_id: str | None) -> bool:
        """Whether `role` is held over the municipality."""
        if role not in self.by_role:
            return False
        area = self.by_role[role]
        return area is None or municipality_id in area

    def municipalities(self, *roles: str) -> frozenset[str] | None:
        """Municipality codes that any of `roles` covers; None is the whole area."""
        areas = [self.by_role[role] for role in roles if role in self.by_role]
        if any(area is None for area in areas):
            return None
        return frozenset().union(*[area for area in areas if area is not None])


NOBODY = Scope({})


def scope_of(user: Viewer) -> Scope:
    """The roles `user` holds today with their areas; read once per user object."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    cached: Scope | None = getattr(user, "_scope", None)
    if cached is None:
        cached = _read_scope(user)
        user._scope = cached  # type: ignore[union-attr]
    return cached


def forget_scope(user: Viewer) -> None:
    """The next `scope_of` reads the assignments anew."""
    user.__dict__.pop("_scope", None)


def default_role(scope: Scope) -> str:
    """The first role held, in the order of `Role`; empty when none is held."""
    return next((str(role) for role in Role.values if role in scope.by_role), "")


def assignments_of(user: User) -> AssignmentQuerySet:
    """Assignments `user` may use today, their own first, with the names a page shows."""
    return (
        Assignment.objects.held_by(user)
        .select_related("user", "substitute", "municipality", "service_area")
        .annotate(is_own=Case(When(user=user, then=Value(True)), default=Value(False)))
        .order_by("-is_own", "role", "id")
    )


def role_links(request: HttpRequest) -> list[dict[str, Any]]:
    """The roles to switch between, for the header; none when fewer than two are held."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    held = [role for role in Role if role in scope.by_role]
    if len(held) < 2:
        return []
    active = request.active_role  # type: ignore[attr-defined]
    return [
        {
            "label": role.label,
            "code": role.value,
            "url": home_of(role) if role == active else reverse("account_role"),
            "current": role == active,
        }
        for role in held
    ]


def remember_scopes(people: Iterable[User]) -> None:
    """The roles of many people are read at once: to ask about each of them costs nothing more."""
    day = timezone.localdate()
    by_pk = {user.pk: user for user in people if user.is_active}
    held = Assignment.objects.current(day).filter(Q(user__in=by_pk) | Q(substitute__in=by_pk))
    rows = list(held.select_related("user"))
    members = _members_of({one.service_area_id for one in rows if one.service_area_id})
    for user in by_pk.values():
        own = [one for one in rows if one.user_id == user.pk or one.is_stood_in_by(user, day)]
        user._scope = _scope([(one.role, one.municipality_id, one.service_area_id) for one in own], members)  # type: ignore[attr-defined]


def _read_scope(user: User) -> Scope:
    held = Assignment.objects.held_by(user).values_list(
        "role", "municipality_id", "service_area_id", "service_area__municipalities__code"
    )
    members: dict[str, set[str]] = defaultdict(set)
    rows = {}
    for role, municipality, service_area, member in held:
        rows[role, municipality, service_area] = None
        members[service_area] |= {member} if member else set()
    return _scope(list(rows), members)


def _scope(rows: list[Any], members: dict[str, set[str]]) -> Scope:
    by_role: dict[str, frozenset[str] | None] = {}
    for role, municipality, service_area in rows:
        area: frozenset[str] | None = None
        if municipality:
            area = frozenset({municipality})
        elif service_area:
            area = frozenset(members[service_area])
        known = by_role.get(role, frozenset())
        by_role[role] = None if area is None or known is None else known | area
    return Scope(by_role)


def _members_of(service_areas: set[str]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = {service_area: set() for service_area in service_areas}
    if service_areas:
        rows = Municipality.objects.filter(service_area__in=service_areas)
        for service_area, municipality in rows.values_list("service_area_id", "code"):
            members[service_area].add(municipality)
    return members


def holders_of(role: str, municipality: Municipality | None) -> list[User]:
    """Active people who hold the role over the municipality today, by name; stand-ins are left out."""
    area = Q(municipality=None, service_area=None)
    if municipality is not None:
        area |= Q(municipality=municipality)
        area |= Q(service_area_id=municipality.service_area_id, service_area__isnull=False)
    rows = Assignment.objects.current().filter(area, role=role)
    people = User.objects.filter(pk__in=rows.values("user"), is_active=True)
    return list(people.order_by("name_order", "pk"))


def belongs_to_staff(address: str) -> bool:
    """Whether the e-mail address is a worker's (`of_staff`)."""
    return folded(address) in staff_among([address])


def staff_among(addresses: Iterable[str]) -> frozenset[str]:
    """Those of the e-mail addresses that are workers', as they are kept (`folded`)."""
    asked = {folded(address) for address in addresses if address}
    rows = User.objects.filter(of_staff(), email__in=asked) if asked else User.objects.none()
    return frozenset(address for address in rows.values_list("email", flat=True) if address)


def of_staff() -> Q:
    """Accounts of workers: they hold, held or will hold a role of staff, or operate."""
    held = Assignment.objects.filter(user=OuterRef("pk"), role__in=sorted(STAFF))
    return Q(Exists(held)) | Q(is_superuser=True)


def holds_more_than_own_page(key: int) -> bool:
    """Whether the account is somebody's in a role today too, and not only the door to a person's own page."""
    return Assignment.objects.current().filter(user=key).exclude(role=Role.PARTICIPANT).exists()


def whose_work_is_over() -> QuerySet[User]:
    """Accounts in use of people who were workers, and hold no role of any kind today or later."""
    day = timezone.localdate()
    theirs = Assignment.objects.filter(user=OuterRef("pk")).order_by()
    stands = theirs.filter(Q(valid_until=None) | Q(valid_until__gte=day))
    worked = Exists(theirs.filter(role__in=sorted(STAFF)))
    return User.objects.filter(worked, ~Exists(stands), is_active=True, is_superuser=False).order_by("pk")


def page_workers() -> QuerySet[User]:
    """Those who work with the public pages today, by name."""
    held = Assignment.objects.current().filter(role__in=list(WAGTAIL_GROUPS)).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name_order", "pk")
