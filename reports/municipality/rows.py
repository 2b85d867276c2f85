"""The tables of one municipality: the same rows on the page, in the document and in every file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.indicators import INDICATORS
from reports.municipality.counting import BY_GENDER, Now, OfMunicipality
from reports.tables.shape import Column, Row, Value
from reports.tables.words import NOBODY
from reports.way import Gone
from reports.words import STEPS

RowsOf = Callable[[OfMunicipality], list[Row]]

NOW = {
    "waiting": gettext_lazy("Wait for a first offer"),
    "late": gettext_lazy("Wait for a first offer for over 90 days"),
    "in_need": gettext_lazy("Waiting or active, without a place"),
    "open_vacancies": gettext_lazy("Open places at host employers"),
    "free_seats": gettext_lazy("Free seats at places and in groups"),
}


def now_columns() -> list[Column]:
    """Here, and in the whole area."""
    return [Column("here", _("The municipality")), Column("beside", _("Whole area"))]


def now_rows(one: OfMunicipality) -> list[Row]:
    """Who waits and what is open."""
    here, beside = _of_now(one.now), _of_now(one.now_beside)
    return [Row(key, str(name), {"here": here[key], "beside": beside[key]}) for key, name in NOW.items()]


def _of_now(now: Now) -> dict[str, int]:
    return {
        "waiting": now.waiting.count,
        "late": now.waiting.late,
        "in_need": now.in_need,
        "open_vacancies": now.open_vacancies,
        "free_seats": now.free_seats,
    }


def figure_columns() -> list[Column]:
    """Value, goal, a year before, the whole area: each in the unit of its row; and of how many."""
    return [
        Column("value", _("Value")),
        Column("goal", _("Goal")),
        Column("previous", _("A year before")),
        Column("beside", _("Whole area")),
        Column("n", "n", keeps_unit=True),
        Column("unknown", _("Not known"), keeps_unit=True),
    ]


def figure_rows(one: OfMunicipality) -> list[Row]:
    """Every figure of the municipality."""
    rows = []
    for figure in one.figures:
        values: dict[str, Value] = {
            "value": figure.value,
            "goal": figure.goal,
            "previous": figure.previous,
            "beside": one.beside_of(figure.indicator).value,
            "n": figure.n,
            "unknown": figure.unknown,
        }
        name = f"{figure.definition.name} ({figure.indicator})"
        rows.append(Row(figure.indicator, name, values, _empty(values), unit=figure.definition.unit))
    return rows


def gender_columns() -> list[Column]:
    """The value of women and of men, each with of how many."""
    return [
        Column("female", _("Women")),
        Column("female_n", _("Women, n"), keeps_unit=True),
        Column("male", _("Men")),
        Column("male_n", _("Men, n"), keeps_unit=True),
    ]


def gender_rows(one: OfMunicipality) -> list[Row]:
    """A few of the figures, of women and of men."""
    found = {(each.indicator, each.group): each for each in one.by_gender}
    rows = []
    for indicator in BY_GENDER:
        values: dict[str, Value] = {}
        for gender in ("female", "male"):
            values[gender] = found[indicator, gender].value
            values[f"{gender}_n"] = found[indicator, gender].n
        line = INDICATORS[indicator]
        rows.append(Row(indicator, f"{line.name} ({indicator})", values, _empty(values), unit=line.unit))
    return rows


def way_columns() -> list[Column]:
    """How many came so far, which share that is, and where those are who came no further."""
    return [
        Column("count", _("Came so far")),
        Column("share", _("Share"), "percent"),
        Column("still", _("Still on the way")),
        Column("left", _("Left the service")),
    ]


def way_rows(one: OfMunicipality) -> list[Row]:
    """How far those came who were referred."""
    referred = one.way.referred
    rows = []
    for each in one.way.steps:
        values: dict[str, Value] = {
            "count": each.count,
            "share": 100 * each.count / referred if referred else None,
            "still": each.no_further[Gone.STILL],
            "left": sum(count for how, count in each.no_further.items() if how is not Gone.STILL),
        }
        rows.append(Row(each.step, str(STEPS[each.step]), values, _empty(values)))
    return rows


def _empty(values: Mapping[str, Value]) -> dict[str, str]:
    return {key: NOBODY for key, value in values.items() if value is None}
