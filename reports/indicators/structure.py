"""Structure indicators: whether there are places at all, where, and for whom they bend (S1-S3).

By the place's municipality. "Open" goes by the dates alone. Definitions: indicators.md, version 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.frames import Frames, participation_status
from reports.periods import Period

if TYPE_CHECKING:
    import pandas as pd

IN_NEED = ("waiting", "active")
SEAT_LOST = ("cancelled_on", "refused_on", "declined_on", "released_on")


def municipalities_served(frames: Frames, period: Period) -> pd.DataFrame:
    """S1: the municipalities of the area; counted: those with a free seat on the last day."""
    import pandas as pd

    places = open_places(frames, period)
    free_in = set(places.municipality[places.free_seats > 0])
    codes = [fact.code for fact in frames.reference.municipalities]
    return pd.DataFrame(
        {"municipality": pd.Categorical(codes), "counted": [code in free_in for code in codes]}
    ).assign(unknown=False)


def seats_and_needs(frames: Frames, period: Period) -> pd.DataFrame:
    """S2: a row for each who is in `need` on the last day, and for each open place its `free_seats`.

    In need: waiting or active, and holding no place. By the municipality at referral.
    """
    import pandas as pd

    day = pd.Timestamp(period.end)
    placements = frames.placements
    holding = placements[
        (placements.agreed_on <= day) & _goes_on(placements, day) & placements.cancelled_on.isna()
    ]
    status = participation_status(frames, period.end)
    people = frames.participations[
        status.isin(IN_NEED) & ~frames.participations.index.isin(holding.participation_id)
    ]
    needs = pd.DataFrame(
        {"municipality": people.municipality.to_numpy(object), "need": True, "free_seats": 0}
    )
    places = open_places(frames, period).assign(need=False)
    both = pd.concat([needs, places[["municipality", "need", "free_seats"]]], ignore_index=True)
    return both.astype({"municipality": "category"})


def places_that_bend(frames: Frames, period: Period) -> pd.DataFrame:
    """S3: open vacancies on the last day; counted: those that offer at least one adjustment."""
    vacancies = _open_vacancies(frames, period)
    return vacancies[["municipality"]].assign(counted=vacancies.adjustments > 0, unknown=False)


def open_places(frames: Frames, period: Period) -> pd.DataFrame:
    """Vacancies and groups that are open on the last day: where, and their `free_seats`, never below 0."""
    import pandas as pd

    day = pd.Timestamp(period.end)
    intakes = frames.intakes[frames.intakes.ends_on.isna() | (frames.intakes.ends_on >= day)]
    found = []
    for rows, name in ((_open_vacancies(frames, period), "vacancy"), (intakes, "intake")):
        free = rows.seats - rows[name].map(_seats_held(frames, day, name)).fillna(0)
        found.append(
            pd.DataFrame(
                {
                    "municipality": rows.municipality.to_numpy(object),
                    "free_seats": free.clip(lower=0).to_numpy(int),
                }
            )
        )
    return pd.concat(found, ignore_index=True)


def _open_vacancies(frames: Frames, period: Period) -> pd.DataFrame:
    import pandas as pd

    day = pd.Timestamp(period.end)
    rows, pauses = frames.vacancies, frames.vacancy_pauses
    paused = pauses[(pauses.from_on <= day) & (pauses.until_on.isna() | (pauses.until_on > day))]
    return rows[
        (rows.opened_on <= day)
        & (rows.closed_on.isna() | (rows.closed_on > day))
        & (rows.valid_until.isna() | (rows.valid_until >= day))
        & ~rows.vacancy.isin(paused.vacancy)
    ]


def _seats_held(frames: Frames, day: pd.Timestamp, name: str) -> pd.Series:
    """How many seats are held on the day, by the number of the vacancy or the intake."""
    rows = frames.at_places
    kept = rows.accepted_on.fillna(rows.agreed_on) <= day
    for column in SEAT_LOST:
        kept &= rows[column].isna()
    return rows[kept & _goes_on(rows, day)][name].value_counts()


def _goes_on(placements: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Through the last day, too."""
    return placements.ended_on.isna() | (placements.ended_on >= day)
