"""Whether a place fits somebody who has a part of their ability to work in use: a rule on the place alone.

Nothing about any person is asked or judged. A page that shows the mark says the rule in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

FEW_HOURS = Decimal(15)
A_LOT = 3
MOST_ASKED_A_LOT = 1


def fits_partial_ability(
    *,
    hours_min: Decimal | None,
    graded_hours: bool,
    adjustments: Sequence[str],
    demands: Mapping[str, int],
) -> bool:
    """Whether the work can be shaped to fit.

    All three hold: the hours can begin small and grow, or at most 15 a week will do; the workplace has told
    at least one way to shape the work; what it asks is known, and at most one thing of it is asked a lot.
    """
    few_hours = graded_hours or (hours_min is not None and hours_min <= FEW_HOURS)
    asked_a_lot = sum(1 for level in demands.values() if level >= A_LOT)
    return few_hours and bool(adjustments) and bool(demands) and asked_a_lot <= MOST_ASKED_A_LOT
