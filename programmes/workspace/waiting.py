"""Which rows wait for a worker, one query a kind: the machines, dated next steps, and feedback to answer."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from accounts.duty import present
from accounts.roles import COORDINATING, Role
from accounts.selectors import Viewer
from programmes.ability import to_assess
from programmes.assessments.codes import DecisionOutcome
from programmes.assessments.models import Decision, WorkAbilityAssessment
from programmes.assessments.states import AssessmentState
from programmes.employers import selectors as employers
from programmes.employers.models import Duty, HostEmployer, SupplementApplication, Vacancy
from programmes.employers.selectors import hosts_for, vacancies_for
from programmes.employers.still_right import silent
from programmes.facts import NOBODY, WORKERS
from programmes.participants import selectors as participants
from programmes.participants.follow_ups import to_ring
from programmes.participants.models import (
    CorrectionRequest,
    CorrectionStatus,
    FollowUp,
    Interest,
    NextStep,
    Participation,
    WorkerMessage,
)
from programmes.participants.selectors import interests_for, participations_for
from programmes.participants.states import IN_SERVICE, OPEN, TAKES_OFFERS, ParticipationState
from programmes.personal.conversation import waiting_messages
from programmes.placements import selectors as placements
from programmes.placements.attendance.selectors import months_for
from programmes.placements.codes import VisitState
from programmes.placements.models import AttendanceMonth, Induction, Placement, Review
from programmes.placements.over import beside, dealt_with
from programmes.placements.selectors import placements_for
from programmes.placements.states import AFTER_A_NO, HOLDS_PLACE, LIVE, MAY_VISIT, RUNNING, PlacementState
from programmes.policies import no_own_interest, of_others
from programmes.relations import (
    coordinated_by,
    own_hosts_of,
    responsible_ids,
    without_officer,
    without_worker,
)
from programmes.servicepoints.models import Complaint, Feedback
from programmes.servicepoints.rights import acts_for
from programmes.servicepoints.selectors import open_feedback, unanswered_complaints
from programmes.servicepoints.states import ComplaintState
from programmes.turns import FACTS
from programmes.who_is_who import interests
from programmes.workspace.together import Together

SOON = timedelta(days=7)


def own(viewer: Viewer, path: str = "") -> Q:
    """Participations (at `path`) that are the viewer's to care for: their own, those they stand in for, and
    those of their municipalities that nobody is responsible for, not yet or not any more."""
    here = coordinated_by(viewer, path, person=f"{path}participant")
    return Q(**{f"{path}coordinator__in": responsible_ids(viewer)}) | without_worker(viewer, path) & here


def _barred_at_the_host(viewer: Viewer) -> Q:
    """Placements whose responsible worker has left or belongs to the host employer: a colleague acts."""
    theirs = without_worker(viewer, "participation__")
    for worker, host in interests(viewer):
        theirs |= Q(participation__coordinator=worker, vacancy__host=host)
    return theirs & coordinated_by(viewer, "participation__", host="vacancy__host")


def _waits_for_a_worker(machine: str, today: date) -> Q:
    """Rows of the machine in a worker's state, or in another's whose day has passed."""
    mine, others, ahead, dated = [], [], [], Q(pk__in=[])
    for state, facts in FACTS[machine].items():
        if facts.day.ahead is not None:
            ahead.append(state)
            dated |= Q(state=state, due_on__lte=today + facts.day.ahead)
        elif facts.wait.who != NOBODY:
            (mine if facts.wait.who in WORKERS else others).append(state)
    waits = Q(state__in=mine) | Q(state__in=others, due_on__lt=today) | dated
    # Said twice, so that an index of states finds them.
    return Q(state__in=sorted({*mine, *others, *ahead})) & waits


def _participations(viewer: Viewer, today: date, everyone: bool) -> QuerySet[Participation]:
    left_by_officer = Q(state=ParticipationState.RETURNED) & without_officer(viewer)
    waits = _waits_for_a_worker("participation", today) | left_by_officer
    rows = participations_for(viewer).filter(waits, archived_on=None)
    return rows if everyone else rows.filter(own(viewer))


def _steps(viewer: Viewer, today: date, everyone: bool) -> QuerySet[NextStep]:
    """Next steps whose day is today or has passed."""
    seen = participations_for(viewer, states=IN_SERVICE).order_by().filter(pk=OuterRef("participation"))
    mine = seen if everyone else seen.filter(own(viewer))
    return with_people(NextStep.objects.filter(Exists(mine), done_on=None, due_on__lte=today))


def with_people(rows: QuerySet[NextStep]) -> QuerySet[NextStep]:
    """The steps with whose they are and who cares for them."""
    return rows.select_related("participation__participant", "participation__coordinator")


def _placements(viewer: Viewer, today: date, everyone: bool) -> QuerySet[Placement]:
    """A no asks for a worker until the person was rung, or something newer has been suggested.

    Suggestions made together are one call, so one row.
    """
    next_round = Q(state=PlacementState.CLOSED, due_on__isnull=False)
    to_arrange = Q(state__in=sorted(MAY_VISIT), visit_ahead=VisitState.ASKED)
    visit_first = Q(state__in=sorted(MAY_VISIT), visit_ahead=VisitState.AGREED, visit_on__gte=today)
    waits = (_waits_for_a_worker("placement", today) & ~visit_first) | next_round | to_arrange
    rows = placements_for(viewer)
    if everyone:  # of a whole area one begins from what waits, not from its people
        rows = Placement.objects.filter(Exists(rows.order_by().filter(pk=OuterRef("pk"))))
    rows = rows.filter(waits, archived_on=None)
    # Asked of each no by itself: joined, everybody's time in the service would be read for it.
    offers = Participation.objects.order_by().filter(pk=OuterRef("participation"))
    not_now = ~Exists(offers.filter(state__in=sorted(TAKES_OFFERS)))
    lives = Exists(beside().filter(state__in=sorted(LIVE)))
    after_a_no = Q(state__in=sorted(AFTER_A_NO)) & (
        dealt_with()
        | Exists(beside().filter(state__in=sorted(HOLDS_PLACE)))
        | not_now
        | Q(state=PlacementState.DECLINED) & lives
    )
    round_made = next_round & (dealt_with() | lives | not_now)
    asked_with_another = (
        Q(state=PlacementState.PROPOSED)
        & ~to_arrange
        & Exists(
            beside().filter(
                state=PlacementState.PROPOSED,
                offer_round=OuterRef("offer_round"),
                due_on__lte=OuterRef("due_on"),
                pk__lt=OuterRef("pk"),
            )
        )
    )
    rows = rows.exclude(after_a_no).exclude(round_made).exclude(asked_with_another)
    if everyone:
        return rows
    mine = own(viewer, "participation__") | _barred_at_the_host(viewer)
    return rows.filter(mine).exclude(vacancy__host__in=own_hosts_of(viewer))


def _interests(viewer: Viewer, today: date, everyone: bool) -> QuerySet[Interest]:
    """What interested people and has no answer yet; of whose time is over nothing is asked any more."""
    rows = interests_for(viewer).filter(_waits_for_a_worker("interest", today), archived_on=None)
    rows = rows.filter(participation__state__in=sorted(OPEN))
    return rows if everyone else rows.filter(own(viewer, "participation__"))


def _months(
    viewer: Viewer, today: date, everyone: bool, *, one_by_one: bool = False
) -> QuerySet[AttendanceMonth]:
    """Days to check, and days that nobody has told in time.

    A host's people, or a group's, are one row of a list; `one_by_one` has each.
    """
    waits = _waits_for_a_worker("attendance", today)
    person = "placement__participation__"
    hosts = own_hosts_of(viewer)
    mine = Q() if everyone else own(viewer, person)
    rows = months_for(viewer).filter(waits, mine, archived_on=None)
    rows = rows.exclude(placement__vacancy__host__in=hosts) if hosts else rows
    if one_by_one:
        return rows
    together = AttendanceMonth.objects.filter(
        Q(placement__vacancy__host=OuterRef("placement__vacancy__host"))
        | Q(placement__intake=OuterRef("placement__intake")),
        waits,
        mine,
        month=OuterRef("month"),
        archived_on=None,
        pk__lt=OuterRef("pk"),
    )
    return rows.exclude(Exists(together))


def _vacancies(viewer: Viewer, today: date, everyone: bool) -> QuerySet[Vacancy]:
    rows = vacancies_for(viewer).filter(_waits_for_a_worker("vacancy", today), archived_on=None)
    rows = rows.exclude(host__in=own_hosts_of(viewer))
    return rows if everyone else rows.filter(coordinated_by(viewer, host="host"))


def _hosts(viewer: Viewer, today: date, everyone: bool) -> QuerySet[HostEmployer]:
    waits = _waits_for_a_worker("host", today) | silent(today)
    rows = hosts_for(viewer).filter(waits, archived_on=None)
    rows = rows.exclude(pk__in=own_hosts_of(viewer))
    return rows if everyone else rows.filter(coordinated_by(viewer, host="pk"))


def _complaints(viewer: Viewer, today: date, everyone: bool) -> QuerySet[Complaint]:
    """Complaints that somebody is to take up, and those that the viewer has to answer."""
    rows = unanswered_complaints(viewer)
    to_take_up = Q(state=ComplaintState.RECEIVED) & (
        coordinated_by(viewer) | Q(municipality=None) | Q(about_worker=True)
    )
    left = Q(handler__isnull=False) & ~Q(handler__in=present(viewer, *COORDINATING, Role.MANAGER))
    here = coordinated_by(viewer) | Q(municipality=None) | Q(about_worker=True)
    return rows if everyone else rows.filter(Q(handler__in=acts_for(viewer)) | to_take_up | (left & here))


def _feedback(viewer: Viewer, today: date, everyone: bool) -> QuerySet[Feedback]:
    """Messages to which an answer is awaited, and faults on pages."""
    rows = open_feedback(viewer)
    return rows if everyone else rows.filter(coordinated_by(viewer) | Q(municipality=None))


def _reviews(viewer: Viewer, today: date, everyone: bool) -> QuerySet[Review]:
    """Talks midway that are to be held within a week, or should have been."""
    rows = of_others(viewer, Review).filter(
        held_on=None, due_on__lte=today + SOON, placement__state__in=sorted(RUNNING)
    )
    rows = rows if everyone else rows.filter(own(viewer, "placement__participation__"))
    return rows.select_related(
        "placement__participation__participant",
        "placement__vacancy__workplace",
        "placement__intake__programme",
    )


def _from_people(viewer: Viewer, today: date, everyone: bool) -> Together:
    """What people wait for from their worker, in one question: rows of several kinds that are alike."""
    return Together(
        {kind: (rows(viewer, today, everyone), detail) for kind, (rows, detail) in FROM_PEOPLE.items()}
    )


def _corrections(viewer: Viewer, _today: date, everyone: bool) -> QuerySet[CorrectionRequest]:
    """Requests to put data right that wait for an answer."""
    rows = of_others(viewer, CorrectionRequest).filter(status=CorrectionStatus.SENT)
    return rows if everyone else rows.filter(own(viewer, "participation__"))


def _conversations(viewer: Viewer, _today: date, everyone: bool) -> QuerySet[WorkerMessage]:
    """Of each person the first message that waits for an answer."""
    rows = waiting_messages(viewer)
    rows = rows if everyone else rows.filter(own(viewer, "participation__"))
    earlier = WorkerMessage.objects.filter(
        participation=OuterRef("participation"), by_person=True, answered_at=None, pk__lt=OuterRef("pk")
    )
    return rows.filter(~Exists(earlier.order_by()))


def _follow_ups(viewer: Viewer, today: date, everyone: bool) -> QuerySet[FollowUp]:
    """People to ring: how are things after the service?"""
    seen = participations_for(viewer, states=[ParticipationState.ENDED]).order_by()
    mine = seen if everyone else seen.filter(own(viewer))
    return to_ring(today).filter(Exists(mine.filter(pk=OuterRef("participation"))))


def _assessments(viewer: Viewer, today: date, everyone: bool) -> QuerySet[WorkAbilityAssessment]:
    """Assessments that nobody has taken up, or in which something is to be seen to.

    One that has a coordinator is theirs; where they have left, and before anybody has it, it is everybody's
    who may.
    """
    waits = _waits_for_a_worker("assessment", today)
    rows = of_others(viewer, WorkAbilityAssessment).filter(waits, archived_on=None)
    rows = rows.annotate(what=_what_of_assessment())
    if everyone:
        return rows
    there = present(viewer, *COORDINATING)
    left = Q(worker=None) | ~Q(worker__in=there)
    return rows.filter(Q(worker__in=responsible_ids(viewer)) | left & to_assess(viewer, "participation__"))


def _what_of_assessment() -> Case:
    """The state, and of a decision whether it is still awaited."""
    pending = Decision.objects.filter(assessment=OuterRef("pk"), outcome=DecisionOutcome.PENDING)
    decided = Q(~Exists(pending), state=AssessmentState.AWAITING)
    return Case(When(decided, then=Value("decided")), default=F("state"), output_field=CharField())


def _supplements(viewer: Viewer, today: date, everyone: bool) -> QuerySet[SupplementApplication]:
    """Applications for the supplement to decide, aid to enter in the register, instalments to pay soon."""
    rows = no_own_interest(viewer, SupplementApplication)
    rows = rows.filter(~Q(waits_for=Duty.PAY) | Q(due_on__lte=today + SOON), due_on__isnull=False)
    return rows if everyone else rows.filter(own(viewer, "placement__participation__"))


def _inductions(viewer: Viewer, today: date, everyone: bool) -> QuerySet[Induction]:
    """Safety lists that the workplace has not shown whole by the third day."""
    seen = placements_for(viewer, states=RUNNING).order_by()
    mine = seen if everyone else seen.filter(own(viewer, "participation__"))
    rows = Induction.objects.filter(Exists(mine.filter(pk=OuterRef("placement"))))
    return rows.filter(done_on=None, due_on__lt=today)


# Kinds that the list reads in one question: the rows, and the column of what else a line tells. Rows that are
# of a place lead to their person through it (`together.THROUGH`).
FROM_PEOPLE: dict[str, Any] = {
    "follow_up": (_follow_ups, "months"),
    "correction": (_corrections, "item"),
    "conversation": (_conversations, "file_kind"),
    "assessment": (_assessments, "what"),
    "supplement": (_supplements, "waits_for"),
    "induction": (_inductions, "placement__reference"),
}
KINDS: dict[str, Any] = {
    "participation": _participations,
    "step": _steps,
    "from_people": _from_people,
    "placement": _placements,
    "interest": _interests,
    "review": _reviews,
    "attendance": _months,
    "vacancy": _vacancies,
    "host": _hosts,
    "complaint": _complaints,
    "feedback": _feedback,
}
# The same rows where none stands for others: what waits for one person is asked of these.
ONE_BY_ONE: dict[str, Any] = {
    **{kind: rows for kind, rows in KINDS.items() if kind != "from_people"},
    **{kind: rows for kind, (rows, _detail) in FROM_PEOPLE.items()},
    "attendance": partial(_months, one_by_one=True),
}


def one_row(kind: str, key: int, viewer: Viewer, today: date) -> Any:
    """The waiting row of the kind, as its line tells it; the viewer has its key from what waits for them."""
    if kind in WHOLE:
        return WHOLE[kind]().get(pk=key)
    if kind not in FROM_PEOPLE:
        return ONE_BY_ONE[kind](viewer, today, True).get(pk=key)
    rows, detail = FROM_PEOPLE[kind]
    return next(iter(Together({kind: (rows(viewer, today, True), detail)}).filter(pk=key)))


# What a line tells of a month. PostgreSQL weighs eight tables at most; of more it would join every row.
OF_A_MONTH = ("placement__participation", "placement__vacancy__host", "placement__intake__programme")
# Kinds that grow with people, as they are read whole when the keys of the first are known.
WHOLE: dict[str, Any] = {
    "participation": lambda: participants.with_names(Participation.objects.all()),
    "step": lambda: with_people(NextStep.objects.all()),
    "placement": lambda: placements.with_names(Placement.objects.all()),
    "vacancy": lambda: employers.with_names(Vacancy.objects.all()),
    "attendance": lambda: AttendanceMonth.objects.select_related(*OF_A_MONTH),
}
IN_VIEW = {"new": ("participation",), "places": ("vacancy", "host")}
