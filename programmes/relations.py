"""How one stands to a row: whose it is, who coordinates it, acts for its host, leaves it to another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import rules
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.duty import acting, acting_for, acts_for, present, read_once, stand_in_id, without_holder
from accounts.models import User
from accounts.roles import COORDINATING, Role
from accounts.selectors import Viewer, scope_of
from programmes.employers.codes import MemberRole
from programmes.employers.models import HostEmployer
from programmes.participants.models import Participation
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
from programmes.who_is_who import (
    answered_host_ids,
    as_people,
    host_id_of,
    interests,
    is_about,
    is_one,
    memberships_of,
    municipality_of,
    own_people,
    participation_of,
)

# A manager acts for the area only where nobody coordinates it.
ACT_FOR_THE_AREA = (*COORDINATING, Role.MANAGER)


@rules.predicate
def has_own_interest(user: Any, row: Any) -> bool:
    """Is the person the row is about, or belongs to the host employer in question: somebody else decides."""
    if not user.is_authenticated:
        return False
    return is_about(user, row) or (user.pk, host_id_of(row)) in interests(user)


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
    participation, host = participation_of(row), host_id_of(row)
    barred = {worker for worker, theirs in interests(user) if theirs == host}
    if participation is None:
        return barred
    person = participation.participant
    return barred | {one.user for one in acting(user, *COORDINATING) if is_one(one.user, one.email, person)}


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
    if worker is None or is_one(worker.pk, worker.email, participation.participant):  # type: ignore[union-attr, arg-type]
        return None
    if worker.pk not in present(viewer, *COORDINATING):
        return None
    stand_in = stand_in_id(viewer, worker.pk, *COORDINATING)
    return worker if stand_in is None else User.objects.get(pk=stand_in)


def worker_now(participation: Participation | None) -> User | None:
    """Who cares for the person today: the responsible worker, or who stands in; None when they have left."""
    worker = participation.coordinator if participation else None
    if worker is None or is_one(worker.pk, worker.email, participation.participant):  # type: ignore[union-attr]
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
    role = memberships_of(user).get(host_id_of(row) or 0)
    if role is None or not isinstance(row, Placement):
        return role is not None
    return row.introduced_on is not None and row.state in seen_by(role)


def seen_by(role: str) -> frozenset[PlacementState]:
    """In which states somebody in the part sees a placement at their host."""
    return SEEN_BY_GUIDE if role == MemberRole.GUIDE else SEEN_BY_HOST


@rules.predicate
def answers_for_host(user: Any, row: Any) -> bool:
    """Acts for the host employer of the row, and answers for it: a guide does not."""
    return bool(is_host(user, row)) and host_id_of(row) in answered_host_ids(user)


@rules.predicate
def signs_for_host(user: Any, row: Any) -> bool:
    """Acts for the host employer of the row, and may sign."""
    signs = memberships_of(user).get(host_id_of(row) or 0) == MemberRole.SIGNER
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
