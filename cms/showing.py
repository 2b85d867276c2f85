"""Which pictures and files readers may have: those that stand on what they may read.

A file lies on the shelf before any page shows it. Until one does, only those who work with pages may open it,
by its own address and in every size; when the last page that shows it is gone, it is gone too.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from accounts.access import works_with_pages
from publicdata.memory import remembered


def is_public(file: Any) -> bool:
    """Whether a page that readers see shows the file, or what stands around every page does."""
    kind = ContentType.objects.get_for_model(Page)
    shown_by = ReferenceIndex.get_references_to(file)
    pages = list(shown_by.filter(base_content_type=kind).values_list("object_id", flat=True))
    return (
        Page.objects.filter(pk__in=pages, live=True).exists()
        or shown_by.exclude(base_content_type=kind).exists()
    )


def may_have(file: Any, request: HttpRequest) -> bool:
    """Whether whoever asks may have the file."""
    return is_public(file) or works_with_pages(request.user)


@login_not_required
@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """One size of a picture, or the picture as it came in."""
    shown = _is_shown(path)
    if not shown and not works_with_pages(request.user):
        raise Http404
    answer = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if not shown:
        add_never_cache_headers(answer)
    return answer


def _is_shown(path: str) -> bool:
    """A yes holds until something public changes; a no is asked again, for a page may be on its way."""
    known: list[bool] = remembered(list, "picture", path)
    if not known and _is_on_a_page(path):
        known.append(True)
    return bool(known)


def _is_on_a_page(path: str) -> bool:
    images = get_image_model()
    found = images.objects.filter(file=path) | images.objects.filter(renditions__file=path)
    return any(is_public(image) for image in found.distinct())
