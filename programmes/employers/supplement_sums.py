"""How much the employment supplement is for a time of work, and in which two parts it is paid. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from dateutil.relativedelta import relativedelta

CENT, NOTHING, DAYS_OF_A_MONTH = Decimal("0.01"), Decimal(0), Decimal(30)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Part:
    """One instalment: its number, the last day of work that it is for, and how much, in euros."""

    number: int
    until_on: date
    euros: Decimal


def months_of(from_on: date, until_on: date, *, away: int = 0) -> Decimal:
    """The months from the first to the last day, both counted; the days that are left are thirtieths.

    away: days of breaks, each a thirtieth less. Never below nothing.
    """
    if until_on < from_on:
        return NOTHING
    whole = relativedelta(until_on + DAY, from_on)
    months = Decimal(12 * whole.years + whole.months) + Decimal(whole.days - away) / DAYS_OF_A_MONTH
    return max(months, NOTHING)


def monthly_of(most: Decimal, wage: Decimal, other_support: Decimal) -> Decimal:
    """Euros a month: the most, and never more than what the work costs the workplace after other support."""
    return max(min(most, wage - other_support), NOTHING)


def euros_of(monthly: Decimal, months: Decimal) -> Decimal:
    """Euros for the months, to the cent."""
    return (monthly * months).quantize(CENT, ROUND_HALF_UP)


def parts_of(euros: Decimal, from_on: date, until_on: date) -> tuple[Part, Part]:
    """The two instalments: half after half of the time, the rest after its end."""
    half_on = from_on + timedelta(days=(until_on - from_on).days // 2)
    first = (euros / 2).quantize(CENT, ROUND_HALF_UP)
    return Part(1, half_on, first), Part(2, until_on, euros - first)


def days_within(spells: Iterable[tuple[date, date]], from_on: date, until_on: date) -> int:
    """How many days of the spells (first and last day of each) lie from the first to the last day."""
    lengths = ((min(last, until_on) - max(first, from_on)).days + 1 for first, last in spells)
    return sum(length for length in lengths if length > 0)
