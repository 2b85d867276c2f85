"""What comes into force with a start or a last signature: periods of the place, steps of its hours."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import models

from programmes.placements.agreements import current_agreement
from programmes.placements.dated import steps_of
from programmes.placements.models import Agreement, HoursStep, Placement, PlacementPeriod

A_DAY = timedelta(days=1)


def with_the_start(placement: Placement) -> list[models.Model]:
    """The first period stands, and the steps that were agreed; answers the rows that were made."""
    if placement.starts_on is None:
        return []
    agreement = current_agreement(placement)
    version = agreement.version if agreement else 1
    rows: list[models.Model] = [
        PlacementPeriod(
            placement=placement, starts_on=placement.starts_on, ends_on=placement.ends_on, version=version
        )
    ]
    steps = steps_of(agreement.content) if agreement else ()
    if steps and placement.weekly_hours:
        rows += _steps(placement, ((placement.starts_on, placement.weekly_hours), *steps))
    for row in rows:
        row.save(force_insert=True)
    return rows


def with_a_version(
    placement: Placement,
    agreement: Agreement,
    *,
    on: date,
    hours_before: Decimal | None,
    ends_before: date | None,
) -> None:
    """A new version of a running place is in force: it extends or shortens the place, and its hours hold."""
    _period(placement, agreement, ends_before)
    steps = steps_of(agreement.content)
    if not steps and placement.weekly_hours == hours_before and not placement.hours_steps.exists():
        return
    placement.hours_steps.filter(from_on__gte=on).delete()
    rows: list[tuple[date, Decimal]] = []
    first, known = placement.starts_on, placement.hours_steps.exists()
    if hours_before and first and first < on and not known:
        rows.append((first, hours_before))
    if placement.weekly_hours:
        rows.append((on, placement.weekly_hours))
    HoursStep.objects.bulk_create(_steps(placement, (*rows, *(one for one in steps if one[0] > on))))


def _period(placement: Placement, agreement: Agreement, ends_before: date | None) -> None:
    if placement.starts_on is None or placement.ends_on is None:
        return
    if not placement.periods.exists():
        first = PlacementPeriod(placement=placement, starts_on=placement.starts_on, ends_on=ends_before)
        first.full_clean()
        first.save()
    if ends_before is not None and placement.ends_on > ends_before:
        row = PlacementPeriod(
            placement=placement,
            starts_on=ends_before + A_DAY,
            ends_on=placement.ends_on,
            version=agreement.version,
        )
        row.full_clean()
        row.save()
        return
    placement.periods.filter(starts_on__gt=placement.ends_on).delete()
    last = models.Q(ends_on=None) | models.Q(ends_on__gt=placement.ends_on)
    placement.periods.filter(last).update(ends_on=placement.ends_on)


def _steps(placement: Placement, told: tuple[tuple[date, Decimal], ...]) -> list[HoursStep]:
    return [HoursStep(placement=placement, from_on=on, weekly_hours=hours) for on, hours in told]
