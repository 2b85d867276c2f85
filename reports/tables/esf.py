"""The ESF+ common indicators over the people of the operation: at entry, at exit and six months after.

One person once: the earliest start of their times in the service is the entry, the last end the exit
(decision 173). No special-category question is asked, so none is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.frames import Frames, within
from reports.groups import add_months
from reports.indicators.outcome import IN_WORK, IN_WORK_LATER, MONTHS_AFTER, NOT_TOLD
from reports.periods import Period
from reports.tables.grouping import codes_of, codes_with_a_row

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

ENTRY, EXIT, LATER = "entry", "exit", "six_months"
AT_WORK = ("employed", "self_employed")
INACTIVE = ("inactive", "education")
IN_EDUCATION = ("education_degree", "education_other")
NOT_KNOWN = ("", "unknown")
# How near to work a position is: EECR06 counts who has come nearer (decision 173).
NEARNESS = {"inactive": 0, "unemployed": 1, "education": 2, "employed": 3, "self_employed": 3}


@dataclass(frozen=True)
class EsfLine:
    """One indicator: how many of `people` it counts, of all and by gender, and of how many it is not known.

    unrecorded: the service keeps nothing that would tell it; then nothing is counted.
    """

    code: str
    moment: str
    people: int
    counted: int
    by_gender: tuple[tuple[str, int], ...]
    unknown: int
    unrecorded: bool = False


@dataclass(frozen=True)
class EsfTable:
    """The indicators, and how many left by withdrawing: of them no exit data are on record."""

    lines: tuple[EsfLine, ...]
    withdrew: int


def count_esf(frames: Frames, period: Period) -> EsfTable:
    """Those who entered, left, or were six months out in the period, by indicator."""
    known = frames.as_of(period.end)
    people = people_of(known, period)
    entered = entered_in(people, period)
    left = people[within(people.left_on, period)]
    later = people[within(add_months(people.left_on, MONTHS_AFTER), period)]
    lines = [
        *(_line(known, code, ENTRY, entered, *marks) for code, marks in at_entry(entered)),
        *(_line(known, code, EXIT, left, *marks) for code, marks in _at_exit(left)),
        *(_line(known, code, LATER, later, *marks) for code, marks in _six_months_after(known, later)),
    ]
    withdrew = people.left_on.isna() & people.is_over & within(people.withdrew_on, period)
    return EsfTable(tuple(lines), int(withdrew.sum()))


def entered_in(people: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Those of `people_of` who entered in the period."""
    return people[within(people.entered_on, period)]


def people_of(known: Frames, period: Period) -> pd.DataFrame:
    """A row for each person who has entered by the last day, indexed by the participation they entered by.

    `entered_on`; `left_on`, NaT while a time goes on; `last`: the participation that they left by; the
    position and the unemployment on the entry day; the exit status of the last end.
    """
    import numpy as np
    import pandas as pd

    rows = known.participations
    rows = rows[rows.started_on.notna()].rename_axis("number").reset_index()
    first = rows.sort_values(["started_on", "number"]).drop_duplicates("participant")
    first = first.set_index("participant")
    ended = rows[rows.ended_on.notna()].sort_values(["ended_on", "number"])
    last = ended.drop_duplicates("participant", keep="last").set_index("participant").reindex(first.index)
    going = rows[rows.ended_on.isna() & rows.withdrawn_on.isna() & rows.returned_on.isna()]
    is_over = ~first.index.isin(going.participant)
    position, unbroken = _on_entry(known, first)
    return pd.DataFrame(
        {
            "entered_on": first.started_on,
            "left_on": last.ended_on.where(is_over),
            "last": last.number,
            "is_over": is_over,
            "withdrew_on": rows.groupby("participant").withdrawn_on.max().reindex(first.index),
            "birth_date": first.birth_date,
            "education_level": first.education_level,
            "unemployed_since": first.unemployed_since,
            "position": position,
            "unbroken": unbroken,
            "exit_status": np.where(last.exit_status.isna(), "", last.exit_status.astype(object)),
            "number": first.number,
        }
    ).set_index("number")


def _on_entry(known: Frames, first: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The position of each on the entry day, and whether unemployment was unbroken since the referral.

    The last change that is known by that day stands, else what was written at the referral.
    """
    import pandas as pd

    changes = known.status_changes.astype({"status": object})
    entry = pd.DataFrame({"started_on": first.started_on, "referred_on": first.referred_on})
    own = changes.merge(entry.set_index(first.number), left_on="participation_id", right_index=True)
    own = own[(own.on > own.referred_on) & (own.on <= own.started_on)]
    latest = own.sort_values("on", kind="stable").groupby("participation_id").status.last()
    written = first.labour_status_at_referral.astype(object).to_numpy()
    position = first.number.map(latest).where(first.number.isin(latest.index), written).fillna("")
    broken = own[~own.status.isin(("unemployed", *NOT_KNOWN))].participation_id
    return position.to_numpy(object), ~first.number.isin(broken).to_numpy()


Marks = tuple["pd.Series | np.ndarray", "pd.Series | np.ndarray", bool]
Marked = Iterator[tuple[str, Marks]]


def at_entry(people: pd.DataFrame) -> Marked:
    """EECO: what is counted, and what is not known of whom, on the entry day."""
    position, level = people.position, people.education_level
    dark = position.isin(NOT_KNOWN)
    unemployed = position == "unemployed"
    a_year = add_months(people.unemployed_since, 12)
    long_term = unemployed & people.unbroken & (a_year < people.entered_on)
    age = _age(people)
    nobody = people.entered_on.isna()
    yield "EECO01", (~nobody, dark, False)
    yield "EECO02", (unemployed, dark, False)
    yield "EECO03", (long_term, dark | (unemployed & people.unbroken & a_year.isna()), False)
    yield "EECO04", (position.isin(INACTIVE), dark, False)
    yield "EECO05", (position.isin(AT_WORK), dark, False)
    yield "EECO07", ((age >= 18) & (age <= 29), age.isna(), False)
    yield "EECO08", (age >= 55, age.isna(), False)
    for code, low, high in (("EECO09", 0, 2), ("EECO10", 3, 4), ("EECO11", 5, 8)):
        yield code, (level.between(low, high), level.isna(), False)


def _at_exit(people: pd.DataFrame) -> Marked:
    """EECR01-04: where those who left stand; 02-04 only where it is another position than at the entry."""
    status, before = people.exit_status, people.position
    dark = status.isin(NOT_KNOWN)
    yield "EECR01", (status == "unemployed", dark, False)
    educated, working = status.isin(IN_EDUCATION), status.isin(IN_WORK)
    no_entry = before.isin(NOT_KNOWN)
    yield (
        "EECR02",
        (educated & (before != "education") & ~no_entry, dark | (educated & no_entry), False),
    )
    yield "EECR03", (dark & ~dark, dark | ~dark, True)
    yield "EECR04", (working & ~before.isin(AT_WORK) & ~no_entry, dark | (working & no_entry), False)


def _six_months_after(known: Frames, people: pd.DataFrame) -> Marked:
    """EECR05-06, by the answer six months after the last exit; nobody's silence is a no."""
    answers = known.follow_ups[known.follow_ups.months == MONTHS_AFTER].set_index("participation_id")
    told = people["last"].map(answers.status.astype(object)).astype(object).fillna("")
    dark = told.isin(NOT_TOLD)
    now, then = told.map(NEARNESS), people.position.map(NEARNESS)
    at_work_both = people.position.isin(AT_WORK) & told.isin(IN_WORK_LATER)
    yield "EECR05", (told.isin(IN_WORK_LATER), dark, False)
    yield "EECR06", (now > then, dark | then.isna() | at_work_both, False)


def _line(
    known: Frames,
    code: str,
    moment: str,
    people: pd.DataFrame,
    counted: pd.Series | np.ndarray,
    unknown: pd.Series | np.ndarray,
    unrecorded: bool,
) -> EsfLine:
    genders = codes_of(known, people[counted].index, "gender")
    listed = codes_with_a_row(known, "gender", {*genders, "unknown"})
    by_gender = tuple((gender, genders.count(gender)) for gender in listed)
    dark = int((unknown & ~counted).sum()) if code != "EECO01" else int(unknown.sum())
    return EsfLine(code, moment, len(people), int(counted.sum()), by_gender, dark, unrecorded)


def _age(people: pd.DataFrame) -> pd.Series:
    """Whole years on the entry day; 29 February falls on 1 March in common years."""
    born, entered = people.birth_date.dt, people.entered_on.dt
    birthday_to_come = entered.month * 100 + entered.day < born.month * 100 + born.day
    return entered.year - born.year - birthday_to_come


def lines_at(table: EsfTable, moment: str) -> Sequence[EsfLine]:
    """The indicators of one moment, in their order."""
    return [line for line in table.lines if line.moment == moment]
