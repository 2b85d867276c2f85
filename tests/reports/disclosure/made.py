"""Made-up people, the figures of their editions, and what a careless publisher would show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from reports.disclosure.facts import Published, Row, row_of
from reports.figures import Figure
from reports.frames import MunicipalityFact, Reference
from reports.periods import Period

REFERENCE = Reference(
    municipalities=(
        MunicipalityFact("167", "JNS", False),
        MunicipalityFact("276", "JSE", False),
        MunicipalityFact("426", "JSE", False),
        MunicipalityFact("422", "PIE", True),
        MunicipalityFact("541", "PIE", True),
        MunicipalityFact("176", "PIE", True),
    ),
    service_areas=("JNS", "JSE", "PIE"),
    programme_types=(),
)
TOWNS = {place.code: place for place in REFERENCE.municipalities}
GROUPS = {
    "municipality": tuple(TOWNS),
    "service_area": REFERENCE.service_areas,
    "remote": ("yes", "no"),
    "gender": ("female", "male", "other"),
    "language": ("fi", "sv", "other"),
}
QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
WITH_UNKNOWN = ("O1", "O3")


@dataclass(frozen=True)
class Person:
    """Somebody in the count, with groups and outcomes."""

    quarter: str
    town: str
    gender: str
    language: str
    outcome: dict[str, str]
    score: int

    def is_in(self, row: Row) -> bool:
        """Whether the row has this person."""
        by, group = row
        own = {
            "municipality": self.town,
            "service_area": TOWNS[self.town].service_area if self.town in TOWNS else "unknown",
            "remote": ("yes" if TOWNS[self.town].remote else "no") if self.town in TOWNS else "unknown",
            "gender": self.gender,
            "language": self.language,
        }
        return by is None or own[by] == group


def people(
    random: Random, count: int, *, good: float = 0.6, unknown: float = 0.1, nowhere: float = 0.02
) -> list[Person]:
    """So many people, most in the large town, few in the small ones."""
    weights = (40, 25, 12, 8, 3, 2)
    found = []
    for _number in range(count):
        drawn = {
            name: "unknown" if name in WITH_UNKNOWN and random.random() < unknown
            else "good" if random.random() < good else "bad"
            for name in ("P1", "P3", "P4", "O1", "O3", "W1")
        }  # fmt: skip
        found.append(
            Person(
                random.choice(QUARTERS),
                "unknown" if random.random() < nowhere else random.choices(tuple(TOWNS), weights)[0],
                random.choices(("female", "male", "other", "unknown"), (48, 48, 2, 2))[0],
                random.choices(("fi", "sv", "other"), (80, 4, 16))[0],
                drawn,
                random.randint(0, 10),
            )
        )
    return found


def figures(
    everybody: Sequence[Person], period: Period, indicators: Iterable[str], breakdowns: Iterable[str] = GROUPS
) -> tuple[Figure, ...]:
    """The exact figures of the people of the period, a row for each group on the lists."""
    whole = [each for each in everybody if _lies_in(each.quarter, period)]
    last = Period.quarter_of(period.end).name
    rows: list[Row] = [(None, None)]
    for by in breakdowns:
        rows += [(by, group) for group in (*GROUPS[by], "unknown")]
    found = []
    for indicator in indicators:
        inside = [each for each in whole if each.quarter == last] if indicator == "W1" else whole
        made = [_figure(indicator, row, inside) for row in rows]
        found += [each for each in made if each is not None and (each.group != "unknown" or each.n)]
    return tuple(found)


def edition(name: str, shown: Iterable[Figure]) -> Published:
    """The figures as the edition of that period."""
    return Published(name, Period.named(name.partition("+")[0]), tuple(shown))


def hide(shown: Iterable[Figure], rows: Iterable[tuple[str, Row]]) -> tuple[Figure, ...]:
    """The figures with those of the rows hidden."""
    gone = set(rows)
    return tuple(
        replace(
            each, n=None, k=None, unknown=None, value=None, mean=None, flag=None, previous=None, hidden=True
        )
        if (each.indicator, row_of(each)) in gone
        else each
        for each in shown
    )


def change(
    shown: Iterable[Figure], indicator: str, row: Row, how: Callable[[Figure], Figure]
) -> tuple[Figure, ...]:
    """The figures with one of them changed."""
    return tuple(how(each) if (each.indicator, row_of(each)) == (indicator, row) else each for each in shown)


def _lies_in(quarter: str, period: Period) -> bool:
    days = Period.named(quarter)
    return period.start <= days.start and days.end <= period.end


def _figure(indicator: str, row: Row, inside: Sequence[Person]) -> Figure | None:
    own = [each for each in inside if each.is_in(row)]
    n = len(own)
    if indicator == "O6":
        top, low = sum(each.score >= 9 for each in own), sum(each.score <= 6 for each in own)
        mean = sum(each.score for each in own) / n if n else None
        return Figure("O6", *row, n, None, 0, 100 * (top - low) / n if n else None, mean=mean)
    if indicator == "O5":
        if row == (None, None):
            return None
        others = [each for each in inside if not each.is_in(row)]
        k, other_k = (sum(one.outcome["P3"] == "good" for one in side) for side in (own, others))
        value = (k / n) / (other_k / len(others)) if n and other_k else None
        return Figure("O5", *row, n, None, 0, value)
    k = sum(each.outcome[indicator] == "good" for each in own)
    unknown = sum(each.outcome[indicator] == "unknown" for each in own)
    return Figure(indicator, *row, n, k, unknown, 100 * k / n if n else None)
