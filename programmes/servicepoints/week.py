"""A week as people write it: a line a day, "9–11.30, 12–15", empty when it is shut."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from programmes.servicepoints.hours import Slot
from programmes.servicepoints.models import OpeningHours, ServicePoint

SPAN = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[.:](\d{2}))?")
MOST_SPANS = 4


def line_of(slots: tuple[Slot, ...]) -> str:
    """The hours of a day in a line."""
    return ", ".join(f"{_clock(slot.opens)}–{_clock(slot.closes, end=True)}" for slot in slots)


def slots_of(line: str) -> tuple[Slot, ...]:
    """The hours that the line tells, in order. Raises ValidationError when it cannot be read or overlaps."""
    parts = [part for part in re.split(r"[,;]", line) if part.strip()]
    slots = sorted(_slot(part.strip()) for part in parts[: MOST_SPANS + 1])
    overlap = any(later.opens < earlier.closes for earlier, later in pairwise(slots))
    if len(slots) > MOST_SPANS or overlap or any(slot.reaches_midnight for slot in slots[:-1]):
        raise ValidationError(_("The times overlap. Write them like this: 9–11.30, 12–15"))
    return tuple(slots)


def week_of(point: ServicePoint) -> dict[int, tuple[Slot, ...]]:
    """The stored week by weekday, 0 is Monday; a day that is shut has nothing."""
    week: dict[int, tuple[Slot, ...]] = dict.fromkeys(range(7), ())
    for row in point.week.order_by("weekday", "opens"):
        week[row.weekday] += (Slot(row.opens, row.closes),)
    return week


@transaction.atomic
def set_week(point: ServicePoint, week: Mapping[int, tuple[Slot, ...]]) -> None:
    """The point is open as the week says."""
    if week_of(point) == dict(week):
        return
    point.week.all().delete()
    for weekday, slots in week.items():
        for slot in slots:
            row = OpeningHours(point=point, weekday=weekday, opens=slot.opens, closes=slot.closes)
            row.full_clean()
            row.save()


def _slot(part: str) -> Slot:
    found = SPAN.fullmatch(part)
    if found is None:
        raise ValidationError(_("Write the times like this: 9–11.30, 12–15"))
    hour, minute, last_hour, last_minute = (int(number or 0) for number in found.groups())
    if hour > 23 or last_hour > 24 or max(minute, last_minute) > 59 or (last_hour == 24 and last_minute):
        raise ValidationError(_("Write the times like this: 9–11.30, 12–15"))
    slot = Slot(time(hour, minute), time(last_hour % 24, last_minute))
    if slot.closes <= slot.opens and not slot.reaches_midnight:
        raise ValidationError(_("The closing time is before the opening time. Change one of them."))
    return slot


def _clock(value: time, *, end: bool = False) -> str:
    if end and value == time(0):
        return "24"
    return f"{value.hour}.{value.minute:02d}" if value.minute else str(value.hour)
