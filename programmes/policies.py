"""Who sees a row, and who may do an act: one table. Django's `has_perm(perm, row)` is the door to it."""

from __future__ import annotations

from typing import Any

import rules
from django.db import models

from accounts.selectors import Viewer
from programmes.ability import assesses
from programmes.appointments.models import Appointment
from programmes.assessments.models import WorkAbilityAssessment
from programmes.catalogue.models import Intake
from programmes.employers.models import EmployerContact, HostEmployer, SupplementApplication, Vacancy
from programmes.participants.models import (
    CorrectionRequest,
    Interest,
    Participant,
    Participation,
    WorkerMessage,
)
from programmes.placements.models import (
    AttendanceMonth,
    Placement,
    Review,
    Session,
    SessionSeat,
    Visit,
    WeekLink,
)
from programmes.placements.states import NOT_COMING
from programmes.relations import (
    administers,
    answers_for_host,
    came_back,
    coordinates,
    has_the_time,
    has_written,
    instructs,
    instructs_here,
    is_host,
    is_job_agent,
    is_participant,
    is_responsible,
    is_signed_in,
    manages,
    manages_all,
    may_ask_for_change,
    may_cancel_as_participant,
    may_refer,
    over_lately,
    own_hosts_of,
    reads_agreement_as_host,
    referred,
    signs_for_host,
    takes_over_referral,
)
from programmes.servicepoints.models import Complaint, Feedback, FeedbackKiosk, SafetyReport, VisitTally
from programmes.servicepoints.rights import looks_into, takes_up
from programmes.sight import (
    ASSESSMENTS,
    COMPLAINTS,
    DAYS_AT_HOST,
    INTRODUCED_TO_HOST,
    IS_OPEN,
    KNOWN_TO_ALL,
    REFERRALS,
    THEMSELF,
    TIMES,
    TOLD,
    Sight,
    at_host,
    in_area,
    instructs_group,
    instructs_in,
    is_officer_of,
    is_person_of,
    is_worker_of,
    is_written_by,
    of_some_time,
    of_workplace,
)
from programmes.who_is_who import answered_host_ids, own_people

# Who sees which rows ----------------------------------------------------------------------------------------


WORKS_OR_REFERRED = in_area() | is_worker_of() | REFERRALS

SEEN: dict[type[models.Model], Sight] = {
    Participant: of_some_time(WORKS_OR_REFERRED) | THEMSELF,
    Participation: WORKS_OR_REFERRED | is_person_of("participant__user"),
    Interest: in_area("participation__municipality")
    | is_worker_of("participation__")
    | is_person_of("participation__participant__user"),
    CorrectionRequest: in_area("participation__municipality")
    | is_worker_of("participation__")
    | is_person_of("participation__participant__user"),
    WorkerMessage: in_area("participation__municipality")
    | is_worker_of("participation__")
    | is_person_of("participation__participant__user"),
    Placement: in_area("participation__municipality")
    | is_worker_of("participation__")
    | is_officer_of("participation__")
    | is_person_of("participation__participant__user")
    | INTRODUCED_TO_HOST,
    AttendanceMonth: in_area("placement__participation__municipality")
    | is_worker_of("placement__participation__")
    | is_person_of("placement__participation__participant__user")
    | DAYS_AT_HOST
    | instructs_group("placement__"),
    Intake: in_area() | instructs_in(),
    Session: in_area("intake__municipality") | instructs_in("intake__"),
    SessionSeat: in_area("placement__participation__municipality")
    | is_worker_of("placement__participation__"),
    Review: in_area("placement__participation__municipality") | is_worker_of("placement__participation__"),
    WeekLink: at_host("host") | of_workplace(),
    # A workplace sees a visit from when a time was agreed with it, and of the person what stands in it.
    Visit: in_area("placement__participation__municipality")
    | is_worker_of("placement__participation__")
    | is_person_of("placement__participation__participant__user")
    | at_host("placement__vacancy__host", answering=True, starts_at__isnull=False),
    SupplementApplication: in_area("placement__participation__municipality")
    | is_worker_of("placement__participation__")
    | at_host("host"),
    Vacancy: IS_OPEN | in_area() | at_host("host"),
    HostEmployer: at_host("pk") | in_area() | KNOWN_TO_ALL,
    WorkAbilityAssessment: ASSESSMENTS | is_person_of("participation__participant__user"),
    Appointment: TIMES,
    EmployerContact: in_area() | is_written_by(),
    VisitTally: in_area(),
    FeedbackKiosk: in_area("point__municipality"),
    Complaint: COMPLAINTS,
    Feedback: TOLD,
    SafetyReport: TOLD,
}


def visible(user: Viewer, model: type[models.Model]) -> models.QuerySet[Any]:
    """The rows of `model` that `user` may see: every read for a page or a report begins here."""
    return model._default_manager.filter(SEEN[model].among(user))


def may_see(user: Viewer, row: models.Model) -> bool:
    """Whether `user` may see the row in hand: whether it is among those of `visible`."""
    return SEEN[type(row)].of(user, row)


_PERSON: dict[type[models.Model], str] = {
    Participant: "pk",
    Participation: "participant",
    Interest: "participation__participant",
    CorrectionRequest: "participation__participant",
    WorkerMessage: "participation__participant",
    WorkAbilityAssessment: "participation__participant",
    Placement: "participation__participant",
    AttendanceMonth: "placement__participation__participant",
    Review: "placement__participation__participant",
    SessionSeat: "placement__participation__participant",
    Visit: "placement__participation__participant",
    SupplementApplication: "placement__participation__participant",
    Appointment: "participation__participant",
}


def of_others(user: Viewer, model: type[models.Model]) -> models.QuerySet[Any]:
    """What `user` may see and is not about them: a worker's list begins here, one's own is read at /my/."""
    rows = visible(user, model)
    own = own_people(user) if model in _PERSON else []
    return rows.exclude(**{f"{_PERSON[model]}__in": own}) if own else rows


_HOST: dict[type[models.Model], str] = {
    HostEmployer: "pk",
    Vacancy: "host",
    Placement: "vacancy__host",
    AttendanceMonth: "placement__vacancy__host",
    Visit: "placement__vacancy__host",
    WeekLink: "host",
    SupplementApplication: "host",
}


def no_own_interest(user: Viewer, model: type[models.Model]) -> models.QuerySet[Any]:
    """What `user` may see that is neither about them nor of an organisation of theirs."""
    rows, hosts = of_others(user, model), own_hosts_of(user)
    return rows.exclude(**{f"{_HOST[model]}__in": hosts}) if hosts and model in _HOST else rows


def not_coming(user: Viewer) -> models.QuerySet[Placement]:
    """Placements of people who were introduced to the viewer's hosts and are not coming after all.

    The host reads the first name it already knew, and nothing else.
    """
    return Placement.objects.filter(
        vacancy__host__in=answered_host_ids(user),
        introduced_on__isnull=False,
        state__in=sorted(NOT_COMING),
    )


IN_GROUPS = in_area("participation__municipality") | is_worker_of("participation__") | instructs_group()


def in_groups(user: Viewer) -> models.QuerySet[Placement]:
    """Other people's placements in groups, of which the viewer reads first name, initial and days: as an
    instructor of the environment, or as a worker who sees the person anyhow."""
    rows = Placement.objects.filter(IN_GROUPS.among(user), intake__isnull=False)
    own = own_people(user)
    return rows.exclude(participation__participant__in=own) if own else rows


# Who may do what: the table ---------------------------------------------------------------------------------

ACTS: dict[str, rules.predicates.Predicate] = {
    "refer_participation": may_refer | coordinates,
    "accept_participation": coordinates,
    "return_referral_participation": coordinates,
    "refer_again_participation": referred | takes_over_referral,
    "close_referral_participation": referred | (takes_over_referral & came_back),
    "mend_referral": referred,
    "start_participation": is_responsible,
    "hold_participation": is_responsible,
    "resume_participation": is_responsible,
    "withdraw_participation": is_participant | coordinates,
    "end_participation": is_responsible,
    "reopen_participation": (is_responsible & over_lately) | manages,
    "send_interest": is_participant | coordinates | is_responsible,
    "take_up_interest": is_responsible,
    "answer_not_now_interest": is_responsible,
    "cancel_interest": is_participant | is_responsible,
    "register_hostemployer": is_signed_in,
    "verify_hostemployer": coordinates,
    "reject_hostemployer": coordinates,
    "suspend_hostemployer": coordinates | manages,
    "reinstate_hostemployer": coordinates | manages,
    "close_hostemployer": administers | coordinates | manages,
    "manage_members": administers,
    "confirm_host": answers_for_host | coordinates,
    "change_workplaces": answers_for_host | coordinates,
    "draft_vacancy": answers_for_host | coordinates,
    "change_vacancy": answers_for_host | coordinates,
    "submit_vacancy": answers_for_host | coordinates,
    "publish_vacancy": coordinates,
    "return_vacancy_vacancy": coordinates,
    "close_vacancy": answers_for_host | coordinates,
    "pause_vacancy": answers_for_host | coordinates,
    "resume_vacancy": answers_for_host | coordinates,
    "renew_vacancy": answers_for_host | coordinates,
    "expire_vacancy": rules.predicates.always_false,
    "propose_placement": is_responsible,
    "want_placement": is_participant | is_responsible,
    "decline_placement": is_participant | is_responsible,
    "introduce_placement": is_responsible,
    "accept_placement": answers_for_host | is_responsible,
    "reserve_seat_placement": is_responsible,
    "refuse_placement": answers_for_host | is_responsible,
    "release_placement": is_responsible,
    "issue_agreement_placement": is_responsible,
    "sign_placement": is_participant | signs_for_host | is_responsible,
    "start_placement": is_responsible | is_host,
    "pause_placement": is_responsible,
    "resume_placement": is_responsible,
    "end_placement": is_responsible,
    "close_placement": is_responsible,
    "cancel_placement": is_responsible | may_cancel_as_participant,
    "send_attendancemonth": is_host | instructs | coordinates | is_responsible,
    "approve_attendancemonth": coordinates | is_responsible,
    "correct_attendancemonth": coordinates | is_responsible,
    "tell_days": is_host | instructs | coordinates | is_responsible,
    "say_why": is_participant,
    "ask_for_correction": is_participant | is_host,
    "check_days": coordinates | is_responsible,
    "run_group": instructs_here | coordinates,
    "cancel_session": instructs_here | coordinates,
    "read_weekly_word": is_participant | coordinates | is_responsible,
    "write_weekly_word": instructs | coordinates | is_responsible,
    "read_emergency_contact": instructs | coordinates | is_responsible,
    "open_workabilityassessment": is_responsible | assesses,
    "take_workabilityassessment": assesses,
    "convene_workabilityassessment": assesses,
    "await_decision_workabilityassessment": assesses,
    "conclude_workabilityassessment": assesses,
    "interrupt_workabilityassessment": is_participant | assesses,
    "assess": assesses,
    "share_assessment": assesses | is_responsible,
    "withdraw_share": is_participant | assesses | is_responsible,
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
    "write_note": coordinates | is_responsible,
    "record_status": coordinates | is_responsible,
    "coach_participation": coordinates | is_responsible | is_job_agent,
    "name_agent": coordinates | is_responsible,
    "offer_times": has_the_time | manages,
    "call_off_time": is_participant | has_the_time | manages,
    "choose_time": is_participant | coordinates | is_responsible,
    "invite_to_time": coordinates | is_responsible,
    "name_agent_of_host": coordinates | manages,
    "keep_contact": coordinates | manages | has_written,
    "count_visits": coordinates | manages,
    "take_off_visits": has_written | manages,
    "set_up_kiosk": coordinates | manages,
    "see_protected_address": coordinates | is_responsible,
    "archive_participation": coordinates | is_responsible,
    "merge_participation": manages,
    "hand_over_participation": is_responsible | manages,
    "ask_for_change": may_ask_for_change,
    "hold_review": is_responsible,
    "fill_first_day": is_host | is_responsible,
    "mend_contact": is_responsible,
    "ask_for_visit": is_participant | answers_for_host | is_responsible,
    "arrange_visit": is_responsible,
    "change_visit": is_participant | answers_for_host | is_responsible,
    "correct_person": coordinates | is_responsible,
    "change_profile": is_participant | coordinates | is_responsible,
    "ask_correction": is_participant,
    "answer_correction": coordinates | is_responsible,
    # Between the two: a colleague or a manager who sees the person does not read their messages.
    "read_conversation": is_participant | is_responsible,
    "read_own_view": is_responsible,
    "confirm_tasks": is_host,
    "show_induction": is_host | is_responsible,
    "confirm_induction": is_participant,
    "apply_for_supplement": is_host | coordinates | is_responsible,
    "take_back_supplement": is_host | coordinates | is_responsible,
    "decide_supplement": coordinates | manages,
    "tell_aid": is_host | coordinates,
    "import_bundle": manages_all,
    "change_message_text": manages_all,
    "record_follow_up": coordinates | is_responsible,
    "keep_signed_paper": is_responsible,
    "read_agreement": is_participant | reads_agreement_as_host | is_responsible | coordinates | manages,
    # A worker acts for the participant or the host: how the word was given is asked.
    "on_word_withdraw_participation": coordinates & ~is_participant,
    "on_word_cancel_interest": is_responsible & ~is_participant,
    "on_word_close_host": coordinates & ~is_host,
    "on_word_submit_vacancy": coordinates & ~is_host,
    "on_word_want_placement": is_responsible & ~is_participant,
    "on_word_decline_placement": is_responsible & ~is_participant,
    "on_word_send_attendance": (coordinates | is_responsible) & ~is_host & ~instructs,
    "on_word_accept_placement": is_responsible & ~is_host,
    "on_word_refuse_placement": is_responsible & ~is_host,
}


def register() -> None:
    """Every act of the table answers to `has_perm("programmes.<act>", row)`."""
    for act, predicate in ACTS.items():
        rules.set_perm(f"programmes.{act}", predicate)
