"""Who is who: which host employers one acts for, which participant an account is, and what a row is of."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.addresses import folded
from accounts.duty import acting, read_once
from accounts.models import Assignment, User
from accounts.roles import COORDINATING, Role
from accounts.selectors import Viewer, scope_of
from programmes.employers.codes import ANSWERING, MemberRole
from programmes.employers.models import HostEmployer, Membership
from programmes.participants.models import Participant, Participation
from programmes.placements.models import AttendanceMonth, Placement, Visit


def host_ids(user: Viewer) -> list[int]:
    """The host employers that `user` acts for today; read once for as long as their roles are."""
    return list(memberships_of(user))


def memberships_of(user: Viewer) -> dict[int, str]:
    """The host employers that `user` acts for today, and in which part (decision 111)."""
    scope = scope_of(user)
    if not user.is_authenticated or not scope.holds(Role.HOST_ADMIN, Role.HOST_MEMBER):
        return {}
    read_with, found = getattr(user, "_memberships", (None, {}))
    if read_with is not scope:
        today = timezone.localdate()
        current = Q(valid_until=None) | Q(valid_until__gte=today)
        rows = Membership.objects.filter(current, user=user, valid_from__lte=today).order_by("pk")
        found = dict(rows.values_list("host_id", "role"))
        user._memberships = (scope, found)  # type: ignore[union-attr]
    return found  # type: ignore[no-any-return]


def answered_host_ids(user: Viewer) -> list[int]:
    """Those of them whose introductions and agreements `user` reads and answers: not as a guide."""
    return [host for host, role in memberships_of(user).items() if role in ANSWERING]


def guided_host_ids(user: Viewer) -> list[int]:
    """Those of them where `user` only guides people at work."""
    return [host for host, role in memberships_of(user).items() if role == MemberRole.GUIDE]


def interests(user: Viewer) -> frozenset[tuple[int, int]]:
    """Which account belongs to which host employer, or asks to: the viewer's own, and every coordinator's.

    Whatever role one acts in, what is one's own is decided by somebody else. Read once, as `host_ids` is.
    """
    scope = scope_of(user)
    read_with, pairs = getattr(user, "_interests", (None, frozenset()))
    if read_with is not scope and user.is_authenticated:
        pairs = _interests_of([user])
        user._interests = (scope, pairs)  # type: ignore[union-attr]
    return pairs  # type: ignore[no-any-return]


def remember_interests(people: Collection[User]) -> None:
    """What belongs to whom is read at once: to ask about each of the people costs nothing more."""
    pairs = _interests_of(people)
    for user in people:
        user._interests = (scope_of(user), pairs)  # type: ignore[attr-defined]


def _interests_of(people: Collection[User]) -> frozenset[tuple[int, int]]:
    """Account and host employer, for these people and for everyone who coordinates or stands in."""
    workers = Assignment.objects.current().filter(role__in=COORDINATING)
    rows = Membership.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=timezone.localdate()),
        Q(user__in=[user.pk for user in people])
        | Q(user__in=workers.values("user"))
        | Q(user__in=workers.values("substitute")),
    )
    return frozenset(rows.values_list("user_id", "host_id"))


def as_people(viewer: Viewer) -> frozenset[tuple[int, int]]:
    """Which account is which participant: of the viewer, and of everyone who coordinates or stands in.

    By the account or, without one, by the e-mail address; read once per viewer. A list that joined the
    addresses would read everybody: who works here is few.
    """
    if not viewer.is_authenticated:
        return frozenset()
    accounts = {one.user: one.email for one in acting(viewer, *COORDINATING)} | {viewer.pk: viewer.email}
    return read_once(viewer, "_as_people", lambda: _who_is_who(accounts))


def own_people(viewer: Viewer) -> list[int]:
    """The participants who are the viewer: one, if any."""
    return sorted(person for account, person in as_people(viewer) if account == viewer.pk)


def _who_is_who(accounts: dict[int, str]) -> frozenset[tuple[int, int]]:
    """The accounts and the participants that are one; who has no account is told from the rest when read, so
    that both ways are asked of an index."""
    by_mail = {email: account for account, email in accounts.items() if email}
    rows = Participant.objects.filter(Q(user__in=accounts) | Q(email__in=by_mail)).order_by()
    read = rows.values_list("user_id", "email", "pk")
    pairs = ((by_mail.get(email) if joined is None else joined, person) for joined, email, person in read)
    return frozenset((account, person) for account, person in pairs if account in accounts)


def participation_of(row: Any) -> Participation | None:
    """The time in the service that the row is, or is of."""
    return row if isinstance(row, Participation) else getattr(row, "participation", None)


def municipality_of(row: Any) -> str | None:
    """The code of the municipality that the row, or the time in the service it is of, belongs to."""
    participation = participation_of(row)
    if participation is not None:
        return participation.municipality_id
    return getattr(row, "municipality_id", None)


def host_id_of(row: Any) -> int | None:
    """The host employer that the row is, or belongs to."""
    if isinstance(row, HostEmployer):
        return row.pk
    return getattr(at_work(row), "host_id", None)


def at_work(row: Any) -> Any:
    """What belongs to a host employer: of a person's place, and of its days, the vacancy."""
    return row.vacancy if isinstance(row, Placement | AttendanceMonth | Visit) else row


def is_about(user: Any, row: Any) -> bool:
    """Whether the row is about `user` as a person, by the account or, without one, by the e-mail address."""
    participation = participation_of(row)
    person = row if isinstance(row, Participant) else participation and participation.participant
    return person is not None and user.is_authenticated and is_one(user.pk, user.email, person)


def is_one(user_id: int, email: str, person: Participant) -> bool:
    """Whether the account and the person are one."""
    return person.user_id == user_id if person.user_id else folded(person.email) == email
