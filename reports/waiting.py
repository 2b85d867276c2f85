"""The waiting curve: how many still wait after each day (Kaplan-Meier), with a band of 95 per cent.

The band is that of log(-log S) with the variance of Greenwood. It is not defined before the first event,
where the curve is 1, nor where it has come down to 0, and is empty there.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

Z_95 = 1.959963984540054


@dataclass(frozen=True)
class Step:
    """What holds from the end of `day` on: the share that still waits, and its band where it has one."""

    day: int
    at_risk: int
    events: int
    waiting: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Curve:
    """The steps down, one for each day with an event; `last_day` is the last that anybody was followed to."""

    n: int
    steps: tuple[Step, ...]
    last_day: int

    def share_after(self, day: int) -> float | None:
        """The share that still waits at the end of `day`; None after the last day that is known."""
        if self.n == 0 or day > self.last_day:
            return None
        step = self.step_at(day)
        return 1.0 if step is None else step.waiting

    def step_at(self, day: int) -> Step | None:
        """The last step down by the end of `day`; None before the first."""
        return next((step for step in reversed(self.steps) if step.day <= day), None)


def falls(days: np.ndarray, reached: np.ndarray) -> list[tuple[int, int, int]]:
    """For each day with an event, in order: the day, how many were at risk, how many events.

    Those censored on day t are at risk on day t. Days before the referral count as the day itself.
    """
    import numpy as np

    days = np.maximum(days, 0)  # an offer dated before its referral is no waiting, and no error page
    leaving = np.bincount(days)
    events = np.bincount(days[reached], minlength=len(leaving))
    at_risk = len(days) - np.cumsum(leaving) + leaving
    return [(day, int(at_risk[day]), int(events[day])) for day in np.flatnonzero(events).tolist()]


def waiting_curve(cohort: pd.DataFrame) -> Curve:
    """The curve of a cohort with `days` and `reached`, False for those censored on that day."""
    days, reached = cohort.days.to_numpy(), cohort.reached.to_numpy(bool)
    if not len(days):
        return Curve(0, (), 0)
    steps, surviving, greenwood = [], 1.0, 0.0
    for day, risk, fell in falls(days, reached):
        surviving *= (risk - fell) / risk
        greenwood += fell / (risk * (risk - fell)) if risk > fell else 0.0
        low, high = _band(surviving, greenwood)
        steps.append(Step(day, risk, fell, surviving, low, high))
    return Curve(len(days), tuple(steps), max(int(days.max()), 0))


def _band(surviving: float, greenwood: float) -> tuple[float | None, float | None]:
    if not 0 < surviving < 1:
        return None, None
    width = Z_95 * sqrt(greenwood) / abs(log(surviving))
    return surviving ** exp(width), surviving ** exp(-width)
