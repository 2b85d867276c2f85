"""The meetings of coaching: kept in three presses, taken back in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from accounts.models import User
from audit.models import Event
from audit.services import record
from programmes.participants.happened import refuse_unlived
from programmes.participants.models import CoachingMeeting, Participation
from workflow.engine import first_time
from workflow.locks import lock
from workflow.notes import keep_note

COACHED = "participation.coached"


@dataclass(frozen=True)
class Coached:
    """How often a person has been coached, and when last."""

    times: int
    last_on: date | None


def coached(row: Participation) -> Coached:
    """The coaching of the time in the service so far, of a row that was read with `with_coaching`."""
    return Coached(row.coached_times or 0, row.coached_last)  # type: ignore[attr-defined]


def with_coaching(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """The rows with how often and when last each was coached, read with them."""
    meetings = CoachingMeeting.objects.filter(participation=OuterRef("pk")).order_by()
    each = meetings.values("participation").annotate(times=Count("pk"), last=Max("on"))
    return rows.annotate(
        coached_times=Subquery(each.values("times")), coached_last=Subquery(each.values("last"))
    )


@transaction.atomic
def keep_meeting(row: Participation, *, way: str, on: date, by: User, token: str | None = None) -> Event:
    """The meeting stands; the same form twice is one. Taken back, it is gone.

    Raises PermissionDenied; ValidationError, in words, for a day that is to come or lies before the referral.
    """
    lock(row)
    if not by.has_perm("programmes.coach_participation", row):
        raise PermissionDenied
    if (known := first_time(token, Participation)) is not None:
        return known
    refuse_unlived(row, on)
    meeting = CoachingMeeting(participation=row, on=on, way=way, by=by)
    meeting.full_clean()
    meeting.save()
    event = record(COACHED, row, by=by, on=on, data={"way": way}, token=token)
    keep_note(event, meeting)
    return event
