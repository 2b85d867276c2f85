"""Groups: how a figure is broken down, and the codes each breakdown has (interface.md, "Group codes").

A person's group is taken on the referral day, so that a move or a birthday does not rewrite history.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reports.frames import Frames, MunicipalityFact, Reference

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

UNKNOWN = "unknown"

GENDERS = ("female", "male", "other")
AGE_GROUPS = ("-24", "25-29", "30-54", "55+")
LANGUAGES = ("fi", "sv", "other")
YES_NO = ("yes", "no")
UNEMPLOYMENT_LENGTHS = ("under_12", "12_24", "over_24")

FIXED_CODES: dict[str, tuple[str, ...]] = {
    "remote": YES_NO,
    "gender": GENDERS,
    "age_group": AGE_GROUPS,
    "language": LANGUAGES,
    "foreign_background": YES_NO,
    "partial_work_ability": YES_NO,
    "unemployment_length": UNEMPLOYMENT_LENGTHS,
}

PERSON_BREAKDOWNS = (
    "municipality",
    "service_area",
    "remote",
    "gender",
    "age_group",
    "language",
    "foreign_background",
    "partial_work_ability",
    "unemployment_length",
)
PLACE_BREAKDOWNS = ("municipality", "service_area", "remote")
PLACEMENT_BREAKDOWNS = (*PERSON_BREAKDOWNS, "programme_type")
BREAKDOWNS = PLACEMENT_BREAKDOWNS


def reference_codes(by: str, reference: Reference) -> tuple[str, ...]:
    """The codes of breakdown `by` that always get a row, in the order in which they are shown."""
    from_reference = {
        "municipality": tuple(fact.code for fact in reference.municipalities),
        "service_area": reference.service_areas,
        "programme_type": reference.programme_types,
    }
    return (from_reference | FIXED_CODES)[by]


def group_of_participations(frames: Frames, by: str) -> pd.Series:
    """The group code of every participation in breakdown `by`: a categorical by participation_id."""
    return _GROUPINGS[by](frames).rename(by)


def group_of_municipalities(codes: pd.Series, by: str, reference: Reference) -> pd.Series:
    """The group of each municipality in one of `PLACE_BREAKDOWNS`; unknown outside the area."""
    groups = {fact.code: _OF_MUNICIPALITY[by](fact) for fact in reference.municipalities}
    return _renamed(codes, lambda code: groups.get(code, UNKNOWN))


_OF_MUNICIPALITY: dict[str, Callable[[MunicipalityFact], str]] = {
    "municipality": lambda fact: fact.code,
    "service_area": lambda fact: fact.service_area,
    "remote": lambda fact: "yes" if fact.remote else "no",
}


def _by_municipality(by: str) -> Callable[[Frames], pd.Series]:
    return lambda frames: group_of_municipalities(frames.participations.municipality, by, frames.reference)


def _age_group(frames: Frames) -> pd.Series:
    rows = frames.participations
    born, referred = rows.birth_date.dt, rows.referred_on.dt
    # As (month, day) pairs, 29 February falls on 1 March in common years.
    birthday_to_come = referred.month * 100 + referred.day < born.month * 100 + born.day
    age = referred.year - born.year - birthday_to_come
    return _choose(rows, [age < 25, age < 30, age < 55, age >= 55], AGE_GROUPS)


def _unemployment_length(frames: Frames) -> pd.Series:
    rows = frames.participations
    year, two_years = (add_months(rows.unemployed_since, months) for months in (12, 24))
    return _choose(
        rows,
        [rows.referred_on < year, rows.referred_on > two_years, year.notna()],
        ("under_12", "over_24", "12_24"),
    )


def _one_of(column: str, codes: tuple[str, ...], *, otherwise: str) -> Callable[[Frames], pd.Series]:
    names = {code: code for code in codes} | {"": UNKNOWN, UNKNOWN: UNKNOWN}
    return lambda frames: _renamed(frames.participations[column], lambda code: names.get(code, otherwise))


def _yes_no(column: str) -> Callable[[Frames], pd.Series]:
    def grouping(frames: Frames) -> pd.Series:
        answer = frames.participations[column]
        return _choose(frames.participations, [answer == 1, answer == 0], YES_NO)

    return grouping


def _renamed(codes: pd.Series, group_of: Callable[[str], str]) -> pd.Series:
    """The group of each row by its code; asked once for each code there is."""
    import pandas as pd

    numbers, groups = pd.factorize(codes.cat.categories.map(group_of))
    return pd.Series(pd.Categorical.from_codes(numbers[codes.cat.codes], groups), index=codes.index)


def _choose(rows: pd.DataFrame, tests: list[pd.Series], codes: tuple[str, ...]) -> pd.Series:
    """The code of the first test that holds, unknown where none does."""
    import numpy as np
    import pandas as pd

    numbers = np.select(tests, list(range(len(codes))), len(codes))
    return pd.Series(pd.Categorical.from_codes(numbers, pd.Index([*codes, UNKNOWN])), index=rows.index)


def add_months(days: pd.Series, months: int) -> pd.Series:
    """Each day that many calendar months later, the month's last day where the day does not exist."""
    import pandas as pd

    day: np.ndarray = days.to_numpy().astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    in_month = day - month.astype("datetime64[D]")
    target = (month + months).astype("datetime64[D]") + in_month
    last = (month + months + 1).astype("datetime64[D]") - 1
    moved = target.copy()
    moved[target > last] = last[target > last]
    return pd.Series(moved.astype("datetime64[s]"), index=days.index)


_GROUPINGS: dict[str, Callable[[Frames], pd.Series]] = {
    **{by: _by_municipality(by) for by in PLACE_BREAKDOWNS},
    "gender": _one_of("gender", GENDERS, otherwise=UNKNOWN),
    "age_group": _age_group,
    "language": _one_of("language", ("fi", "sv"), otherwise="other"),
    "foreign_background": _yes_no("foreign_background"),
    "partial_work_ability": _yes_no("partial_work_ability"),
    "unemployment_length": _unemployment_length,
}
