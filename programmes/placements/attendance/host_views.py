"""The week as the workplace tells it: with an account, and with the link of one week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import role_required
from accounts.roles import HOST
from areas.selectors import service_phone
from programmes.looking import record_list
from programmes.placements.attendance import links, services
from programmes.placements.attendance.calendar import week_code
from programmes.placements.attendance.keys import Workplace, workplaces_of
from programmes.placements.attendance.selectors import by_link, host_week
from programmes.placements.attendance.services import Tick, ToldWeek
from programmes.placements.attendance.tokens import link_from
from programmes.placements.attendance.week import week_of
from programmes.placements.attendance.week_pages import (
    WeekPage,
    chosen_monday,
    chosen_place,
    first_week_to_tell,
    send,
    show,
)
from programmes.placements.models import Placement
from ui.elements import Link

only_hosts = role_required(*HOST)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def week(request: HttpRequest) -> HttpResponse:
    """Everyone at one workplace in one week: the usual hours are chosen, one press sends them."""

    def there(monday: Any) -> Sequence[Placement]:
        place = chosen_place(request, workplaces_of(host_week(request.user, monday)))
        return place.placements if place else []

    monday = chosen_monday(request) if "week" in request.GET else first_week_to_tell(there)
    places = workplaces_of(host_week(request.user, monday))
    place = chosen_place(request, places)
    if place is None:
        if request.GET.get("at") and not _is_ours(request):
            raise Http404
        place = Workplace("", "", "")
    record_list(request, place.placements, page="host:week")
    page = WeekPage(
        frame="employers/base.html",
        title=place.name or _("Days and hours"),
        kept=f"{place.key}-{week_code(monday)}",
        address=f"{reverse('days:host')}?at={place.key}" if place.key else reverse("days:host"),
    )
    if request.method == "POST":
        tell = partial(services.tell_week, by=request.user)  # type: ignore[arg-type]
        return send(request, page, place.placements, monday, tell)
    tabs = [
        Link(one.name, f"{reverse('days:host')}?at={one.key}&week={week_code(monday)}", one.key == place.key)
        for one in places
    ]
    return show(request, page, week_of(place.placements, monday), tabs=tabs if len(tabs) > 1 else [])


def _is_ours(request: HttpRequest) -> bool:
    """Whether the workplace of the address is at a host of the viewer's, with nobody there this week."""
    from programmes.employers.selectors import own_hosts  # noqa: PLC0415 - only an empty week asks

    asked = request.GET.get("at", "").partition("-")[0]
    return own_hosts(request.user).filter(reference=asked).exists()


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def by_the_link(request: HttpRequest, token: str) -> HttpResponse:
    """The week of a link, without an account: first names only. Looking at it changes nothing."""
    link = link_from(token)
    if link is None:
        raise Http404
    if not link.stands:
        return render(request, "attendance/link_over.html", {"phone": service_phone()}, status=410)
    rows = by_link(link.host_id, link.workplace_id, link.monday)
    page = WeekPage(
        frame="ui/public.html",
        title=str(link.workplace or link.host),
        kept=f"l-{link.reference}",
        address=request.path,
        fixed=True,
    )
    if request.method != "POST":
        return show(request, page, week_of(rows, link.monday, with_initials=False))

    def tell(ticks: Mapping[Placement, Sequence[Tick]], **known: Any) -> ToldWeek:
        return links.tell_by_link(link, ticks, **known)

    try:
        return send(request, page, rows, link.monday, tell)
    except PermissionDenied:  # it was closed in this moment
        return render(request, "attendance/link_over.html", {"phone": service_phone()}, status=410)
