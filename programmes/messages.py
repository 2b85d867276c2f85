"""Who is told what: one table, event verb -> recipients, template, and the page that the message is about.

The table is asked when the act is done and once more when the message goes (`told_now`): who cares for the
matter may have changed, an address may have been corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from notifications.services import Recipient
from programmes.destinations import (
    At,
    again_by_link,
    answer_by_link,
    assessment_at_work,
    complaint,
    conversation_at_work,
    correction_at_work,
    danger,
    days_at_host,
    days_at_work,
    handovers,
    host_home,
    host_place,
    how_are_you,
    how_own_day_went,
    how_their_day_went,
    interest_at_work,
    invitation_by_link,
    new_referrals,
    no_page,
    own_assessment,
    own_certificate,
    own_conversation,
    own_correction,
    own_data,
    own_days,
    own_first_day,
    own_home,
    own_induction,
    own_interest,
    own_offers,
    own_place,
    own_times,
    own_visit,
    partner_by_link,
    person_at_work,
    place_at_host,
    place_at_work,
    place_at_work_vacancy,
    places_to_check,
    referral,
    referral_or_person,
    renew_by_link,
    staff,
    still_right_by_link,
    supplement_at_host,
    supplement_at_work,
    tasks_at_host,
    visit_at_host,
    visit_at_work,
    week_by_link,
)
from programmes.recipients import (
    asked_person,
    assessor_of,
    coordinator_of,
    everybody_at_host,
    guide_with_link,
    handler_of,
    host_of,
    host_that_is_visited,
    host_that_knew_only_of_a_visit,
    host_that_sent,
    host_that_signs,
    host_that_was_told,
    host_to_ask_again,
    host_where_one_has_begun,
    officers_of,
    participant_of,
    participant_to_choose_a_time,
    participant_told_of_month,
    participant_who_begins,
    participant_who_has_begun,
    participant_who_said_yes,
    participant_who_visits,
    participant_with_a_time,
    partner_with_link,
    person_who_has_not_read,
    referrer_of,
    sender_of,
    who_is_invited,
    who_may_assess,
    who_may_check,
    who_may_decide_supplement,
    who_may_publish,
    who_may_take_up,
    who_may_take_up_referral,
    who_stands_in,
    who_takes_over,
    worker_who_has_not_read,
)


@dataclass(frozen=True)
class Told:
    """Who hears of an event, by which template, and the page it leads to.

    gather: a queue, where many events are one message. open: the page asks nobody to sign in.
    at_once: it may not wait for the morning. rests: it reminds or asks, and does so on no day of rest.
    """

    who: Callable[[Any], Iterable[Recipient]]
    template: str
    at: At
    gather: bool = False
    open: bool = False
    at_once: bool = False
    rests: bool = False


# What waits for whoever comes first: it stands in the morning mail too.
QUEUES = frozenset({"new_referral", "vacancy_to_check", "month_sent"})
# The suggestion is over before the visit; a host that was introduced to the person hears it of that.
VISIT_FALLS = Told(host_that_knew_only_of_a_visit, "visit_called_off", visit_at_host)
MESSAGES: dict[str, tuple[Told, ...]] = {
    "participation.referred": (
        Told(participant_of, "referral_received", own_home),
        Told(who_may_take_up_referral, "new_referral", new_referrals, gather=True),
    ),
    "participation.referred_again": (
        Told(who_may_take_up_referral, "new_referral", new_referrals, gather=True),
    ),
    "participation.accepted": (
        Told(participant_of, "referral_accepted", own_home),
        Told(referrer_of, "referral_progress", referral),
    ),
    "participation.referral_closed": (Told(participant_of, "referral_closed", own_home),),
    "participation.data_corrected": (Told(participant_of, "data_corrected", own_data),),
    "participation.returned": (Told(officers_of, "referral_returned", referral_or_person),),
    "participation.started": (
        Told(participant_of, "participation_started", own_home),
        Told(referrer_of, "referral_progress", referral),
    ),
    "participation.held": (Told(participant_of, "break_began", own_home),),
    "participation.resumed": (Told(participant_of, "break_over", own_home),),
    "participation.withdrawn": (
        Told(participant_of, "participation_stopped", own_home),
        Told(coordinator_of, "participant_stopped", person_at_work),
        Told(referrer_of, "referral_progress", referral),
    ),
    "participation.ended": (
        Told(participant_of, "participation_ended", own_home),
        Told(referrer_of, "referral_progress", referral),
    ),
    "participation.reopened": (
        Told(participant_of, "participation_reopened", own_home),
        Told(referrer_of, "referral_progress", referral),
    ),
    "participation.handed_over": (
        Told(participant_of, "worker_changed", own_home),
        Told(coordinator_of, "people_handed_to_you", handovers, gather=True),
    ),
    "participation.handover_planned": (
        Told(participant_of, "worker_changes", own_home),
        Told(who_takes_over, "people_coming_to_you", handovers, gather=True),
    ),
    "participation.time_asked": (Told(participant_to_choose_a_time, "choose_a_time", own_times, rests=True),),
    "participation.time_chosen": (Told(participant_with_a_time, "time_chosen", own_times),),
    "participation.time_called_off": (Told(participant_of, "time_called_off", own_times),),
    "participation.time_reminded": (Told(participant_with_a_time, "time_tomorrow", own_times),),
    "role.substituted": (Told(who_stands_in, "you_stand_in", staff),),
    "interest.sent": (Told(coordinator_of, "interest_sent", interest_at_work),),
    # Recorded on the person's word: they hear that it was, with a way to say that it is wrong.
    "interest.sent_on_word": (
        Told(participant_of, "interest_recorded", own_interest),
        Told(coordinator_of, "interest_sent", interest_at_work),
    ),
    "interest.answered": (Told(participant_of, "interest_answered", own_interest),),
    "interest.cancelled": (Told(coordinator_of, "interest_cancelled", interest_at_work),),
    "correction.sent": (Told(coordinator_of, "correction_sent", correction_at_work),),
    "correction.answered": (Told(participant_of, "correction_answered", own_correction),),
    "conversation.person_wrote": (
        Told(worker_who_has_not_read, "person_wrote", conversation_at_work, gather=True),
    ),
    "conversation.worker_wrote": (
        Told(person_who_has_not_read, "worker_wrote", own_conversation, gather=True),
    ),
    "placement.assessment_answered": (Told(coordinator_of, "assessment_answered", place_at_work),),
    "placement.tasks_told": (Told(everybody_at_host, "tasks_to_confirm", tasks_at_host),),
    "placement.tasks_confirmed": (Told(participant_of, "tasks_confirmed", own_certificate),),
    "host.registered": (Told(host_of, "host_registered", host_home),),
    "host.verified": (Told(host_of, "host_verified", host_home),),
    "host.rejected": (Told(host_of, "host_rejected", host_home),),
    "host.suspended": (Told(host_of, "host_suspended", host_home),),
    "host.reinstated": (Told(host_of, "host_reinstated", host_home),),
    "host.closed": (Told(host_of, "host_closed", host_home),),
    "host.still_right_asked": (Told(host_of, "still_right", still_right_by_link, open=True, rests=True),),
    "member_invitation.sent": (Told(who_is_invited, "invited_to_host", invitation_by_link, open=True),),
    "vacancy.submitted": (Told(who_may_check, "vacancy_to_check", places_to_check, gather=True),),
    "vacancy.published": (Told(host_of, "vacancy_published", place_at_host),),
    "vacancy.returned": (Told(host_of, "vacancy_returned", place_at_host),),
    "vacancy.ends_soon": (Told(host_of, "vacancy_ends_soon", renew_by_link, open=True),),
    "vacancy.expired": (Told(host_of, "vacancy_expired", renew_by_link, open=True),),
    "vacancy.renewed": (Told(host_of, "vacancy_renewed", place_at_host),),
    "vacancy.month_full": (Told(host_of, "vacancy_month_full", place_at_host),),
    "vacancy.closed": (Told(host_of, "vacancy_closed", place_at_host),),
    "placement.proposed": (Told(participant_of, "places_suggested", own_offers),),
    "placement.wanted": (Told(coordinator_of, "participant_answered", person_at_work),),
    "placement.declined": (
        Told(coordinator_of, "participant_answered", person_at_work),
        Told(host_that_was_told, "person_not_coming", host_place),
        VISIT_FALLS,
    ),
    "placement.released": (
        Told(participant_who_said_yes, "place_let_go", own_place),
        Told(host_that_was_told, "person_not_coming", host_place),
        VISIT_FALLS,
    ),
    # With the end of something else: the person hears of that, the host of this.
    "placement.fell_away": (Told(host_that_was_told, "person_not_coming", host_place), VISIT_FALLS),
    "placement.introduced": (
        Told(host_of, "person_introduced", answer_by_link, open=True),
        Told(participant_of, "you_are_introduced", own_place),
    ),
    "placement.accepted": (
        Told(participant_of, "workplace_said_yes", own_place),
        Told(coordinator_of, "host_answered", person_at_work),
    ),
    "placement.seat_reserved": (Told(participant_of, "workplace_said_yes", own_place),),
    "placement.refused": (Told(coordinator_of, "host_answered", person_at_work),),
    "placement.agreement_issued": (
        Told(participant_of, "agreement_to_sign", own_place),
        Told(host_that_signs, "agreement_to_sign", host_place),
    ),
    "placement.agreement_changed": (
        Told(participant_of, "agreement_changed", own_place),
        Told(host_that_signs, "agreement_changed", host_place),
    ),
    "placement.contact_mended": (
        Told(participant_of, "contact_mended", own_place),
        Told(host_of, "contact_mended", host_place),
    ),
    "placement.signature_recorded_participant": (Told(participant_of, "signature_recorded", own_place),),
    "placement.signature_recorded_host": (Told(host_of, "signature_recorded", host_place),),
    "placement.reminded_participant": (Told(participant_of, "agreement_reminder", own_place),),
    "placement.reminded_host": (Told(host_that_signs, "agreement_reminder", host_place),),
    "placement.signed": (Told(coordinator_of, "agreement_signed", person_at_work),),
    "placement.agreed": (
        Told(participant_of, "agreement_complete", own_place),
        Told(host_of, "agreement_complete", host_place),
    ),
    "placement.started": (Told(participant_of, "place_began", own_place),),
    "placement.paused": (
        Told(participant_of, "place_paused", own_place),
        Told(host_of, "place_on_break", host_place),
    ),
    "placement.resumed": (
        Told(participant_of, "place_goes_on", own_place),
        Told(host_of, "place_break_over", host_place),
    ),
    "placement.reviewed": (
        Told(participant_of, "review_held", own_place),
        Told(host_of, "review_held", host_place),
    ),
    "placement.ended": (
        Told(participant_of, "place_ended", own_place),
        Told(host_of, "place_over", host_place),
    ),
    "placement.closed": (Told(host_to_ask_again, "host_again", again_by_link, open=True, rests=True),),
    "followup.asked": (Told(asked_person, "how_are_you", how_are_you, open=True, rests=True),),
    # A mail of an assessment says nothing of it: what it is about is read on the page.
    "assessment.opened": (
        Told(who_may_assess, "assessment_opened", assessment_at_work),
        Told(participant_of, "assessment_started", own_assessment),
    ),
    "assessment.taken": (Told(participant_of, "assessment_news", own_assessment),),
    "assessment.convened": (Told(participant_of, "assessment_news", own_assessment),),
    "assessment.met": (Told(participant_of, "assessment_news", own_assessment),),
    "assessment.shared": (Told(participant_of, "assessment_news", own_assessment),),
    "assessment.concluded": (
        Told(participant_of, "assessment_news", own_assessment),
        Told(coordinator_of, "assessment_concluded", assessment_at_work),
    ),
    "assessment.interrupted": (
        Told(participant_of, "assessment_stopped", own_assessment),
        Told(assessor_of, "assessment_moved", assessment_at_work),
    ),
    "assessment.permission_withdrawn": (
        Told(participant_of, "permission_ended", own_assessment),
        Told(assessor_of, "assessment_moved", assessment_at_work),
    ),
    "assessment.partner_answered": (Told(assessor_of, "assessment_moved", assessment_at_work),),
    "partner_link.made": (Told(partner_with_link, "partner_asked", partner_by_link, open=True),),
    "vacancy.talk_asked": (Told(who_may_publish, "talk_asked", place_at_work_vacancy),),
    "supplement.sent": (Told(who_may_decide_supplement, "supplement_to_decide", supplement_at_work),),
    "supplement.granted": (Told(host_of, "supplement_decided", supplement_at_host),),
    "supplement.refused": (Told(host_of, "supplement_decided", supplement_at_host),),
    "supplement.payslip_asked": (Told(host_of, "payslip_asked", supplement_at_host),),
    "supplement.shortened": (Told(host_of, "supplement_shortened", supplement_at_host),),
    "supplement.paid": (Told(host_of, "supplement_paid", supplement_at_host),),
    "complaint.received": (Told(who_may_take_up, "complaint_received", complaint),),
    "complaint.acknowledged": (
        Told(sender_of, "complaint_taken_up", no_page),
        Told(handler_of, "complaint_for_you", complaint),
    ),
    "complaint.answered": (Told(sender_of, "complaint_answered", no_page),),
    "complaint.reopened": (
        Told(sender_of, "complaint_reopened", no_page),
        Told(handler_of, "complaint_for_you", complaint),
    ),
    "safety.reported": (Told(who_may_take_up, "safety_reported", danger, at_once=True),),
    "attendance.sent": (Told(coordinator_of, "month_sent", days_at_work, gather=True),),
    "attendance.approved": (Told(participant_of, "month_checked", own_days),),
    "attendance.corrected": (
        Told(participant_told_of_month, "month_open_again", own_days),
        Told(host_that_sent, "month_to_put_right", days_at_host),
    ),
    "week_link.made": (Told(guide_with_link, "week_link", week_by_link),),
    "seat.called_off": (Told(participant_of, "day_called_off", own_home),),
    "placement.cancelled": (
        Told(participant_of, "called_off", own_place),
        Told(host_that_was_told, "called_off", host_place),
        VISIT_FALLS,
    ),
    "placement.visit_asked_by_participant": (Told(coordinator_of, "visit_asked", visit_at_work),),
    "placement.visit_asked_by_host": (
        Told(coordinator_of, "visit_asked", visit_at_work),
        Told(participant_of, "workplace_wants_to_meet", own_place),
    ),
    "placement.visit_time_does_not_suit_participant": (
        Told(coordinator_of, "visit_time_does_not_suit", visit_at_work),
        Told(host_of, "visit_time_does_not_suit", visit_at_host),
    ),
    "placement.visit_time_does_not_suit_host": (
        Told(coordinator_of, "visit_time_does_not_suit", visit_at_work),
        Told(participant_of, "visit_time_does_not_suit", own_visit),
    ),
    "placement.visit_agreed": (
        Told(participant_who_visits, "visit_agreed", own_visit),
        Told(host_that_is_visited, "visit_to_you", visit_at_host),
    ),
    "placement.visit_moved": (
        Told(participant_who_visits, "visit_moved", own_visit),
        Told(host_that_is_visited, "visit_moved", visit_at_host),
    ),
    "placement.visit_cancelled_by_participant": (
        Told(coordinator_of, "visit_called_off", visit_at_work),
        Told(host_of, "visit_called_off", visit_at_host),
    ),
    "placement.visit_cancelled_by_host": (
        Told(coordinator_of, "visit_called_off", visit_at_work),
        Told(participant_of, "visit_called_off", own_visit),
    ),
    "placement.visit_cancelled_by_area": (
        Told(participant_of, "visit_called_off", own_visit),
        Told(host_of, "visit_called_off", visit_at_host),
    ),
    "placement.visit_reminded": (
        Told(participant_who_visits, "visit_tomorrow", own_visit),
        Told(host_that_is_visited, "visit_tomorrow", visit_at_host),
    ),
    "placement.induction_shown": (Told(participant_of, "induction_to_confirm", own_induction),),
    "placement.first_day_filled": (Told(participant_who_begins, "first_day_card", own_first_day),),
    "placement.first_day_reminded": (Told(participant_who_begins, "first_day_tomorrow", own_first_day),),
    "placement.first_day_asked_own": (
        Told(participant_who_has_begun, "first_day_asked", how_own_day_went, open=True, rests=True),
    ),
    "placement.first_day_asked_host": (
        Told(host_where_one_has_begun, "first_day_asked", how_their_day_went, open=True, rests=True),
    ),
    "placement.visit_held": (Told(coordinator_of, "visit_held", visit_at_work),),
    "placement.visit_missed": (Told(coordinator_of, "visit_missed", visit_at_work),),
}


def templates() -> list[str]:
    """Every message there is, by the name of its template."""
    return sorted(
        {told.template for lines in MESSAGES.values() for told in lines}
        | {"correction", "agreement_reminder"}
    )
