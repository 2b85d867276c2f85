"""Every column that names a worker is handed on when they leave, or only tells who did something."""

from __future__ import annotations

from django.apps import apps

from accounts.models import User
from programmes.handover.rest import KINDS

# Moves with the people of the worker (`handover.services`).
MOVES = {"Participation.coordinator", "NextStep.owner"}
# Goes on whole to another, or is listed (`handover.rest`).
ON_THE_LIST = {f"{kind.model.__name__}.{kind.column}" for kind in KINDS.values()}
# Another officer of the municipality, or a coordinator, takes it over by rule (decision 20).
BY_RULE = {"Participation.referrer"}
# Who did something that is done, or what belongs to the account itself: nothing waits for them.
TELLS_WHO = {
    "Participant.user", "CallRequest.asked_by", "CorrectionRequest.answered_by", "InvitationLetter.made_by",
    "WorkerMessage.by", "WorkerChange.from_worker", "WorkerChange.to_worker", "WorkerChange.made_by",
    "SharedItem.ended_by", "PartnerLink.made_by", "Membership.user", "MemberInvitation.invited_by",
    "SupplementApplication.sent_by", "SupplementApplication.decided_by", "SupplementInstalment.paid_by",
    "OfferRound.offered_by", "ContactMend.by", "SignedPaper.kept_by", "Signature.signed_by",
    "AttendanceDay.by", "WeekLink.made_by", "CalendarFeed.user", "SkillTask.confirmed_by",
    "InductionTick.shown_by", "LimitOverride.by", "WorkerNote.by", "SavedList.user", "Batch.by",
    "ImportRun.sent_by", "ImportRun.asked_by", "CoachingMeeting.by", "EmployerContact.by", "VisitTally.by",
    "FeedbackKiosk.made_by", "ToldApart.by", "TimeInvitation.by",
    "Review.held_by", "WeeklyWord.by", "Complaint.subject", "Feedback.answered_by", "SafetyReport.called_by",
}  # fmt: skip


def test_no_column_that_names_a_worker_is_forgotten():
    found = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("programmes").get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is User
    }

    assert found == MOVES | ON_THE_LIST | BY_RULE | TELLS_WHO
