"""What holds of a place on a day: whether it is on a break, how many hours a week are agreed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.utils import timezone

from programmes.placements.models import HoursStep, Placement

Steps = tuple[tuple[date, Decimal], ...]


def with_days(placements: Iterable[Placement]) -> list[Placement]:
    """The placements with their breaks and steps beside them: two reads, however many they are."""
    rows = list(placements)
    prefetch_related_objects(rows, "pauses", "hours_steps")
    return rows


def on_break(placement: Placement, day: date) -> bool:
    """Whether the place is on a break on the day."""
    return any(one.covers(day) for one in placement.pauses.all())


def hours_on(placement: Placement, day: date) -> Decimal | None:
    """The hours a week that are agreed for the day: of the last step before it, else of the agreement."""
    reached = [one for one in placement.hours_steps.all() if one.from_on <= day]
    return max(reached, key=lambda one: one.from_on).weekly_hours if reached else placement.weekly_hours


def hours_now(placement: Placement) -> Decimal | None:
    """The hours a week that are agreed for today."""
    return hours_on(placement, timezone.localdate())


def begins_at(placement: Placement, day: date) -> date | None:
    """Since when the hours of the day hold: its last step, or None where the hours have never changed."""
    reached = [one.from_on for one in placement.hours_steps.all() if one.from_on <= day]
    return max(reached, default=None)


def steps_ahead(placement: Placement) -> list[HoursStep]:
    """The steps that come after today."""
    today = timezone.localdate()
    return [one for one in placement.hours_steps.all() if one.from_on > today]


def steps_of(content: dict[str, object]) -> Steps:
    """The steps that an agreement tells."""
    told: list[list[str]] = content.get("hours_steps") or []  # type: ignore[assignment]
    return tuple((date.fromisoformat(on), Decimal(hours)) for on, hours in told)
