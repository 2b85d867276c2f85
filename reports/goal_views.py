"""The goals: what is aimed at, and a new one set by a manager."""

from __future__ import annotations

from itertools import groupby
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from reports.goal_forms import GoalForm
from reports.goals import every_goal, set_goal
from reports.indicators import INDICATORS
from reports.models import Goal
from reports.readers import manages, require_manager, require_reader
from reports.selectors import group_names
from reports.words import group_name, value_words
from ui.addresses import SeeOther


@require_http_methods(["GET", "HEAD", "POST"])
def goals(request: HttpRequest) -> HttpResponse:
    """Every goal with its grounds, for who reads the figures; a manager sets a new one."""
    require_reader(request)
    may_set, names = manages(request.user), group_names()
    if request.method == "POST":
        require_manager(request.user)
    form = GoalForm(request.POST if request.method == "POST" else None, names=names) if may_set else None
    if form is not None and form.is_bound and form.is_valid() and _set(request, form):
        return SeeOther(request.path)
    page = {"form": form, "lists": _lists(names)}
    return render(request, "reports/goals.html", page, status=422 if form and form.errors else 200)


def _set(request: HttpRequest, form: GoalForm) -> bool:
    try:
        set_goal(form.goal, by=cast(User, request.user), token=form.token_sent)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    messages.success(request, _("The goal is set."))
    return True


def _lists(names: dict[str, dict[str, str]]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """By indicator, in the order of the registry, its goals in words."""
    order = list(INDICATORS)
    rows = sorted(
        every_goal(), key=lambda goal: order.index(goal.indicator) if goal.indicator in order else -1
    )
    known = [goal for goal in rows if goal.indicator in INDICATORS]
    return [
        (INDICATORS[indicator], [_line(goal, names) for goal in own])
        for indicator, own in groupby(known, key=lambda goal: goal.indicator)
    ]


def _line(goal: Goal, names: dict[str, dict[str, str]]) -> dict[str, Any]:
    return {
        "row": goal,
        "target": value_words(goal.target, INDICATORS[goal.indicator].unit, decimals=0),
        "group": group_name(goal.by, goal.group, names) if goal.by else _("Everyone"),
    }
