"""Why somebody sees a row, each reason told twice: of a row in hand, and of the rows in the database.

`policies.py` says which reasons hold for which kind of row. A reason that is mended in one form is mended in
the other beside it; `tests/programmes/test_sight.py` asks both of everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.duty import acts_for, present
from accounts.roles import COORDINATING, Role
from accounts.selectors import Scope, Viewer, scope_of
from programmes.assessments.models import SharedItem, WorkAbilityAssessment
from programmes.employers.states import HostState, VacancyState
from programmes.participants.models import Participation
from programmes.participants.states import ParticipationState
from programmes.placements.states import SEEN_BY_GUIDE, SEEN_BY_HOST
from programmes.relations import (
    cared_for_by,
    instructs,
    instructs_here,
    is_host,
    is_participant,
    is_responsible,
    without_officer,
)
from programmes.servicepoints.rights import complaints_seen, sees_complaint, sees_told, told_seen
from programmes.who_is_who import (
    answered_host_ids,
    guided_host_ids,
    host_ids,
    municipality_of,
    own_people,
    participation_of,
)

WORKING = (*COORDINATING, Role.MANAGER)
NOTHING = Q(pk__in=[])
# Not an empty Q: it vanishes beside an "or", and the whole area would see nothing.
EVERYTHING = Q(pk__isnull=False)


@dataclass(frozen=True)
class Sight:
    """A reason to see a row. of: whether it holds for the row; among: the rows for which it holds."""

    of: Callable[[Viewer, Any], bool]
    among: Callable[[Viewer], Q]

    def __or__(self, other: Sight) -> Sight:
        return Sight(
            lambda user, row: self.of(user, row) or other.of(user, row),
            lambda user: self.among(user) | other.among(user),
        )


def in_area(path: str = "municipality") -> Sight:
    """Works where the row is: coordinates or manages its municipality, which stands at `path`."""

    def of(user: Viewer, row: Any) -> bool:
        area = scope_of(user).municipalities(*WORKING)
        return area is None or municipality_of(row) in area

    def among(user: Viewer) -> Q:
        area = scope_of(user).municipalities(*WORKING)
        return EVERYTHING if area is None else Q(**{f"{path}__in": area})

    return Sight(of, among)


def is_worker_of(path: str = "") -> Sight:
    """Is the responsible worker of the participation at `path`, wherever it is."""
    return Sight(
        lambda user, row: _works(user) and participation_of(row).coordinator_id == user.pk,  # type: ignore[union-attr]
        lambda user: Q(**{f"{path}coordinator": user}) if _works(user) else NOTHING,
    )


def is_written_by() -> Sight:
    """Works, and has written down the row."""
    return Sight(
        lambda user, row: _works(user) and row.by_id == user.pk,
        lambda user: Q(by=user) if _works(user) else NOTHING,
    )


def _in_sight_of(user: Viewer, row: Any) -> bool:
    if not _works(user):
        return False
    area = scope_of(user).municipalities(*WORKING)
    return area is None or row.worker_id == user.pk or municipality_of(row) in area


def _times_in_sight(user: Viewer) -> Q:
    if not _works(user):
        return NOTHING
    area = scope_of(user).municipalities(*WORKING)
    if area is None:
        return EVERYTHING
    theirs = Q(participation=None, municipality__in=area) | Q(participation__municipality__in=area)
    return theirs | Q(worker=user)


TIMES = Sight(_in_sight_of, _times_in_sight)
"""Works where a free time or one of a visitor is, or where the participant is whose time it is, or has it."""


def is_officer_of(path: str = "") -> Sight:
    """Made the referral of the participation at `path`, or stands in for the officer who did."""

    def among(user: Viewer) -> Q:
        if not _refers(user):
            return NOTHING
        return Q(**{f"{path}referrer__in": acts_for(user, Role.REFERRER)})

    return Sight(
        lambda user, row: (
            _refers(user) and participation_of(row).referrer_id in acts_for(user, Role.REFERRER)  # type: ignore[union-attr, operator]
        ),
        among,
    )


def _takes_over(user: Viewer, row: Participation) -> bool:
    if not _refers(user):
        return False
    left = row.state == ParticipationState.RETURNED and row.referrer_id not in present(user, Role.REFERRER)
    return left and scope_of(user).covers(Role.REFERRER, row.municipality_id)


def _taken_over(user: Viewer) -> Q:
    if not _refers(user):
        return NOTHING
    here = scope_of(user).municipalities(Role.REFERRER)
    left = Q(state=ParticipationState.RETURNED) & without_officer(user)
    return left if here is None else left & Q(municipality__in=here)


REFERRALS = is_officer_of() | Sight(_takes_over, _taken_over)
"""The officer's own referrals, those of whom they stand in for, and returned ones of their municipality whose
officer has left."""


def is_person_of(path: str) -> Sight:
    """Is the person, whose account stands at `path`."""
    return Sight(
        lambda user, row: bool(is_participant(user, row)),
        lambda user: Q(**{path: user}) if scope_of(user).holds(Role.PARTICIPANT) else NOTHING,
    )


def _is_themself(user: Viewer, row: Any) -> bool:
    return scope_of(user).holds(Role.PARTICIPANT) and row.user_id == user.pk


THEMSELF = Sight(
    _is_themself, lambda user: Q(user=user) if scope_of(user).holds(Role.PARTICIPANT) else NOTHING
)
"""Is the person."""


def of_some_time(sight: Sight) -> Sight:
    """Sees one of the person's times in the service."""
    return Sight(
        lambda user, person: any(sight.of(user, row) for row in person.participations.all()),
        lambda user: Q(pk__in=Participation.objects.filter(sight.among(user)).values("participant")),
    )


def at_host(path: str, *, answering: bool = False, **while_: Any) -> Sight:
    """Acts for the host employer at `path`, while the row is as told. answering: a guide does not see it."""

    def among(user: Viewer) -> Q:
        hosts = answered_host_ids(user) if answering else host_ids(user)
        return Q(**{f"{path}__in": hosts}, **while_) if hosts else NOTHING

    return Sight(lambda user, row: bool(is_host(user, row)), among)


def introduced_at_host(path: str = "") -> Sight:
    """Acts for the host employer to which the person of the placement at `path` was introduced; a guide sees
    who is about to come, is there or has been."""

    def among(user: Viewer) -> Q:
        found = NOTHING
        for hosts, states in (
            (answered_host_ids(user), SEEN_BY_HOST),
            (guided_host_ids(user), SEEN_BY_GUIDE),
        ):
            if hosts:
                found |= Q(
                    **{
                        f"{path}vacancy__host__in": hosts,
                        f"{path}introduced_on__isnull": False,
                        f"{path}state__in": sorted(states),
                    }
                )
        return found

    return Sight(lambda user, row: bool(is_host(user, row)), among)


def instructs_group(path: str = "") -> Sight:
    """Instructs in the coaching environment of the group of the placement at `path`."""
    return Sight(lambda user, row: bool(instructs(user, row)), _in_environments(f"{path}intake__environment"))


def instructs_in(path: str = "") -> Sight:
    """Instructs in the coaching environment of the group at `path`."""
    return Sight(lambda user, row: bool(instructs_here(user, row)), _in_environments(f"{path}environment"))


def _in_environments(environment: str) -> Callable[[Viewer], Q]:
    def among(user: Viewer) -> Q:
        if not scope_of(user).holds(Role.INSTRUCTOR):
            return NOTHING
        towns = scope_of(user).municipalities(Role.INSTRUCTOR)
        if towns is None:
            return Q(**{f"{environment}__isnull": False})
        return Q(**{f"{environment}__municipality__in": towns})

    return among


def of_workplace() -> Sight:
    """Works where the workplace of the row is, or else its host."""
    by_host, by_workplace = in_area("host__municipality"), in_area("workplace__municipality")
    return Sight(
        lambda user, row: by_host.of(user, row),
        lambda user: (Q(workplace=None) & by_host.among(user)) | by_workplace.among(user),
    )


DAYS_AT_HOST = introduced_at_host("placement__")
INTRODUCED_TO_HOST = introduced_at_host()
IS_OPEN = Sight(lambda user, row: row.state == VacancyState.OPEN, lambda user: Q(state=VacancyState.OPEN))
"""Whoever asks, with an account or without."""
KNOWN_TO_ALL = Sight(
    lambda user, row: _works(user) and (row.municipality_id is None or row.state == HostState.VERIFIED),
    lambda user: Q(municipality=None) | Q(state=HostState.VERIFIED) if _works(user) else NOTHING,
)
"""A host that is nobody's municipality's, or that has been checked, is every worker's."""
COMPLAINTS = Sight(sees_complaint, complaints_seen)
TOLD = Sight(sees_told, told_seen)


def _sees_assessment(user: Viewer, row: WorkAbilityAssessment) -> bool:
    if _is_about_viewer(user, row):
        return False
    town = row.participation.municipality_id
    if scope_of(user).covers(Role.WORK_ABILITY_COORDINATOR, town) or is_responsible(user, row):
        return True
    named = row.counterpart_id == user.pk and scope_of(user).covers(Role.PARTNER, town)
    return named and row.shared.in_force().filter(organisation=row.counterpart_organisation).exists()


def _is_about_viewer(user: Viewer, row: Any) -> bool:
    return participation_of(row).participant_id in own_people(user)  # type: ignore[union-attr]


def _assessments_seen(user: Viewer) -> Q:
    scope = scope_of(user)
    if not scope.holds(*WORKING, Role.PARTNER):
        return NOTHING
    path = "participation__"
    seen = _in_towns(f"{path}municipality", scope, Role.WORK_ABILITY_COORDINATOR)
    if scope.holds(*WORKING):
        seen |= cared_for_by(user, path)
    if scope.holds(Role.PARTNER):
        lines = SharedItem.objects.in_force().filter(
            assessment=OuterRef("pk"), organisation=OuterRef("counterpart_organisation")
        )
        seen |= Q(Exists(lines), counterpart=user) & _in_towns(f"{path}municipality", scope, Role.PARTNER)
    return seen & ~Q(**{f"{path}participant__in": own_people(user)})


def _in_towns(path: str, scope: Scope, role: str) -> Q:
    if not scope.holds(role):
        return NOTHING
    towns = scope.municipalities(role)
    return EVERYTHING if towns is None else Q(**{f"{path}__in": towns})


ASSESSMENTS = Sight(_sees_assessment, _assessments_seen)
"""Cares for the person, coordinates work ability there, or is the other side's named worker, who sees it
while something is shared with their organisation. Managers see counts."""


def _refers(user: Viewer) -> bool:
    return scope_of(user).holds(Role.REFERRER)


def _works(user: Viewer) -> bool:
    return scope_of(user).holds(*WORKING)
