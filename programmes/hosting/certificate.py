"""The hosting certificate: when and for how many a workplace has had places, with nothing of anybody."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from programmes.documents.hosting_values import HostingPaper
from programmes.employers.models import HostEmployer
from programmes.employers.selectors import hosts_for
from programmes.placements.models import Placement
from programmes.placements.states import WORKED
from programmes.relations import is_host
from ui.formats import day, number

FEWEST_TOLD = 5  # fewer people than this are not counted out loud


@require_safe
@never_cache
@login_required
def certificate(request: HttpRequest, reference: str) -> HttpResponse:
    """The certificate as a tagged PDF in the reader's language; 404 before anybody has worked there."""
    host = hosts_for(request.user).filter(reference=reference).first()
    if host is None or not (
        is_host(request.user, host) or request.user.has_perm("programmes.tell_aid", host)
    ):
        raise Http404
    paper = paper_of(host)
    if paper is None:
        raise Http404
    from programmes.documents.hosting_pdf import hosting_pdf  # noqa: PLC0415 - a web worker starts without reportlab

    headers = {"Content-Disposition": 'attachment; filename="todistus.pdf"'}
    return HttpResponse(hosting_pdf(paper), content_type="application/pdf", headers=headers)


def has_hosted(host: HostEmployer) -> bool:
    """Whether anybody has begun to work at a place of the host."""
    return _begun(host).exists()


def _begun(host: HostEmployer) -> QuerySet[Placement]:
    rows = Placement.objects.filter(vacancy__host=host, state__in=sorted(WORKED), started_on__isnull=False)
    return rows.filter(started_on__lte=timezone.localdate())


def paper_of(host: HostEmployer) -> HostingPaper | None:
    """What the certificate says; None before anybody has worked there."""
    rows = _begun(host).order_by("started_on").values_list("started_on", "ended_on")
    spells = [(first, last) for first, last in rows if first is not None]
    if not spells:
        return None
    return HostingPaper(
        name=host.name,
        lead=_("has offered people a place to work in, with guidance and at their own pace."),
        facts=(
            (_("Years"), ", ".join(str(year) for year in years_of(spells))),
            (_("People"), people_words(len(spells))),
            (_("Municipality"), str(host.municipality or "–")),
        ),
        thanks=_(
            "Every place is somebody's chance to show what they can do. Thank you for having opened the door."
        ),
        made=_("Made %(day)s in Välityö.") % {"day": day(timezone.localdate())},
        reference=host.reference,
    )


def years_of(spells: list[tuple[date, date | None]]) -> list[int]:
    """The calendar years in which somebody worked."""
    today = timezone.localdate()
    years = {year for first, last in spells for year in range(first.year, (last or today).year + 1)}
    return sorted(years)


def people_words(count: int) -> str:
    """How many people; few are not told, so that nobody is known by a number."""
    if count < FEWEST_TOLD:
        return _("fewer than five")
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": number(count)}
