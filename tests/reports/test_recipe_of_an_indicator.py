"""The recipe "An indicator" of platform/HOW-TO.md, acted out: places that ran to the agreed end."""

from datetime import date

import pytest

from reports.figures import count_figures
from reports.indicators import INDICATORS, Indicator
from reports.indicators.measures import share
from reports.periods import Period
from tests.reports.people import frames_of, participation, placement

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
REFERRED = date(2025, 1, 7)


def ran_to_the_end(frames, period):
    """Placements that ended in the period; those counted whose last day is the agreed one or later."""
    ended = frames.placements[frames.placements["ended_on"].notna()]
    rows = ended[["participation_id"]].copy()
    rows["counted"] = ended["ended_on"] >= ended["ends_on"]
    rows["unknown"] = False
    return rows


@pytest.fixture
def x1(monkeypatch):
    line = Indicator(
        id="X1",
        version=1,
        name="Ran to the end",
        definition="Of the placements that ended, those that ran to the agreed end.",
        unit="percent",
        direction="up",
        legal="–",
        cohort=ran_to_the_end,
        measure=share,
    )
    monkeypatch.setitem(INDICATORS, "X1", line)


@pytest.mark.usefixtures("x1")
def test_a_line_in_the_registry_is_a_figure():
    lived = {"agreed_on": date(2025, 2, 1), "starts_on": date(2025, 2, 3), "ends_on": date(2025, 5, 30)}
    people = [participation(name, referred_on=REFERRED) for name in ("A", "B")]
    places = [
        placement("A", REFERRED, **lived, ended_on=date(2025, 5, 30)),
        placement("B", REFERRED, **lived, ended_on=date(2025, 3, 14)),
    ]

    figures = {one.indicator: one for one in count_figures(frames_of(people, places), YEAR)}

    assert (figures["X1"].n, figures["X1"].k, figures["X1"].value) == (2, 1, 50.0)
