"""Times for whoever comes to a service point: chosen without an account, called off with a link."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.knocks import too_many
from areas.selectors import service_phone
from programmes.appointments.forms import VisitorForm
from programmes.appointments.links import behind_link, link_of
from programmes.appointments.selectors import free_times
from programmes.appointments.services import book_as_visitor, call_off
from programmes.servicepoints.points import Point, service_points
from ui.addresses import SeeOther

TRIES, WITHIN_SECONDS, SHOWN = 10, 3600, 60


@login_not_required
@never_cache
@require_safe
def at_point(request: HttpRequest, code: str) -> HttpResponse:
    """The free times of the service point, by day."""
    point = _point(code)
    times = list(free_times(point=point.id)[:SHOWN])
    return render(
        request, "appointments/at_point.html", {"point": point, "times": times, "phone": service_phone()}
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """The visitor tells who comes; then the time is theirs."""
    point = _point(code)
    row = free_times(point=point.id).filter(reference=reference).first()
    if row is None:
        return render(request, "appointments/taken.html", {"point": point}, status=410)
    form = VisitorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if too_many(request, "appointment", tries=TRIES, within_seconds=WITHIN_SECONDS):
            form.add_error(None, _("Many times have been chosen from the same place. Call us instead."))
        else:
            try:
                told = {name: form.cleaned_data[name] for name in ("name", "phone", "topic", "token")}
                book_as_visitor(row, **told)
            except ValidationError:
                return render(request, "appointments/taken.html", {"point": point}, status=409)
            return SeeOther(link_of(row))
    values = {"point": point, "row": row, "form": form}
    return render(request, "appointments/choose.html", values, status=422 if form.errors else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_of_visitor(request: HttpRequest, link: str) -> HttpResponse:
    """The visitor's time, which they may call off; looking changes nothing."""
    row = behind_link(link)
    if row is None:
        return render(request, "appointments/over.html", {"phone": service_phone()}, status=404)
    if request.method == "POST":
        try:
            call_off(row, by=None)
        except ValidationError:
            return render(request, "appointments/own_of_visitor.html", {"row": row, "late": True}, status=409)
        return render(request, "appointments/called_off.html", {"row": row})
    return render(request, "appointments/own_of_visitor.html", {"row": row, "late": row.has_begun})


def _point(code: str) -> Point:
    found = next((point for point in service_points() if point.code == code), None)
    if found is None:
        raise Http404
    return found
