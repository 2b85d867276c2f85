"""The week of a board, and one day of a group with who is there."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from programmes.board.access import board_required, day_from, may_run
from programmes.board.selectors import Board, boards_for, group_for
from programmes.board.today import Today, tell_day, ticks_from, today_of, untold_days
from programmes.board.week import day_url, week_of_board
from programmes.catalogue.models import Intake
from programmes.looking import record_list
from programmes.placements.attendance.calendar import (
    WEEK,
    monday_from,
    monday_of,
    name_of_month,
    week_code,
    week_name,
)
from programmes.placements.attendance.services import ToldOtherwiseError, ToldWeek
from ui.addresses import SeeOther
from ui.elements import Link
from ui.formats import clock
from ui.formats import day as in_words


@require_safe
@never_cache
@board_required
def week(request: HttpRequest) -> HttpResponse:
    """Monday to Friday of one coaching environment: groups, times, seats, who comes."""
    monday = monday_from(request.GET.get("week", "")) or monday_of(timezone.localdate())
    boards = boards_for(request.user, monday)
    board = _chosen(request, boards)
    groups = board.groups if board else []
    shown = week_of_board(request.user, groups, monday)
    record_list(request, shown.people, page="board:home")
    key = board.key if board else ""
    values = {
        "board": board,
        "week": shown,
        "week_name": week_name(monday),
        "dates": f"{in_words(monday, year=False)} – {in_words(monday + timedelta(days=4), year=False)}",
        "tabs": [Link(one.name, _address(one.key, monday), one.key == key) for one in boards],
        "before_url": _address(key, monday - WEEK),
        "after_url": _address(key, monday + WEEK),
        "this_url": "" if monday == monday_of(timezone.localdate()) else _address(key, None),
        "untold": _by_day(untold_days(groups)),
    }
    return render(request, "board/week.html", values)


def _by_day(untold: list[tuple[Intake, date]]) -> dict[date, list[tuple[str, str]]]:
    """Each day with the groups of which it is not told: title and address."""
    days: dict[date, list[tuple[str, str]]] = {}
    for group, on in untold:
        days.setdefault(on, []).append((group.title, day_url(group, on)))
    return days


def _address(key: str, monday: date | None) -> str:
    asked = {"at": key} if key else {}
    if monday is not None:
        asked["week"] = week_code(monday)
    return f"{reverse('board:home')}?{urlencode(asked)}"


def _chosen(request: HttpRequest, boards: list[Board]) -> Board | None:
    """The board in the address, else the first; None where there is none."""
    asked = request.GET.get("at", "")
    return next((board for board in boards if board.key == asked), boards[0] if boards else None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@board_required
def day(request: HttpRequest, reference: str, on: str) -> HttpResponse:
    """Who is there: everybody who was to come is chosen, one press tells the day of all of them."""
    group, when = group_for(request.user, reference), day_from(on)
    today = today_of(request.user, group, when)
    record_list(request, [person.placement for person in today.people], page="board:day")
    if request.method == "POST":
        if not may_run(request, group):
            raise PermissionDenied
        return _tell(request, group, today)
    return _show(request, group, today)


def _show(
    request: HttpRequest, group: Intake, today: Today, *, status: int = 200, **words: object
) -> HttpResponse:
    values = {
        "group": group,
        "day": today,
        "title": in_words(today.on),
        "may_run": may_run(request, group),
        "back_url": f"{reverse('board:home')}?{urlencode(_back(group, today.on))}",
    }
    return render(request, "board/day.html", values | words, status=status)


def _back(group: Intake, on: date) -> dict[str, str]:
    key = group.environment.code if group.environment else f"m-{group.municipality_id}"
    return {"at": key, "week": week_code(monday_of(on))}


def _tell(request: HttpRequest, group: Intake, today: Today) -> HttpResponse:
    ticks = ticks_from(request.POST, today)
    if not ticks:
        return _show(
            request, group, today, status=422, errors=[_("There is nobody whose day can be told now.")]
        )
    try:
        told = tell_day(group, ticks, by=request.user, seen=_seen(request))  # type: ignore[arg-type]
    except ToldOtherwiseError as stop:
        newest = max((clash.day for clash in stop.clashes), key=lambda one: one.at)
        who = str(newest.by or _("Somebody"))
        clash = _("%(name)s told this day at %(clock)s.") % {"name": who, "clock": clock(newest.at)}
        return _show(request, group, today, status=409, clash=clash)
    except ValidationError as refused:
        return _show(request, group, today, status=422, errors=refused.messages)
    messages.success(request, _thanks(today.on, told))
    return SeeOther(day_url(group, today.on))


def _thanks(on: date, told: ToldWeek) -> str:
    if not told.days:
        return _("%(day)s was told already, in the same words.") % {"day": in_words(on)}
    words = _("%(day)s is told. Thank you.") % {"day": in_words(on)}
    for month in sorted({month.month for month in told.sent}):
        words += " " + _("All days of %(month)s are with the worker now.") % {"month": name_of_month(month)}
    return words


def _seen(request: HttpRequest) -> datetime | None:
    """What the form knew: the newest instant at which a day had been told."""
    try:
        return parse_datetime(request.POST.get("seen", "")[:40])
    except ValueError:
        return None
