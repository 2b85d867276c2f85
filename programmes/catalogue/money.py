"""What stays in the hand: the one home of how money is told of a service, a place and an agreement.

Told as it is lived: a service without wage does not say "no pay", but that the benefit goes on, and what is
added to it for each day. The sum is a dated parameter, never a number in a text.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from programmes.catalogue.selectors import parameter
from ui.formats import money

EXPENSE_ALLOWANCE = "expense-allowance-day"  # euros for each day that one takes part
KEPT_AS = "expense_allowance"
FEW_DAYS, MANY_DAYS = 3, 5


def expense_allowance(on: date | None = None) -> Decimal | None:
    """Euros for each day of taking part, on the day; None where the area has set no sum. Today's is kept."""
    if on is not None:
        return _set_on(on)
    kept = cache.get(KEPT_AS)
    if kept is None:
        value = _set_on(None)
        kept = "" if value is None else str(value)
        cache.set(KEPT_AS, kept, 60)
    return Decimal(kept) if kept else None


def allowance_of(kind: Any, on: date | None = None) -> Decimal | None:
    """The allowance of a rule or type of service (`paid`, `expense_allowance`); None where it gives none."""
    return expense_allowance(on) if kind.expense_allowance and not kind.paid else None


def money_words(*, paid: bool, allowance: Decimal | None = None) -> str:
    """Wage, or that the benefit goes on and what is added to it for each day."""
    if paid:
        return _("Wage")
    if allowance is None:
        return _("Your benefit goes on")
    return _("Your benefit goes on, plus %(sum)s a day") % {"sum": sum_words(allowance)}


def money_of(kinds: Collection[Any]) -> str:
    """The same of several types of service: what holds of all of them, or that it depends; empty for none."""
    if not kinds:
        return ""
    if len({kind.paid for kind in kinds}) > 1:
        return _("Depends on the service")
    sums = {allowance_of(kind) for kind in kinds}
    return money_words(
        paid=all(kind.paid for kind in kinds), allowance=sums.pop() if len(sums) == 1 else None
    )


def in_a_month(kind: Any) -> str:
    """What a type of service adds in a month, for so many days a week; of a wage whom to ask what is left.

    A month is 52 / 12 weeks. Told of the sum alone: of the person's own benefit the service knows nothing.
    """
    if kind.paid:
        return _("The wage changes your benefit. Ask your officer what stays in the hand before you answer.")
    allowance = allowance_of(kind)
    if allowance is None:
        return "" if kind.expense_allowance else _("Your benefit as it is now, nothing is added to it")
    few, many = (whole_euros(allowance * days * 52 / 12) for days in (FEW_DAYS, MANY_DAYS))
    return _(
        "Your benefit, plus about %(few)s with %(few_days)s days a week, %(many)s with %(many_days)s"
    ) % {
        "few": few,
        "few_days": FEW_DAYS,
        "many": many,
        "many_days": MANY_DAYS,
    }


def whole_euros(euros: Decimal) -> str:
    """The sum in whole euros: `117 €`."""
    return money(int(euros.quantize(Decimal(1))) * 100)


def sum_words(euros: Decimal) -> str:
    """9 € or 9,50 €."""
    return money(int(euros * 100))


def _set_on(on: date | None) -> Decimal | None:
    try:
        return parameter(EXPENSE_ALLOWANCE, on)
    except LookupError:
        return None
