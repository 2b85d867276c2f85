"""A figure stands beside its goal and the year before; every group of the list has a row."""

from datetime import date

from reports.figures import GoalFact, count_figures
from reports.periods import Period
from tests.reports.people import REFERRED_ON, frames_of, participation, placement

YEAR = Period.named("2026")


def test_every_group_of_the_list_has_a_row_and_unknown_only_where_someone_is_in_it():
    frames = frames_of([participation("A", gender="female")])

    figures = count_figures(frames, YEAR, indicators=["P3"], breakdowns=["gender"])

    assert [(each.group, each.n, each.k, each.value) for each in figures] == [
        ("female", 1, 0, 0.0),
        ("male", 0, 0, None),
        ("other", 0, 0, None),
    ]


def test_unknown_is_the_last_row_where_it_occurs():
    frames = frames_of([participation("A", gender="")])

    figures = count_figures(frames, YEAR, indicators=["P3"], breakdowns=["gender"])

    assert [each.group for each in figures] == ["female", "male", "other", "unknown"]


def test_indicator_gives_no_row_in_a_breakdown_that_it_does_not_have():
    frames = frames_of([participation("A")])

    assert count_figures(frames, YEAR, indicators=["P3"], breakdowns=["programme_type"]) == []
    assert count_figures(frames, YEAR, indicators=["O5"], breakdowns=[None]) == []


def test_placements_are_grouped_by_their_type_of_service():
    started = {"agreed_on": REFERRED_ON, "starts_on": REFERRED_ON}
    places = [
        placement("A", REFERRED_ON, programme_type="open_job", paid=True, **started),
        placement("A", REFERRED_ON, programme_type="work_trial", **started),
    ]

    figures = count_figures(
        frames_of([participation("A")], places), YEAR, indicators=["P5"], breakdowns=["programme_type"]
    )

    assert {each.group: (each.n, each.k) for each in figures if each.n} == {
        "work_trial": (1, 0),
        "open_job": (1, 1),
    }


def test_previous_is_the_same_period_a_year_before_as_it_was_then():
    before = date(2025, 3, 2)
    frames = frames_of([participation("A", referred_on=before)], [placement("A", before)])

    figure = count_figures(frames, YEAR, indicators=["P3"])[0]

    assert (figure.n, figure.value, figure.previous) == (0, None, 100.0)


def test_own_goal_of_a_group_comes_before_the_goal_for_all_and_the_latest_start_wins():
    goals = [
        GoalFact("P3", 80.0, date(2025, 1, 1)),
        GoalFact("P3", 90.0, date(2026, 1, 1)),
        GoalFact("P3", 95.0, date(2027, 1, 1)),
        GoalFact("P3", 70.0, date(2025, 1, 1), by="gender", group="male"),
        GoalFact("P3", 60.0, date(2025, 1, 1), date(2025, 12, 31), by="gender", group="other"),
    ]

    figures = count_figures(frames_of([]), YEAR, indicators=["P3"], breakdowns=[None, "gender"], goals=goals)

    assert {each.group: each.goal for each in figures} == {
        None: 90.0,
        "female": 90.0,
        "male": 70.0,
        "other": 90.0,
    }


def test_quarters_add_up_to_the_half_year():
    people = [participation(number, referred_on=date(2025, 9, 1 + number % 28)) for number in range(40)] + [
        participation(100 + number, referred_on=date(2026, 2, 1 + number)) for number in range(20)
    ]
    frames = frames_of(
        people, [placement(number, date(2026, 2, 20)) for number in range(0, 120, 7) if number < 40]
    )
    names = ["P1", "P3", "P4", "P9", "O1", "O3"]

    def sums(*periods: str) -> dict[str, tuple[int, int]]:
        rows = [
            each for name in periods for each in count_figures(frames, Period.named(name), indicators=names)
        ]
        return {
            name: (
                sum(each.n for each in rows if each.indicator == name),
                sum(each.k for each in rows if each.indicator == name),
            )
            for name in names
        }

    assert sums("2026-Q1", "2026-Q2") == sums("2026-H1")


def test_goal_holds_on_its_first_and_its_last_day():
    goals = [GoalFact("P3", 80.0, date(2026, 1, 10), date(2026, 1, 20))]

    def goal_on(day: date) -> float | None:
        return count_figures(frames_of([]), Period(day, day), indicators=["P3"], goals=goals)[0].goal

    assert [goal_on(date(2026, 1, day)) for day in (9, 10, 20, 21)] == [None, 80.0, 80.0, None]
