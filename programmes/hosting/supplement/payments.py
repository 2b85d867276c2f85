"""What of the supplement is due when: the two instalments, what each needs, and how much it is.

A place that ends early, and days of its breaks, make it less. Sums in euros.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from areas.periods import end_of_month, months_within
from programmes.catalogue.selectors import parameter
from programmes.employers.models import Duty, SupplementApplication, SupplementInstalment, SupplementStatus
from programmes.employers.supplement_sums import days_within, euros_of, months_of, parts_of
from programmes.placements.attendance.calendar import name_of_month
from programmes.placements.models import Placement
from programmes.placements.states import MonthState, PlacementState

DAY = timedelta(days=1)
NOTHING = Decimal(0)


def last_day_of(application: SupplementApplication) -> date:
    """The last day of work that the supplement is for, as it has come true so far."""
    placement = application.placement
    if placement.state == PlacementState.CANCELLED:
        return application.from_on - DAY
    return min(application.until_on, placement.ended_on or application.until_on)


def earned(application: SupplementApplication) -> Decimal:
    """What the work that was done, or is still to come, is worth: never more than was granted."""
    granted = application.granted or NOTHING
    last, away = last_day_of(application), _break_days(application)
    if last == application.until_on and not away:
        return granted
    months = months_of(application.from_on, last, away=away)
    return min(granted, euros_of(application.monthly or NOTHING, months))


def _break_days(application: SupplementApplication) -> int:
    last = last_day_of(application)
    spells = [
        (one.from_on, (one.until_on or max(timezone.localdate(), one.from_on) + DAY) - DAY)
        for one in application.placement.pauses.all()
    ]
    return days_within(spells, application.from_on, last)


def plan(application: SupplementApplication) -> list[SupplementInstalment]:
    """The two instalments of what was granted, not saved."""
    parts = parts_of(application.granted or NOTHING, application.from_on, application.until_on)
    return [
        SupplementInstalment(
            application=application,
            number=part.number,
            until_on=part.until_on,
            due_on=due_day(part.until_on),
            planned=part.euros,
        )
        for part in parts
    ]


def due_day(until_on: date) -> date:
    """By when work until the day is paid: counted from the end of its month, when its days can be checked."""
    return end_of_month(until_on) + timedelta(days=int(parameter("supplement-pay-within")))


def to_pay(application: SupplementApplication, instalment: SupplementInstalment) -> Decimal:
    """How much the instalment is today: the first at most what was planned, the last what is left."""
    whole = earned(application)
    before = sum((one.paid or NOTHING for one in application.instalments.all()), NOTHING)
    left = max(whole - before, NOTHING)
    return min(left, instalment.planned) if instalment.number == 1 else left


def overpaid(application: SupplementApplication) -> Decimal:
    """How much more has been paid than the work is worth."""
    paid = sum((one.paid or NOTHING for one in application.instalments.all()), NOTHING)
    return max(paid - earned(application), NOTHING)


def next_one(application: SupplementApplication) -> SupplementInstalment | None:
    """The first instalment that is not paid."""
    return next((one for one in application.instalments.all() if one.paid_on is None), None)


def missing(application: SupplementApplication, instalment: SupplementInstalment) -> list[str]:
    """What the instalment still needs before it is paid, each in words; empty when it can be paid."""
    found: list[str] = []
    until = min(instalment.until_on, last_day_of(application))
    if until >= timezone.localdate():
        return [_("The work that it is for goes on.")]
    if instalment.number == 2 and any(one.number == 1 and not one.paid_on for one in _all(application)):
        found.append(_("The first instalment has not been paid."))
    if waits := _unchecked(application.placement, application.from_on, until):
        found.append(_("These days have not been checked: %(months)s.") % {"months": ", ".join(waits)})
    if instalment.number == 2 and instalment.payslip_seen_on is None:
        found.append(_("The payslip has not been seen."))
    return found


def _unchecked(placement: Placement, first: date, last: date) -> list[str]:
    """The months with days of work from the first to the last day that nobody has checked."""
    rows = placement.months.filter(state=MonthState.APPROVED)
    checked = set(rows.values_list("month", flat=True))
    return [name_of_month(month) for month in months_within(first, last) if month not in checked]


def _all(application: SupplementApplication) -> list[SupplementInstalment]:
    return list(application.instalments.all())


def next_duty(application: SupplementApplication) -> tuple[date | None, str]:
    """What waits for a worker next, and by when; nothing when it is decided, entered and paid."""
    if application.status == SupplementStatus.SENT:
        return application.due_on, Duty.DECIDE
    if application.status != SupplementStatus.GRANTED:
        return None, ""
    waits: list[tuple[date, str]] = []
    if application.register_by and application.registered_on is None:
        waits.append((application.register_by, Duty.REGISTER))
    following = next_one(application)
    if following is not None and to_pay(application, following) > NOTHING:
        waits.append((following.due_on, Duty.PAY))
    return min(waits, default=(None, ""))
