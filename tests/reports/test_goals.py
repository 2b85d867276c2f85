"""A goal is set from a day on by a manager: the one before it ends, and every figure stands beside it."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import Event
from reports.figures import count_figures
from reports.goals import ensure_goals, goals, set_goal
from reports.models import Goal
from reports.periods import Period
from tests.factories.programmes import coordinator, manager
from tests.reports.people import frames_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
TOLD = {
    "indicator": "P3",
    "group": "",
    "target": "92,5",
    "valid_from": "1.7.2026",
    "why": "Johtoryhmä 12.6.2026",
}


def a_goal(**facts: object) -> Goal:
    return Goal(**{"indicator": "P3", "target": 92.5, "valid_from": date(2026, 7, 1), "why": "–"} | facts)


def test_the_goal_before_ends_the_day_before_and_a_later_one_stays():
    ensure_goals()
    later = set_goal(a_goal(valid_from=date(2027, 1, 1), target=95), by=manager())

    set_goal(a_goal(), by=manager())

    rows = Goal.objects.filter(indicator="P3").order_by("valid_from")
    assert [(row.target, row.valid_from, row.valid_until) for row in rows] == [
        (90.0, date(2025, 1, 1), date(2026, 6, 30)),
        (92.5, date(2026, 7, 1), date(2026, 12, 31)),
        (95.0, date(2027, 1, 1), None),
    ]
    assert rows[2] == later
    assert Event.objects.filter(verb="goal.set").count() == 2


def test_a_figure_stands_beside_the_goal_of_its_last_day_and_of_its_group():
    set_goal(a_goal(), by=manager())
    set_goal(a_goal(by="municipality", group="422", target=70), by=manager())

    figures = count_figures(
        frames_of([]),
        Period.named("2026-Q3"),
        indicators=["P3"],
        breakdowns=[None, "municipality"],
        goals=goals(),
    )

    aimed_at = {figure.group: figure.goal for figure in figures}
    assert (aimed_at[None], aimed_at["422"], aimed_at["167"]) == (92.5, 70.0, 92.5)


def test_two_goals_do_not_begin_on_one_day():
    set_goal(a_goal(), by=manager())

    with pytest.raises(ValidationError):
        set_goal(a_goal(target=80), by=manager())

    assert Goal.objects.get(indicator="P3").target == 92.5


def test_who_does_not_manage_sets_none(client):
    with pytest.raises(PermissionDenied):
        set_goal(a_goal(), by=coordinator("167"))

    client.force_login(coordinator("167"))
    assert 'name="target"' not in client.get("/reports/goals/").content.decode()
    assert client.post("/reports/goals/", TOLD).status_code == 403
    assert not Goal.objects.exists()


def test_a_goal_is_set_in_the_browser_once(client):
    client.force_login(manager())
    page = client.get("/reports/goals/")
    told = TOLD | {"token": page.context["form"].initial["token"]}

    for _press in (1, 2):
        assert client.post("/reports/goals/", told).status_code == 303

    goal = Goal.objects.get()
    assert (goal.target, goal.valid_from, goal.set_by is not None) == (92.5, date(2026, 7, 1), True)
    assert "92" in client.get("/reports/goals/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"target": "120"}, "target"),
        ({"target": "-1"}, "target"),
        ({"target": "nan"}, "target"),
        ({"target": ""}, "target"),
        ({"indicator": "S1", "group": "gender:female"}, "group"),
        ({"indicator": "X9"}, "indicator"),
        ({"group": "municipality:x"}, "group"),
        ({"valid_from": "31.2.2026"}, "valid_from"),
        ({"why": " "}, "why"),
    ],
)
def test_what_is_no_goal_is_told_at_its_field_and_nothing_typed_is_lost(client, wrong, field):
    client.force_login(manager())

    page = client.post("/reports/goals/", TOLD | wrong)

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Goal.objects.exists()
    content = page.content.decode()
    kept = [value for name, value in (TOLD | wrong).items() if value.strip() and name != field]
    assert all(value in content for value in kept)


def test_a_second_goal_of_one_day_is_told_on_the_form(client):
    set_goal(a_goal(), by=manager())
    client.force_login(manager())

    page = client.post("/reports/goals/", TOLD)

    assert page.status_code == 422
    assert page.context["form"].non_field_errors()
