"""Follow-ups: the person is asked how things are 1, 3, 6 and 12 months after the end (decision 0084).

Three tries a week apart: by message to who has e-mail, else by a worker who rings. "Not reached" is an answer
of its own. Nobody is asked more than one question a week.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.models import Event
from audit.services import record
from notifications.models import Delivery, Message
from programmes.participants.codes import ContactChannel, FollowUpAnswer
from programmes.participants.labour import status_of_answer
from programmes.participants.models import FollowUp, Participation
from programmes.participants.states import OPEN, ParticipationState
from programmes.recipients import asked_within_a_week as asked_in_any_way
from programmes.recipients import to_participant
from programmes.telling import enqueue_messages
from ui.formats import day
from workflow.engine import first_time
from workflow.locks import lock
from workflow.notes import change_beside, remember_made

TRIES = 3
BETWEEN_TRIES = timedelta(days=7)
CLOSED_AFTER = timedelta(days=14)
# A question that nobody asked in time is not asked any more: the next one comes, or the year is over.
TOO_LATE = timedelta(days=60)


def schedule_follow_ups(participation: Participation, event: Event) -> None:
    """The four questions wait for their days, counted from the day on which the service ended by the event.

    Of a time that ended before and was opened again, what was answered stays; what was not has its new day.
    """
    ended_on = participation.ended_on or timezone.localdate()
    known = {row.months: row for row in participation.follow_ups.all()}
    wanted = FollowUp.all_of(participation, ended_on)
    made = FollowUp.objects.bulk_create(row for row in wanted if row.months not in known)
    remember_made(event, *made)
    for row in wanted:
        if row.months in known:
            again = FollowUp.objects.filter(pk=known[row.months].pk, answered_on=None)
            days = {"ask_on": row.ask_on, "due_on": row.due_on}
            change_beside(event, again, **days, asked_on=None, tries=0, last_tried_on=None)


def ask_who_is_due() -> int:
    """Everyone whose question is due and who is written to has been asked once more; answers how many."""
    today = timezone.localdate()
    return sum(_ask(pk, today) for pk in list(_to_ask(today).values_list("pk", flat=True)))


def close_unanswered() -> int:
    """Questions that stayed without an answer a fortnight after the third try are closed as not reached."""
    today = timezone.localdate()
    late = _waiting().filter(tries__gte=TRIES, last_tried_on__lte=today - CLOSED_AFTER)
    return sum(_close(pk, today) for pk in list(late.values_list("pk", flat=True)))


def to_ring(today: date) -> QuerySet[FollowUp]:
    """What a worker asks by telephone: the person is not written to, and was not rung for a week."""
    not_written_to = ~Q(participation__participant__contact_channel=ContactChannel.EMAIL) | Q(
        participation__participant__email=""
    )
    rested = Q(last_tried_on=None) | Q(last_tried_on__lte=today - BETWEEN_TRIES)
    return _due(today).filter(not_written_to, rested, asked_on__isnull=False)


def open_question(participation: Participation) -> FollowUp | None:
    """The question that waits for the person's answer."""
    asked = _waiting().filter(participation=participation, asked_on__isnull=False)
    return asked.order_by("months").last()


def why_not_answered(row: FollowUp, today: date) -> str:
    """Why nothing can be answered to the question, in words for a worker; empty when it can."""
    if row.participation.participant.deceased_on:
        return _("The person has died. Nothing is asked any more.")
    if not is_time(row, today):
        return _("It is too early: this is asked on %(date)s.") % {"date": day(row.ask_on)}
    return ""


def is_time(row: FollowUp, today: date) -> bool:
    """Whether the day of the question has come."""
    return row.ask_on <= today or row.asked_on is not None


@transaction.atomic
def answer(follow_up: FollowUp, status: str, *, by: User | None, on_word: str = "", token: str = "") -> None:
    """The person has said how things are; said again, the later word holds. by: None for who came by link.

    Raises ValidationError where the person has died, or the day of the question has not come.
    """
    lock(follow_up.participation)
    if first_time(token, Participation) is not None:
        return
    today = timezone.localdate()
    row = _fresh(follow_up)
    if refused := why_not_answered(row, today):
        raise ValidationError(refused)
    row.asked_on = row.asked_on or today
    row.answered_on, row.status, row.on_word = today, FollowUpAnswer(status), on_word
    row.save()
    status_of_answer(row)
    record(
        "followup.answered",
        follow_up.participation,
        by=by,
        data=_told(row),
        on_word=on_word,
        token=token or None,
    )


@transaction.atomic
def tried(follow_up: FollowUp, *, by: User, token: str = "") -> bool:
    """A worker has rung and nobody answered; the third time it is closed as not reached.

    token: of the form; one that comes twice is one call. A day is one try. False, and nothing is on record,
    where the person has answered meanwhile or a try of today is. Raises ValidationError where the person has
    died, or the day of the question has not come.
    """
    lock(follow_up.participation)
    if first_time(token, Participation) is not None:
        return True
    today = timezone.localdate()
    row = _fresh(follow_up)
    if row.answered_on is not None or row.last_tried_on == today:
        return False
    if refused := why_not_answered(row, today):
        raise ValidationError(refused)
    row.tries, row.last_tried_on, row.asked_on = row.tries + 1, today, row.asked_on or today
    if row.tries >= TRIES:
        row.answered_on, row.status = today, FollowUpAnswer.NOT_REACHED
    row.save()
    record("followup.not_reached", follow_up.participation, by=by, data=_told(row), token=token or None)
    return True


def _fresh(row: FollowUp) -> FollowUp:
    return FollowUp.objects.select_related("participation__participant").get(pk=row.pk)


@transaction.atomic
def _ask(key: int, today: date) -> bool:
    row = FollowUp.objects.select_related("participation__participant").get(pk=key)
    lock(row.participation)
    lately = asked_within_a_week(row.participation, today, but="how_are_you")
    if lately or not _to_ask(today).filter(pk=key).exists():
        return False
    event = record("followup.asked", row, by=None, data=_told(row))
    enqueue_messages(event, row)
    written = Message.objects.filter(event=event, state=Delivery.PENDING).exists()
    row.asked_on, row.last_tried_on = row.asked_on or today, today if written else None
    row.tries += written
    row.save(update_fields=["asked_on", "last_tried_on", "tries"])
    return True


@transaction.atomic
def _close(key: int, today: date) -> bool:
    row = FollowUp.objects.select_related("participation").get(pk=key)
    lock(row.participation)
    changed = _waiting().filter(pk=key).update(answered_on=today, status=FollowUpAnswer.NOT_REACHED)
    if changed:
        record("followup.not_reached", row.participation, by=None, data={"months": row.months})
    return bool(changed)


def asked_within_a_week(participation: Participation, today: date, *, but: str = "") -> bool:
    """Whether the person has been rung or asked something by the service itself within the last seven days.

    but: the question that has its own rule for being asked again.
    """
    person = participation.participant
    rung = FollowUp.objects.filter(participation__participant=person, tries__gt=0)
    if rung.filter(last_tried_on__gt=today - BETWEEN_TRIES).exists():
        return True
    return asked_in_any_way(to_participant(person), but=but)


def _waiting() -> QuerySet[FollowUp]:
    """Questions without an answer, of people who are alive, whose service is over and has not begun anew."""
    again = Participation.objects.filter(
        participant=OuterRef("participation__participant"), state__in=sorted(OPEN)
    )
    return FollowUp.objects.filter(
        ~Exists(again),
        answered_on=None,
        participation__state=ParticipationState.ENDED,
        participation__participant__deceased_on=None,
    )


def _due(today: date) -> QuerySet[FollowUp]:
    return _waiting().filter(ask_on__lte=today, ask_on__gt=today - TOO_LATE)


def _to_ask(today: date) -> QuerySet[FollowUp]:
    """What the service itself asks today: once, and twice more who was written to and has not answered."""
    again = Q(last_tried_on__lte=today - BETWEEN_TRIES, tries__lt=TRIES)
    written_to = Q(participation__participant__contact_channel=ContactChannel.EMAIL)
    return _due(today).filter(Q(asked_on=None) | again & written_to).order_by("ask_on", "pk")


def _told(row: FollowUp) -> dict[str, object]:
    """What the trail keeps: which question, and the answer."""
    return {"months": row.months, "status": str(row.status)} if row.status else {"months": row.months}
