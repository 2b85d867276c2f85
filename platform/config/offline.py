"""A page without a network says so in our own words, and keeps nobody's names (decision 0119).

The browser keeps this one page, of words alone, in each language that was used on the device; a page with
people on it is never kept.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def page(request: HttpRequest, language: str) -> HttpResponse:
    """What is shown in the place of a page that cannot be reached; the same for everybody."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        return render(request, "ui/offline.html")


@login_not_required
@require_safe
def worker(request: HttpRequest, language: str) -> HttpResponse:
    """The script that the browser runs beside the page: it answers where no network does."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    values = {"page": reverse("offline", args=[language])}
    answer = render(request, "ui/offline_worker.js", values, content_type="text/javascript")
    answer.headers["Service-Worker-Allowed"] = "/"
    answer.headers["Cache-Control"] = "no-cache"
    return answer
