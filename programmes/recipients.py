"""Who a message is for: the person, their worker, the officer, the workplace, whoever acts for them today."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.addresses import folded
from accounts.duty import acting_for, acting_for_each, on_duty
from accounts.models import Assignment, User
from accounts.roles import COORDINATING, Role
from accounts.selectors import staff_among
from notifications.models import Channel, Delivery, Message
from notifications.services import Recipient
from programmes.assessments.states import AssessmentState
from programmes.doors import Door, doors_of
from programmes.employers.codes import ANSWERING, MemberRole
from programmes.employers.models import MemberInvitation, SupplementStatus
from programmes.employers.states import VacancyState
from programmes.participants.message_kinds import How, how_of, kind_of
from programmes.participants.models import ExperienceQuestion, FollowUp, Participant, Participation
from programmes.participants.models.worker_change import WAITS
from programmes.participants.states import ParticipationState
from programmes.placements.codes import VisitState
from programmes.placements.states import RUNNING, PlacementState
from programmes.readers import Reader, read_by
from programmes.relations import has_own_interest, worker_now
from programmes.servicepoints.models import Complaint
from programmes.who_is_who import participation_of
from programmes.who_may import who_may, workers_who_may


@read_by(Reader.PERSON)
def participant_of(row: Any) -> list[Recipient]:
    """The person the row is about, by the channel they chose."""
    return [to_participant(participation_of(row).participant)]


@read_by(Reader.PERSON)
def participant_with_a_time(row: Any) -> list[Recipient]:
    """The person, while they have a time that is to come."""
    return participant_of(row) if row.appointments.filter(starts_at__gt=timezone.now()).exists() else []


@read_by(Reader.PERSON)
def participant_to_choose_a_time(row: Any) -> list[Recipient]:
    """The person, while they have not chosen the time that they were asked to choose."""
    return participant_of(row) if row.time_invitations.filter(settled_on=None).exists() else []


@read_by(Reader.PERSON)
def asked_person(row: FollowUp) -> list[Recipient]:
    """The person who is asked how things are, while it waits: whom no mail reaches a worker rings."""
    person = to_participant(row.participation.participant)
    return [] if row.answered_on or person.by_hand else [person]


# What the service asks of a person by itself: of these they hear one a week at most.
REMINDER = "agreement_reminder"
QUESTIONS = (
    "places_suggested",
    "agreement_to_sign",
    "agreement_changed",
    REMINDER,
    "how_are_you",
    "first_day_asked",
)
A_WEEK = timedelta(days=7)


def asked_within_a_week(recipient: Recipient, *, but: str = "") -> bool:
    """Whether the service has asked something of the person in the last seven days, in a message or on their
    own page.

    but: the question that has its own rule for being asked again.
    """
    if written_to_within_a_week(recipient, but=but):
        return True
    if recipient.user is None:
        return False
    lately = ExperienceQuestion.objects.filter(participation__participant__user=recipient.user)
    return lately.filter(asked_on__gt=timezone.localdate() - A_WEEK).exists()


def written_to_within_a_week(recipient: Recipient, *, but: str = "") -> bool:
    """Whether a message of the last seven days has asked something of the person."""
    known = Q(recipient=recipient.user) if recipient.user else Q(recipient=None, address=recipient.address)
    if recipient.user is None and not recipient.address:
        known = Q(recipient=None, recipient_name=recipient.name)
    templates = [one for one in QUESTIONS if one != but]
    asked = Message.objects.filter(known, template__in=templates, not_before__gte=timezone.now() - A_WEEK)
    return asked.exclude(state=Delivery.CANCELLED).exists()


@read_by(Reader.PERSON)
def participant_who_begins(row: Any) -> list[Recipient]:
    """The person, while the place is agreed and has not begun."""
    return participant_of(row) if row.state == PlacementState.AGREED else []


@read_by(Reader.PERSON)
def participant_who_has_begun(row: Any) -> list[Recipient]:
    """The person, while the work goes on."""
    return participant_of(row) if row.state in RUNNING else []


@read_by(Reader.HOST)
def host_where_one_has_begun(row: Any) -> list[Recipient]:
    """Everybody at the host, while the work goes on."""
    return everybody_at_host(row) if row.state in RUNNING else []


@read_by(Reader.PERSON)
def person_who_has_not_read(row: Any) -> list[Recipient]:
    """The person, while the message of their worker is unread."""
    return [] if row.read_at else participant_of(row)


@read_by(Reader.STAFF)
def worker_who_has_not_read(row: Any) -> list[Recipient]:
    """Who cares for the person today, while their message is unread and unanswered."""
    return [] if row.read_at or row.answered_at else coordinator_of(row)


@dataclass(frozen=True)
class Reach:
    """By which door a person comes in, and where mail of theirs goes; without an address it goes nowhere."""

    door: Door
    mail: str

    @property
    def signs_in(self) -> bool:
        """Whether the person can open a page of theirs by themself."""
        return self.door in {Door.ACCOUNT, Door.BY_CODE}


def reach_of(people: Collection[Participant]) -> dict[int, Reach]:
    """How each of the people is reached, by their keys; asked of all of them at once.

    An address that is a worker's is nobody's: the door knows of it, unless an account is closed.
    """
    doors = doors_of(people)
    closed = [person.email for person in people if doors[person.pk] == Door.CLOSED]
    workers = staff_among(closed)

    def mail_of(person: Participant) -> str:
        user = _account_of(person)
        own = user.email if user else None
        address = person.email or own or ""
        if own or not address:
            return address
        is_workers = folded(address) in workers or doors[person.pk] == Door.WORKERS
        return "" if is_workers else address

    return {person.pk: Reach(doors[person.pk], mail_of(person)) for person in people}


def _account_of(person: Participant) -> User | None:
    return person.user if person.user is not None and person.user.is_active else None


def to_participant(person: Participant, reach: Reach | None = None) -> Recipient:
    """How the person is reached. An address that is a worker's is nobody's: a worker tells the person.

    reach: theirs, where the caller has asked it of many at once.
    """
    if person.deceased_on:
        return Recipient(None, "", Channel.WORKER, "", "fi", silent=True)
    user, reach = _account_of(person), reach or reach_of([person])[person.pk]
    channel, address = Channel.WORKER, ""
    if person.contact_channel == "email" and reach.mail:
        channel, address = Channel.EMAIL, reach.mail
    elif person.contact_channel == "sms" and person.phone:
        channel, address = Channel.SMS, person.phone
    elif person.contact_channel == "letter":
        channel = Channel.LETTER
    language = user.language if user else person.language
    return Recipient(
        user,
        str(person),
        channel,
        address,
        language if language in {"sv", "en", "fi-simple"} else "fi",
        signs_in=reach.signs_in,
        person=True,
    )


def as_chosen(recipient: Recipient, row: Any, template: str, reach: Reach | None = None) -> Recipient | None:
    """The recipient by the channel that they have chosen for what the message is about; None for none.

    Of an address or a number that is not known any more the usual channel stands. reach: the person's, where
    the caller has asked it of many at once.
    """
    if not recipient.person:
        return recipient
    person = participation_of(row).participant
    how = how_of(kind_of(template), person.message_choices)
    if how == How.NONE:
        return None
    if how == How.EMAIL and (mail := (reach or reach_of([person])[person.pk]).mail):
        return replace(recipient, channel=Channel.EMAIL, address=mail)
    if how == How.SMS and person.phone:
        return replace(recipient, channel=Channel.SMS, address=person.phone)
    return replace(recipient, channel=Channel.WORKER, address="") if how == How.WORKER else recipient


@read_by(Reader.STAFF)
def coordinator_of(row: Any) -> list[Recipient]:
    """Who cares for the person today: the responsible worker or who stands in, unless it is their own matter.

    Else who may act in their place.
    """
    worker = worker_now(participation_of(row))
    if worker is not None and not has_own_interest(worker, row):
        return [to_user(worker)]
    return [to_user(user) for user in workers_who_may("set_next_step", row)]


@read_by(Reader.STAFF)
def who_takes_over(row: Participation) -> list[Recipient]:
    """The worker who is to have the person from a day that comes; nobody once it has been called off."""
    waiting = row.worker_changes.filter(WAITS).select_related("to_worker").first()
    worker = waiting.to_worker if waiting else None
    return [to_user(worker)] if worker is not None and worker.is_active else []


@read_by(Reader.STAFF)
def who_stands_in(worker: User) -> list[Recipient]:
    """Whoever has the worker's turns, now or soon; nobody once that was taken back."""
    named = Assignment.objects.current().filter(
        user=worker, substitute__is_active=True, substitute_until__gte=timezone.localdate()
    )
    people = {one.substitute_id: one.substitute for one in named.select_related("substitute").order_by("pk")}
    return [to_user(one) for one in people.values() if one is not None and one.email]


@read_by(Reader.STAFF)
def who_may_take_up_referral(row: Participation) -> list[Recipient]:
    """The queue of new referrals, while this one still waits in it."""
    waits = row.state == ParticipationState.REFERRED
    return [to_user(user) for user in workers_who_may("accept_participation", row)] if waits else []


@read_by(Reader.STAFF)
def who_may_decide_supplement(row: Any) -> list[Recipient]:
    """Who cares for the person and may decide, else everybody who may, while it waits."""
    if row.status != SupplementStatus.SENT:
        return []
    may = workers_who_may("decide_supplement", row)
    responsible = [user for user in may if user.pk == row.participation.coordinator_id]
    return [to_user(user) for user in responsible or may]


@read_by(Reader.STAFF)
def who_may_check(row: Any) -> list[Recipient]:
    """The queue of places to check, while this one still waits in it."""
    waits = row.state == VacancyState.SUBMITTED
    return [to_user(user) for user in workers_who_may("publish_vacancy", row)] if waits else []


@read_by(Reader.STAFF)
def who_may_publish(row: Any) -> list[Recipient]:
    """The workers who would check the place."""
    return [to_user(user) for user in workers_who_may("publish_vacancy", row)]


@read_by(Reader.STAFF)
def referrer_of(row: Any) -> list[Recipient]:
    """The officer who made the referral, or who stands in; nobody when they have left."""
    return referrers_of([participation_of(row)])


def referrers_of(rows: Iterable[Participation]) -> list[Recipient]:
    """The officers who made the referrals, or who stand in, one for each of the rows that has one."""
    made = [row.referrer for row in rows if row.referrer is not None]
    there = acting_for_each(made, Role.REFERRER)
    return [to_user(there[officer.pk]) for officer in made if officer.pk in there]


@read_by(Reader.STAFF)
def officers_of(row: Participation) -> list[Recipient]:
    """The officer who made the referral; when they have left, the others of the municipality or a worker."""
    if own := referrer_of(row):
        return own
    may = who_may("refer_again_participation", row)
    others = [user for user in on_duty(Role.REFERRER, row.municipality) if user in may]
    return [to_user(user) for user in others or workers_who_may("refer_again_participation", row)]


@read_by(Reader.HOST)
def host_of(row: Any) -> list[Recipient]:
    """Who answers for the host today; without anybody who does, the contact address on file."""
    return _at_host(row, ANSWERING)


@read_by(Reader.HOST)
def host_that_signs(row: Any) -> list[Recipient]:
    """Who may sign for the host today; without anybody who may, the contact address on file."""
    return _at_host(row, {MemberRole.SIGNER})


@read_by(Reader.HOST)
def everybody_at_host(row: Any) -> list[Recipient]:
    """Everybody who acts for the host today, guides too; without anybody, the contact address on file."""
    return _at_host(row, set(MemberRole.values))


def _at_host(row: Any, roles: Collection[str]) -> list[Recipient]:
    vacancy = getattr(row, "vacancy", row)
    host = getattr(vacancy, "host", vacancy)
    if host is None:
        return []
    today = timezone.localdate()
    current = Q(valid_until=None) | Q(valid_until__gte=today)
    members = host.memberships.filter(current, valid_from__lte=today, user__is_active=True)
    members = members.filter(role__in=sorted(roles)).order_by("pk")
    if found := [to_user(membership.user) for membership in members.select_related("user")]:
        return found
    if host.contact_email:
        return [Recipient(None, host.contact_name or host.name, Channel.EMAIL, host.contact_email, "fi")]
    return [Recipient(None, host.name, Channel.WORKER, "", "fi")]


@read_by(Reader.HOST)
def host_that_was_told(row: Any) -> list[Recipient]:
    """The host, of whom was introduced to it; of a suggestion before that it knows nothing."""
    return host_of(row) if row.introduced_on else []


@read_by(Reader.HOST)
def host_to_ask_again(row: Any) -> list[Recipient]:
    """The host, while it has not said whether it would take somebody again; of a group nobody is asked."""
    asked = row.state == PlacementState.CLOSED and row.vacancy_id and not row.host_again.exists()
    return host_of(row) if asked else []


@read_by(Reader.PERSON)
def participant_who_visits(row: Any) -> list[Recipient]:
    """The person, while a visit is agreed."""
    return participant_of(row) if row.visit_ahead == VisitState.AGREED else []


@read_by(Reader.HOST)
def host_that_is_visited(row: Any) -> list[Recipient]:
    """The host, while a visit is agreed with it."""
    return host_of(row) if row.visit_ahead == VisitState.AGREED else []


@read_by(Reader.HOST)
def host_that_knew_only_of_a_visit(row: Any) -> list[Recipient]:
    """The host, of whom was to visit it and was not introduced yet."""
    return [] if row.introduced_on else host_that_is_visited(row)


@read_by(Reader.PERSON)
def participant_who_said_yes(row: Any) -> list[Recipient]:
    """The person, of a place that they had said yes to."""
    return participant_of(row) if row.wanted_on else []


@read_by(Reader.PERSON)
def participant_told_of_month(row: Any) -> list[Recipient]:
    """The person, of days that they have heard are checked."""
    return participant_of(row) if row.approved_on else []


@read_by(Reader.HOST)
def host_that_sent(row: Any) -> list[Recipient]:
    """Everybody at the host, of days that it has sent."""
    return everybody_at_host(row) if row.sent_on else []


@read_by(Reader.HOST)
def who_is_invited(row: MemberInvitation) -> list[Recipient]:
    """The address that was invited, while the invitation waits; the link needs no account."""
    if not row.waits:
        return []
    return [Recipient(None, "", Channel.EMAIL, row.email, row.language, signs_in=True)]


@read_by(Reader.HOST)
def guide_with_link(row: Any) -> list[Recipient]:
    """The guide at the workplace, to whom the link of a week goes; nobody once it is closed or over."""
    if not row.stands:
        return []
    return [Recipient(None, "", row.channel, row.address, row.language, signs_in=True)]


@read_by(Reader.STAFF)
def who_may_take_up(row: Any) -> list[Recipient]:
    """The coordinators of the place that was named; the managers when it is about a worker or names none."""
    act = "acknowledge_complaint" if isinstance(row, Complaint) else "call_safetyreport"
    return [to_user(user) for user in workers_who_may(act, row)]


@read_by(Reader.STAFF)
def handler_of(row: Any) -> list[Recipient]:
    """Who looks into the complaint, or stands in for them; who may take it up when they have left."""
    handler = acting_for(row.handler, *COORDINATING, Role.MANAGER)
    return [to_user(handler)] if handler else who_may_take_up(row)


@read_by(Reader.STAFF)
def who_may_assess(row: Any) -> list[Recipient]:
    """The work ability coordinators of the municipality, while nobody has taken the assessment up."""
    waits = row.state == AssessmentState.OPENED
    return [to_user(user) for user in workers_who_may("take_workabilityassessment", row)] if waits else []


@read_by(Reader.STAFF)
def assessor_of(row: Any) -> list[Recipient]:
    """The work ability coordinator who has the assessment, or who stands in; else those who may act."""
    worker = acting_for(row.worker, *COORDINATING)
    may = workers_who_may("conclude_workabilityassessment", row)
    return [to_user(one) for one in ([worker] if worker else may)]


@read_by(Reader.OTHER)
def partner_with_link(row: Any) -> list[Recipient]:
    """The worker of the other organisation to whom the link goes; nobody once it is closed or over."""
    return [Recipient(None, "", Channel.EMAIL, row.address, row.language)] if row.is_open else []


@read_by(Reader.OTHER)
def sender_of(row: Any) -> list[Recipient]:
    """Who sent the complaint, where they left an address; the message names nobody and nothing."""
    return [Recipient(None, "", Channel.EMAIL, row.email, row.language)] if row.email else []


def to_user(user: User) -> Recipient:
    """A person with an account, by e-mail."""
    return Recipient(user, str(user), Channel.EMAIL, user.email, user.language, signs_in=True)
