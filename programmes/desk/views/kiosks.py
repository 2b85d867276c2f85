"""Feedback tablets: set up and closed by a worker, and the page that the visitor presses."""

from __future__ import annotations

import secrets
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import knocks
from accounts.models import User
from programmes.desk.forms import KioskForm
from programmes.desk.selectors import kiosks_for, points_for
from programmes.servicepoints.kiosk import close_kiosk, kiosk_behind, link_of, open_kiosk, tell
from programmes.servicepoints.models import FeedbackKiosk
from programmes.workspace.access import worker_required
from typed.sent import token_sent

MOST, WITHIN_SECONDS = 120, 3600
BACK_AFTER = 6  # seconds
SCORES = tuple(str(number) for number in range(11))


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """The tablets where the worker works, each with its address; one more is set up."""
    points = points_for(request.user)
    form = KioskForm(request.POST if request.method == "POST" else None, points=points)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        open_kiosk(told["point"], by=cast(User, request.user), token=form.token_sent)
        messages.success(request, _("The tablet has its address. Open it on the tablet."))
        return redirect("desk:kiosks")
    rows = [(row, request.build_absolute_uri(link_of(row))) for row in kiosks_for(request.user)]
    values = {"form": form, "rows": rows, "may_set_up": points.exists()}
    return render(request, "desk/kiosks.html", values, status=422 if form.errors else 200)


@require_POST
@worker_required
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """The tablet asks no more."""
    row = kiosks_for(request.user).filter(reference=reference).first()
    if row is None:
        raise Http404
    close_kiosk(row, by=cast(User, request.user))
    messages.success(request, _("The tablet is closed: its address leads nowhere now."))
    return redirect("desk:kiosks")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: HttpRequest, link: str) -> HttpResponse:
    """How it went, from 0 to 10 in one press; then thanks, and the question again by itself."""
    row = kiosk_behind(link)
    if row is None:
        return render(request, "desk/kiosk_closed.html", status=404)
    if request.method != "POST":
        return _ask(request, row)
    score = request.POST.get("score", "")
    if score not in SCORES:
        return _ask(request, row, _("Press one of the numbers."), 422)
    if knocks.too_many(request, "kiosk", tries=MOST, within_seconds=WITHIN_SECONDS):
        return _ask(request, row, _("Too many answers came from here. Wait a while."), 429)
    token = token_sent(request) or secrets.token_urlsafe(24)
    tell(row, int(score), language=get_language() or "fi", token=token)
    thanks = render(request, "desk/kiosk_thanks.html", {"kiosk": row})
    thanks["Refresh"] = f"{BACK_AFTER}; url={link_of(row)}"
    return thanks


def _ask(request: HttpRequest, row: FeedbackKiosk, problem: str = "", status: int = 200) -> HttpResponse:
    values = {"kiosk": row, "scores": SCORES, "token": secrets.token_urlsafe(24), "problem": problem}
    return render(request, "desk/kiosk.html", values, status=status)
