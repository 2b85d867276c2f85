"""What an agreement begins from: days, hours and steps that fit the type of service, place and person.

Every value is a proposal that the worker changes; nothing is agreed before all have signed.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from areas.periods import last_day_of
from areas.working_days import is_working_day
from programmes.catalogue.models import ProgrammeTypeRule
from programmes.catalogue.selectors import rule_on
from programmes.participants.models import WorkProfile
from programmes.placements.dated import Steps
from programmes.placements.models import Placement

SOON = timedelta(days=14)
FIRST_MONTHS = 3
FIRST_STEP_AFTER = timedelta(weeks=4)


def proposed_terms(placement: Placement) -> dict[str, Any]:
    """First and last day, hours a week and one step of them, as far as they can be known."""
    starts_on = _first_day(placement)
    rule = rule_on(placement.programme_type, starts_on)
    ends_on = _last_day(placement, rule, starts_on)
    hours = _hours(placement, rule)
    told: dict[str, Any] = {"starts_on": starts_on, "ends_on": ends_on}
    if hours is not None:
        told["weekly_hours"] = hours
        told["steps"] = _steps(placement, rule, hours, starts_on, ends_on)
    return told


def _first_day(placement: Placement) -> date:
    """The first working day that suits the person and the place."""
    place = placement.vacancy or placement.intake
    opens = placement.vacancy.start_from_on if placement.vacancy else place.starts_on  # type: ignore[union-attr]
    wished = placement.participation.earliest_start_on
    day = max(one for one in (timezone.localdate() + SOON, opens, wished) if one)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _last_day(placement: Placement, rule: ProgrammeTypeRule, starts_on: date) -> date:
    """The group's last day; else three months, or as long as the type of service allows."""
    if placement.intake and placement.intake.ends_on and placement.intake.ends_on >= starts_on:
        return placement.intake.ends_on
    months = min(rule.duration_months_max or FIRST_MONTHS, FIRST_MONTHS)
    return last_day_of(starts_on, months)


def _hours(placement: Placement, rule: ProgrammeTypeRule) -> Decimal | None:
    """The least that the person wished, within what the place and the law allow; none where nobody told."""
    place = _place(placement)
    wished = placement.participation.weekly_hours_min or placement.participation.weekly_hours_max
    least = place.weekly_hours_min if place else None
    hours = max((one for one in (wished, least) if one), default=None)
    return _at_most(hours, place, rule) if hours else None


def _steps(
    placement: Placement, rule: ProgrammeTypeRule, hours: Decimal, starts_on: date, ends_on: date
) -> Steps:
    """The hours that the person plans for later, where the place lets hours grow."""
    profile = WorkProfile.objects.filter(participant=placement.participation.participant_id).first()
    grows = placement.vacancy is not None and placement.vacancy.graded_hours
    if profile is None or not profile.hours_later or not grows:
        return ()
    later = _at_most(profile.hours_later, _place(placement), rule)
    planned = profile.hours_later_from_on
    on = planned if planned and planned > starts_on else starts_on + FIRST_STEP_AFTER
    return ((on, later),) if later > hours and on < ends_on else ()


def _place(placement: Placement) -> Any:
    return placement.vacancy or placement.intake.programme  # type: ignore[union-attr]


def _at_most(hours: Decimal, place: Any, rule: ProgrammeTypeRule) -> Decimal:
    bounds = (hours, place.weekly_hours_max if place else None, rule.weekly_hours_max)
    return min(one for one in bounds if one)
