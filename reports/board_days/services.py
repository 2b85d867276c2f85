"""The days of the board."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from audit.services import record
from reports.models import BoardDay
from reports.periods import Period
from reports.readers import require_manager
from workflow.engine import first_time


def board_days() -> QuerySet[BoardDay]:
    """The days on which the board met, the latest first."""
    return BoardDay.objects.select_related("noted_by")


def since(day: date) -> Period:
    """From the day of the board to today, both included."""
    return Period(day, max(day, timezone.localdate()))


@transaction.atomic
def note(on: date, *, by: User, token: str | None = None) -> BoardDay:
    """It is written down that the board met that day; once, however often told.

    Raises PermissionDenied for who does not manage.
    """
    require_manager(by)
    if (known := first_time(token, BoardDay)) is not None:
        return BoardDay.objects.get(pk=known.object_id)
    row, is_new = BoardDay.objects.get_or_create(on=on, defaults={"noted_by": by})
    if is_new:
        record("board_day.noted", row, by=by, on=on, token=token)
    return row
