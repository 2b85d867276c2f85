"""One's own calendar as a page, and the feed that a calendar program reads with its private address."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.knocks import too_many
from accounts.roles import COORDINATING, HOST, Role
from accounts.selectors import scope_of
from audit.services import record
from programmes.participants.own import current
from programmes.participants.selectors import own_participations
from programmes.participants.views import page
from programmes.placements.calendar_feed.entries import entries_of
from programmes.placements.calendar_feed.ics import calendar_text
from programmes.placements.calendar_feed.memory import remembered
from programmes.placements.calendar_feed.tokens import close_feed, feed_from, feed_of, new_feed, token_of
from ui.addresses import SeeOther

TRIES, WITHIN_SECONDS = 60, 3600
# The page shows the working days of two weeks; what is rarer as far as it is known.
WORKING_DAYS_SHOWN = timedelta(days=14)
HAVE_A_CALENDAR = (Role.PARTICIPANT, *HOST, *COORDINATING)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@role_required(Role.PARTICIPANT)
def own(request: HttpRequest) -> HttpResponse:
    """The person's calendar, with their worker beside it."""
    if request.method == "POST":
        return _changed(request, "calendar:own")
    return page(request, "calendar", current(own_participations(request.user)), **_shown(request))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@role_required(*HOST, *COORDINATING)
def at_work(request: HttpRequest) -> HttpResponse:
    """The calendar of who works here or acts for a host."""
    if request.method == "POST":
        return _changed(request, "calendar:at_work")
    return render(request, "calendar/page.html", _shown(request))


@login_not_required
@never_cache
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever's the key is; any other address is not there."""
    found = feed_from(token)
    if found is None:
        if too_many(request, "calendar", tries=TRIES, within_seconds=WITHIN_SECONDS):
            return render(request, "429.html", status=429)
        raise Http404
    if not scope_of(found.user).holds(*HAVE_A_CALENDAR):
        raise Http404
    language = found.user.language if found.user.language in dict(settings.LANGUAGES) else "fi"
    with translation.override(language):
        entries = remembered(found, entries_of(found.user))
        text = calendar_text(entries, name=_("Välityö"))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="valityo.ics"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _shown(request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    soon = today + WORKING_DAYS_SHOWN
    coming = [
        entry
        for entry in entries_of(request.user)  # type: ignore[arg-type]
        if entry.day >= today and (entry.day <= soon or not entry.is_working_day)
    ]
    found = feed_of(request.user)  # type: ignore[arg-type]
    address = reverse("calendar:feed", args=[token_of(found)]) if found else ""
    return {
        "days": [(day, list(entries)) for day, entries in groupby(coming, key=lambda entry: entry.day)],
        "address": settings.BASE_URL.rstrip("/") + address if address else "",
    }


def _changed(request: HttpRequest, back: str) -> HttpResponse:
    """A new address, or none: what a calendar program had before opens nothing any more."""
    user = request.user
    if not user.is_authenticated:
        raise PermissionDenied
    if request.POST.get("act") == "close":
        close_feed(user)  # type: ignore[arg-type]
        record("calendar.closed", None, by=user)
        messages.success(request, _("The address is closed. Calendars that read it get nothing any more."))
    else:
        new_feed(user)  # type: ignore[arg-type]
        record("calendar.made", None, by=user)
        messages.success(request, _("Your address is made. Give it to your calendar, and to nobody else."))
    return SeeOther(reverse(back))
