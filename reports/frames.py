"""Frames: what the figures are counted from, as columns.

One row per participation, placement, next step and hold. A frame is read once, for one viewer, and cut to a
data day with `Frames.as_of`: nothing after that day exists (indicators.md, "Exact reading").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from programmes.columns import Arrays, Codes, Columns, Kind
from programmes.workspace.figures import HOLDS, NEXT_STEPS, PARTICIPATIONS, PLACEMENTS
from reports.periods import Period

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class MunicipalityFact:
    """A municipality of the area, as the breakdowns need it."""

    code: str
    service_area: str
    remote: bool


@dataclass(frozen=True)
class Reference:
    """The lists whose every code gets a row in a breakdown, in the order in which they are shown."""

    municipalities: tuple[MunicipalityFact, ...]
    service_areas: tuple[str, ...]
    programme_types: tuple[str, ...]


@dataclass(frozen=True)
class Frames:
    """Everything the indicators read.

    Dates are datetime64, an empty one is NaT. `participations` is indexed by participation_id; the other
    frames name their participation in the column of that name. Columns are those that
    `programmes.workspace.figures` names; one of codes is a categorical that has "" for those without.
    """

    participations: pd.DataFrame
    placements: pd.DataFrame
    next_steps: pd.DataFrame
    holds: pd.DataFrame
    reference: Reference
    known_until: date | None = None

    @classmethod
    def from_columns(
        cls,
        *,
        participations: Arrays,
        placements: Arrays,
        next_steps: Arrays,
        holds: Arrays,
        reference: Reference,
    ) -> Frames:
        """Frames of what `programmes.workspace.figures` reads, each column by its name."""
        return cls(
            _table(participations).set_index("participation_id"),
            _table(placements),
            _table(next_steps),
            _table(holds),
            reference,
        )

    def as_of(self, day: date) -> Frames:
        """The same frames as they were at the end of `day`: what is dated later is not there yet.

        Planned days (`starts_on`, `ends_on`, `due_on`, a hold's `until_on`) stay: they were known as plans.
        Frames that are cut at that day or before are answered as they are.
        """
        if self.known_until is not None and self.known_until <= day:
            return self
        participations = _until(self.participations, PARTICIPATIONS, "referred_on", day)
        not_ended = participations.ended_on.isna()
        participations = participations.assign(
            exit_status=participations.exit_status.where(~not_ended, ""),
            exit_class=participations.exit_class.where(~not_ended, ""),
        )
        known = participations.index
        placements = _until(self.placements, PLACEMENTS, "offered_on", day)
        next_steps = _until(self.next_steps, NEXT_STEPS, "exists_from", day)
        holds = _until(self.holds, HOLDS, "from_on", day)
        return replace(
            self,
            participations=participations,
            placements=placements[placements.participation_id.isin(known)],
            next_steps=next_steps[next_steps.participation_id.isin(known)],
            holds=holds[holds.participation_id.isin(known)],
            known_until=day,
        )

    @cached_property
    def first_offered_on(self) -> pd.Series:
        """The day of the first offer of every participation, NaT where there is none."""
        return self.first_of(self.placements.offered_on)

    def first_of(self, days: pd.Series) -> pd.Series:
        """The earliest of the placements' `days` for every participation, NaT where there is none."""
        return days.groupby(self.placements.participation_id).min().reindex(self.participations.index)


def participation_status(frames: Frames, day: date) -> pd.Series:
    """Status of each participation on `day`.

    One of returned, withdrawn, ended, on_hold, active, waiting, referred.
    """
    import numpy as np
    import pandas as pd

    rows = frames.participations
    now = pd.Timestamp(day)
    held = frames.holds
    held = held[(held.from_on <= now) & (held.until_on.isna() | (held.until_on > now))]
    under_way = rows.started_on <= now
    tests = [
        returned_by(rows, now),
        rows.withdrawn_on <= now,
        rows.ended_on <= now,
        under_way & rows.index.isin(held.participation_id),
        under_way,
        rows.accepted_on <= now,
    ]
    names = ["returned", "withdrawn", "ended", "on_hold", "active", "waiting"]
    return pd.Series(np.select(tests, names, "referred"), index=rows.index)


def returned_by(participations: pd.DataFrame, day: pd.Series | pd.Timestamp) -> pd.Series:
    """True where the referral was with its sender again at the end of `day`."""
    rows = participations
    sent_again = (rows.referred_again_on <= day) & (rows.referred_again_on >= rows.returned_on)
    return (rows.returned_on <= day) & ~sent_again


def within(days: pd.Series, period: Period) -> pd.Series:
    """True where the day lies in the period."""
    import pandas as pd

    return days.between(pd.Timestamp(period.start), pd.Timestamp(period.end))


def _table(arrays: Arrays) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            name: pd.Categorical.from_codes(column.numbers, pd.Index(column.values))
            if isinstance(column, Codes)
            else column
            for name, column in arrays.items()
        }
    )


def _until(table: pd.DataFrame, columns: Columns, exists_from: str, day: date) -> pd.DataFrame:
    """The rows that exist at the end of `day`, and of their events those that have come about."""
    import pandas as pd

    end = pd.Timestamp(day)
    table = table[table[exists_from] <= end]
    events = (name for name, column in columns.items() if column.kind is Kind.EVENT and name != exists_from)
    return table.assign(**{name: table[name].where(table[name] <= end) for name in events})
