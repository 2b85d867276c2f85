"""The waiting curve beside published figures, and where its band is not defined."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.indicators.measures import median_days
from reports.waiting import Z_95, waiting_curve

# Freireich and others 1963, the 6-MP arm: weeks, and whether the remission ended. What statistical packages
# print for it: day, at risk, events, share, and the band of log(-log) with Greenwood's variance.
REMISSION = [
    (6, 1), (6, 1), (6, 1), (6, 0), (7, 1), (9, 0), (10, 1), (10, 0), (11, 0), (13, 1), (16, 1), (17, 0),
    (19, 0), (20, 0), (22, 1), (23, 1), (25, 0), (32, 0), (32, 0), (34, 0), (35, 0),
]  # fmt: skip
PRINTED = [
    (6, 21, 3, 0.8571, 0.6197, 0.9516),
    (7, 17, 1, 0.8067, 0.5631, 0.9228),
    (10, 15, 1, 0.7529, 0.5032, 0.8894),
    (13, 12, 1, 0.6902, 0.4316, 0.8491),
    (16, 11, 1, 0.6275, 0.3675, 0.8049),
    (22, 7, 1, 0.5378, 0.2678, 0.7468),
    (23, 6, 1, 0.4482, 0.1881, 0.6801),
]


def cohort(rows):
    return pd.DataFrame({"days": [day for day, _ in rows], "reached": [bool(event) for _, event in rows]})


def test_a_published_curve_comes_out_with_its_band():
    curve = waiting_curve(cohort(REMISSION))

    found = [
        (step.day, step.at_risk, step.events, round(step.waiting, 4), round(step.low, 4), round(step.high, 4))
        for step in curve.steps
    ]
    assert found == PRINTED
    assert (curve.n, curve.last_day) == (21, 35)


def test_before_the_first_offer_all_wait_and_after_the_last_day_nobody_knows():
    curve = waiting_curve(cohort(REMISSION))

    assert [curve.share_after(day) for day in (0, 5, 35, 36)] == [1.0, 1.0, curve.steps[-1].waiting, None]


def test_where_all_have_had_an_offer_there_is_no_band():
    curve = waiting_curve(cohort([(3, 1), (5, 1)]))

    assert [(step.waiting, step.low, step.high) for step in curve.steps][-1] == (0.0, None, None)
    assert curve.steps[0].low is not None


@pytest.mark.parametrize("rows", [[], [(4, 0), (9, 0)]])
def test_of_nobody_and_of_no_offer_there_is_no_step(rows):
    curve = waiting_curve(cohort(rows) if rows else pd.DataFrame({"days": [], "reached": []}).astype(int))

    assert curve.steps == ()
    assert curve.n == len(rows)


@given(st.lists(st.tuples(st.integers(-3, 120), st.booleans()), max_size=40))
def test_each_step_is_the_product_of_all_before_it(rows):
    """The curve read out one person at a time, and the median where it falls to a half."""
    curve = waiting_curve(cohort(rows) if rows else pd.DataFrame({"days": [], "reached": []}).astype(int))
    waits = [(max(day, 0), reached) for day, reached in rows]
    expected, share, variance = [], 1.0, 0.0
    for day in sorted({day for day, reached in waits if reached}):
        risk = sum(each >= day for each, _ in waits)
        fell = sum(each == day and reached for each, reached in waits)
        share *= 1 - fell / risk
        variance += fell / (risk * (risk - fell)) if risk > fell else 0
        expected.append((day, risk, fell, share, variance))

    assert [(s.day, s.at_risk, s.events) for s in curve.steps] == [row[:3] for row in expected]
    for step, (_day, _risk, _fell, share, variance) in zip(curve.steps, expected, strict=True):
        assert step.waiting == pytest.approx(share, abs=1e-12)
        if step.low is None:
            assert share < 1e-12
            continue
        assert 0 <= step.low <= step.waiting <= step.high <= 1
        spread = (
            (math.log(-math.log(step.low)) - math.log(-math.log(step.high))) / 2 if step.low > 0 else None
        )
        if spread is not None and step.high < 1:
            assert spread == pytest.approx(Z_95 * math.sqrt(variance) / abs(math.log(share)), rel=1e-6)
    if rows:
        median = median_days(cohort(rows), pd.Series([0] * len(rows)).to_numpy(), 1)[0].value
        fallen = [step.day for step in curve.steps if step.waiting <= 0.5 + 1e-12]
        assert median == (float(fallen[0]) if fallen else None)
