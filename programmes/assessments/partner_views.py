"""What other organisations see: their worker with an account, and whoever has the link of one question.

Both read only the items of the ledger that stand at the moment they look.
"""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.knocks import too_many
from accounts.models import User
from accounts.roles import Role
from areas.selectors import service_phone
from audit.services import record_read, record_reads
from programmes.assessments import links
from programmes.assessments.codes import Item
from programmes.assessments.division import division_on, figures
from programmes.assessments.forms import AnswerByLinkForm
from programmes.assessments.models import PartnerLink, WorkAbilityAssessment
from programmes.assessments.presentation import sections
from programmes.assessments.selectors import shared_assessment, shared_assessments
from programmes.assessments.tokens import link_behind
from ui.addresses import SeeOther

TRIES, WITHIN_SECONDS = 60, 3600
BY_LINK = "assessment_by_link"
only_partners = role_required(Role.PARTNER)


@require_safe
@never_cache
@only_partners
def home(request: HttpRequest) -> HttpResponse:
    """The assessments in which the partner is the other side's worker and may read something."""
    rows = list(shared_assessments(request.user))
    people = [row.participation.participant for row in rows]
    record_reads(cast(User, request.user), people, page="ability:partner_home", role=Role.PARTNER)
    return render(request, "assessments/partner_home.html", {"rows": [(row, name_for(row)) for row in rows]})


def name_for(row: WorkAbilityAssessment) -> str:
    """The person's name where the organisation may read it, else the code of the assessment."""
    named = Item.CONTACT in links.reads_now(row, row.counterpart_organisation)
    return str(row.participation.participant) if named else row.reference


@require_safe
@never_cache
@only_partners
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One of them: the items that the partner's organisation may read today, and nothing else."""
    row = shared_assessment(request.user, reference)
    person = row.participation.participant
    record_read(cast(User, request.user), person, page="ability:partner", role=Role.PARTNER)
    items = links.reads_now(row, row.counterpart_organisation)
    values = {"assessment": row, "name": name_for(row), "sections": sections(row, items)}
    return render(request, "assessments/partner.html", values)


@require_safe
@only_partners
def division(request: HttpRequest) -> HttpResponse:
    """Who does what for a person with partial work ability, as all sides read it."""
    return render(request, "assessments/division.html", division_on(request.GET.get("on", "")))


@require_safe
@only_partners
def overview(request: HttpRequest) -> HttpResponse:
    """The interface group's figures: counts, nobody by name."""
    return render(request, "assessments/overview.html", figures())


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, link: str) -> HttpResponse:
    """What the organisation of the link may read, and one answer. Looking changes nothing; the press does."""
    if too_many(request, "assessment-by-link", tries=TRIES, within_seconds=WITHIN_SECONDS):
        return render(request, "429.html", status=429)
    row = link_behind(link)
    if row is None:
        return _over(request)
    if row.answered_at is not None:
        return render(request, "assessments/by_link_answered.html", {"link": row, "phone": _phone()})
    if not links.stands(row):
        return _over(request)
    form = AnswerByLinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            links.answer_by_link(row, **form.cleaned_data)
        except PermissionDenied:
            return _over(request)
        return SeeOther(request.path)
    return render(request, "assessments/by_link.html", _page(row, form), status=422 if form.errors else 200)


def _page(link: PartnerLink, form: Any) -> dict[str, Any]:
    """What stands on the page; the look is on record under the worker who made the link."""
    row = link.assessment
    if link.made_by is not None:
        record_read(link.made_by, row.participation.participant, page=BY_LINK, role=Role.PARTNER)
    items = links.reads_now(row, link.organisation)
    told = {"link": link, "form": form, "sections": sections(row, items), "phone": _phone()}
    return told | {"division": division_on("")}


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "assessments/link_over.html", {"phone": _phone()}, status=404)


def _phone() -> str:
    """The number on one line."""
    return service_phone().replace(" ", "\N{NO-BREAK SPACE}")
