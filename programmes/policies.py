"""Who sees a row, and who may do an act: one table. Django's `has_perm(perm, row)` is the door to it."""

from __future__ import annotations

from typing import Any

import rules
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment
from accounts.roles import COORDINATING, Role
from accounts.selectors import Viewer, scope_of
from programmes.employers.models import HostEmployer, Membership, Vacancy
from programmes.employers.states import HostState, VacancyState
from programmes.participants.models import Participant, Participation
from programmes.placements.models import Placement
from programmes.placements.states import AGREEMENT_OF_HOST, NOT_COMING, SEEN_BY_HOST
from programmes.servicepoints.models import Complaint, Feedback, SafetyReport
from programmes.servicepoints.rights import complaints_seen, looks_into, takes_up, told_seen

# Who sees which rows ----------------------------------------------------------------------------------------


def _in_area(user: Viewer, path: str) -> Q:
    """Rows whose municipality, found at `path`, the user coordinates or manages."""
    area = scope_of(user).municipalities(*COORDINATING, Role.MANAGER)
    # Not an empty Q: it vanishes beside an "or", and the whole area would see nothing.
    return Q(pk__isnull=False) if area is None else Q(**{f"{path}__in": area})


def _works(user: Viewer) -> bool:
    return scope_of(user).holds(*COORDINATING, Role.MANAGER)


def host_ids(user: Viewer) -> list[int]:
    """The host employers that `user` acts for today; read once for as long as their roles are."""
    scope = scope_of(user)
    if not user.is_authenticated or not scope.holds(Role.HOST_ADMIN, Role.HOST_MEMBER):
        return []
    read_with, ids = getattr(user, "_host_ids", (None, []))
    if read_with is not scope:
        today = timezone.localdate()
        current = Q(valid_until=None) | Q(valid_until__gte=today)
        rows = Membership.objects.filter(current, user=user, valid_from__lte=today)
        ids = list(rows.values_list("host_id", flat=True))
        user._host_ids = (scope, ids)  # type: ignore[union-attr]
    return ids  # type: ignore[no-any-return]


def interests(user: Viewer) -> frozenset[tuple[int, int]]:
    """Which account belongs to which host employer, or asks to: the viewer's own, and every coordinator's.

    Whatever role one acts in, what is one's own is decided by somebody else. Read once, as `host_ids` is.
    """
    scope = scope_of(user)
    read_with, pairs = getattr(user, "_interests", (None, frozenset()))
    if read_with is not scope and user.is_authenticated:
        workers = Assignment.objects.current().filter(role__in=COORDINATING)
        rows = Membership.objects.filter(
            Q(valid_until=None) | Q(valid_until__gte=timezone.localdate()),
            Q(user=user) | Q(user__in=workers.values("user")) | Q(user__in=workers.values("substitute")),
        )
        pairs = frozenset(rows.values_list("user_id", "host_id"))
        user._interests = (scope, pairs)  # type: ignore[union-attr]
    return pairs  # type: ignore[no-any-return]


def _participations(user: Viewer) -> Q:
    seen = Q(pk__in=[])
    scope = scope_of(user)
    if _works(user):
        seen |= _in_area(user, "municipality") | Q(coordinator=user)
    if scope.holds(Role.REFERRER):
        seen |= Q(referrer=user)
    if scope.holds(Role.PARTICIPANT):
        seen |= Q(participant__user=user)
    return seen


def _participants(user: Viewer) -> Q:
    seen = Q(pk__in=[])
    scope = scope_of(user)
    if _works(user):
        mine = Participation.objects.filter(_in_area(user, "municipality") | Q(coordinator=user))
        seen |= Q(pk__in=mine.values("participant"))
    if scope.holds(Role.REFERRER):
        seen |= Q(pk__in=Participation.objects.filter(referrer=user).values("participant"))
    if scope.holds(Role.PARTICIPANT):
        seen |= Q(user=user)
    return seen


def _placements(user: Viewer) -> Q:
    seen = Q(pk__in=[])
    scope = scope_of(user)
    if _works(user):
        seen |= _in_area(user, "participation__municipality") | Q(participation__coordinator=user)
    if scope.holds(Role.REFERRER):
        seen |= Q(participation__referrer=user)
    if scope.holds(Role.PARTICIPANT):
        seen |= Q(participation__participant__user=user)
    if hosts := host_ids(user):
        seen |= Q(vacancy__host__in=hosts, introduced_on__isnull=False, state__in=sorted(SEEN_BY_HOST))
    return seen


def _vacancies(user: Viewer) -> Q:
    seen = Q(state=VacancyState.OPEN)
    if _works(user):
        seen |= _in_area(user, "municipality")
    if hosts := host_ids(user):
        seen |= Q(host__in=hosts)
    return seen


def _hosts(user: Viewer) -> Q:
    seen = Q(pk__in=host_ids(user))
    if _works(user):
        seen |= _in_area(user, "municipality") | Q(municipality=None) | Q(state=HostState.VERIFIED)
    return seen


_SEEN = {
    Participant: _participants,
    Participation: _participations,
    Placement: _placements,
    Vacancy: _vacancies,
    HostEmployer: _hosts,
    Complaint: complaints_seen,
    Feedback: told_seen,
    SafetyReport: told_seen,
}


def visible(user: Viewer, model: type[models.Model]) -> models.QuerySet[Any]:
    """The rows of `model` that `user` may see: every read for a page or a report begins here."""
    return model._default_manager.filter(_SEEN[model](user))


_PERSON = {
    Participant: "user",
    Participation: "participant__user",
    Placement: "participation__participant__user",
}


def of_others(user: Viewer, model: type[models.Model]) -> models.QuerySet[Any]:
    """What `user` may see and is not about them: a worker's list begins here, one's own is read at /my/."""
    rows = visible(user, model)
    return rows.exclude(**{_PERSON[model]: user.pk}) if model in _PERSON else rows


def not_coming(user: Viewer) -> models.QuerySet[Placement]:
    """Placements of people who were introduced to the viewer's hosts and are not coming after all.

    The host reads the first name it already knew, and nothing else.
    """
    return Placement.objects.filter(
        vacancy__host__in=host_ids(user), introduced_on__isnull=False, state__in=sorted(NOT_COMING)
    )


# Who is who to a row ----------------------------------------------------------------------------------------


def _participation_of(row: Any) -> Participation | None:
    return row if isinstance(row, Participation) else getattr(row, "participation", None)


def _municipality_of(row: Any) -> str | None:
    participation = _participation_of(row)
    if participation is not None:
        return participation.municipality_id
    return getattr(row, "municipality_id", None)


def _host_id_of(row: Any) -> int | None:
    if isinstance(row, HostEmployer):
        return row.pk
    vacancy = row.vacancy if isinstance(row, Placement) else row
    return getattr(vacancy, "host_id", None)


def is_about(user: Any, row: Any) -> bool:
    """Whether the row is about `user` as a person, by the account or, without one, by the e-mail address."""
    participation = _participation_of(row)
    person = row if isinstance(row, Participant) else participation and participation.participant
    if person is None or not user.is_authenticated:
        return False
    if person.user_id is None:
        return bool(person.email) and person.email.lower() == user.email
    return person.user_id == user.pk  # type: ignore[no-any-return]


@rules.predicate
def has_own_interest(user: Any, row: Any) -> bool:
    """Is the person the row is about, or belongs to the host employer in question: somebody else decides."""
    if not user.is_authenticated:
        return False
    return is_about(user, row) or (user.pk, _host_id_of(row)) in interests(user)


@rules.predicate
def coordinates(user: Any, row: Any) -> bool:
    """Coordinates the municipality of the row; a host without a municipality is anyone's in the area."""
    scope, municipality = scope_of(user), _municipality_of(row)
    if isinstance(row, HostEmployer) and municipality is None:
        here = scope.holds(*COORDINATING)
    else:
        here = any(scope.covers(role, municipality) for role in COORDINATING)
    return here and not has_own_interest(user, row)


@rules.predicate
def is_responsible(user: Any, row: Any) -> bool:
    """Is the responsible coordinator or stands in for them; else coordinates where nobody is responsible yet,
    or where the one who is has an own interest."""
    participation = _participation_of(row)
    if participation is None or not scope_of(user).holds(*COORDINATING) or has_own_interest(user, row):
        return False
    responsible = participation.coordinator_id
    if responsible is None or _is_barred(responsible, row, interests(user)):
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


def _is_barred(worker_id: int, row: Any, pairs: frozenset[tuple[int, int]]) -> bool:
    """Whether the responsible worker is the person themself, or belongs to the host employer in question."""
    participation = _participation_of(row)
    own = participation is not None and participation.participant.user_id == worker_id
    return own or (worker_id, _host_id_of(row)) in pairs


def responsible_ids(user: Any) -> frozenset[int]:
    """The coordinators whose turn is `user`'s today: themselves and those they stand in for."""
    known: frozenset[int] | None = getattr(user, "_responsible_ids", None)
    if known is None:
        rows = (
            Assignment.objects.held_by(user).filter(role__in=COORDINATING).values_list("user_id", flat=True)
        )
        known = frozenset(rows)
        user._responsible_ids = known
    return known


@rules.predicate
def manages(user: Any, row: Any) -> bool:
    """Manages the area of the row."""
    return scope_of(user).covers(Role.MANAGER, _municipality_of(row)) and not has_own_interest(user, row)


@rules.predicate
def referred(user: Any, row: Any) -> bool:
    """Made the referral."""
    participation = _participation_of(row)
    return (
        participation is not None
        and scope_of(user).holds(Role.REFERRER)
        and participation.referrer_id == user.pk
        and not is_about(user, row)
    )


@rules.predicate
def may_refer(user: Any, row: Any) -> bool:
    """Refers people of the municipality, never themselves."""
    return scope_of(user).covers(Role.REFERRER, _municipality_of(row)) and not is_about(user, row)


@rules.predicate
def is_participant(user: Any, row: Any) -> bool:
    """Is the person the row is about."""
    participation = _participation_of(row)
    if participation is None or not user.is_authenticated or not scope_of(user).holds(Role.PARTICIPANT):
        return False
    return participation.participant.user_id == user.pk


@rules.predicate
def is_host(user: Any, row: Any) -> bool:
    """Acts for the host employer of the row."""
    if isinstance(row, Placement):
        seen = row.introduced_on is not None and row.state in SEEN_BY_HOST
        return bool(seen and row.vacancy_id and row.vacancy.host_id in host_ids(user))  # type: ignore[union-attr]
    host_id = row.pk if isinstance(row, HostEmployer) else getattr(row, "host_id", None)
    return host_id is not None and host_id in host_ids(user)


@rules.predicate
def reads_agreement_as_host(user: Any, row: Any) -> bool:
    """Acts for the host employer while the agreement is the host's: from the signing on."""
    return row.state in AGREEMENT_OF_HOST and bool(is_host(user, row))


@rules.predicate
def is_signed_in(user: Any, row: Any) -> bool:
    """Has an account."""
    return bool(user.is_authenticated and user.is_active)


@rules.predicate
def may_cancel_as_participant(user: Any, row: Any) -> bool:
    """The person may call off an agreement that is to be signed or an agreed place."""
    return bool(is_participant(user, row)) and row.state in {"signing", "agreed"}


# Who may do what: the table ---------------------------------------------------------------------------------

ACTS: dict[str, rules.predicates.Predicate] = {
    "refer_participation": may_refer | coordinates,
    "accept_participation": coordinates,
    "return_referral_participation": coordinates,
    "refer_again_participation": referred,
    "close_referral_participation": referred,
    "start_participation": is_responsible,
    "hold_participation": is_responsible,
    "resume_participation": is_responsible,
    "withdraw_participation": is_participant | coordinates,
    "end_participation": is_responsible,
    "register_hostemployer": is_signed_in,
    "verify_hostemployer": coordinates,
    "draft_vacancy": is_host | coordinates,
    "change_vacancy": is_host | coordinates,
    "submit_vacancy": is_host | coordinates,
    "publish_vacancy": coordinates,
    "return_vacancy_vacancy": coordinates,
    "close_vacancy": is_host | coordinates,
    "propose_placement": is_responsible,
    "want_placement": is_participant | is_responsible,
    "decline_placement": is_participant | is_responsible,
    "introduce_placement": is_responsible,
    "accept_placement": is_host | is_responsible,
    "reserve_seat_placement": is_responsible,
    "refuse_placement": is_host | is_responsible,
    "release_placement": is_responsible,
    "issue_agreement_placement": is_responsible,
    "sign_placement": is_participant | is_host | is_responsible,
    "start_placement": is_responsible | is_host,
    "end_placement": is_responsible,
    "close_placement": is_responsible,
    "cancel_placement": is_responsible | may_cancel_as_participant,
    "receive_complaint": rules.always_allow,
    "acknowledge_complaint": takes_up,
    "answer_complaint": looks_into,
    "close_complaint": looks_into | takes_up,
    "reopen_complaint": looks_into | takes_up,
    "answer_feedback": takes_up,
    "call_safetyreport": takes_up,
    "undo_any": manages,
    "date_back": coordinates | is_responsible | manages,
    "date_back_further": manages,
    "set_next_step": is_responsible,
    "read_agreement": is_participant | reads_agreement_as_host | is_responsible | coordinates | manages,
    # A worker acts for the participant or the host: how the word was given is asked.
    "on_word_withdraw_participation": coordinates & ~is_participant,
    "on_word_submit_vacancy": coordinates & ~is_host,
    "on_word_want_placement": is_responsible & ~is_participant,
    "on_word_decline_placement": is_responsible & ~is_participant,
    "on_word_accept_placement": is_responsible & ~is_host,
    "on_word_refuse_placement": is_responsible & ~is_host,
}


def register() -> None:
    """Every act of the table answers to `has_perm("programmes.<act>", row)`."""
    for act, predicate in ACTS.items():
        rules.set_perm(f"programmes.{act}", predicate)
