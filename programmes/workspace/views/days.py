"""Days and hours as a worker checks them: a month by workplace, and a sheet of two weeks."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import COORDINATING
from accounts.selectors import scope_of
from programmes.looking import record_list, record_look
from programmes.placements.attendance.calendar import (
    first_of_month,
    monday_of,
    month_code,
    month_from,
    name_of_month,
    sensible,
)
from programmes.placements.attendance.checking import keys_in, together
from programmes.placements.attendance.keys import key_of
from programmes.placements.attendance.papers import TWO_WEEKS, two_weeks
from programmes.placements.attendance.selectors import months_for
from programmes.placements.selectors import placement_for
from programmes.workspace.access import refuse_own, wants_everyone, worker_required
from typed.sent import token_sent
from ui.elements import Link
from workflow.errors import OutOfTurn
from workflow.services import act_on_all
from workflow.views import with_undo

PAGE = 12
MONTHS_BACK = 6
# Until this day of a month one looks at the month before it.
EARLY = 12


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """The workplaces of a month with their people: what is told, what differs, one press for each."""
    this = first_of_month(timezone.localdate())
    before = first_of_month(this - timedelta(days=1))
    usual = before if timezone.localdate().day <= EARLY else this
    month = month_from(request.GET.get("month", "")) or usual
    everyone = wants_everyone(request)
    at = request.GET.get("at", "")
    keys = keys_in(request.user, month, everyone=everyone or bool(at))
    if at:
        groups = [one for one in together(request.user, month, keys) if one.place.key == at]
        page_obj = None
    else:
        page_obj = Paginator(keys, PAGE).get_page(request.GET.get("page"))
        groups = together(request.user, month, list(page_obj.object_list))
    record_list(request, [row.month for one in groups for row in one.rows], page="work:days")
    values = {
        "groups": groups,
        "page_obj": page_obj,
        "month": month,
        "month_code": month_code(month),
        "title": name_of_month(month),
        "tabs": _months(this, month, everyone),
        "everyone": everyone,
        "at": at,
        "may_widen": scope_of(request.user).holds(*COORDINATING),
        "token": secrets.token_urlsafe(24),
        "here": request.get_full_path(),
    }
    return render(request, "workspace/days.html", values)


def _months(this: date, chosen: date, everyone: bool) -> list[Link]:
    """This month and those before it."""
    months = [this]
    while len(months) < MONTHS_BACK:
        months.append(first_of_month(months[-1] - timedelta(days=1)))
    if chosen not in months:
        months.append(chosen)
    whose = "all" if everyone else "mine"
    return [
        Link(name_of_month(one), f"?month={month_code(one)}&whose={whose}", one == chosen) for one in months
    ]


@require_POST
@worker_required
def approve(request: HttpRequest) -> HttpResponse:
    """Every month that stood ready at the workplace is checked, as one act that one press takes back."""
    month = month_from(request.POST.get("month", ""))
    references = request.POST.getlist("months")
    if month is None or not references:
        raise Http404
    rows = list(months_for(request.user).filter(month=month, reference__in=references).order_by("pk"))
    if len(rows) != len(set(references)):
        raise Http404
    if not all(request.user.has_perm("programmes.approve_attendancemonth", row) for row in rows):
        raise PermissionDenied
    back = _back(request, f"month={month_code(month)}")
    token = token_sent(request) or None
    try:
        events = act_on_all(rows, "approve", by=request.user, token=token)  # type: ignore[arg-type]
    except OutOfTurn:
        messages.warning(
            request, _("Somebody was here before you: look at the days again. Nothing was changed.")
        )
        return redirect(back)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return redirect(back)
    messages.success(request, _("Checked: %(number)s people. They are told.") % {"number": len(rows)})
    return redirect(with_undo(back, events[0]))


def _back(request: HttpRequest, query: str) -> str:
    chosen = request.POST.get("back", "")
    same = chosen.startswith(f"{reverse('work:days')}?") and "\n" not in chosen and "\r" not in chosen
    return chosen if same else f"{reverse('work:days')}?{query}"


@require_safe
@worker_required
def sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """Two weeks of one placement as plain text, to copy to who pays the benefit."""
    row = placement_for(request.user, reference)
    refuse_own(request, row)
    if not request.user.has_perm("programmes.check_days", row):
        raise PermissionDenied
    record_look(request, row.participation.participant, page="work:days_sheet")
    first = _first_day(request)
    values = {
        "placement": row,
        "person": row.participation.participant,
        "text": two_weeks(row, first),
        "lines": two_weeks(row, first).count("\n") + 2,
        "before_url": f"?from={first - timedelta(days=14):%Y-%m-%d}",
        "after_url": f"?from={first + timedelta(days=14):%Y-%m-%d}",
        "first": first,
        "last": first + TWO_WEEKS,
        "at": key_of(row),
    }
    return render(request, "workspace/days_sheet.html", values)


def _first_day(request: HttpRequest) -> date:
    """The Monday in the address; the last two whole weeks where there is none."""
    try:
        asked = sensible(date.fromisoformat(request.GET.get("from", "")))
    except ValueError:
        asked = None
    return monday_of(asked) if asked else monday_of(timezone.localdate()) - timedelta(days=14)
