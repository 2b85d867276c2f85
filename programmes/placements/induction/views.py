"""The safety list: the workplace ticks what it has shown, the person confirms it on their telephone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import role_required
from accounts.models import User
from accounts.roles import HOST, Role
from letters.numbers import whole_number
from programmes.looking import record_look
from programmes.participants.views import page
from programmes.placements.induction import services
from programmes.placements.induction.items import is_shown, lines_of
from programmes.placements.models import Placement
from programmes.placements.selectors import host_placements, own_placement
from ui.addresses import SeeOther

only_participants = role_required(Role.PARTICIPANT)
only_hosts = role_required(*HOST)
MOST_KEY = 10**12


def keys_of(sent: Iterable[str]) -> list[int]:
    """The numbers of the lines that were ticked."""
    return [key for text in sent if (key := whole_number(text, most=MOST_KEY)) is not None]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def at_host(request: HttpRequest, reference: str) -> HttpResponse:
    """The list with a tick for each line; what has been shown stays."""
    row = host_placements(request.user).filter(reference=reference).first()
    if row is None or not is_shown(row):
        raise Http404
    here = reverse("induction:at_host", args=[reference])
    if request.method == "POST":
        _said(request, lambda: services.show(row, keys_of(request.POST.getlist("item")), by=_user(request)))
        return SeeOther(here)
    record_look(request, row, page="host:placement")
    first_name = row.participation.participant.first_name
    values = {"back": reverse("host:placement", args=[reference]), "first_name": first_name}
    return render(request, "induction/at_host.html", values | shown(row))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def own(request: HttpRequest, reference: str) -> HttpResponse:
    """What the person was shown: one tick each, and a way to say that it was not so."""
    row = own_placement(request.user, reference)
    if not is_shown(row):
        raise Http404
    here = reverse("induction:own", args=[reference])
    if request.method == "POST" and "not_shown" in request.POST:
        try:
            services.was_not_shown(row, by=_user(request))
            messages.success(request, _("Thank you for telling. Your worker calls you."))
        except ValidationError as refused:
            messages.warning(request, refused.messages[0])
        return SeeOther(here)
    if request.method == "POST":
        keys = keys_of(request.POST.getlist("item"))
        _said(request, lambda: services.confirm(row, keys, by=_user(request)))
        return SeeOther(here)
    return page(request, "induction/own.html", row.participation, **shown(row))


def shown(row: Placement) -> dict[str, Any]:
    """The list as a page shows it."""
    lines = lines_of(row)
    return {
        "placement": row,
        "lines": lines,
        "left": [line for line in lines if not line.shown],
        "to_confirm": [line for line in lines if line.shown and not line.confirmed],
        "any_shown": any(line.shown for line in lines),
        "any_confirmed": any(line.confirmed for line in lines),
        "unverified": any(not line.item.verified for line in lines),
    }


def _said(request: HttpRequest, act: Any) -> None:
    """What was pressed is kept, or the page says why not."""
    try:
        count = act()
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
        return
    words = ngettext("%(n)s line is kept.", "%(n)s lines are kept.", count) % {"n": count}
    messages.success(request, words if count else _("Nothing was ticked."))


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
