"""Frames: what the figures are counted from, as columns.

One row per participation, placement, next step and hold. A frame is read once, for one viewer, and cut to a
data day with `Frames.as_of`: nothing after that day exists (indicators.md, "Exact reading").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

PARTICIPATION_EVENTS = (
    "referred_on",
    "plan_made_on",
    "accepted_on",
    "started_on",
    "ended_on",
    "withdrawn_on",
    "returned_on",
    "referred_again_on",
)
PARTICIPATION_DATES = (*PARTICIPATION_EVENTS, "birth_date", "unemployed_since")
PARTICIPATION_COLUMNS = (
    "participation_id",
    "participant_id",
    "municipality",
    "birth_date",
    "gender",
    "language",
    "foreign_background",
    "partial_work_ability",
    "unemployed_since",
    "benefit_days_at_referral",
    "labour_status_at_referral",
    *PARTICIPATION_EVENTS,
    "exit_status",
    "exit_class",
)

PLACEMENT_EVENTS = (
    "offered_on",
    "wanted_on",
    "declined_on",
    "introduced_on",
    "accepted_on",
    "refused_on",
    "released_on",
    "agreed_on",
    "ended_on",
    "cancelled_on",
)
PLACEMENT_PLANS = ("starts_on", "ends_on")
PLACEMENT_COLUMNS = (
    "placement_id",
    "participation_id",
    "programme_type",
    "paid",
    "offered_on",
    "alternatives_shown",
    "wanted_on",
    "declined_on",
    "introduced_on",
    "accepted_on",
    "refused_on",
    "released_on",
    "agreed_on",
    "starts_on",
    "ends_on",
    "ended_on",
    "cancelled_on",
    "end_kind",
)

NEXT_STEP_COLUMNS = ("participation_id", "exists_from", "due_on", "done_on")
HOLD_COLUMNS = ("participation_id", "from_on", "until_on")


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
    frames name their participation in the column of that name. Columns are the `*_COLUMNS` above.
    """

    participations: pd.DataFrame
    placements: pd.DataFrame
    next_steps: pd.DataFrame
    holds: pd.DataFrame
    reference: Reference

    @classmethod
    def from_rows(
        cls,
        *,
        participations: Iterable[Sequence[object]],
        placements: Iterable[Sequence[object]],
        next_steps: Iterable[Sequence[object]],
        holds: Iterable[Sequence[object]],
        reference: Reference,
    ) -> Frames:
        """Frames of plain rows, whose values stand in the order of the `*_COLUMNS` above."""
        return cls(
            _table(participations, PARTICIPATION_COLUMNS, PARTICIPATION_DATES).set_index("participation_id"),
            _table(placements, PLACEMENT_COLUMNS, PLACEMENT_EVENTS + PLACEMENT_PLANS),
            _table(next_steps, NEXT_STEP_COLUMNS, NEXT_STEP_COLUMNS[1:]),
            _table(holds, HOLD_COLUMNS, HOLD_COLUMNS[1:]),
            reference,
        )

    def as_of(self, day: date) -> Frames:
        """The same frames as they were at the end of `day`: what is dated later is not there yet.

        Planned days (`starts_on`, `ends_on`, `due_on`, a hold's `until_on`) stay: they were known as plans.
        """
        participations = _until(self.participations, "referred_on", PARTICIPATION_EVENTS, day)
        not_ended = participations.ended_on.isna()
        participations = participations.assign(
            exit_status=participations.exit_status.where(~not_ended, ""),
            exit_class=participations.exit_class.where(~not_ended, ""),
        )
        known = participations.index
        placements = _until(self.placements, "offered_on", PLACEMENT_EVENTS, day)
        placements = placements.assign(end_kind=placements.end_kind.where(placements.ended_on.notna(), ""))
        next_steps = _until(self.next_steps, "exists_from", ("done_on",), day)
        holds = _until(self.holds, "from_on", (), day)
        return replace(
            self,
            participations=participations,
            placements=placements[placements.participation_id.isin(known)],
            next_steps=next_steps[next_steps.participation_id.isin(known)],
            holds=holds[holds.participation_id.isin(known)],
        )


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


def _table(rows: Iterable[Sequence[object]], columns: Sequence[str], dates: Sequence[str]) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    by_name = dict(zip(columns, values, strict=True))
    return pd.DataFrame(
        {
            name: np.array(column, dtype="datetime64[D]").astype("datetime64[s]")
            if name in dates
            else pd.Series(column, dtype=object)
            for name, column in by_name.items()
        }
    )


def _until(table: pd.DataFrame, exists_from: str, events: Sequence[str], day: date) -> pd.DataFrame:
    import pandas as pd

    end = pd.Timestamp(day)
    table = table[table[exists_from] <= end]
    return table.assign(**{name: table[name].where(table[name] <= end) for name in events})
