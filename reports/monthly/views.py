"""The reports of a month, where the monthly message leads, and what comes to whom."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import scope_of
from reports.catalogue import REPORTS, reports_for
from reports.monthly.forms import MonthlyReportForm
from reports.monthly.services import in_force, of_roles, start, stop
from reports.periods import Period, recent_months
from reports.readers import manages, require_manager, require_reader
from reports.words import period_title
from ui.addresses import SeeOther


@require_http_methods(["GET", "HEAD", "POST"])
def monthly(request: HttpRequest) -> HttpResponse:
    """The reports that come to the viewer, of the month in the address; a manager says what comes to whom."""
    require_reader(request)
    may_say = manages(request.user)
    if request.method == "POST":
        require_manager(request.user)
    form = MonthlyReportForm(request.POST if request.method == "POST" else None) if may_say else None
    if form is not None and form.is_bound and form.is_valid():
        start(**form.told, by=cast(User, request.user), token=form.token_sent)
        messages.success(request, _("The report comes every month."))
        return SeeOther(request.path)
    month = _month(request.GET.get("month", ""))
    readable = {each.name for each in reports_for(request.user)}
    page = {
        "form": form,
        "month": period_title(month),
        "own": [_link(name, month) for name in of_roles(scope_of(request.user).roles) if name in readable],
        "rows": [_line(row) for row in in_force() if row.report in REPORTS] if may_say else [],
    }
    return render(request, "reports/monthly.html", page, status=422 if form and form.errors else 200)


@require_POST
def stop_monthly(request: HttpRequest, pk: int) -> HttpResponse:
    """It comes no more."""
    require_reader(request)
    if stop(pk, by=cast(User, request.user)):
        messages.success(request, _("The report does not come any more."))
    return SeeOther(reverse("reports:monthly"))


def _month(code: str) -> Period:
    """The month with the code where it has ended lately, else the last one that has."""
    months = recent_months(timezone.localdate())
    return next((month for month in months if month.code == code), months[0])


def _link(name: str, month: Period) -> dict[str, Any]:
    report = REPORTS[name]
    return {"title": report.title, "about": report.about, "url": f"{report.url}?period={month.code}"}


def _line(row: Any) -> dict[str, Any]:
    return {"row": row, "title": REPORTS[row.report].title, "role": Role(row.role).label}
