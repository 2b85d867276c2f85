"""Who could do an act on a row: everybody to whom its policy says yes; and who of them is to hear of it.

A policy answers of one person. Here the people are found who have a part in the row, and each is asked about
by the same policy: so who is barred by an own interest is never among them, and who stands in is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.duty import circles_on_duty, remember_present
from accounts.models import Assignment, User
from accounts.roles import COORDINATING, Role
from accounts.selectors import Viewer, remember_scopes, scope_of
from areas.models import Municipality
from letters.order import in_order
from programmes.employers.models import HostEmployer, Membership
from programmes.participants.models import Participation
from programmes.placements.models import AttendanceMonth, Placement
from programmes.who_is_who import is_about, participation_of, remember_interests

OF_THE_AREA = (*COORDINATING, Role.MANAGER, Role.REFERRER)
# What anybody may do, with an account or without: there is no list of everybody.
OPEN_TO_ALL = frozenset({"register_hostemployer", "receive_complaint"})


def who_may(act: str, row: Any) -> list[User]:
    """The people who may do the act on the row today, by name; operators, who pass every check, are left out.

    Raises ValueError for what is open to everybody.
    """
    if act in OPEN_TO_ALL:
        raise ValueError(f"Everybody may {act}.")
    people = list(_with_a_part_in(row).order_by("name_order", "pk"))
    remember_scopes(people)
    remember_present(people)
    remember_interests(people)
    return [user for user in people if user.has_perm(f"programmes.{act}", row)]


def workers_who_may(act: str, row: Any) -> list[User]:
    """Who hears that the act waits: of those who may do it, whose own area it is, else who has all of it.

    Managers where no worker may. Somebody away is left out for who stands in for them.
    """
    may = {user.pk for user in who_may(act, row)}
    town = (participation_of(row) or row).municipality
    circles = circles_on_duty(COORDINATING, town) + circles_on_duty([Role.MANAGER], town)
    told = ([user for user in circle if user.pk in may] for circle in circles)
    return next((people for people in told if people), [])


@dataclass(frozen=True)
class Taker:
    """A coordinator and the municipalities that they work in on a day; None is the whole area."""

    user: User
    towns: frozenset[str] | None

    def covers(self, row: Participation) -> bool:
        """Whether the person's municipality is theirs."""
        return self.towns is None or row.municipality_id in self.towns

    def may_take(self, row: Participation) -> bool:
        """Whether the person can become theirs: it is their municipality, and not they themselves."""
        return self.covers(row) and not is_about(self.user, row)


def takers_on(day: date, role: str = Role.COORDINATOR) -> list[Taker]:
    """Who can be somebody's responsible coordinator on the day, by name: in a role of their own, not as a
    stand-in, with an account in use. role: who holds another one."""
    held = Assignment.objects.current(day).filter(role=role, user__is_active=True)
    members = _towns_by_area()
    towns: dict[int, frozenset[str] | None] = {}
    people: dict[int, User] = {}
    for one in held.select_related("user"):
        people[one.user_id] = one.user
        towns[one.user_id] = _with(towns.get(one.user_id, frozenset()), one, members)
    ordered = in_order(people.values(), lambda user: f"{user.last_name} {user.first_name}")
    return [Taker(user, towns[user.pk]) for user in ordered]


def who_can_have(
    rows: Collection[Any], *, roles: Collection[str], town: Callable[[Any], str | None]
) -> list[User]:
    """Who can have all of the rows today, by name: in one of the roles, where each of them is.

    Nobody has what is about themself. town: the municipality of a row; one without it is anybody's.
    """
    found: dict[int, list[Taker]] = {}
    for role in roles:
        for taker in takers_on(timezone.localdate(), role):
            found.setdefault(taker.user.pk, []).append(taker)
    may = [
        takers[0].user for takers in found.values() if all(_may_have(takers, row, town(row)) for row in rows)
    ]
    return in_order(may, lambda user: f"{user.last_name} {user.first_name}")


def _may_have(takers: Collection[Taker], row: Any, town: str | None) -> bool:
    """Whether it is their municipality, and not about them."""
    participation = participation_of(row)
    if getattr(row, "subject_id", None) == next(iter(takers)).user.pk:
        return False
    if participation is not None:
        return any(taker.may_take(participation) for taker in takers)
    return any(taker.towns is None or town is None or town in taker.towns for taker in takers)


def _with(
    known: frozenset[str] | None, one: Assignment, members: dict[str, frozenset[str]]
) -> frozenset[str] | None:
    """The municipalities with those of one more role; the whole area stays the whole."""
    if known is None or (one.municipality_id is None and one.service_area_id is None):
        return None
    more = (
        {one.municipality_id} if one.municipality_id else members.get(one.service_area_id or "", frozenset())
    )
    return known | frozenset(more)


def _towns_by_area() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, area in Municipality.objects.values_list("code", "service_area_id"):
        found.setdefault(area or "", set()).add(code)
    return {area: frozenset(codes) for area, codes in found.items() if area}


def manages_work_of(viewer: Viewer, held: Iterable[Assignment]) -> bool:
    """Whether the viewer manages all the area in which somebody works: of their roles by area, each."""
    scope = scope_of(viewer)
    if not scope.holds(Role.MANAGER):
        return False
    mine, members = scope.municipalities(Role.MANAGER), None
    if mine is None:
        return True
    for one in held:
        members = members or _towns_by_area()
        theirs = _with(frozenset(), one, members)
        if theirs is None or not theirs <= mine:
            return False
    return True


def may_arrange_for(viewer: Viewer, worker: User, held: Iterable[Assignment]) -> bool:
    """Whether the viewer may name who stands in for the worker: the worker, or who manages all their area."""
    return viewer.pk == worker.pk or manages_work_of(viewer, held)


def _with_a_part_in(row: Any) -> Any:
    """Everybody whom a policy could let act: its person, its host's people, who works or cares for it."""
    today = timezone.localdate()
    participation = participation_of(row)
    named = {getattr(row, "handler_id", None)}
    part = Q(pk__in=[])
    if participation is not None:
        named |= {participation.coordinator_id, participation.referrer_id}
        part |= Q(pk=participation.participant.user_id)
    host = row if isinstance(row, HostEmployer) else getattr(_place_of(row), "host", None)
    if host is not None:
        current = Q(valid_until=None) | Q(valid_until__gte=today)
        members = Membership.objects.filter(current, host=host, valid_from__lte=today)
        part |= Q(pk__in=members.values("user"))
    held = Assignment.objects.current(today).filter(_reaches(row, participation) | Q(user__in=_ids(named)))
    held = held.filter(role__in=OF_THE_AREA)
    away = held.filter(substitute_from__lte=today, substitute_until__gte=today)
    part |= Q(pk__in=held.values("user")) | Q(pk__in=away.values("substitute"))
    return User.objects.filter(part, is_active=True, is_superuser=False)


def _reaches(row: Any, participation: Any) -> Q:
    """Assignments over the municipality by which the policies go; all where the row names none."""
    town = (participation or row).municipality
    if town is None:
        return Q(pk__isnull=False)  # not an empty Q: it vanishes beside an "or"
    whole = Q(municipality=None, service_area=None)
    own_area = Q(service_area=town.service_area_id, service_area__isnull=False)
    return whole | own_area | Q(municipality=town)


def _place_of(row: Any) -> Any:
    return row.vacancy if isinstance(row, Placement | AttendanceMonth) else row


def _ids(named: Iterable[int | None]) -> list[int]:
    return [one for one in named if one is not None]
