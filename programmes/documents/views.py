"""The papers of the programme, made when they are asked for."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.services import record_read
from letters.numbers import whole_number
from programmes.placements.paper import agreement_paper
from programmes.placements.selectors import placement_for
from programmes.relations import is_participant

LAST_VERSION = 9_999


@require_safe
@never_cache
def agreement(request: HttpRequest, reference: str) -> HttpResponse:
    """A version of the agreement as a tagged PDF in the reader's language; the look of others is kept."""
    placement = placement_for(request.user, reference)
    if not request.user.has_perm("programmes.read_agreement", placement):
        raise PermissionDenied
    version = whole_number(request.GET.get("version", ""), most=LAST_VERSION)
    paper = agreement_paper(placement, request.user, version=version)
    if paper is None:
        raise Http404
    if not is_participant(request.user, placement):
        role = request.active_role  # type: ignore[attr-defined]
        record_read(request.user, placement, page="agreement", role=role)  # type: ignore[arg-type]
    from programmes.documents.agreement import agreement_pdf  # noqa: PLC0415 - a web worker starts without reportlab

    name = f"sopimus-{placement.reference}-v{paper.version}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(agreement_pdf(paper), content_type="application/pdf", headers=headers)
