"""The shape of an indicator: what it counts and every word about it, in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.groups import PERSON_BREAKDOWNS
from reports.indicators.measures import Summary

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from django_stubs_ext import StrPromise

    from reports.frames import Frames
    from reports.periods import Period

Cohort = Callable[["Frames", "Period"], "pd.DataFrame"]
Measure = Callable[["pd.DataFrame", "np.ndarray", int], list[Summary]]


@dataclass(frozen=True)
class Indicator:
    """One figure with its definition.

    `cohort` gives the rows that count, from frames already cut to the period's last day; `measure` turns
    them into n, k and value by group. `direction` (up, down or none) says which way is good. `definition`
    is printed wherever the figure is. `settled`: every row of the cohort has a day, `due_on`, on which it
    belongs to its period and after which nothing changes what it counts as.
    """

    id: str
    version: int
    name: StrPromise
    definition: StrPromise
    unit: str
    direction: str
    legal: StrPromise
    cohort: Cohort
    measure: Measure
    breakdowns: tuple[str, ...] = PERSON_BREAKDOWNS
    in_all: bool = True
    settled: bool = False
