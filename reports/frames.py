"""Frames: what the figures are counted from, as columns.

A frame for each table of `programmes.workspace.figure_columns`; one that was not read is empty. Frames are
read once, for one viewer, and cut to a data day with `Frames.as_of`: nothing after that day exists
(indicators.md, "Exact reading").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from programmes.columns import Arrays, CodeLists, Codes, gather
from programmes.workspace.figure_columns import ALL_TABLES, TableColumns
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
    """The lists whose every code gets a row in a breakdown, in the order in which they are shown.

    distances: kilometres between two municipalities, where offers are compared with what people have said.
    """

    municipalities: tuple[MunicipalityFact, ...]
    service_areas: tuple[str, ...]
    programme_types: tuple[str, ...]
    distances: Mapping[tuple[str, str], float] = field(default_factory=dict, hash=False)

    def of_municipality(self, code: str) -> Reference:
        """The lists with this municipality alone, and the service area that it is in."""
        own = tuple(fact for fact in self.municipalities if fact.code == code)
        return replace(self, municipalities=own, service_areas=tuple({fact.service_area for fact in own}))


@dataclass(frozen=True)
class Frames:
    """Everything the indicators read.

    Dates are datetime64, an empty one is NaT; a code is a categorical that has "" for those without; of
    several codes in one cell their number stands. `participations` is indexed by participation_id; frames of
    what hangs on a participation name it in the column of that name. `placements` are the participations'
    own; `at_places` has those of other people too who hold a seat of the area's places.
    """

    participations: pd.DataFrame
    placements: pd.DataFrame
    at_places: pd.DataFrame
    next_steps: pd.DataFrame
    holds: pd.DataFrame
    reviews: pd.DataFrame
    adjustments: pd.DataFrame
    follow_ups: pd.DataFrame
    status_changes: pd.DataFrame
    vacancies: pd.DataFrame
    vacancy_pauses: pd.DataFrame
    intakes: pd.DataFrame
    feedback: pd.DataFrame
    complaints: pd.DataFrame
    corrections: pd.DataFrame
    eura_records: pd.DataFrame
    said: pd.DataFrame
    offers: pd.DataFrame
    reference: Reference
    known_until: date | None = None

    @classmethod
    def from_columns(cls, reference: Reference, tables: dict[str, Arrays]) -> Frames:
        """Frames of what `programmes.workspace.figures` reads, by name; one that is missing is empty."""
        frames = {
            name: _table(tables.get(name) or gather((), table.columns)) for name, table in ALL_TABLES.items()
        }
        frames["participations"] = frames["participations"].set_index("participation_id")
        known = frames["participations"].index
        everyone = frames["placements"]
        frames["placements"] = everyone[everyone.participation_id.isin(known)]
        return cls(reference=reference, at_places=everyone, **frames)  # type: ignore[arg-type]

    def as_of(self, day: date) -> Frames:
        """The same frames as they were at the end of `day`: what is dated later is not there yet.

        Planned days (`starts_on`, `ends_on`, `due_on`, a hold's `until_on`) stay: they were known as plans.
        Frames that are cut at that day or before are answered as they are.
        """
        if self.known_until is not None and self.known_until <= day:
            return self
        frames = {
            name: _until(self.at_places if name == "placements" else getattr(self, name), table, day)
            for name, table in ALL_TABLES.items()
        }
        everyone, participations = frames["placements"], frames["participations"]
        for name, table in ALL_TABLES.items():
            if name != "participations" and "participation_id" in table.columns:
                own = frames[name].participation_id.isin(participations.index)
                frames[name] = frames[name][own]
        not_ended = participations.ended_on.isna()
        frames["participations"] = participations.assign(
            exit_status=participations.exit_status.where(~not_ended, ""),
            exit_class=participations.exit_class.where(~not_ended, ""),
        )
        return replace(self, known_until=day, at_places=everyone, **frames)  # type: ignore[arg-type]

    def of_municipality(self, code: str) -> Frames:
        """What of them belongs to one municipality, as somebody who follows that one alone would read it.

        People by the municipality on the referral day, places by where they are with whoever holds their
        seats, what was told by what it is about.
        """
        own = self.participations.index[self.participations.municipality == code]
        vacancies = self.vacancies.vacancy[self.vacancies.municipality == code]
        intakes = self.intakes.intake[self.intakes.municipality == code]

        def kept(frame: pd.DataFrame) -> pd.DataFrame:
            if "participation_id" in frame:
                return frame[frame.participation_id.isin(own)]
            here = frame.municipality == code if "municipality" in frame else frame.vacancy.isin(vacancies)
            return frame[here]

        frames = {name: kept(getattr(self, name)) for name in ALL_TABLES}
        seats = self.at_places
        held_here = seats.vacancy.isin(vacancies) | seats.intake.isin(intakes)
        at_places = seats[seats.participation_id.isin(own) | held_here]
        reference = self.reference.of_municipality(code)
        return replace(self, reference=reference, at_places=at_places, **frames)  # type: ignore[arg-type]

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

    return pd.DataFrame({name: _series(column) for name, column in arrays.items()})


def _series(column: object) -> object:
    import numpy as np
    import pandas as pd

    if isinstance(column, Codes):
        return pd.Categorical.from_codes(column.numbers, pd.Index(column.values))
    return np.diff(column.begins) if isinstance(column, CodeLists) else column


def _until(frame: pd.DataFrame, table: TableColumns, day: date) -> pd.DataFrame:
    """The rows that exist at the end of `day`, and of their events those that have come about."""
    import pandas as pd

    end = pd.Timestamp(day)
    if table.begins is not None:
        frame = frame[frame[table.begins] <= end]
    return frame.assign(**{name: frame[name].where(frame[name] <= end) for name in table.events})
