"""What is told of each municipality, counted from the frames of the area that its reader follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.figures import Figure, GoalFact, count_figures, count_series
from reports.frames import Frames
from reports.indicators import HEADLINE, INDICATORS
from reports.indicators.measures import euros
from reports.indicators.process import Waiting, waiting_for_first_offer, withdrawn_without_offer
from reports.indicators.structure import places_that_bend, seats_and_needs
from reports.periods import Period
from reports.right_to_work import QUARTERS_OF_TREND
from reports.way import Way, count_way

BY = "municipality"
# Not told of one municipality: sums of euros (few.py), and what compares municipalities with each other.
TOLD = [
    each.id for each in INDICATORS.values() if each.measure is not euros and each.in_all and each.id != "S1"
]
BY_GENDER = (HEADLINE, "P9", "O1", "O2", "O3")


@dataclass(frozen=True)
class Now:
    """How it is on the last day: who waits, and how many places and seats are open."""

    waiting: Waiting
    in_need: int
    open_vacancies: int
    free_seats: int


@dataclass(frozen=True)
class OfMunicipality:
    """Everything that is told of one municipality.

    figures: of its people and places; `beside` has those of the whole area that the reader follows. trend:
    the headline by quarter. by_gender: a few of the figures, of its women and men.
    """

    code: str
    period: Period
    figures: tuple[Figure, ...]
    beside: tuple[Figure, ...]
    by_gender: tuple[Figure, ...]
    trend: tuple[tuple[Period, Figure], ...]
    now: Now
    now_beside: Now
    way: Way
    withdrawn_without_offer: int

    @property
    def headline(self) -> Figure:
        """The share that had an offer within 90 days."""
        return self.figure(HEADLINE)

    def figure(self, indicator: str) -> Figure:
        """The municipality's figure."""
        return next(each for each in self.figures if each.indicator == indicator)

    def beside_of(self, indicator: str) -> Figure:
        """The same figure of everyone."""
        return next(each for each in self.beside if each.indicator == indicator)


def count_municipalities(
    frames: Frames, period: Period, goals: Sequence[GoalFact]
) -> tuple[OfMunicipality, ...]:
    """Each municipality of the frames, in the order of their list."""
    known = frames.as_of(period.end)
    by_code: dict[str | None, list[Figure]] = {}
    for each in count_figures(frames, period, indicators=TOLD, breakdowns=(None, BY), goals=goals):
        by_code.setdefault(each.group, []).append(each)
    beside, now_beside = tuple(by_code[None]), count_now(known, period)
    return tuple(
        _count(
            frames.of_municipality(fact.code),
            fact.code,
            period,
            tuple(by_code[fact.code]),
            beside,
            now_beside,
        )
        for fact in frames.reference.municipalities
    )


def _count(
    frames: Frames,
    code: str,
    period: Period,
    figures: tuple[Figure, ...],
    beside: tuple[Figure, ...],
    now_beside: Now,
) -> OfMunicipality:
    known = frames.as_of(period.end)
    by_gender = count_figures(frames, period, indicators=BY_GENDER, breakdowns=["gender"])
    return OfMunicipality(
        code,
        period,
        figures,
        beside,
        tuple(by_gender),
        tuple(count_series(known, HEADLINE, period.quarters_up_to(QUARTERS_OF_TREND))),
        count_now(known, period),
        now_beside,
        count_way(known, period),
        withdrawn_without_offer(known, period),
    )


def count_now(known: Frames, period: Period) -> Now:
    """How it is in the area of the frames on the last day."""
    both = seats_and_needs(known, period)
    return Now(
        waiting_for_first_offer(known, period.end),
        int(both.need.sum()),
        len(places_that_bend(known, period)),
        int(both.free_seats.sum()),
    )
