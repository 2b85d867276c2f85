"""A chart as a file, for who reads the figures."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from reports.chart_files import FORMATS, chart_content
from reports.forms import PeriodForm
from reports.readers import require_reader


@require_safe
def chart_file(request: HttpRequest, name: str, file_format: str) -> HttpResponse:
    """The chart as a picture or as its figures; who took it is on record."""
    require_reader(request)
    form = PeriodForm(request.GET.dict(), today=timezone.localdate())
    if file_format not in FORMATS or not form.is_valid():
        raise Http404
    period, of = form.chosen_period, request.GET.get("of", "")
    content = chart_content(name, of, file_format, period, by=cast(User, request.user))
    if content is None:
        raise Http404
    days = period.name or f"{period.start}--{period.end}"
    file_name = "-".join(filter(None, (name, of, days)))
    return HttpResponse(
        content,
        content_type=FORMATS[file_format],
        headers={"Content-Disposition": f'attachment; filename="{file_name}.{file_format}"'},
    )
