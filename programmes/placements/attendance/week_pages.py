"""The page of a week, and what sending it does: the same for the workplace, a link and a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from programmes.placements.attendance.calendar import (
    WEEK,
    monday_from,
    monday_of,
    name_of_month,
    week_code,
    week_name,
)
from programmes.placements.attendance.keys import Workplace
from programmes.placements.attendance.services import ToldOtherwiseError, ToldWeek
from programmes.placements.attendance.week import (
    Week,
    closed_meanwhile,
    days_outside,
    mark_clashes,
    ticks_from,
    week_of,
)
from programmes.placements.models import Placement
from ui.addresses import SeeOther
from ui.formats import clock
from ui.formats import day as in_words

Tell = Callable[..., ToldWeek]
MONDAY_AND_TUESDAY = 1


@dataclass
class WeekPage:
    """What a page of a week is made of.

    frame: the template around it. kept: names the week in the browser's own store. on_word: a worker tells
    how the workplace's word was given.
    """

    frame: str
    title: str
    kept: str
    address: str
    on_word: bool = False
    fixed: bool = False

    @property
    def worker_over(self) -> str:
        """Under which address a page without a network says so; a worker at a desk has no such page."""
        return "" if self.on_word else self.address.partition("?")[0]


def chosen_monday(request: HttpRequest) -> date:
    """The week in the address, not after this one; this week where there is none."""
    this = monday_of(timezone.localdate())
    return min(monday_from(request.GET.get("week", "")) or this, this)


def first_week_to_tell(placements_of: Callable[[date], Sequence[Placement]]) -> date:
    """Early in a week the one before it, until it is told; else this week."""
    this = monday_of(timezone.localdate())
    if timezone.localdate().weekday() > MONDAY_AND_TUESDAY:
        return this
    before = this - WEEK
    last = week_of(placements_of(before), before)
    return before if last.told < last.to_tell else this


def show(
    request: HttpRequest, page: WeekPage, week: Week, *, status: int = 200, **values: Any
) -> HttpResponse:
    """The week with a choice for every day."""
    this = monday_of(timezone.localdate())
    before, after = week.monday - WEEK, week.monday + WEEK
    sunday = week.monday + timedelta(days=6)
    shown = {
        "frame": page.frame,
        "page": page,
        "week": week,
        "title": page.title,
        "week_name": week_name(week.monday),
        "days": f"{in_words(week.monday, year=False)} – {in_words(sunday, year=False)}",
        "before_url": with_week(page.address, before) if not page.fixed else "",
        "after_url": with_week(page.address, after) if after <= this and not page.fixed else "",
        "send_url": page.address if page.fixed else with_week(page.address, week.monday),
        "may_send": any(cell.name for line in week.lines for cell in line.cells),
        "weekend": week.has_weekend or "weekend" in request.GET or "weekend" in request.POST,
        "weekend_url": f"{with_week(page.address, week.monday)}&weekend=1"
        if not page.fixed
        else "?weekend=1",
        "untold": [] if page.fixed else _links(page, week.untold_before),
        "all_told": week.to_tell > 0 and week.told == week.to_tell,
    }
    return render(request, "attendance/week.html", shown | values, status=status)


def _links(page: WeekPage, mondays: Sequence[date]) -> list[tuple[str, str]]:
    """Each of the weeks by its name, with its address."""
    return [(week_name(monday), with_week(page.address, monday)) for monday in mondays]


def with_week(address: str, monday: date) -> str:
    """The address of the page of another week."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'week': week_code(monday)})}"


def send(
    request: HttpRequest, page: WeekPage, placements: Sequence[Placement], monday: date, tell: Tell
) -> HttpResponse:
    """What was chosen stands; or the page comes again with it, and words for what stands in the way."""
    # By a link one knows first names only.
    week = week_of(placements, monday, with_initials=not page.fixed)
    outside, closed = days_outside(request.POST, week), closed_meanwhile(request.POST, week)
    ticks, wrong = ticks_from(request.POST, week)
    errors = [
        _("%(name)s, %(day)s is not a day of the agreement any more: it was left out.")
        % {"name": name, "day": in_words(on)}
        for name, on in outside
    ]
    errors += [
        _(
            "The days of %(name)s were sent meanwhile. You had chosen: %(days)s. Ask the worker to open the "
            "month, if they are wrong."
        )
        % {"name": name, "days": ", ".join(f"{in_words(on, year=False)} {word}" for on, word in days)}
        for name, days in closed
    ]
    errors += [
        _("%(day)s: choose from the list, or give hours between 0 and 24.") % {"day": in_words(cell.on)}
        for cell in wrong
    ]
    word = request.POST.get("on_word", "")
    if page.on_word and word not in {"phone", "paper", "desk"}:
        errors.append(_("Tell how the workplace told you."))
    if not ticks and not errors:
        errors.append(_("There is nothing to send in this week."))
    if errors:
        return show(request, page, week, status=422, errors=errors, on_word=word)
    try:
        told = tell(ticks, seen=_seen(request), **({"on_word": word} if page.on_word else {}))
    except ToldOtherwiseError as stop:
        mark_clashes(week, stop.clashes)
        return show(request, page, week, status=409, clash=_who_was_here(stop), on_word=word)
    except ValidationError as refused:
        return show(request, page, week, status=422, errors=refused.messages, on_word=word)
    messages.success(request, _thanks(week, told))
    address = page.address if page.fixed else with_week(page.address, monday)
    told_address = f"{address}{'&' if '?' in address else '?'}told=1"
    return SeeOther(told_address)


def _seen(request: HttpRequest) -> datetime | None:
    """What the form knew: the newest instant at which a day had been told."""
    try:
        return parse_datetime(request.POST.get("seen", "")[:40])
    except ValueError:
        return None


def _who_was_here(stop: ToldOtherwiseError) -> str:
    newest = max((clash.day for clash in stop.clashes), key=lambda day: day.at)
    name = str(newest.by) if newest.by else _("Somebody with the link of the week")
    told = {"name": name, "day": in_words(timezone.localdate(newest.at)), "clock": clock(newest.at)}
    return _("%(name)s told this week on %(day)s, %(clock)s.") % told


def _thanks(week: Week, told: ToldWeek) -> str:
    if not told.days:
        return _("%(week)s was told already, in the same words.") % {"week": week_name(week.monday)}
    words = _("%(week)s is told. Thank you.") % {"week": week_name(week.monday)}
    months = sorted({month.month for month in told.sent})
    for month in months:
        words += " " + _("All days of %(month)s are with the worker now.") % {"month": name_of_month(month)}
    return words


def chosen_place(request: HttpRequest, places: Sequence[Workplace]) -> Workplace | None:
    """The workplace in the address, else the first; None where there is none."""
    asked = request.GET.get("at", "") or request.POST.get("at", "")
    found = next((place for place in places if place.key == asked), None)
    return found or (places[0] if places and not asked else None)
