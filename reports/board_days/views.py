"""Since which board: its days, each with what has changed since, and a new day told by a manager."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from reports.board_days.services import board_days, note, since
from reports.forms import OWN_DAYS
from reports.periods import FIRST_YEAR
from reports.readers import manages, require_manager, require_reader
from ui.addresses import SeeOther
from ui.forms import DateField
from workflow.forms import OnceForm


class BoardDayForm(OnceForm):
    """The day on which the board met."""

    on = DateField(label=gettext_lazy("The board met on"), away=-1)

    def clean_on(self) -> date:
        """A day that has come, and not before there was a service."""
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            self.add_error("on", _("The day lies ahead: write it down when the board has met."))
        elif day.year < FIRST_YEAR:
            self.add_error("on", _("There are no figures so far back."))
        return day


@require_http_methods(["GET", "HEAD", "POST"])
def days(request: HttpRequest) -> HttpResponse:
    """The days of the board for who reads the figures; a manager writes down a new one."""
    require_reader(request)
    may_write = manages(request.user)
    if request.method == "POST":
        require_manager(request.user)
    form = BoardDayForm(request.POST if request.method == "POST" else None) if may_write else None
    if form is not None and form.is_bound and form.is_valid():
        day = note(form.cleaned_data["on"], by=cast(User, request.user), token=form.token_sent).on
        messages.success(request, _("The day of the board is written down."))
        return SeeOther(changes_since(day))
    page = {"form": form, "rows": [(row, changes_since(row.on)) for row in board_days()]}
    return render(request, "reports/board_days.html", page, status=422 if form and form.errors else 200)


def changes_since(day: date) -> str:
    """The address of what has changed since a day of the board."""
    period = since(day)
    days = {"period": OWN_DAYS, "from": period.start.isoformat(), "to": period.end.isoformat()}
    return f"{reverse('reports:changes')}?{urlencode(days)}"
