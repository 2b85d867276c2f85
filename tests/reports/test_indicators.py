"""The edges of each definition, worked by hand (indicators.md, "Exact reading")."""

from datetime import date, timedelta

import pytest

from reports.figures import count_figures
from reports.indicators import INDICATORS
from reports.indicators.process import withdrawn_without_offer
from reports.periods import Period
from tests.reports.people import REFERRED_ON, frames_of, participation, placement

LONG = Period(date(2026, 1, 1), date(2026, 12, 31))


def day(number: int) -> date:
    """That many days after the referral."""
    return REFERRED_ON + timedelta(days=number)


def counted(indicator: str, frames, period: Period = LONG) -> tuple:
    figure = count_figures(frames, period, indicators=[indicator])[0]
    return figure.n, figure.k, figure.unknown, figure.value


@pytest.mark.parametrize(
    ("facts", "offers", "expected"),
    [
        ({}, [90], (1, 1)),
        ({}, [91], (1, 0)),
        ({}, [], (1, 0)),
        ({"withdrawn_on": day(90)}, [], (0, 0)),
        ({"withdrawn_on": day(91)}, [], (1, 0)),
        ({"withdrawn_on": day(60)}, [30], (1, 1)),
        ({"returned_on": day(90)}, [], (0, 0)),
        ({"returned_on": day(91)}, [], (1, 0)),
        ({"returned_on": day(10), "referred_again_on": day(20)}, [], (1, 0)),
        ({"returned_on": day(10), "referred_again_on": day(91)}, [], (0, 0)),
        ({"returned_on": day(20), "referred_again_on": day(20)}, [], (1, 0)),
        ({"returned_on": day(40), "referred_again_on": day(20)}, [], (0, 0)),
        ({"ended_on": day(50)}, [], (1, 0)),
    ],
)
def test_offer_in_90_days(facts, offers, expected):
    frames = frames_of([participation("A", **facts)], [placement("A", day(number)) for number in offers])

    assert counted("P3", frames)[:2] == expected


def test_participation_belongs_to_the_period_of_its_due_day():
    frames = frames_of([participation("A")])
    due = day(90)

    assert counted("P3", frames, Period(due, due))[0] == 1
    assert counted("P3", frames, Period(due + timedelta(days=1), day(200)))[0] == 0
    assert counted("P3", frames, Period(REFERRED_ON, due - timedelta(days=1)))[0] == 0


def test_an_offer_that_was_called_off_is_an_offer_all_the_same():
    frames = frames_of([participation("A")], [placement("A", day(5), cancelled_on=day(6))])

    assert counted("P3", frames) == (1, 1, 0, 100.0)


def test_what_happens_after_the_period_does_not_change_it():
    later = {"withdrawn_on": day(95), "ended_on": None, "plan_made_on": day(95)}
    frames = frames_of([participation("A", **later)], [placement("A", day(95))])

    assert counted("P3", frames, Period(REFERRED_ON, day(94))) == (1, 0, 0, 0.0)
    assert counted("P1", frames, Period(REFERRED_ON, day(94))) == (1, 0, 0, 0.0)


def test_withdrawn_without_an_offer_are_told_beside():
    people = [
        participation("A", withdrawn_on=day(20)),
        participation("B", withdrawn_on=day(20)),
        participation("C"),
    ]
    frames = frames_of(people, [placement("B", day(10))])

    assert withdrawn_without_offer(frames.as_of(LONG.end), LONG) == 1


@pytest.mark.parametrize(
    ("withdrawn_on", "offered_on", "told"), [(90, None, 1), (91, None, 0), (90, 90, 0), (50, 91, 1)]
)
def test_withdrawn_without_an_offer_are_those_of_the_due_day(withdrawn_on, offered_on, told):
    offers = [placement("A", day(offered_on))] if offered_on else []
    frames = frames_of([participation("A", withdrawn_on=day(withdrawn_on))], offers)

    assert withdrawn_without_offer(frames.as_of(LONG.end), LONG) == told
    assert withdrawn_without_offer(frames.as_of(LONG.end), Period(day(91), day(200))) == 0


@pytest.mark.parametrize(("made", "expected"), [(14, (1, 1)), (15, (1, 0)), (None, (1, 0))])
def test_plan_in_14_days(made, expected):
    plan_made_on = None if made is None else day(made)

    assert counted("P1", frames_of([participation("A", plan_made_on=plan_made_on)]))[:2] == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"agreed_on": day(100), "starts_on": day(120)}, (1, 1)),
        ({"agreed_on": day(100), "starts_on": day(121)}, (1, 0)),
        ({"agreed_on": day(100)}, (1, 0)),
        ({"starts_on": day(100)}, (1, 0)),
        ({"agreed_on": day(100), "starts_on": day(110), "cancelled_on": day(105)}, (1, 0)),
    ],
)
def test_start_in_120_days(facts, expected):
    assert counted("P9", frames_of([participation("A")], [placement("A", day(50), **facts)]))[:2] == expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [([2], (1, 1)), ([1], (1, 0)), ([None], (1, 0)), ([1, 3], (1, 1)), ([None, 1], (1, 0))],
)
def test_choice_is_that_of_the_first_day_with_an_offer(shown, expected):
    places = [placement("A", day(10), alternatives_shown=number) for number in shown]
    later = placement("A", day(11), alternatives_shown=5)

    assert counted("P4", frames_of([participation("A")], [*places, later]))[:2] == expected


@pytest.mark.parametrize(
    ("facts", "n"),
    [
        ({"agreed_on": day(1), "starts_on": day(30)}, 1),
        ({"agreed_on": day(1), "starts_on": day(31)}, 0),
        ({"agreed_on": day(31), "starts_on": day(20)}, 0),
        ({"agreed_on": day(1), "starts_on": day(2), "ended_on": day(30)}, 1),
        ({"agreed_on": day(1), "starts_on": day(2), "ended_on": day(29)}, 0),
        ({"agreed_on": day(1), "starts_on": day(2), "ends_on": day(10)}, 1),
        ({"agreed_on": day(1), "starts_on": day(2), "cancelled_on": day(2)}, 0),
        ({"agreed_on": day(1)}, 0),
    ],
)
def test_placement_runs_from_its_start_through_its_last_day(facts, n):
    frames = frames_of([participation("A")], [placement("A", REFERRED_ON, paid=True, **facts)])

    assert counted("P5", frames, Period(REFERRED_ON, day(30)))[:2] == (n, n)


def test_median_counts_those_who_left_on_the_day_as_at_risk():
    people = [participation("A"), participation("B", withdrawn_on=day(10)), participation("C")]
    frames = frames_of(people, [placement("A", day(10)), placement("C", day(20))])

    # Day 10: 1 of 3 had an offer, S = 2/3. Day 20: the one who is left had it, S = 0.
    assert counted("P2", frames) == (3, None, 0, 20.0)


def test_each_group_has_the_median_of_its_own_people():
    people = [participation(name, gender=gender) for name, gender in (("A", "female"), ("B", "male"))]
    frames = frames_of(people, [placement("A", day(10)), placement("B", day(30))])

    figures = count_figures(frames, LONG, indicators=["P2"], breakdowns=["gender"])

    assert {each.group: (each.n, each.value) for each in figures if each.by == "gender"} == {
        "female": (1, 10.0),
        "male": (1, 30.0),
        "other": (0, None),
    }


def test_every_definition_is_the_first_version():
    assert {indicator.version for indicator in INDICATORS.values()} == {1}


def test_median_is_reached_at_exactly_one_half():
    frames = frames_of([participation("A"), participation("B")], [placement("A", day(7))])

    assert counted("P2", frames)[3] == 7.0


def test_median_is_empty_when_more_than_half_still_wait():
    frames = frames_of([participation(name) for name in "ABC"], [placement("A", day(7))])

    assert counted("P2", frames) == (3, None, 0, None)


def test_offer_after_a_withdrawal_is_not_seen_by_the_median():
    frames = frames_of([participation("A", withdrawn_on=day(5))], [placement("A", day(6))])

    assert counted("P2", frames) == (1, None, 0, None)


def test_unknown_exits_stay_in_n_and_are_told_apart():
    answers = ["employed_open", "employed_subsidised", "self_employed", "unemployed", "unknown", ""]
    people = [participation(place, ended_on=day(5), exit_status=text) for place, text in enumerate(answers)]

    assert counted("O1", frames_of(people)) == (6, 3, 2, 50.0)


def test_lasting_solutions_are_the_listed_classes():
    classes = ["open_job", "degree_study", "pension", "rehabilitation_benefit", "other_service", "unknown"]
    people = [participation(place, ended_on=day(5), exit_class=text) for place, text in enumerate(classes)]

    assert counted("O3", frames_of(people))[:3] == (6, 4, 1)


@pytest.mark.parametrize(
    ("step", "missing"),
    [
        ((0, 60, None), 0),
        ((0, 90, None), 0),
        ((0, 91, None), 1),
        ((0, 59, None), 1),
        ((61, 70, None), 1),
        ((0, 70, 60), 1),
        ((0, 70, 61), 0),
    ],
)
def test_next_step_counts_when_open_and_due_within_30_days(step, missing):
    exists_from, due_on, done_on = (None if number is None else day(number) for number in step)
    frames = frames_of(
        [participation("A", accepted_on=day(1))], next_steps=[("A", exists_from, due_on, done_on)]
    )

    assert counted("W1", frames, Period(REFERRED_ON, day(60)))[:3] == (1, missing, 0)


@pytest.mark.parametrize(
    ("facts", "n"),
    [
        ({}, 0),
        ({"accepted_on": day(1)}, 1),
        ({"accepted_on": day(1), "started_on": day(2)}, 1),
        ({"accepted_on": day(1), "started_on": day(2), "ended_on": day(60)}, 0),
        ({"accepted_on": day(1), "started_on": day(2), "ended_on": day(61)}, 1),
        ({"accepted_on": day(1), "withdrawn_on": day(60)}, 0),
        ({"accepted_on": day(61)}, 0),
    ],
)
def test_those_waiting_or_active_are_cared_for(facts, n):
    assert counted("W1", frames_of([participation("A", **facts)]), Period(REFERRED_ON, day(60)))[0] == n


def test_those_on_a_break_are_cared_for_too():
    frames = frames_of(
        [participation("A", accepted_on=day(1), started_on=day(2))], holds=[("A", day(10), None)]
    )

    assert counted("W1", frames, Period(REFERRED_ON, day(60)))[0] == 1


@pytest.mark.parametrize(
    ("women", "men", "value", "flag"),
    [
        ((4, 5), (5, 5), 0.8, None),
        ((3, 4), (10, 10), 0.75, "below_0.80"),
        ((0, 2), (1, 2), 0.0, "below_0.80"),
        ((2, 5), (2, 4), 0.8, None),
        ((1, 4), (2, 3), 0.375, "below_0.80"),
        ((3, 4), (1, 2), 1.5, None),
    ],
)
def test_equality_ratio_is_flagged_below_four_fifths_exactly(women, men, value, flag):
    people, places = [], []
    for gender, (k, n) in (("female", women), ("male", men)):
        for number in range(n):
            name = f"{gender}{number}"
            people.append(participation(name, gender=gender))
            places += [placement(name, day(3))] if number < k else []

    figures = count_figures(frames_of(people, places), LONG, indicators=["O5"], breakdowns=["gender"])

    female = next(each for each in figures if each.group == "female")
    assert (female.n, female.k, female.unknown) == (women[1], None, 0)
    assert (female.value, female.flag) == (pytest.approx(value), flag)


def test_equality_ratio_is_empty_when_nobody_else_had_an_offer():
    people = [participation("A", gender="female"), participation("B", gender="male")]
    figures = count_figures(
        frames_of(people, [placement("A", day(3))]), LONG, indicators=["O5"], breakdowns=["gender"]
    )

    assert {each.group: each.value for each in figures} == {"female": None, "male": 0.0, "other": None}
