"""The week of a workplace as a worker tells it on its word, and the link with which the guide tells it."""

from __future__ import annotations

import secrets
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from letters.phones import is_phone
from notifications import sms
from notifications.models import Channel
from programmes.looking import record_list
from programmes.placements.attendance import links, services
from programmes.placements.attendance.calendar import week_code
from programmes.placements.attendance.keys import workplaces_of
from programmes.placements.attendance.selectors import links_of_week, week_at
from programmes.placements.attendance.week import week_of
from programmes.placements.attendance.week_pages import WeekPage, chosen_monday, send, show
from programmes.placements.models import Placement
from programmes.workspace.access import worker_required


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
    return {"email": host.contact_email if host else "", "token": secrets.token_urlsafe(24)}


class LinkForm(forms.Form):
    """Where the link of a week goes: an e-mail address or a telephone number of the guide."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
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
            token=form.cleaned_data["token"],
        )
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _with_link(request, _week_page(request, rows, key, monday), rows, key, monday, form)
    by_itself = email or sms.has_gateway()
    words = (
        _("The link goes in ten minutes.") if by_itself else _("The message with the link waits in Messages.")
    )
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
