"""The verbs of times: offered, chosen, called off, kept; a person asked to choose one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from areas.models import Municipality
from areas.working_days import add_working_days
from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from programmes.appointments.models import Appointment, TimeInvitation
from programmes.appointments.selectors import times_for_person
from programmes.participants.codes import MeetingWay
from programmes.participants.models import Participation
from programmes.servicepoints.codes import VisitChannel
from programmes.servicepoints.models import ServicePoint, VisitTally
from programmes.servicepoints.tally import COUNTED
from programmes.telling import enqueue_messages
from workflow.engine import first_time
from workflow.locks import lock

ASKED, CHOSEN, CALLED_OFF = (
    "participation.time_asked",
    "participation.time_chosen",
    "participation.time_called_off",
)
TAKEN = _("The time has just been taken. Choose another one.")
MOST_AT_ONCE = 40
WORKING_DAYS_TO_CHOOSE = 5
CHANNEL = {MeetingWay.PHONE: VisitChannel.PHONE, MeetingWay.VIDEO: VisitChannel.CHAT}


@transaction.atomic
def offer_times(
    *,
    worker: User,
    by: User,
    municipality: Municipality,
    point: ServicePoint | None,
    way: str,
    on: date,
    first: time,
    last: time,
    minutes: int,
    token: str | None = None,
) -> int:
    """The worker has times of so many minutes from the first on that end by the last. Answers how many.

    One that begins while the worker has another is left out. Raises PermissionDenied, ValidationError.
    """
    like = Appointment(worker=worker, municipality=municipality, point=point, way=way)
    if not by.has_perm("programmes.offer_times", like):
        raise PermissionDenied
    if first_time(token, Appointment) is not None:
        return 0
    if way == MeetingWay.POINT and point is None:
        raise ValidationError({"point": _("Choose the service point where you meet.")})
    spans = list(_spans(on, first, last, minutes))
    if not spans:
        raise ValidationError({"last": _("No time fits between the two. Check the times and the minutes.")})
    if spans[0][0] <= timezone.now():
        raise ValidationError({"first": _("The first time has gone by already.")})
    held = list(
        Appointment.objects.filter(
            worker=worker, starts_at__lt=spans[-1][1], ends_at__gt=spans[0][0]
        ).values_list("starts_at", "ends_at")
    )
    made = [
        Appointment(
            worker=worker, municipality=municipality, point=point, way=way, starts_at=begins, ends_at=ends
        )
        for begins, ends in spans
        if not any(begins < other_end and ends > other for other, other_end in held)
    ]
    if not made:
        raise ValidationError({"first": _("You have times then already.")})
    for row in made:
        row.full_clean(
            exclude=["worker", "municipality", "point"], validate_unique=False, validate_constraints=False
        )
    Appointment.objects.bulk_create(made)
    record("appointment.offered", made[0], by=by, data={"times": len(made)}, token=token)
    return len(made)


def _spans(on: date, first: time, last: time, minutes: int) -> Iterator[tuple[datetime, datetime]]:
    """The times of the day one after another, as instants; clock changes do not stretch them."""
    begins = datetime.combine(on, first)
    end, step = datetime.combine(on, last), timedelta(minutes=minutes)
    for _number in range(MOST_AT_ONCE):
        if begins + step > end:
            return
        yield timezone.make_aware(begins), timezone.make_aware(begins + step)
        begins += step


@transaction.atomic
def book_as_visitor(row: Appointment, *, name: str, phone: str, topic: str, token: str) -> Event:
    """The visitor has the time; the same form twice is one. Raises ValidationError where it is taken."""
    lock(row)
    if (known := first_time(token, Appointment)) is not None:
        return known
    if not row.is_free:
        raise ValidationError(TAKEN)
    row.name, row.phone, row.topic, row.booked_at = name, phone, topic, timezone.now()
    row.full_clean(exclude=["worker", "point", "municipality"])
    row.save()
    return record("appointment.booked", row, by=None, token=token)


@as_one()
def book(row: Appointment, participation: Participation, *, by: User, token: str | None = None) -> Event:
    """The person has the time, whoever presses; an open invitation is settled, and they have it written.

    Raises PermissionDenied, and ValidationError where it is taken or of another area.
    """
    lock(participation, row)
    if not by.has_perm("programmes.choose_time", participation):
        raise PermissionDenied
    if (known := first_time(token, Participation)) is not None:
        return known
    if not row.is_free:
        raise ValidationError(TAKEN)
    if row.municipality_id != participation.municipality_id and row.worker_id != participation.coordinator_id:
        raise ValidationError(TAKEN)
    row.participation, row.booked_at = participation, timezone.now()
    row.save(update_fields=["participation", "booked_at"])
    event = record(CHOSEN, participation, by=by, data={"time": row.reference}, token=token)
    TimeInvitation.objects.filter(participation=participation, settled_on=None).update(
        chosen=row, settled_on=timezone.localdate()
    )
    enqueue_messages(event, participation)
    return event


@as_one()
def call_off(row: Appointment, *, by: User | None) -> Event:
    """Who had the time has it no more; where it is still to come, it is free again.

    by: None where a visitor does so with the link. A worker who calls it off takes the time away.
    Raises PermissionDenied, and ValidationError where it has gone by.
    """
    lock(row)
    if by is not None and not by.has_perm("programmes.call_off_time", row):
        raise PermissionDenied
    if row.booked_at is None or row.has_begun:
        raise ValidationError(_("The time has gone by or is nobody's: nothing was changed."))
    participation = row.participation
    if participation is None:
        event = record("appointment.called_off", row, by=by)
    else:
        event = record(CALLED_OFF, participation, by=by, data={"time": row.reference})
        if by is not None and by.pk != participation.participant.user_id:
            enqueue_messages(event, participation)
    row.participation, row.booked_at, row.reminded_on = None, None, None
    row.name = row.phone = row.topic = ""
    row.save()
    return event


@transaction.atomic
def take_away(row: Appointment, *, by: User) -> None:
    """A free time is offered no more. Raises PermissionDenied; ValidationError where somebody has it."""
    lock(row)
    if not by.has_perm("programmes.offer_times", row):
        raise PermissionDenied
    if row.booked_at is not None:
        raise ValidationError(_("Somebody has chosen the time. Call them first, then call it off."))
    record("appointment.taken_away", row, by=by)
    row.delete()


@transaction.atomic
def tell_whether_came(row: Appointment, *, came: bool, by: User) -> Event | None:
    """It is known whether they came; who came is in the tally, once. Said again, it changes nothing."""
    lock(row)
    if not by.has_perm("programmes.offer_times", row):
        raise PermissionDenied
    if row.booked_at is None or not row.has_begun:
        raise ValidationError(_("The time is still to come, or is nobody's."))
    if row.came is not None:
        return None
    row.came = came
    row.save(update_fields=["came"])
    if came:
        tally = VisitTally(
            on=timezone.localdate(row.starts_at),
            municipality_id=row.municipality_id,
            channel=CHANNEL.get(MeetingWay(row.way), VisitChannel.VISIT),
            topic=row.topic,
            by=by,
        )
        tally.save()
        record(COUNTED, tally, by=by, on=tally.on, data={"channel": tally.channel, "count": 1})
    return record("appointment.kept" if came else "appointment.missed", row, by=by)


@transaction.atomic
def invite(participation: Participation, *, by: User, token: str | None = None) -> Event:
    """The person is asked to choose a time within five working days; asked already, they are not asked twice.

    Raises PermissionDenied; ValidationError where nothing is free.
    """
    lock(participation)
    if not by.has_perm("programmes.invite_to_time", participation):
        raise PermissionDenied
    if (known := first_time(token, Participation)) is not None:
        return known
    if TimeInvitation.objects.filter(participation=participation, settled_on=None).exists():
        raise ValidationError(_("The person has been asked to choose a time already."))
    if not times_for_person(participation).exists():
        raise ValidationError(_("No time is free for the person. Offer times first."))
    choose_by = add_working_days(timezone.localdate(), WORKING_DAYS_TO_CHOOSE)
    row = TimeInvitation.objects.create(participation=participation, by=by, choose_by=choose_by)
    event = record(ASKED, participation, by=by, data={"invitation": row.reference}, token=token)
    enqueue_messages(event, participation)
    return event
