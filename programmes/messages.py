"""Who is told what: one table, event verb -> recipients, template, and the page that the message is about.

The table is asked when the act is done and once more when the message goes (`told_now`): who cares for the
matter may have changed, an address may have been corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.duty import acting_for, on_duty
from accounts.models import User
from accounts.roles import COORDINATING, Role
from accounts.selectors import belongs_to_staff
from areas.models import Municipality
from audit.models import Event
from notifications.models import Channel, Message
from notifications.services import Recipient, enqueue
from programmes.doors import Door, door_of
from programmes.participants.models import Participant, Participation
from programmes.participants.states import ParticipationState
from programmes.relations import worker_now

# Who --------------------------------------------------------------------------------------------------------


def participant_of(row: Any) -> list[Recipient]:
    """The person the row is about, by the channel they chose."""
    return [to_participant(_participation_of(row).participant)]


def to_participant(person: Participant) -> Recipient:
    """How the person is reached. An address that is a worker's is nobody's: a worker tells the person."""
    if person.deceased_on:
        return Recipient(None, "", Channel.WORKER, "", "fi", silent=True)
    user = person.user if person.user_id and person.user.is_active else None  # type: ignore[union-attr]
    channel, address = Channel.WORKER, ""
    if person.contact_channel == "email" and (mail := _mail_of(person, user)):
        channel, address = Channel.EMAIL, mail
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
        signs_in=user is not None or door_of(person) == Door.BY_CODE,
    )


def _mail_of(person: Participant, user: User | None) -> str:
    address = person.email or (user.email if user else "")
    return "" if user is None and belongs_to_staff(address) else address


def coordinator_of(row: Any) -> list[Recipient]:
    """Who cares for the person today: the responsible worker or who stands in; else the municipality's."""
    participation = _participation_of(row)
    worker = worker_now(participation)
    return [to_user(worker)] if worker else coordinators_of_municipality(participation)


def coordinators_of_municipality(row: Any) -> list[Recipient]:
    """Who coordinates the municipality today; its managers where nobody does. Nobody hears of their own."""
    about = _participation_of(row).participant.user_id if hasattr(row, "participant") else None
    return [to_user(user) for user in workers_of(row.municipality) if user.pk != about]


def workers_of(municipality: Municipality | None) -> list[User]:
    """Who acts for the municipality today."""
    for role in (*_COORDINATORS_FIRST, Role.MANAGER):
        if people := on_duty(role, municipality):
            return people
    return []


_COORDINATORS_FIRST = (Role.COORDINATOR, Role.WORK_ABILITY_COORDINATOR)


def who_may_take_up_referral(row: Participation) -> list[Recipient]:
    """The queue of new referrals, while this one still waits in it."""
    return coordinators_of_municipality(row) if row.state == ParticipationState.REFERRED else []


def who_may_check(row: Any) -> list[Recipient]:
    """The queue of places to check, while this one still waits in it."""
    return coordinators_of_municipality(row) if row.state == "submitted" else []


def referrer_of(row: Any) -> list[Recipient]:
    """The officer who made the referral, or who stands in; nobody when they have left."""
    officer = acting_for(_participation_of(row).referrer, Role.REFERRER)
    return [to_user(officer)] if officer else []


def officers_of(row: Participation) -> list[Recipient]:
    """The officer who made the referral; when they have left, the others of the municipality or a worker."""
    if own := referrer_of(row):
        return own
    others = on_duty(Role.REFERRER, row.municipality)
    return [to_user(user) for user in others] or coordinators_of_municipality(row)


def host_of(row: Any) -> list[Recipient]:
    """The people who act for the host today; without any, the contact address on file."""
    vacancy = getattr(row, "vacancy", row)
    host = getattr(vacancy, "host", vacancy)
    if host is None:
        return []
    today = timezone.localdate()
    current = Q(valid_until=None) | Q(valid_until__gte=today)
    members = host.memberships.filter(current, valid_from__lte=today, user__is_active=True)
    if found := [to_user(membership.user) for membership in members.select_related("user")]:
        return found
    if host.contact_email:
        return [Recipient(None, host.contact_name or host.name, Channel.EMAIL, host.contact_email, "fi")]
    return [Recipient(None, host.name, Channel.WORKER, "", "fi")]


def host_that_was_told(row: Any) -> list[Recipient]:
    """The host, of whom was introduced to it; of a suggestion before that it knows nothing."""
    return host_of(row) if row.introduced_on else []


def participant_who_said_yes(row: Any) -> list[Recipient]:
    """The person, of a place that they had said yes to."""
    return participant_of(row) if row.wanted_on else []


def who_may_take_up(row: Any) -> list[Recipient]:
    """The coordinators of the place that was named; the managers when it is about a worker or names none."""
    people = [] if row.about_worker else workers_of(row.municipality)
    return [to_user(user) for user in people or on_duty(Role.MANAGER, row.municipality)]


def handler_of(row: Any) -> list[Recipient]:
    """Who looks into the complaint, or stands in for them; who may take it up when they have left."""
    handler = acting_for(row.handler, *COORDINATING, Role.MANAGER)
    return [to_user(handler)] if handler else who_may_take_up(row)


def sender_of(row: Any) -> list[Recipient]:
    """Who sent the complaint, where they left an address; the message names nobody and nothing."""
    return [Recipient(None, "", Channel.EMAIL, row.email, row.language)] if row.email else []


def to_user(user: User) -> Recipient:
    """A person with an account, by e-mail."""
    return Recipient(user, str(user), Channel.EMAIL, user.email, user.language, signs_in=True)


def _participation_of(row: Any) -> Participation:
    return row if isinstance(row, Participation) else row.participation


# Where the message leads ------------------------------------------------------------------------------------

At = Callable[[Any], str]


def page(name: str) -> At:
    """The page of the row under the name."""
    return lambda row: reverse(name, args=[row.reference])


def own_home(row: Any) -> str:
    """The person's own page."""
    return reverse("my:home")


def own_data(row: Any) -> str:
    """The person's own data."""
    return reverse("my:data")


def own_offers(row: Any) -> str:
    """The places that were suggested together, side by side."""
    offers = row.offer_round
    return reverse("my:offers", args=[offers.reference]) if offers else own_place(row)


def person_at_work(row: Any) -> str:
    """The person's page as their worker reads it."""
    return reverse("work:person", args=[_participation_of(row).reference])


def new_referrals(row: Any) -> str:
    """The morning page with the referrals that nobody has taken up."""
    return f"{reverse('work:home')}?view=new"


def places_to_check(row: Any) -> str:
    """The morning page with the hosts and places to check."""
    return f"{reverse('work:home')}?view=places"


def no_page(row: Any) -> str:
    """The sender of a complaint reads the answer with a code, not with an account."""
    return ""


def host_home(row: Any) -> str:
    """The host's own page."""
    return reverse("host:home")


own_place, host_place, place_at_host = page("my:placement"), page("host:placement"), page("host:vacancy")
referral, complaint, danger = page("refer:detail"), page("work:complaint"), page("work:safety")


def referral_or_person(row: Participation) -> str:
    """The referral as an officer reads it; the person's page where only workers are left to act."""
    officers = referrer_of(row) or on_duty(Role.REFERRER, row.municipality)
    return referral(row) if officers else person_at_work(row)


# The table --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """Who hears of an event, by which template, and the page it leads to.

    gather: a queue, where many events are one message.
    """

    who: Callable[[Any], Iterable[Recipient]]
    template: str
    at: At
    gather: bool = False


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
    "host.registered": (Told(host_of, "host_registered", host_home),),
    "host.verified": (Told(host_of, "host_verified", host_home),),
    "vacancy.submitted": (Told(who_may_check, "vacancy_to_check", places_to_check, gather=True),),
    "vacancy.published": (Told(host_of, "vacancy_published", place_at_host),),
    "vacancy.returned": (Told(host_of, "vacancy_returned", place_at_host),),
    "vacancy.closed": (Told(host_of, "vacancy_closed", place_at_host),),
    "placement.proposed": (Told(participant_of, "places_suggested", own_offers),),
    "placement.wanted": (Told(coordinator_of, "participant_answered", person_at_work),),
    "placement.declined": (
        Told(coordinator_of, "participant_answered", person_at_work),
        Told(host_that_was_told, "person_not_coming", host_place),
    ),
    "placement.released": (
        Told(participant_who_said_yes, "place_let_go", own_place),
        Told(host_that_was_told, "person_not_coming", host_place),
    ),
    # With the end of something else: the person hears of that, the host of this.
    "placement.fell_away": (Told(host_that_was_told, "person_not_coming", host_place),),
    "placement.introduced": (
        Told(host_of, "person_introduced", host_place),
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
        Told(host_of, "agreement_to_sign", host_place),
    ),
    "placement.agreement_changed": (
        Told(participant_of, "agreement_changed", own_place),
        Told(host_of, "agreement_changed", host_place),
    ),
    "placement.signature_recorded_participant": (Told(participant_of, "signature_recorded", own_place),),
    "placement.signature_recorded_host": (Told(host_of, "signature_recorded", host_place),),
    "placement.reminded_participant": (Told(participant_of, "agreement_reminder", own_place),),
    "placement.reminded_host": (Told(host_of, "agreement_reminder", host_place),),
    "placement.signed": (Told(coordinator_of, "agreement_signed", person_at_work),),
    "placement.agreed": (
        Told(participant_of, "agreement_complete", own_place),
        Told(host_of, "agreement_complete", host_place),
    ),
    "placement.started": (Told(participant_of, "place_began", own_place),),
    "placement.ended": (
        Told(participant_of, "place_ended", own_place),
        Told(host_of, "place_over", host_place),
    ),
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
    "safety.reported": (Told(who_may_take_up, "safety_reported", danger),),
    "placement.cancelled": (
        Told(participant_of, "called_off", own_place),
        Told(host_that_was_told, "called_off", host_place),
    ),
}


def enqueue_messages(event: Event, row: Any, *, verb: str = "") -> list[Message]:
    """Everyone the table names has a message of the event in the outbox; it waits before it goes.

    verb: another line of the table than the event's own, where one act tells of two things.
    """
    queued: list[Message] = []
    key = verb or event.verb
    for number, told in enumerate(MESSAGES.get(key, ())):
        for recipient in told_by(told, row):
            line = f"{key}:{number}"
            queued.append(enqueue(event, recipient, told.template, line=line, gather=told.gather))
    return queued


def told_by(told: Told, row: Any) -> list[Recipient]:
    """Who the line names today, with the page and the telephone number for the end of the message."""
    worker = _worker_to_ring(row)
    people = [one for one in told.who(row) if not one.silent]
    return [
        replace(one, path=told.at(row))
        if worker is None or one.user == worker
        else replace(one, path=told.at(row), worker=str(worker), phone=worker.phone)
        for one in people
    ]


def _worker_to_ring(row: Any) -> User | None:
    """The person's own worker today, where the row is about a person and has one."""
    participation = row if isinstance(row, Participation) else getattr(row, "participation", None)
    return worker_now(participation) if participation is not None else None


def told_now(message: Message) -> list[Recipient] | None:
    """Who the message is for today, asked of the table again; None where the table does not name them."""
    key, _colon, number = str(message.context.get("line", "")).rpartition(":")
    lines = MESSAGES.get(key, ())
    if not number.isdecimal() or int(number) >= len(lines):
        return None
    told = lines[int(number)]
    model = apps.get_model("programmes", message.event.object_type)
    row = model._default_manager.filter(pk=message.event.object_id).first()
    return None if row is None or told.template != message.template else told_by(told, row)


def enqueue_correction(event: Event, message: Message) -> Message:
    """Whoever got `message` hears that it no longer holds."""
    end = {name: message.context.get(name, "") for name in ("path", "worker")}
    recipient = Recipient(
        message.recipient,
        message.recipient_name,
        message.channel,
        message.address,
        message.language,
        signs_in=bool(end["path"]),
        phone=message.context.get("worker_phone", ""),
        **end,
    )
    return enqueue(event, recipient, "correction")


def templates() -> list[str]:
    """Every message there is, by the name of its template."""
    return sorted(
        {told.template for lines in MESSAGES.values() for told in lines}
        | {"correction", "agreement_reminder"}
    )
