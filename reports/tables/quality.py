"""What is not known of people, by the rules of the figures themselves, and who they are.

Each line of `GAPS` gives its rows as a cohort does, from frames that are cut to the period's last day:
`participation_id`, and `unknown` for those of whom something is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reports.frames import Frames, participation_status, returned_by, within
from reports.groups import UNKNOWN, group_of_participations
from reports.indicators.benefit import benefit_days_saved
from reports.indicators.days import ran
from reports.indicators.outcome import (
    CARED_FOR,
    NOT_KNOWN,
    broken_off,
    in_work_at_end,
    in_work_half_a_year_later,
    lasting_solution,
    next_step_missing,
)
from reports.indicators.process import alternatives_at_first_offer
from reports.periods import Period
from reports.tables.esf import at_entry, entered_in, people_of
from reports.tables.grouping import codes_with_a_row

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

READS = ("said",)
EDUCATION = "EECO09"


@dataclass(frozen=True)
class Gap:
    """Something that may not be known. part: which table it stands in; affects: figures that it changes."""

    code: str
    part: str
    rows: Callable[[Frames, Period], pd.DataFrame]
    affects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Missing:
    """Of how many something is not known, now and a year before, and by municipality on the referral day."""

    code: str
    part: str
    affects: tuple[str, ...]
    n: int
    unknown: int
    n_before: int
    unknown_before: int
    by_municipality: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float | None:
        """Percent of those asked about; None where there is nobody."""
        return 100 * self.unknown / self.n if self.n else None

    @property
    def share_before(self) -> float | None:
        """The same a year before."""
        return 100 * self.unknown_before / self.n_before if self.n_before else None


def count_quality(frames: Frames, period: Period) -> list[Missing]:
    """Each gap of the period, in the order of the list."""
    known, earlier = frames.as_of(period.end), period.year_before()
    before = known.as_of(earlier.end)
    towns = group_of_participations(known, "municipality").astype(object)
    listed = codes_with_a_row(known, "municipality", set(towns))
    return [_missing(gap, known, period, before, earlier, towns, listed) for gap in GAPS.values()]


def people_missing(frames: Frames, code: str, period: Period, municipality: str = "") -> list[int]:
    """The numbers of the participations of which it is not known, each once, in order."""
    known = frames.as_of(period.end)
    rows = GAPS[code].rows(known, period)
    found = rows.participation_id[rows.unknown.astype(bool)].unique()
    if municipality:
        towns = group_of_participations(known, "municipality").loc[found]
        found = found[(towns == municipality).to_numpy()]
    return sorted(found.tolist())


def _missing(
    gap: Gap,
    known: Frames,
    period: Period,
    before: Frames,
    earlier: Period,
    towns: pd.Series,
    listed: list[str],
) -> Missing:
    rows, rows_before = gap.rows(known, period), gap.rows(before, earlier)
    unknown = rows.participation_id[rows.unknown.astype(bool)]
    counts = towns.reindex(unknown).value_counts()
    return Missing(
        gap.code,
        gap.part,
        gap.affects,
        len(rows),
        len(unknown),
        len(rows_before),
        int(rows_before.unknown.astype(bool).sum()),
        tuple((code, int(counts.get(code, 0))) for code in listed),
    )


def _in_service(frames: Frames, period: Period) -> pd.Index:
    """Those who were in the service on some day of the period."""
    import pandas as pd

    rows, first = frames.participations, pd.Timestamp(period.start)
    gone = returned_by(rows, first) | (rows.withdrawn_on < first) | (rows.ended_on < first)
    return rows.index[~gone]


def _group_unknown(by: str, frames: Frames, period: Period) -> pd.DataFrame:
    own = _in_service(frames, period)
    groups = group_of_participations(frames, by).loc[own]
    return _rows(own, (groups == UNKNOWN).to_numpy())


def _position_unknown(frames: Frames, period: Period) -> pd.DataFrame:
    """Of those whom O4 would ask about: referred in the period."""
    rows = frames.participations
    rows = rows[within(rows.referred_on, period)]
    return _rows(rows.index, rows.labour_status_at_referral.astype(object).isin(NOT_KNOWN).to_numpy())


def _education_unknown(frames: Frames, period: Period) -> pd.DataFrame:
    entered = entered_in(people_of(frames, period), period)
    _counted, unknown, _unrecorded = dict(at_entry(entered))[EDUCATION]
    return _rows(entered.index, unknown)


def _hours_unsaid(frames: Frames, period: Period) -> pd.DataFrame:
    said = _said(frames, period)
    return _rows(said.index, (said.hours_least.isna() & said.hours_most.isna()).to_numpy())


def _travel_unsaid(frames: Frames, period: Period) -> pd.DataFrame:
    said = _said(frames, period)
    return _rows(said.index, said.travel_km.isna().to_numpy())


def _said(frames: Frames, period: Period) -> pd.DataFrame:
    """What those in care on the last day have said."""
    status = participation_status(frames, period.end)
    in_care = frames.participations.index[status.isin(CARED_FOR)]
    return frames.said.set_index("participation_id").reindex(in_care)


def _alternatives_untold(frames: Frames, period: Period) -> pd.DataFrame:
    most = alternatives_at_first_offer(frames, period)
    return _rows(most.index, most.isna().to_numpy())


def _start_untold(frames: Frames, period: Period) -> pd.DataFrame:
    """Of the placements agreed in the period that were not cancelled."""
    rows = frames.placements
    rows = rows[ran(rows) & within(rows.agreed_on, period)]
    return _rows(rows.participation_id, rows.starts_on.isna().to_numpy())


def _without_step(frames: Frames, period: Period) -> pd.DataFrame:
    rows = next_step_missing(frames, period)
    return _rows(rows.participation_id, rows.counted.to_numpy())


def _rows(participation_ids: pd.Index | pd.Series, unknown: np.ndarray | pd.Series) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    return pd.DataFrame(
        {"participation_id": participation_ids.to_numpy(), "unknown": np.asarray(unknown, bool)}
    )


PERSON, REFERRAL, SERVICE, END = "person", "referral", "service", "end"
PARTS = (PERSON, REFERRAL, SERVICE, END)

GAPS: dict[str, Gap] = {
    gap.code: gap
    for gap in (
        Gap("birth_date", PERSON, partial(_group_unknown, "age_group"), ("O5", "EECO07", "EECO08")),
        Gap("gender", PERSON, partial(_group_unknown, "gender"), ("O5", "ESF+")),
        Gap("language", PERSON, partial(_group_unknown, "language"), ("O5",)),
        Gap("foreign_background", PERSON, partial(_group_unknown, "foreign_background"), ("O5",)),
        Gap("partial_work_ability", PERSON, partial(_group_unknown, "partial_work_ability"), ("O5",)),
        Gap("education_level", PERSON, _education_unknown, ("EECO09", "EECO10", "EECO11")),
        Gap("municipality", REFERRAL, partial(_group_unknown, "municipality"), ("S2", "O5")),
        Gap("unemployed_since", REFERRAL, partial(_group_unknown, "unemployment_length"), ("EECO03",)),
        Gap("benefit_days", REFERRAL, benefit_days_saved, ("O7",)),
        Gap("labour_status", REFERRAL, _position_unknown, ("O4", "EECO01–05")),
        Gap("hours", SERVICE, _hours_unsaid, ("P3",)),
        Gap("travel", SERVICE, _travel_unsaid, ("P3",)),
        Gap("alternatives", SERVICE, _alternatives_untold, ("P4",)),
        Gap("start_day", SERVICE, _start_untold, ("P5", "P6", "P9", "O7")),
        Gap("next_step", SERVICE, _without_step, ("W1",)),
        Gap("end_kind", END, broken_off, ("O8",)),
        Gap("exit_status", END, in_work_at_end, ("O1", "EECR01–04")),
        Gap("exit_class", END, lasting_solution, ("O3",)),
        Gap("follow_up", END, in_work_half_a_year_later, ("O2", "EECR05–06")),
    )
}
