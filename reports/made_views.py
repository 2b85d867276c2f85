"""The pages of what the worker makes: how far it is, and the file when it is there."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from notifications.pulse import worker_lives
from programmes.personal import attachments
from reports.exports import file_name, record_export
from reports.made.ordering import is_of_each, made_for, report_of
from reports.models import Making
from reports.readers import require_keeper, require_reader
from reports.words import period_name


@require_safe
@never_cache
def making(request: HttpRequest, reference: str) -> HttpResponse:
    """How far it is; then the file, or the way to the draft. htmx asks for the bar alone."""
    require_reader(request)
    row = made_for(cast(User, request.user), reference)
    if row.is_at_work and request.headers.get("HX-Request") == "true":
        return render(request, "ui/working_bar.html", {"progress": progress_of(row)})
    page = _page(row)
    if request.headers.get("HX-Request") == "true":
        ready = "draft_url" in page and not row.problem
        return HttpResponse(headers={"HX-Redirect": page["draft_url"]} if ready else {"HX-Refresh": "true"})
    return render(request, "reports/making.html", page)


@require_safe
@never_cache
def made_file(request: HttpRequest, reference: str) -> HttpResponse:
    """The file that was made; each who takes it is on record."""
    require_reader(request)
    user = cast(User, request.user)
    row = made_for(user, reference)
    if row.kind != Making.Kind.FILE or row.status != Making.Status.READY:
        raise Http404
    report = report_of(row)
    if report.of_the_area:
        require_keeper(request)
    try:
        answer = attachments.answer(
            row.file,
            kind=report.content_type(row.file_format),
            name=file_name(report, row.file_format, row.period),
        )
    except FileNotFoundError as gone:
        raise Http404 from gone
    record_export(report, row.file_format, row.period, by=user)
    return answer


def progress_of(row: Making) -> dict[str, Any]:
    """The bar: what is being made, how far it is, that one may leave; and where nobody is at it, why."""
    note = _("You may leave this page: it goes on, and the page shows how far it is when you come back.")
    if not row.is_held and not worker_lives():
        note = _(
            "The part of the service that makes it does not answer just now. It is made as soon as that "
            "answers again; you may leave this page. Tell the administrators if it stays so."
        )
    label = (
        _("The figures are being counted") if row.kind == Making.Kind.DRAFT else _("The file is being made")
    )
    return {"label": label, "value": row.done if row.total else None, "max": row.total or 1, "note": note}


def _page(row: Making) -> dict[str, Any]:
    values: dict[str, Any] = {"row": row, "days": period_name(row.period), "is_at_work": row.is_at_work}
    if row.is_at_work:
        values["progress"] = progress_of(row)
    if row.kind == Making.Kind.DRAFT:
        back = f"{reverse('reports:publish')}?{urlencode({'period': row.period.name})}"
        return values | {"title": _("Publish figures"), "draft_url": back}
    report = report_of(row)
    is_each = is_of_each(report, row.file_format)
    return values | {
        "title": _("A PDF of each municipality (zip)") if is_each else str(report.title),
        "format": report.extension(row.file_format).upper(),
        "file_url": reverse("reports:made_file", args=[row.reference]),
    }
