"""The person's own days: what was told of them, why they were away, and a way to say that a day is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.roles import Role
from programmes.participants.own import current
from programmes.participants.selectors import own_participations
from programmes.participants.views import page
from programmes.placements.attendance import services
from programmes.placements.attendance.calendar import (
    days_to_tell,
    first_of_month,
    month_code,
    month_from,
    name_of_month,
)
from programmes.placements.attendance.papers import Told, told_days
from programmes.placements.attendance.selectors import own_month, own_months
from programmes.placements.attendance.sums import sums_of
from programmes.placements.codes import AWAY, Why, Wrong
from programmes.placements.models import AttendanceMonth
from programmes.placements.states import CHANGEABLE
from ui.addresses import SeeOther
from ui.elements import Link
from ui.formats import day as in_words

only_participants = role_required(Role.PARTICIPANT)
MONTHS_SHOWN = 12


def own_address(month: AttendanceMonth) -> str:
    """The page of the person's month."""
    return f"{reverse('days:own')}?month={month_code(month.month)}"


@require_safe
@never_cache
@only_participants
def days(request: HttpRequest) -> HttpResponse:
    """The days of one month, this one at first: hours, days away, and what is still to be said."""
    this = first_of_month(timezone.localdate())
    months = sorted(set(own_months(request.user).order_by().values_list("month", flat=True)), reverse=True)[
        :MONTHS_SHOWN
    ]
    asked = month_from(request.GET.get("month", ""))
    shown = asked if asked in months else (this if this in months or not months else months[0])
    rows = list(own_months(request.user).filter(month=shown).order_by("placement__starts_on", "pk"))
    sums = sums_of(rows)
    tabs = [
        Link(name_of_month(one), f"{reverse('days:own')}?month={month_code(one)}", one == shown)
        for one in months
    ]
    return page(
        request,
        "days",
        current(own_participations(request.user)),
        title=name_of_month(shown),
        tabs=tabs if len(tabs) > 1 else [],
        months=[(row, sums[row.pk], told_days(row), row.state in CHANGEABLE) for row in rows],
        reasons=Why.choices,
    )


@require_POST
@only_participants
def why(request: HttpRequest, reference: str) -> HttpResponse:
    """The person has chosen a word for each day that they were away."""
    month = own_month(request.user, reference)
    words: dict[date, str] = {}
    for told in told_days(month):
        chosen = request.POST.get(told.field, "")
        if told.kind in AWAY and chosen in Why.values:
            words[told.on] = chosen
    try:
        number = services.say_why(month, words, by=request.user)  # type: ignore[arg-type]
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
        return SeeOther(own_address(month))
    if number:
        messages.success(request, _("Thank you. Your worker sees why you were away."))
    else:
        messages.info(request, _("Nothing was changed. Choose a reason for a day first."))
    return SeeOther(own_address(month))


class WrongDayForm(forms.Form):
    """Which day is wrong, and how: both from lists, nothing about health is asked."""

    on = forms.TypedChoiceField(label=gettext_lazy("Which day?"), coerce=date.fromisoformat, empty_value=None)
    wrong = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"), choices=Wrong.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, month: AttendanceMonth, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        told: list[Told] = told_days(month)
        days = sorted({one.on for one in told} | {day for day in days_to_tell(month) if day <= today})
        self.fields["on"].choices = [("", "–"), *((day.isoformat(), in_words(day)) for day in days)]  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def correction(request: HttpRequest, reference: str) -> HttpResponse:
    """The worker hears which day is wrong and calls; the month stays as it is until then."""
    month = own_month(request.user, reference)
    if not request.user.has_perm("programmes.ask_for_correction", month):
        raise PermissionDenied
    form = WrongDayForm(request.POST if request.method == "POST" else None, month=month)
    if request.method == "POST" and form.is_valid():
        services.ask_for_correction(month, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, _("Your worker sees it and calls you."))
        return SeeOther(own_address(month))
    return page(
        request,
        "wrong_day",
        month.participation,
        form=form,
        month=month,
        title=name_of_month(month.month),
        back=own_address(month),
    )
