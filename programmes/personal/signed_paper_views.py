"""The scan of an agreement that was signed on paper, for whoever may read the agreement."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from programmes.personal import attachments, signed_papers
from programmes.placements.views import agreement_to_read, keep_look


@require_safe
@never_cache
def paper(request: HttpRequest, reference: str) -> HttpResponse:
    """The file as it was kept; the look of others than the person is on record."""
    row = signed_papers.paper_of(reference)
    placement = agreement_to_read(request, row.agreement.placement.reference)
    keep_look(request, placement, page="scans:paper")
    name = f"sopimus-{placement.reference}-v{row.agreement.version}-allekirjoitettu"
    return attachments.answer(row.file, kind=row.file_kind, name=attachments.named(name, row.file_kind))
