"""The workplace's own small report, as a page that prints."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import HOST
from letters.numbers import whole_number
from programmes.employers.selectors import own_hosts
from programmes.placements.host_report import FEW, HostReport, report_of, years_of
from ui.formats import number


@require_safe
@never_cache
@role_required(*HOST)
def host_report(request: HttpRequest, reference: str) -> HttpResponse:
    """The year of the address, or this one: 404 for a workplace of others, 403 for a guide."""
    host = own_hosts(request.user).filter(reference=reference).first()
    if host is None:
        raise Http404
    if not request.user.has_perm("programmes.confirm_host", host):
        raise PermissionDenied
    years = years_of(host)
    asked = whole_number(request.GET.get("year", ""), most=years[0])
    report = report_of(host, asked if asked in years else years[0])
    page = {"host": host, "report": report, "years": years, "facts": _facts(report), "few": FEW}
    return render(request, "placements/host_report.html", page | {"endings": _endings(report)})


def _facts(report: HostReport) -> list[tuple[str, str]]:
    """The figures in words; of few people only that they are few."""
    people = _few() if report.few else number(report.people, 0)
    too_few = _("Told from five people on")
    return [
        (_("Places that were open"), number(report.places, 0)),
        (_("People who were with you"), people),
        (_("Weeks together"), too_few if report.weeks is None else number(report.weeks, 0)),
        (_("Hours that were told"), too_few if report.hours is None else number(report.hours, 0)),
    ]


def _endings(report: HostReport) -> list[tuple[str, str]]:
    return [(str(kind.label), _few() if n < FEW else _so_many(n)) for kind, n in report.endings or []]


def _so_many(n: int) -> str:
    return ngettext("%(n)s place", "%(n)s places", n) % {"n": number(n, 0)}


def _few() -> str:
    return _("fewer than five")
