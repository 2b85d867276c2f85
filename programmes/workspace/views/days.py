"""Days and hours as a worker checks them: a month by workplace, a week on its word, a sheet, a link."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import COORDINATING
from accounts.selectors import scope_of
from audit.services import record_read
from letters.phones import is_phone
from notifications.models import Channel
from programmes.looking import record_list
from programmes.placements.attendance import links, services
from programmes.placements.attendance.calendar import (
    first_of_month,
    monday_of,
    month_code,
    month_from,
    name_of_month,
    sensible,
    week_code,
)
from programmes.placements.attendance.checking import keys_in, together
from programmes.placements.attendance.keys import key_of, workplaces_of
from programmes.placements.attendance.papers import TWO_WEEKS, two_weeks
from programmes.placements.attendance.selectors import links_of_week, months_for, week_at
from programmes.placements.attendance.week import week_of
from programmes.placements.attendance.week_pages import WeekPage, chosen_monday, send, show
from programmes.placements.models import Placement
from programmes.placements.selectors import placement_for
from programmes.workspace.access import refuse_own, wants_everyone, worker_required
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
    token = request.POST.get("token", "")[:40] or None
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


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def week(request: HttpRequest) -> HttpResponse:
    """The week of a workplace, told on its word."""
    monday, key = chosen_monday(request), request.GET.get("at", "")
    rows = week_at(request.user, key, monday)
    if not key:  # of no workplace: there they are chosen
        return redirect("work:days")
    page = _week_page(request, rows, key, monday)
    if request.method == "POST":
        tell = partial(services.tell_week, by=request.user)  # type: ignore[arg-type]
        return send(request, page, rows, monday, tell)
    form = LinkForm(initial=_guide_of(rows)) if _gets_link(rows) else None
    return _with_link(request, page, rows, key, monday, form)


def _week_page(request: HttpRequest, rows: list[Placement], key: str, monday: date) -> WeekPage:
    """The page of the week of the workplace; that its people were listed is on record."""
    record_list(request, rows, page="work:days_week")
    places = workplaces_of(rows)
    names = (places[0].host, places[0].name) if places else ()
    title = " · ".join(dict.fromkeys(name for name in names if name))
    return WeekPage(
        frame="ui/workspace.html",
        title=title or _("Days and hours"),
        kept=f"w-{key}-{week_code(monday)}",
        address=f"{reverse('work:days_week')}?at={key}",
        on_word=True,
    )


def _with_link(
    request: HttpRequest, page: WeekPage, rows: list[Placement], key: str, monday: date, form: Any
) -> HttpResponse:
    """The week, and below it the way to send a link for it."""
    return show(
        request,
        page,
        week_of(rows, monday),
        status=422 if form is not None and form.errors else 200,
        links=links_of_week(request.user, key, monday) if rows else [],
        link_form=form,
        link_url=f"{reverse('work:days_link')}?at={key}&week={week_code(monday)}",
    )


def _gets_link(rows: list[Placement]) -> bool:
    """Whether a link can be made: of workplaces; a group has its instructor."""
    return bool(rows) and rows[0].vacancy is not None


def _guide_of(rows: list[Placement]) -> dict[str, str]:
    """Where the host employer is reached, to begin with."""
    host = rows[0].vacancy.host if rows and rows[0].vacancy else None
    return {"email": host.contact_email if host else ""}


class LinkForm(forms.Form):
    """Where the link of a week goes: an e-mail address or a telephone number of the guide."""

    email = forms.EmailField(label=gettext_lazy("The guide's e-mail"), required=False)
    phone = forms.CharField(
        label=gettext_lazy("or telephone number"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("A text message waits in your own messages: you send it on."),
    )

    def clean(self) -> dict[str, str]:
        values = super().clean() or {}
        if not values.get("email") and not values.get("phone") and not self.errors:
            raise ValidationError(_("Give an e-mail address or a telephone number."))
        if values.get("phone") and not is_phone(values["phone"]):
            self.add_error("phone", _("Check the number, for example 040 123 4567."))
        elif values.get("phone") and self.data.get("email", "").strip():
            self.add_error(
                "phone", _("The link goes one way. Empty the e-mail field for a text message, or this field.")
            )
        return values


@require_POST
@worker_required
def new_link(request: HttpRequest) -> HttpResponse:
    """The guide of the workplace has a link for the week."""
    monday, key = chosen_monday(request), request.GET.get("at", "")
    rows = week_at(request.user, key, monday)
    if not _gets_link(rows):
        raise Http404
    form = LinkForm(request.POST)
    back = f"{reverse('work:days_week')}?at={key}&week={week_code(monday)}"
    if not form.is_valid():
        return _with_link(request, _week_page(request, rows, key, monday), rows, key, monday, form)
    email, phone = form.cleaned_data["email"], form.cleaned_data["phone"]
    vacancy = rows[0].vacancy
    try:
        links.make_link(
            vacancy.host,  # type: ignore[union-attr]
            vacancy.workplace,  # type: ignore[union-attr]
            monday,
            by=request.user,  # type: ignore[arg-type]
            channel=Channel.EMAIL if email else Channel.SMS,
            address=email or phone,
        )
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _with_link(request, _week_page(request, rows, key, monday), rows, key, monday, form)
    words = _("The link goes in ten minutes.") if email else _("The message with the link waits in Messages.")
    messages.success(request, words)
    return redirect(back)


@require_POST
@worker_required
def close_link(request: HttpRequest, reference: str) -> HttpResponse:
    """The link opens nothing any more."""
    monday, key = chosen_monday(request), request.GET.get("at", "")
    week_at(request.user, key, monday)
    found = [one for one in links_of_week(request.user, key, monday) if one.reference == reference]
    if not found or not week_at(request.user, key, monday):
        raise Http404
    links.revoke(found[0], by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The link is closed."))
    return redirect(f"{reverse('work:days_week')}?at={key}&week={week_code(monday)}")


@require_safe
@worker_required
def sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """Two weeks of one placement as plain text, to copy to who pays the benefit."""
    row = placement_for(request.user, reference)
    refuse_own(request, row)
    if not request.user.has_perm("programmes.check_days", row):
        raise PermissionDenied
    record_read(request.user, row.participation.participant, page="work:days_sheet", role=request.active_role)  # type: ignore[arg-type, attr-defined]
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
