"""The workplace's pages: it applies, reads what was decided, and tells the aid of its undertaking."""

from __future__ import annotations

import secrets
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import role_required
from accounts.models import User
from accounts.roles import HOST
from audit.selectors import event_with_token
from programmes.employers.models import SupplementStatus
from programmes.employers.selectors import own_hosts
from programmes.hosting.supplement import services
from programmes.hosting.supplement.aid_page import aid_page
from programmes.hosting.supplement.forms import ApplyForm
from programmes.hosting.supplement.presentation import facts_of, instalments_of
from programmes.hosting.supplement.selectors import host_application, host_place, latest_of
from programmes.looking import record_look
from typed.sent import token_sent
from typed.turned import turned_away
from ui.addresses import SeeOther

only_hosts = role_required(*HOST)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def apply(request: HttpRequest, reference: str) -> HttpResponse:
    """The application for one place; where one stands already, that one."""
    row = host_place(request.user, reference)
    standing = latest_of(row)
    if standing is not None and standing.status in services.OPEN:
        return _one_stands(request, reverse("supplement:at_host", args=[standing.reference]))
    sent = request.POST if request.method == "POST" else None
    form = ApplyForm(sent, placement=row, initial={"token": secrets.token_urlsafe(24)})
    if sent is not None and form.is_valid():
        try:
            made = services.apply_for(row, form.told, by=_user(request), token=form.cleaned_data["token"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The application is sent. A worker decides within ten working days."))
            return SeeOther(reverse("supplement:at_host", args=[made.reference]))
    record_look(request, row, page="host:supplement")
    page = {
        "placement": row,
        "first_name": row.participation.participant.first_name,
        "form": form,
        "why_not": services.why_not(row),
        "aid_url": reverse("supplement:aid", args=[row.vacancy.host.reference]),  # type: ignore[union-attr]
        "back": reverse("host:placement", args=[reference]),
    }
    return render(request, "hosting/supplement_apply.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def one(request: HttpRequest, reference: str) -> HttpResponse:
    """One application: what was told, decided and paid; while it waits it can be taken back."""
    row = host_application(request.user, reference)
    if request.method == "POST":
        try:
            services.take_back(row, by=_user(request))
            messages.success(request, _("The application is taken back."))
        except ValidationError as refused:
            messages.warning(request, refused.messages[0])
        return SeeOther(reverse("supplement:at_host", args=[reference]))
    record_look(request, row.placement, page="host:supplement")
    page = {
        "row": row,
        "first_name": row.participation.participant.first_name,
        "facts": facts_of(row),
        "instalments": instalments_of(row),
        "waits": row.status == SupplementStatus.SENT,
        "decided": row.status in {SupplementStatus.GRANTED, SupplementStatus.REFUSED},
        "back": reverse("host:placement", args=[row.placement.reference]),
    }
    return render(request, "hosting/supplement.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def aid(request: HttpRequest, reference: str) -> HttpResponse:
    """The de minimis aid of the host's undertaking, as it tells it."""
    host = own_hosts(request.user).filter(reference=reference).first()
    if host is None:
        raise Http404
    if not request.user.has_perm("programmes.tell_aid", host):
        raise PermissionDenied
    page: dict[str, Any] = {"base": "employers/base.html", "back": reverse("host:home")}
    return aid_page(request, host, page, here=reverse("supplement:aid", args=[reference]))


def _one_stands(request: HttpRequest, to: str) -> HttpResponse:
    """The application that stands is shown; whoever has written another one reads that it was not sent."""
    if request.method != "POST" or event_with_token(token_sent(request)):
        return SeeOther(to)
    return turned_away(
        request, to, _("There is an application for this place already: nothing new was sent.")
    )


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
