"""The verbs of the programme: how a model declares an act, and the words in which every event is told.

An act that moves a state brings its words with it (`told=`); what is recorded beside the machines has them in
`VERBS`. So no page ever shows the name of an event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from workflow.registry import machines
from workflow.steps import Text, step, transition_of, transitions_of

Method = TypeVar("Method", bound=Callable[..., None])


def allowed(act: str) -> Callable[[Any, Any], bool]:
    """A permission that asks `has_perm("programmes.<act>_<model>", row)`: never without the row."""

    def ask(row: Any, user: Any) -> bool:
        return bool(user.has_perm(f"programmes.{act}_{row._meta.model_name}", row))

    return ask


def verb(
    source: str | Iterable[str],
    target: Any,
    *,
    stays_in: Iterable[str] = (),
    conditions: Iterable[Callable[[Any], bool]] = (),
    **details: Any,
) -> Callable[[Method], Method]:
    """The method is an act that leads from `source` to `target`; `details` are those of `Step`.

    Who may do it says `policies.ACTS` under "<method>_<model>". stays_in: states that the act leaves as they
    are, where the work goes on meanwhile.
    """
    custom = step(**details)
    sources = source if isinstance(source, str) else sorted(source)

    def declare(method: Method) -> Method:
        common: dict[str, Any] = {"field": "state", "permission": allowed(method.__name__), "custom": custom}
        declared = transition(source=sources, target=target, conditions=list(conditions), **common)(method)
        for state in sorted(stays_in):
            declared = transition(source=state, target=state, **common)(declared)
        return declared  # type: ignore[no-any-return]

    return declare


@dataclass(frozen=True)
class Said:
    """An event in a line: what has happened, its icon and tone, and the column that keeps its day.

    beside: told of a row, and nothing of the row itself is otherwise by it: what stands beside it is, a note,
    a talk, an answer. An import may still bring the row.
    """

    told: Text
    mark: tuple[str, str] = ("dot", "quiet")
    day: str = ""
    beside: bool = False


# What is recorded and moves no state, or makes the row.
VERBS: dict[str, Said] = {
    "participation.referred": Said(_("Referred to the service"), ("arrow-right", "info"), day="referred_on"),
    "participation.mended": Said(_("The officer put the referral right"), ("arrow-right", "info")),
    "participation.next_step_set": Said(_("Next step agreed"), ("calendar", "quiet")),
    "participation.next_step_moved": Said(_("The next step was put on another day"), ("calendar", "quiet")),
    "participation.death_recorded": Said(_("A death was recorded"), ("flag", "warn"), beside=True),
    "participation.eura_recorded": Said(_("EURA data recorded"), ("document", "quiet"), beside=True),
    "participation.coached": Said(_("A coaching meeting was held"), ("people", "quiet"), beside=True),
    "participation.agent_named": Said(
        _("Who is the job agent was written down"), ("people", "quiet"), beside=True
    ),
    "host.agent_named": Said(
        _("Who is the employer agent was written down"), ("people", "quiet"), beside=True
    ),
    "employercontact.kept": Said(_("A contact with the employer was written down"), ("phone", "quiet")),
    "employercontact.changed": Said(_("Text changed")),
    "employercontact.place_made": Said(_("A place was made of a hidden job"), ("seat", "ok")),
    "appointment.offered": Said(_("Times were offered"), ("calendar", "quiet")),
    "appointment.booked": Said(_("A time was chosen"), ("calendar", "ok")),
    "appointment.called_off": Said(_("A time was called off"), ("calendar", "warn")),
    "appointment.taken_away": Said(_("A time is offered no more"), ("calendar", "quiet")),
    "appointment.kept": Said(_("They came"), ("check", "ok")),
    "appointment.missed": Said(_("They did not come"), ("calendar", "warn")),
    "appointment.handed_over": Said(_("Another worker has the time"), ("arrow-right", "info")),
    "participation.time_asked": Said(_("Asked to choose a time"), ("message", "info"), beside=True),
    "participation.time_chosen": Said(_("A time was chosen"), ("calendar", "ok"), beside=True),
    "participation.time_called_off": Said(_("A time was called off"), ("calendar", "warn"), beside=True),
    "participation.time_reminded": Said(_("Reminded of the time"), ("message", "quiet"), beside=True),
    "participation.time_lapsed": Said(_("No time was chosen"), ("calendar", "warn"), beside=True),
    "visittally.counted": Said(_("Visits were counted"), ("check", "quiet")),
    "visittally.taken_off": Said(_("A count was taken off"), ("undo", "quiet")),
    "feedbackkiosk.opened": Said(_("A feedback tablet was set up"), ("message", "quiet")),
    "feedbackkiosk.closed": Said(_("A feedback tablet was closed"), ("close", "quiet")),
    "participation.status_recorded": Said(
        _("Position on the labour market recorded"), ("pen", "quiet"), beside=True
    ),
    "participation.archived": Said(_("Archived"), ("document", "quiet")),
    "participation.brought_back": Said(_("Brought back from the archive"), ("undo", "quiet")),
    "participation.note_written": Said(_("A worker wrote a note"), ("pen", "quiet"), beside=True),
    "participation.address_shown": Said(
        _("The protected address was looked at"), ("lock", "warn"), beside=True
    ),
    "participation.handed_over": Said(_("The worker changed"), ("arrow-right", "info")),
    "participation.handover_planned": Said(
        _("A change of worker was planned"), ("calendar", "info"), beside=True
    ),
    "role.substituted": Said(_("A stand-in was named"), ("people", "info"), beside=True),
    "participation.handover_called_off": Said(
        _("A planned change of worker was called off"), ("undo", "quiet"), beside=True
    ),
    "participation.told_apart": Said(
        _("Somebody with nearly the same data is another person"), ("people", "quiet"), beside=True
    ),
    "participation.merged": Said(_("Two records of one person were joined"), ("swap", "info")),
    "placement.merged": Said(_("Came from the other record of the person"), ("swap", "quiet")),
    "interest.merged": Said(_("Came from the other record of the person"), ("swap", "quiet")),
    "assessment.merged": Said(_("Came from the other record of the person"), ("swap", "quiet")),
    "participation.call_asked": Said(_("Asked to be rung"), ("phone", "warn"), beside=True),
    "participation.called": Said(_("Rung"), ("phone", "quiet"), beside=True),
    "participation.door_opened": Said(_("The way to their own page was opened")),
    "participation.letter_made": Said(_("A letter with a code was made"), ("document", "quiet"), beside=True),
    "participation.text_made": Said(
        _("A code was sent as a text message"), ("message", "quiet"), beside=True
    ),
    "participation.settings_recorded": Said(
        _("How messages come was recorded on the person's word"), ("pen", "quiet")
    ),
    "participation.letter_used": Said(_("Came in by the code of the letter")),
    "participation.letter_void": Said(_("The code of the letter was made worthless"), beside=True),
    "participation.address_proven": Said(_("Gave an e-mail address to come in by")),
    "participation.data_corrected": Said(_("Data put right")),
    "participation.emergency_contact": Said(
        _("Whom to call if something happens was named"), ("phone", "quiet")
    ),
    "participation.wishes_changed": Said(_("Hours or the need of an interpreter changed"), ("pen", "quiet")),
    "interest.sent": Said(_("Something interests the person"), ("heart", "info"), day="sent_on"),
    "interest.words_added": Said(_("Words were added to what interests the person"), ("heart", "info")),
    "profile.changed": Said(_("Work profile changed"), ("pen", "quiet")),
    "correction.sent": Said(_("Asked to have data put right"), ("pen", "warn"), day="sent_on"),
    "correction.answered": Said(_("The request to put data right was answered"), ("message", "ok")),
    "correction.taken_back": Said(_("The request to put data right was taken back"), ("undo", "quiet")),
    "account.closed_by_person": Said(_("The person closed their account"), ("lock", "quiet")),
    "participation.settings_changed": Said(_("The person changed how messages come"), ("pen", "quiet")),
    "participation.data_taken": Said(
        _("The person took their data with them"), ("download", "quiet"), beside=True
    ),
    "conversation.person_wrote": Said(_("The person wrote to their worker"), ("message", "info")),
    "conversation.worker_wrote": Said(_("A worker wrote to the person"), ("message", "quiet")),
    "participation.conversation_settled": Said(
        _("A message needed no answer"), ("message", "quiet"), beside=True
    ),
    "participation.own_view_told": Said(_("Told their own view"), ("pen", "quiet"), beside=True),
    "placement.assessment_answered": Said(_("The person said how they see the end"), ("message", "info")),
    "placement.tasks_told": Said(_("Tasks for a skills certificate were told"), ("pen", "info"), beside=True),
    "placement.tasks_confirmed": Said(_("The workplace confirmed tasks"), ("check", "ok"), beside=True),
    "followup.asked": Said(_("Asked how things are"), ("message", "quiet")),
    "followup.answered": Said(_("Told how things are"), ("message", "ok"), beside=True),
    "followup.not_reached": Said(_("Not reached to ask how things are"), ("phone", "quiet"), beside=True),
    "placement.proposed": Said(_("Place suggested"), ("seat", "info"), day="offered_on"),
    "placement.agreed": Said(_("Agreement signed by all"), day="agreed_on"),
    "placement.reviewed": Said(_("Talk midway held"), ("message", "ok"), beside=True),
    "placement.review_corrected": Said(
        _("The notes of a talk were put right"), ("message", "quiet"), beside=True
    ),
    "placement.first_day_filled": Said(
        _("The first-day card was filled in"), ("calendar", "quiet"), beside=True
    ),
    "placement.first_day_reminded": Said(_("Reminded of the first day"), ("message", "quiet"), beside=True),
    "placement.first_day_asked": Said(_("Asked how the first day went"), ("message", "quiet"), beside=True),
    "placement.first_day_told": Said(_("Told how the first day went"), ("message", "ok"), beside=True),
    "placement.induction_shown": Said(
        _("The workplace showed lines of the safety list"), ("check", "quiet"), beside=True
    ),
    "placement.induction_confirmed": Said(
        _("The person was shown lines of the safety list"), ("check", "ok"), beside=True
    ),
    "placement.induction_doubted": Said(
        _("Something of the safety list was not shown"), ("flag", "warn"), beside=True
    ),
    "placement.host_again": Said(
        _("The workplace said whether it would take somebody again"), ("workplace", "info"), beside=True
    ),
    "placement.visit_reminded": Said(_("Reminded of the visit"), ("message", "quiet")),
    "placement.visit_asked": Said(_("A visit was asked for"), ("calendar", "info")),
    "placement.visit_agreed": Said(_("A visit was agreed"), ("calendar", "ok")),
    "placement.visit_moved": Said(_("The visit was moved"), ("calendar", "info")),
    "placement.visit_cancelled": Said(_("The visit was called off"), ("calendar", "quiet")),
    "placement.visit_held": Said(_("The visit was held"), ("calendar", "ok")),
    "placement.visit_missed": Said(_("The visit did not happen"), ("calendar", "warn")),
    "placement.adjustment_asked": Said(_("An adjustment was asked for"), ("flag", "info"), beside=True),
    "placement.contact_mended": Said(
        _("A mistake in the contact data of the agreement was put right"), ("pen", "quiet")
    ),
    "placement.paper_kept": Said(_("A scan of the signed paper was kept"), ("document", "ok"), beside=True),
    "placement.paper_removed": Said(
        _("A scan of a signed paper was taken away"), ("document", "warn"), beside=True
    ),
    "placement.adjustment_done": Said(_("An adjustment is done"), ("check", "ok"), beside=True),
    "placement.reminded": Said(_("Reminded of the signature"), ("message", "quiet"), beside=True),
    "placement.change_asked": Said(_("A change of the agreement was asked for"), ("document", "warn")),
    "placement.asked_again": Said(
        _("Rung: the answer was asked for once more"), ("phone", "quiet"), beside=True
    ),
    "attendance.opened": Said(_("The days of a month are being told"), ("calendar", "quiet")),
    "attendance.correction_asked": Said(_("A correction of days was asked for"), ("calendar", "warn")),
    "week_link.made": Said(_("A link for telling a week was made"), ("message", "quiet")),
    "week_link.revoked": Said(_("A link for telling a week was closed")),
    "session.made": Said(_("Meetings of the group were made"), ("calendar", "info")),
    "seat.called_off": Said(_("A day in the group was called off"), ("calendar", "warn")),
    "placement.days_in_group": Said(_("The days in the group were agreed"), ("calendar", "info")),
    "placement.weekly_word": Said(_("A word on the week was written"), ("message", "quiet"), beside=True),
    "vacancy.drafted": Said(_("Draft begun")),
    "vacancy.changed": Said(_("Text changed")),
    "vacancy.talk_asked": Said(_("The workplace asked to be called about the place"), ("phone", "warn")),
    "vacancy.ends_soon": Said(_("The workplace was told that the place ends soon"), ("message", "quiet")),
    "host.registered": Said(_("Registered"), day="registered_on"),
    "host.member_added": Said(_("A new person acts for the host employer")),
    "host.still_right_asked": Said(_("Asked whether all is still right"), ("message", "quiet")),
    "host.still_right": Said(_("Said that all is still right"), ("check", "ok")),
    "host.contact_changed": Said(_("The contact data changed"), ("pen", "quiet")),
    "host.member_invited": Said(_("Somebody was invited to act for the host employer")),
    "member_invitation.sent": Said(_("An invitation was sent")),
    "host.invitation_withdrawn": Said(_("An invitation was taken back")),
    "host.member_changed": Said(_("Somebody has another part at the host employer")),
    "host.member_removed": Said(_("Somebody acts for the host employer no more")),
    "host.member_refused": Said(_("Who asked to join was not let in")),
    "host.join_asked": Said(_("Someone asked to join")),
    "host.workplace_added": Said(_("A workplace was added")),
    "host.workplace_changed": Said(_("A workplace was changed")),
    "assessment.opened": Said(_("A work ability assessment was opened"), ("flag", "info"), day="opened_on"),
    "assessment.step_agreed": Said(_("A step of the assessment was agreed"), ("calendar", "quiet")),
    "assessment.step_done": Said(_("A step of the assessment is done"), ("check", "ok")),
    "assessment.met": Said(_("The joint meeting was held"), ("message", "ok")),
    "assessment.asked": Said(_("Asked how the decision is coming"), ("phone", "quiet")),
    "assessment.applied": Said(_("Another decision was applied for"), ("document", "info")),
    "assessment.decision_recorded": Said(_("A decision was recorded"), ("document", "ok")),
    "assessment.shared": Said(_("An organisation may read more"), ("lock", "quiet")),
    "assessment.permission_withdrawn": Said(_("A permission to share was withdrawn"), ("lock", "warn")),
    "assessment.partner_asked": Said(_("An organisation was asked by a link"), ("message", "info")),
    "assessment.partner_answered": Said(_("An organisation answered"), ("message", "ok")),
    "assessment.link_closed": Said(_("A link to an organisation was closed"), ("lock", "quiet")),
    "partner_link.made": Said(_("A link to an organisation was made"), ("message", "quiet")),
    "host.workplace_closed": Said(_("A workplace is not in use any more")),
    "host.undertaking_told": Said(_("A business id of the same undertaking was told")),
    "host.aid_told": Said(_("De minimis aid of somebody else was told")),
    "host.aid_taken_off": Said(_("What was told of de minimis aid was taken off")),
    "supplement.sent": Said(
        _("The employment supplement was applied for"), ("document", "info"), day="sent_on"
    ),
    "supplement.taken_back": Said(_("The application for the supplement was taken back"), ("undo", "quiet")),
    "supplement.granted": Said(_("The employment supplement was granted"), ("check", "ok")),
    "supplement.refused": Said(_("The employment supplement was not granted"), ("info", "warn")),
    "supplement.registered": Said(_("The aid was entered in the central register"), ("document", "quiet")),
    "supplement.payslip_asked": Said(_("The payslip was asked for"), ("message", "quiet")),
    "supplement.payslip_seen": Said(_("The payslip was seen"), ("check", "quiet")),
    "supplement.shortened": Said(
        _("The supplement became shorter, because the place ended"), ("flag", "warn")
    ),
    "supplement.paid": Said(_("An instalment of the supplement was paid"), ("check", "ok")),
    "assessment.handed_over": Said(_("Another worker has the assessment"), ("arrow-right", "info")),
    "complaint.handed_over": Said(_("Somebody else looks into it"), ("arrow-right", "info")),
    "job_agent.handed_over": Said(_("Somebody else is the job agent"), ("arrow-right", "info"), beside=True),
    "employer_agent.handed_over": Said(
        _("Somebody else is the employer agent"), ("arrow-right", "info"), beside=True
    ),
    "session.handed_over": Said(_("Somebody else leads the meeting"), ("arrow-right", "info")),
    "complaint.received": Said(_("Came to us"), ("flag", "warn")),
    "feedback.given": Said(_("Came to us"), ("flag", "warn")),
    "feedback.answered": Said(_("The answer was given"), ("message", "ok")),
    "safety.reported": Said(_("Danger was reported"), ("flag", "warn")),
    "safety.called": Said(_("Rung"), ("phone", "quiet")),
    "offer_round.made": Said(_("Places suggested together"), ("seat", "info")),
    "offer_round.undone": Said(_("The suggestions were taken back"), ("undo", "quiet")),
    "caseload.exported": Said(_("A list of people was taken as a file"), ("download", "quiet")),
    "calendar.made": Said(_("A calendar address was made")),
    "calendar.closed": Said(_("A calendar address was closed")),
    "bundle.sent": Said(_("A file to be imported was sent"), ("upload", "info")),
    "bundle.checked": Said(_("The import was rehearsed: nothing was changed"), ("check", "quiet")),
    "bundle.begun": Said(_("The import was begun"), ("arrow-right", "info")),
    "bundle.went_in": Said(_("The import went in"), ("check", "ok")),
    "bundle.stopped": Said(_("The import stopped"), ("flag", "warn")),
    "bundle.called_off": Said(_("The import was called off"), ("close", "quiet")),
    "bundle.undo_asked": Said(_("It was asked to take the import back"), ("undo", "quiet")),
    "bundle.taken_back": Said(_("The import was taken back"), ("undo", "quiet")),
    "bundle.kept": Said(_("The import could not be taken back: rows hang on it"), ("flag", "warn")),
    "bundle.rejected_taken": Said(_("Rejected rows were downloaded"), ("download", "quiet")),
    "morning_mail.chosen": Said(_("Chose how the morning mail comes"), ("message", "quiet")),
    "morning_mail.made": Said(_("The morning mail was made"), ("message", "quiet")),
    "board_day.noted": Said(_("A day of the board was written down"), ("flag", "quiet")),
    "monthly_report.started": Said(_("A report comes every month"), ("message", "quiet")),
    "monthly_report.stopped": Said(_("A report comes no more every month"), ("message", "quiet")),
    "monthly_reports.told": Said(_("Told that the reports of the month can be read"), ("message", "quiet")),
    "sample.drawn": Said(_("A sample for an audit was drawn"), ("download", "quiet")),
    "goal.set": Said(_("A goal was set"), ("flag", "quiet")),
    "spending.entered": Said(_("Spending was entered"), ("plus", "quiet")),
    "spending.corrected": Said(_("Spending was corrected"), ("undo", "quiet")),
    "funding.entered": Said(_("A row of the budget was entered"), ("flag", "quiet")),
    "message_text.changed": Said(_("The text of a message was changed"), ("message", "quiet")),
    "message_text.packaged": Said(_("The packaged text of a message came back"), ("message", "quiet")),
    "message_text.tried": Said(_("A text of a message was tried out"), ("message", "quiet")),
    "message.told": Said(_("Told by a worker"), ("message", "quiet")),
    "message.sent_again": Said(_("Sent again"), ("message", "quiet")),
}
# Acts that leave the row they are told of as it was.
BESIDE = frozenset(verb for verb, said in VERBS.items() if said.beside)
IMPORTED = Said(_("Came with an import"))
OTHERWISE = Said(_("Something was recorded"))


@cache
def said_of(event_verb: str) -> Said:
    """The words for "<machine>.<past>"; never the name itself, not even of one that nobody knows."""
    if event_verb in VERBS:
        return VERBS[event_verb]
    code, _dot, past = event_verb.partition(".")
    if past == "imported":
        return IMPORTED
    machine = machines().get(code)
    found = transition_of(machine.model, past) if machine else None
    return said_by(found.custom["step"]) if found else OTHERWISE


def said_by(declared: Any) -> Said:
    """The words that an act has brought with it."""
    return Said(declared.told, declared.mark, declared.day)


@cache
def days_of(code: str) -> dict[str, str]:
    """The columns of the machine's rows that keep the day of an act, in the model's order: its verb."""
    model = machines()[code].model
    steps = [found[0].custom["step"] for found in transitions_of(model).values()]
    by_day = {one.day: f"{code}.{one.past}" for one in steps if one.day}
    by_day |= {said.day: name for name, said in VERBS.items() if said.day and name.startswith(f"{code}.")}
    return {field.name: by_day[field.name] for field in model._meta.fields if field.name in by_day}
