"""Who is told what: one table, event verb -> recipients and template."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import holders_of
from audit.models import Event
from notifications.models import Channel, Message
from notifications.services import Recipient, enqueue
from programmes.participants.models import Participant, Participation


def participant_of(row: Any) -> list[Recipient]:
    """The person the row is about, by the channel they chose."""
    participation = row if isinstance(row, Participation) else row.participation
    return [to_participant(participation.participant)]


def to_participant(person: Participant) -> Recipient:
    """How the person is reached."""
    if person.deceased_on:
        return Recipient(None, "", Channel.WORKER, "", "fi", silent=True)
    channel, address = Channel.WORKER, ""
    if person.contact_channel == "email" and (person.email or person.user_id):
        channel, address = Channel.EMAIL, person.email or person.user.email  # type: ignore[union-attr]
    elif person.contact_channel == "sms" and person.phone:
        channel, address = Channel.SMS, person.phone
    elif person.contact_channel == "letter":
        channel = Channel.LETTER
    language = person.user.language if person.user_id else person.language  # type: ignore[union-attr]
    return Recipient(
        person.user,
        str(person),
        channel,
        address,
        language if language in {"sv", "en", "fi-simple"} else "fi",
    )


def coordinator_of(row: Any) -> list[Recipient]:
    """The responsible coordinator, and who stands in for them today."""
    participation = row if isinstance(row, Participation) else row.participation
    if participation.coordinator_id is None:
        return coordinators_of_municipality(participation)
    return [to_user(participation.coordinator)]


def coordinators_of_municipality(row: Any) -> list[Recipient]:
    """Every coordinator of the municipality: a queue that nobody owns yet."""
    return [to_user(user) for user in holders_of(Role.COORDINATOR, row.municipality)]


def referrer_of(row: Any) -> list[Recipient]:
    """The officer who made the referral."""
    participation = row if isinstance(row, Participation) else row.participation
    return [to_user(participation.referrer)] if participation.referrer_id else []


def host_of(row: Any) -> list[Recipient]:
    """The people who act for the host; without any, the contact address on file."""
    vacancy = getattr(row, "vacancy", row)
    host = getattr(vacancy, "host", vacancy)
    if host is None:
        return []
    members = [
        to_user(membership.user)
        for membership in host.memberships.filter(valid_until=None)
        .exclude(valid_from=None)
        .select_related("user")
    ]
    if members:
        return members
    if host.contact_email:
        return [Recipient(None, host.contact_name or host.name, Channel.EMAIL, host.contact_email, "fi")]
    return [Recipient(None, host.name, Channel.WORKER, "", "fi")]


def host_that_was_told(row: Any) -> list[Recipient]:
    """The host, of whom was introduced to it; of a suggestion before that it knows nothing."""
    return host_of(row) if row.introduced_on else []


def who_may_take_up(row: Any) -> list[Recipient]:
    """The coordinators of the place that was named; the managers when it is about a worker or names none."""
    people = [] if row.about_worker else holders_of(Role.COORDINATOR, row.municipality)
    people = people or holders_of(Role.MANAGER, row.municipality)
    return [to_user(user) for user in people]


def handler_of(row: Any) -> list[Recipient]:
    """Who looks into the complaint."""
    return [to_user(row.handler)] if row.handler_id else []


def sender_of(row: Any) -> list[Recipient]:
    """Who sent the complaint, where they left an address; the message names nobody and nothing."""
    return [Recipient(None, "", Channel.EMAIL, row.email, row.language)] if row.email else []


def to_user(user: User) -> Recipient:
    """A person with an account, by e-mail."""
    return Recipient(user, str(user), Channel.EMAIL, user.email, user.language)


@dataclass(frozen=True)
class Told:
    """Who hears of an event, and by which template."""

    who: Callable[[Any], Iterable[Recipient]]
    template: str


MESSAGES: dict[str, tuple[Told, ...]] = {
    "participation.referred": (
        Told(participant_of, "referral_received"),
        Told(coordinators_of_municipality, "new_referral"),
    ),
    "participation.referred_again": (Told(coordinators_of_municipality, "new_referral"),),
    "participation.accepted": (
        Told(participant_of, "referral_accepted"),
        Told(referrer_of, "referral_progress"),
    ),
    "participation.returned": (Told(referrer_of, "referral_returned"),),
    "participation.started": (
        Told(participant_of, "participation_started"),
        Told(referrer_of, "referral_progress"),
    ),
    "participation.held": (Told(participant_of, "break_began"),),
    "participation.resumed": (Told(participant_of, "break_over"),),
    "participation.withdrawn": (
        Told(participant_of, "participation_stopped"),
        Told(coordinator_of, "participant_stopped"),
    ),
    "participation.ended": (
        Told(participant_of, "participation_ended"),
        Told(referrer_of, "referral_progress"),
    ),
    "host.registered": (Told(host_of, "host_registered"),),
    "host.verified": (Told(host_of, "host_verified"),),
    "vacancy.submitted": (Told(coordinators_of_municipality, "vacancy_to_check"),),
    "vacancy.published": (Told(host_of, "vacancy_published"),),
    "vacancy.returned": (Told(host_of, "vacancy_returned"),),
    "vacancy.closed": (Told(host_of, "vacancy_closed"),),
    "placement.proposed": (Told(participant_of, "places_suggested"),),
    "placement.wanted": (Told(coordinator_of, "participant_answered"),),
    "placement.declined": (Told(coordinator_of, "participant_answered"),),
    "placement.introduced": (Told(host_of, "person_introduced"), Told(participant_of, "you_are_introduced")),
    "placement.accepted": (Told(participant_of, "workplace_said_yes"), Told(coordinator_of, "host_answered")),
    "placement.seat_reserved": (Told(participant_of, "workplace_said_yes"),),
    "placement.refused": (Told(coordinator_of, "host_answered"),),
    "placement.agreement_issued": (
        Told(participant_of, "agreement_to_sign"),
        Told(host_of, "agreement_to_sign"),
    ),
    "placement.agreement_changed": (
        Told(participant_of, "agreement_changed"),
        Told(host_of, "agreement_changed"),
    ),
    "placement.signature_recorded_participant": (Told(participant_of, "signature_recorded"),),
    "placement.signature_recorded_host": (Told(host_of, "signature_recorded"),),
    "placement.signed": (Told(coordinator_of, "agreement_signed"),),
    "placement.agreed": (Told(participant_of, "agreement_complete"), Told(host_of, "agreement_complete")),
    "placement.started": (Told(participant_of, "place_began"),),
    "placement.ended": (Told(participant_of, "place_ended"),),
    "complaint.received": (Told(who_may_take_up, "complaint_received"),),
    "complaint.acknowledged": (
        Told(sender_of, "complaint_taken_up"),
        Told(handler_of, "complaint_for_you"),
    ),
    "complaint.answered": (Told(sender_of, "complaint_answered"),),
    "complaint.reopened": (Told(sender_of, "complaint_reopened"), Told(handler_of, "complaint_for_you")),
    "safety.reported": (Told(who_may_take_up, "safety_reported"),),
    "placement.cancelled": (Told(participant_of, "called_off"), Told(host_that_was_told, "called_off")),
}


def enqueue_messages(event: Event, row: Any, *, verb: str = "") -> list[Message]:
    """Everyone the table names has a message of the event in the outbox; it waits before it goes.

    verb: another line of the table than the event's own, where one act tells of two things.
    """
    queued: list[Message] = []
    for told in MESSAGES.get(verb or event.verb, ()):
        for recipient in told.who(row):
            if not recipient.silent:
                queued.append(enqueue(event, recipient, told.template))
    return queued


def enqueue_correction(event: Event, message: Message) -> Message:
    """Whoever got `message` hears that it no longer holds."""
    recipient = Recipient(
        message.recipient, message.recipient_name, message.channel, message.address, message.language
    )
    return enqueue(event, recipient, "correction")


def templates() -> list[str]:
    """Every message there is, by the name of its template."""
    return sorted(
        {told.template for lines in MESSAGES.values() for told in lines}
        | {"correction", "agreement_reminder"}
    )
