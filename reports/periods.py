"""Periods: the days a figure speaks of, both ends included."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from areas.periods import after_months, end_of_month

_NAMED = re.compile(r"(?P<year>\d{4})(?:-(?P<part>Q[1-4]|H[12]))?")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])")
_MONTHS_OF_PART = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}


FIRST_YEAR = 1980


@dataclass(frozen=True, order=True)
class Period:
    """The days from `start` to `end`, both included; `end` is also the data day."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"the period ends {self.end} before it starts {self.start}")
        if self.start.year < FIRST_YEAR:
            raise ValueError(f"there are no figures before {FIRST_YEAR}")

    @classmethod
    def named(cls, name: str) -> "Period":
        """The period called `2026`, `2026-H1` or `2026-Q3`; ValueError for another name."""
        match = _NAMED.fullmatch(name)
        if match is None:
            raise ValueError(f"{name!r} is no quarter (2026-Q1), half (2026-H1) or year (2026)")
        year = int(match["year"])
        first, last = _MONTHS_OF_PART.get(match["part"] or "", (1, 12))
        return cls(date(year, first, 1), end_of_month(date(year, last, 1)))

    @classmethod
    def called(cls, code: str) -> "Period":
        """The period with this `code`: a month, `2026-11`, or one that has a name; ValueError for another."""
        match = _MONTH.fullmatch(code)
        return cls.month_of(date(int(match["year"]), int(match["month"]), 1)) if match else cls.named(code)

    @classmethod
    def month_of(cls, day: date) -> "Period":
        """The calendar month in which `day` lies."""
        return cls(day.replace(day=1), end_of_month(day))

    @classmethod
    def quarter_of(cls, day: date) -> "Period":
        """The calendar quarter in which `day` lies."""
        return cls.named(f"{day.year}-Q{(day.month + 2) // 3}")

    @property
    def name(self) -> str | None:
        """`2026`, `2026-H1` or `2026-Q1` when the period is a whole year, half or quarter, else None."""
        year = self.start.year
        if self == Period.named(str(year)):
            return str(year)
        return next(
            (f"{year}-{part}" for part in _MONTHS_OF_PART if self == Period.named(f"{year}-{part}")), None
        )

    @property
    def code(self) -> str | None:
        """The name, or `2026-11` when the period is a calendar month, else None. No edition is of a month."""
        is_month = self == Period.month_of(self.start)
        return self.name or (f"{self.start:%Y-%m}" if is_month else None)

    def year_before(self) -> "Period":
        """The same period a year earlier; a month's last day stays the last day."""
        return Period(_a_year_before(self.start), _a_year_before(self.end, keep_month_end=True))

    def quarters_up_to(self, count: int) -> list["Period"]:
        """The `count` whole quarters that have ended by the end of this period, oldest first."""
        latest = Period.quarter_of(self.end)
        if latest.end > self.end:
            latest = latest.quarter_before()
        quarters = [latest]
        while len(quarters) < count:
            quarters.append(quarters[-1].quarter_before())
        return quarters[::-1]

    def quarter_before(self) -> "Period":
        """The calendar quarter that ended before the quarter in which this period starts."""
        return Period.quarter_of(Period.quarter_of(self.start).start - timedelta(days=1))


def recent_periods(today: date, years: int = 3) -> list[Period]:
    """Whole years, halves and quarters that have ended by `today`, latest first, the longer one first."""
    names = [f"{year}{part}" for year in range(today.year, today.year - years, -1)
             for part in ("", "-H2", "-H1", "-Q4", "-Q3", "-Q2", "-Q1")]  # fmt: skip
    ended = [period for period in map(Period.named, names) if period.end <= today]
    return sorted(ended, key=lambda period: (period.end, -period.start.toordinal()), reverse=True)


def recent_months(today: date, count: int = 24) -> list[Period]:
    """The calendar months that have ended by `today`, latest first."""
    latest = today if today == end_of_month(today) else after_months(today.replace(day=1), -1)
    return [Period.month_of(after_months(latest.replace(day=1), -back)) for back in range(count)]


def _a_year_before(day: date, *, keep_month_end: bool = False) -> date:
    before = after_months(day, -12)
    return end_of_month(before) if keep_month_end and day == end_of_month(day) else before
