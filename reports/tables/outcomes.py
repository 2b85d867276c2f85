"""How the service ended: the shape of Topakka's table, counted over the participations that ended.

The clients are those of O1 and O3, and what counts as a lasting solution is O3's (decision 170).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.frames import Frames, within
from reports.indicators.outcome import LASTING_SOLUTIONS
from reports.periods import Period
from reports.tables.founding import Founding
from reports.tables.grouping import codes_of, codes_with_a_row

UNKNOWN = "unknown"
CLIENTS = "clients"
# The rows of Topakka's table, the classes of which each is made up.
SOLUTIONS: dict[str, tuple[str, ...]] = {
    "pension": ("pension",),
    "vocational_rehabilitation_assessment": ("vocational_rehabilitation_assessment",),
    "rehabilitation_benefit": ("rehabilitation_benefit",),
    "employment_promoting_rehabilitation": ("employment_promoting_rehabilitation",),
    "open_job_or_degree": ("open_job", "degree_study"),
}
TOGETHER = "lasting_solution"
OTHER_ENDS = ("other_service", "unemployment", "moved_away", "deceased", UNKNOWN)
LINES: dict[str, tuple[str, ...]] = {
    **SOLUTIONS,
    TOGETHER: LASTING_SOLUTIONS,
    **{code: (code,) for code in OTHER_ENDS},
}


@dataclass(frozen=True)
class Ends:
    """How many ended, and in which class, of everyone (`group` is None) or of one group."""

    by: str | None
    group: str | None
    clients: int
    classes: Mapping[str, int]

    def of(self, line: str) -> int:
        """How many stand on the line of the table."""
        return sum(self.classes.get(code, 0) for code in LINES[line])

    def share(self, line: str) -> float | None:
        """The exact percent of the clients that stand on the line; None where there is nobody."""
        return 100 * self.of(line) / self.clients if self.clients else None


@dataclass(frozen=True)
class Outcomes:
    """The ends that were counted, and what earlier projects of the area stated."""

    ends: Sequence[Ends]
    founding: Sequence[Founding] = ()


@dataclass(frozen=True)
class Stated:
    """The table as another document states it: its counts, its rounded percents, its headline.

    Whoever adds the counts up gets another percent than the headline: both are shown, apart.
    """

    clients: int
    counts: Mapping[str, int]
    percents: Mapping[str, int]

    @property
    def ends(self) -> Ends:
        """The same counts, to be added up exactly."""
        first_class = {SOLUTIONS[line][0]: count for line, count in self.counts.items()}
        return Ends(None, None, self.clients, first_class)


def stated_in(founding: Founding) -> Stated | None:
    """The table of a founding document; None where it does not say of how many clients it speaks."""
    clients = founding.values.get(CLIENTS)
    if clients is None:
        return None
    lines = [*SOLUTIONS, TOGETHER]
    return Stated(
        clients=int(clients),
        counts={line: int(founding.values[line]) for line in SOLUTIONS if line in founding.values},
        percents={line: founding.percents[line] for line in lines if line in founding.percents},
    )


def count_outcomes(frames: Frames, period: Period, breakdowns: Iterable[str]) -> list[Ends]:
    """The ends in the period, first of everyone, then of each group of the breakdowns."""
    known = frames.as_of(period.end)
    rows = known.participations[within(known.participations.ended_on, period)]
    classes = [code or UNKNOWN for code in rows.exit_class.astype(object).fillna("")]
    counted = [_ends(None, None, classes)]
    for by in breakdowns:
        groups = codes_of(known, rows.index, by)
        for code in codes_with_a_row(known, by, {*groups}):
            own = [kind for kind, group in zip(classes, groups, strict=True) if group == code]
            counted.append(_ends(by, code, own))
    return counted


def _ends(by: str | None, group: str | None, classes: Sequence[str]) -> Ends:
    return Ends(by, group, len(classes), dict(Counter(classes)))
