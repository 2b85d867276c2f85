"""The paper of a month."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.services import record_read
from programmes.placements.attendance.calendar import month_code
from programmes.placements.attendance.papers import month_paper
from programmes.placements.attendance.selectors import month_for
from programmes.relations import is_participant


@require_safe
@never_cache
def month_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The days of a month as a tagged PDF in the reader's language; the look of others is kept."""
    month = month_for(request.user, reference)
    paper = month_paper(month, request.user)
    if not is_participant(request.user, month):
        role = request.active_role  # type: ignore[attr-defined]
        record_read(request.user, month.participation.participant, page="documents:month", role=role)  # type: ignore[arg-type]
    from programmes.documents.attendance_pdf import attendance_pdf  # noqa: PLC0415 - a web worker starts without reportlab

    name = f"paivat-{month_code(month.month)}-{month.reference}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(attendance_pdf(paper), content_type="application/pdf", headers=headers)
