"""The addresses of open data: anyone may ask, nothing of a visit is read, and an edition is kept for ever."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.editions import edition_named, editions
from reports.open_data.formats import data_package, edition_csv, edition_jsonstat

FOR_EVER = "public, max-age=31536000, immutable"
FOR_NOW = "public, max-age=300"


@login_not_required
@require_safe
def edition(request: HttpRequest, name: str, file_format: str) -> HttpResponse:
    """An edition, as it was published."""
    found = edition_named(name)
    if found is None:
        raise Http404
    if file_format == "csv":
        return _answer(edition_csv(found), "text/csv; charset=utf-8", FOR_EVER)
    if file_format == "jsonstat":
        return _answer(_written(edition_jsonstat(found)), "application/json", FOR_EVER)
    return _answer(found.document, "application/json", FOR_EVER)


@login_not_required
@require_safe
def datapackage(request: HttpRequest) -> HttpResponse:
    """Which editions there are, and what their columns are."""
    return _answer(_written(data_package(editions())), "application/json", FOR_NOW)


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The editions as an Atom feed, the newest first."""
    found = list(editions())
    page = {
        "editions": found,
        "base": settings.BASE_URL,
        "updated": found[0].published_at if found else timezone.now(),
    }
    written = render_to_string("reports/editions.atom", page)
    return _answer(written, "application/atom+xml; charset=utf-8", FOR_NOW)


def _written(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _answer(content: str, content_type: str, kept: str) -> HttpResponse:
    headers = {"Cache-Control": kept, "Access-Control-Allow-Origin": "*"}
    return HttpResponse(content, content_type=content_type, headers=headers)
