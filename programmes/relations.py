"""Who is who to a row: whose it is, who coordinates it, who acts for its host, who leaves it to another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import rules
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.addresses import folded
from accounts.duty import acting, acting_for, acts_for, present, read_once, stand_in_id, without_holder
from accounts.models import Assignment, User
from accounts.roles import COORDINATING, Role
from accounts.selectors import Viewer, scope_of
from programmes.employers.codes import ANSWERING, MemberRole
from programmes.employers.models import HostEmployer, Membership
from programmes.participants.models import Participant, Participation
from programmes.participants.states import REOPENED_WITHIN
from programmes.placements.models import AttendanceMonth, Placement, Session, Visit
from programmes.placements.states import (
    AGREEMENT_OF_HOST,
    IN_AGREEMENT,
    RUNNING,
    SEEN_BY_GUIDE,
    SEEN_BY_HOST,
    PlacementState,
)

# A manager acts for the area only where nobody coordinates it.
ACT_FOR_THE_AREA = (*COORDINATING, Role.MANAGER)


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


def _host_id_of(row: Any) -> int | None:
    if isinstance(row, HostEmployer):
        return row.pk
    return getattr(_at_work(row), "host_id", None)


def _at_work(row: Any) -> Any:
    """What belongs to a host employer: of a person's place, and of its days, the vacancy."""
    return row.vacancy if isinstance(row, Placement | AttendanceMonth | Visit) else row


def is_about(user: Any, row: Any) -> bool:
    """Whether the row is about `user` as a person, by the account or, without one, by the e-mail address."""
    participation = participation_of(row)
    person = row if isinstance(row, Participant) else participation and participation.participant
    return person is not None and user.is_authenticated and _is_one(user.pk, user.email, person)


def _is_one(user_id: int, email: str, person: Participant) -> bool:
    """Whether the account and the person are one."""
    return person.user_id == user_id if person.user_id else folded(person.email) == email


@rules.predicate
def has_own_interest(user: Any, row: Any) -> bool:
    """Is the person the row is about, or belongs to the host employer in question: somebody else decides."""
    if not user.is_authenticated:
        return False
    return is_about(user, row) or (user.pk, _host_id_of(row)) in interests(user)


@rules.predicate
def coordinates(user: Any, row: Any) -> bool:
    """Coordinates the municipality of the row; a host without a municipality is anyone's in the area.

    Where nobody coordinates a municipality today, or all who do have an own interest in the row, its managers
    do: somebody can always act.
    """
    scope, municipality = scope_of(user), municipality_of(row)
    anywhere = isinstance(row, HostEmployer) and municipality is None
    here = any(scope.holds(role) if anywhere else scope.covers(role, municipality) for role in COORDINATING)
    if not here and (scope.holds(Role.MANAGER) if anywhere else scope.covers(Role.MANAGER, municipality)):
        barred = barred_from(row, user)
        others = {one.user for one in acting(user, *COORDINATING)} - barred
        left = without_holder(user, *COORDINATING, but=barred)
        here = not others if anywhere else municipality in left
    return here and not has_own_interest(user, row)


def barred_from(row: Any, user: Any) -> set[int]:
    """The coordinators who belong to the host employer of the row, and who is the person it is about."""
    participation, host = participation_of(row), _host_id_of(row)
    barred = {worker for worker, theirs in interests(user) if theirs == host}
    if participation is None:
        return barred
    person = participation.participant
    return barred | {one.user for one in acting(user, *COORDINATING) if _is_one(one.user, one.email, person)}


@rules.predicate
def is_responsible(user: Any, row: Any) -> bool:
    """Is the responsible coordinator or stands in for them; else coordinates where nobody is responsible yet,
    or where the one who is has left or has an own interest."""
    participation = participation_of(row)
    if participation is None or not scope_of(user).holds(*ACT_FOR_THE_AREA) or has_own_interest(user, row):
        return False
    responsible = participation.coordinator_id
    if responsible not in present(user, *COORDINATING) or responsible in barred_from(row, user):
        return bool(coordinates(user, row))
    return responsible in responsible_ids(user)


def own_hosts_of(user: Viewer) -> list[int]:
    """The host employers that `user` belongs to or asks to join: nothing of theirs is theirs to decide."""
    return [host_id for member, host_id in sorted(interests(user)) if member == user.pk]


OWN_TIME = _(
    "This is about you. Another worker of the area acts here. You read your own matters on your own page."
)
OWN_HOST = _(
    "You belong to this organisation yourself. Another worker of the area checks and decides here: "
    "ask a colleague or your manager."
)


def why_barred(row: Any, user: Any) -> str:
    """Why a worker or an officer may not act on this row as such, and who does; empty when they may."""
    if not scope_of(user).holds(*COORDINATING, Role.MANAGER, Role.REFERRER):
        return ""
    if is_about(user, row):
        return str(OWN_TIME)
    return str(OWN_HOST) if has_own_interest(user, row) else ""


def responsible_ids(user: Any) -> frozenset[int]:
    """The coordinators whose turn is `user`'s today: themselves and those they stand in for."""
    return acts_for(user, *COORDINATING)


def coordinated_by(viewer: Viewer, path: str = "", *, host: str = "", person: str = "") -> Q:
    """Rows (at `path`) of the municipalities that the viewer coordinates today, not those they only see.

    host, person: where the row names its host employer and its participant. A manager has those too that
    every coordinator of the municipality has to leave to somebody else.
    """
    scope = scope_of(viewer)
    area = scope.municipalities(*COORDINATING)
    if area is None:
        return Q()
    managed = scope.municipalities(Role.MANAGER) if scope.holds(Role.MANAGER) else frozenset()

    def left(but: Collection[int] = ()) -> frozenset[str]:
        towns = without_holder(viewer, *COORDINATING, but=but)
        return towns if managed is None else towns & managed

    if managed == frozenset():
        return Q(**{f"{path}municipality__in": area})
    without_anybody = left()
    mine = Q(**{f"{path}municipality__in": area | without_anybody})
    for theirs, but in _left_to_managers(viewer, host, person):
        # Where somebody else is there too, nothing is left to a manager: most workers add nothing here.
        if towns := left(but) - without_anybody:
            mine |= theirs & Q(**{f"{path}municipality__in": towns})
    return mine


def _left_to_managers(viewer: Viewer, host: str, person: str) -> Iterator[tuple[Q, set[int]]]:
    """Rows of which some coordinators have to keep away, and who they are."""
    if host:
        for one in sorted({theirs for _worker, theirs in interests(viewer)}):
            yield Q(**{host: one}), {worker for worker, theirs in interests(viewer) if theirs == one}
    if person:
        for worker, theirs in sorted(as_people(viewer)):
            yield Q(**{person: theirs}), {worker}


def without_worker(user: Viewer, path: str = "") -> Q:
    """Participations (at `path`) that nobody cares for: not yet, not any more, or it is about the worker.

    Told by names, not by who is not among those present: so an index finds them.
    """
    worker = f"{path}coordinator"
    gone = read_once(user, "_gone", _everybody_responsible) - present(user, *COORDINATING)
    left = Q(**{worker: None}) | Q(**{f"{worker}__in": gone})
    for account, person in sorted(as_people(user)):
        left |= Q(**{worker: account, f"{path}participant": person})
    return left


def cared_for_by(viewer: Viewer, path: str = "") -> Q:
    """Participations (at `path`) of which `is_responsible` says yes to the viewer."""
    here = coordinated_by(viewer, path, person=f"{path}participant") & without_worker(viewer, path)
    mine = responsible_ids(viewer) & present(viewer, *COORDINATING)
    return (Q(**{f"{path}coordinator__in": mine}) | here) & ~Q(
        **{f"{path}participant__in": own_people(viewer)}
    )


def _everybody_responsible() -> frozenset[int]:
    """Everyone who is the responsible worker of somebody, gone from one to the next through the index:
    DISTINCT would read every participation."""
    table = connection.ops.quote_name(Participation._meta.db_table)
    following = f"SELECT min(coordinator_id) FROM {table} WHERE coordinator_id > worker"  # noqa: S608 - a name of ours
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE each_one(worker) AS (SELECT min(coordinator_id) FROM {table}"  # noqa: S608 - the same
            f" UNION ALL SELECT ({following}) FROM each_one WHERE worker IS NOT NULL)"
            " SELECT worker FROM each_one WHERE worker IS NOT NULL"
        )
        return frozenset(worker for (worker,) in cursor.fetchall())


def worker_shown(participation: Participation, viewer: Viewer) -> User | None:
    """The same as `worker_now`, asked for many rows on one page: what it needs is read once per viewer."""
    own = participation.coordinator_id is not None and participation.coordinator_id == viewer.pk
    worker = viewer if own else participation.coordinator
    if worker is None or _is_one(worker.pk, worker.email, participation.participant):  # type: ignore[union-attr, arg-type]
        return None
    if worker.pk not in present(viewer, *COORDINATING):
        return None
    stand_in = stand_in_id(viewer, worker.pk, *COORDINATING)
    return worker if stand_in is None else User.objects.get(pk=stand_in)


def worker_now(participation: Participation | None) -> User | None:
    """Who cares for the person today: the responsible worker, or who stands in; None when they have left."""
    worker = participation.coordinator if participation else None
    if worker is None or _is_one(worker.pk, worker.email, participation.participant):  # type: ignore[union-attr]
        return None
    return acting_for(worker, *COORDINATING)


@rules.predicate
def manages(user: Any, row: Any) -> bool:
    """Manages the area of the row."""
    return scope_of(user).covers(Role.MANAGER, municipality_of(row)) and not has_own_interest(user, row)


@rules.predicate
def has_written(user: Any, row: Any) -> bool:
    """Works today, and has written down the row."""
    return row.by_id == user.pk and scope_of(user).holds(*COORDINATING, Role.MANAGER)


@rules.predicate
def has_the_time(user: Any, row: Any) -> bool:
    """Works in the municipality of the time, whose worker they are."""
    area = scope_of(user).municipalities(*COORDINATING)
    return row.worker_id == user.pk and (area is None or row.municipality_id in area)


@rules.predicate
def is_job_agent(user: Any, row: Any) -> bool:
    """Is the job agent of the person, and is not the person."""
    participation = participation_of(row)
    named = participation is not None and participation.job_agent_id == user.pk
    return named and scope_of(user).holds(*COORDINATING) and not is_about(user, row)


@rules.predicate
def manages_all(user: Any, row: Any) -> bool:
    """Manages the whole employment area, whatever the row is about."""
    scope = scope_of(user)
    return scope.holds(Role.MANAGER) and scope.by_role[Role.MANAGER] is None


@rules.predicate
def referred(user: Any, row: Any) -> bool:
    """Made the referral, or stands in for the officer who did."""
    participation = participation_of(row)
    return (
        participation is not None
        and scope_of(user).holds(Role.REFERRER)
        and participation.referrer_id in acts_for(user, Role.REFERRER)
        and not is_about(user, row)
    )


@rules.predicate
def takes_over_referral(user: Any, row: Any) -> bool:
    """May act on a referral whose officer has left: another officer of the municipality, or a coordinator."""
    participation = participation_of(row)
    if participation is None or participation.referrer_id in present(user, Role.REFERRER):
        return False
    return bool(may_refer(user, row) or coordinates(user, row))


@rules.predicate
def came_back(_user: Any, row: Any) -> bool:
    """The referral stands with the officer again: who takes it over may close it, a new one is accepted."""
    participation = participation_of(row)
    return participation is not None and participation.state == "returned"


@rules.predicate
def over_lately(_user: Any, row: Any) -> bool:
    """The time in the service has been over for 28 days at most: its worker may open it again."""
    participation = participation_of(row)
    over_on = participation and (participation.ended_on or participation.withdrawn_on)
    return over_on is not None and timezone.localdate() - over_on <= REOPENED_WITHIN


def without_officer(user: Viewer) -> Q:
    """Participations whose officer has left, or that never had one."""
    return Q(referrer=None) | ~Q(referrer__in=present(user, Role.REFERRER))


@rules.predicate
def may_refer(user: Any, row: Any) -> bool:
    """Refers people of the municipality, never themselves."""
    return scope_of(user).covers(Role.REFERRER, municipality_of(row)) and not is_about(user, row)


@rules.predicate
def is_participant(user: Any, row: Any) -> bool:
    """Is the person the row is about."""
    participation = participation_of(row)
    if participation is None or not user.is_authenticated or not scope_of(user).holds(Role.PARTICIPANT):
        return False
    return participation.participant.user_id == user.pk


@rules.predicate
def is_host(user: Any, row: Any) -> bool:
    """Acts for the host employer of the row, in a part that sees it."""
    if isinstance(row, AttendanceMonth):
        row = row.placement
    if isinstance(row, Visit):
        return bool(row.starts_at and row.vacancy_id and row.vacancy.host_id in answered_host_ids(user))
    role = memberships_of(user).get(_host_id_of(row) or 0)
    if role is None or not isinstance(row, Placement):
        return role is not None
    return row.introduced_on is not None and row.state in seen_by(role)


def seen_by(role: str) -> frozenset[PlacementState]:
    """In which states somebody in the part sees a placement at their host."""
    return SEEN_BY_GUIDE if role == MemberRole.GUIDE else SEEN_BY_HOST


@rules.predicate
def answers_for_host(user: Any, row: Any) -> bool:
    """Acts for the host employer of the row, and answers for it: a guide does not."""
    return bool(is_host(user, row)) and _host_id_of(row) in answered_host_ids(user)


@rules.predicate
def signs_for_host(user: Any, row: Any) -> bool:
    """Acts for the host employer of the row, and may sign."""
    signs = memberships_of(user).get(_host_id_of(row) or 0) == MemberRole.SIGNER
    return signs and bool(is_host(user, row))


@rules.predicate
def administers(user: Any, row: Any) -> bool:
    """May sign for the host employer, and so decides who acts for it."""
    return memberships_of(user).get(row.pk) == MemberRole.SIGNER


@rules.predicate
def instructs(user: Any, row: Any) -> bool:
    """Instructs in the coaching environment of the person's group."""
    place = row.placement if isinstance(row, AttendanceMonth) else row
    environment = place.intake.environment if getattr(place, "intake_id", None) else None
    here = environment is not None and scope_of(user).covers(Role.INSTRUCTOR, environment.municipality_id)
    return here and not is_about(user, row)


@rules.predicate
def instructs_here(user: Any, row: Any) -> bool:
    """Instructs in the coaching environment of the group, or of the group that meets."""
    group = row.intake if isinstance(row, Session) else row
    environment = group.environment
    return environment is not None and scope_of(user).covers(Role.INSTRUCTOR, environment.municipality_id)


@rules.predicate
def reads_agreement_as_host(user: Any, row: Any) -> bool:
    """Answers for the host employer while the agreement is the host's: from the signing on."""
    return row.state in AGREEMENT_OF_HOST and bool(answers_for_host(user, row))


@rules.predicate
def may_ask_for_change(user: Any, row: Any) -> bool:
    """The person or the workplace, while an agreement is to be signed or holds."""
    stands = row.state in IN_AGREEMENT
    return stands and bool(is_participant(user, row) or answers_for_host(user, row))


@rules.predicate
def is_signed_in(user: Any, row: Any) -> bool:
    """Has an account."""
    return bool(user.is_authenticated and user.is_active)


@rules.predicate
def may_cancel_as_participant(user: Any, row: Any) -> bool:
    """The person may call off an agreement that is to be signed or an agreed place."""
    return bool(is_participant(user, row)) and row.state in IN_AGREEMENT - RUNNING
