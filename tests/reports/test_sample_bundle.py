"""The sample bundle gives exactly the figures that were worked out apart from the code."""

import json
from datetime import date

import pytest

from reports.figures import count_figures
from reports.indicators import INDICATORS
from reports.periods import Period
from tests.reports.bundle import DATA, frames_from_bundle

EXPECTED = json.loads((DATA / "sample_bundle" / "expected_figures.json").read_text(encoding="utf-8"))
PERIODS = sorted({(row["from"], row["to"]) for row in EXPECTED})


@pytest.fixture(scope="module")
def frames():
    return frames_from_bundle(DATA / "sample_bundle")


@pytest.mark.parametrize("indicator", list(INDICATORS))
@pytest.mark.parametrize("days", PERIODS)
def test_sample_bundle_gives_every_expected_figure(frames, indicator, days):
    expected = {
        (row["by"], row["group"]): (row["n"], row["k"], row["unknown"], row["value"], row.get("flag"))
        for row in EXPECTED
        if row["indicator"] == indicator and (row["from"], row["to"]) == days
    }
    breakdowns = sorted({by for by, _group in expected}, key=str)

    figures = count_figures(
        frames, Period(*map(date.fromisoformat, days)), indicators=[indicator], breakdowns=breakdowns
    )

    counted = {
        (each.by, each.group): (each.n, each.k, each.unknown, each.value, each.flag) for each in figures
    }
    # Euros are summed here in whole ten-thousandths, there as they came: the last digit may differ.
    assert {key: row for key, row in counted.items() if row[0] or key in expected} == {
        key: (*row[:3], pytest.approx(row[3], rel=1e-13) if indicator == "O7" else row[3], row[4])
        for key, row in expected.items()
    }
