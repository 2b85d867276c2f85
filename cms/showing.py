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
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from accounts.access import works_with_pages
from cms.readers import restrictions_of, seen
from publicdata.memory import remembered


def is_public(file: Any) -> bool:
    """Whether a page that readers see shows the file, or what stands around every page does."""
    around = ReferenceIndex.get_references_to(file).exclude(base_content_type=_kind())
    return seen(_pages_with(file)).exists() or around.exists()


def may_have(file: Any, request: HttpRequest) -> bool:
    """Whether whoever asks may have the file: as any reader, as a worker, or as a reader of a closed page."""
    return is_public(file) or works_with_pages(request.user) or _is_let_in(file, request)


def _is_let_in(file: Any, request: HttpRequest) -> bool:
    """Whether a closed page shows the file to whoever asks."""
    wanted = [restrictions_of(page) for page in _pages_with(file).filter(live=True)]
    rows = PageViewRestriction.objects.in_bulk(frozenset().union(*wanted))
    met = {pk for pk, row in rows.items() if row.accept_request(request)}
    return any(keys <= met for keys in wanted)


def _pages_with(file: Any) -> Any:
    shown_by = ReferenceIndex.get_references_to(file).filter(base_content_type=_kind())
    return Page.objects.filter(pk__in=[int(pk) for pk in shown_by.values_list("object_id", flat=True)])


def _kind() -> ContentType:
    return ContentType.objects.get_for_model(Page)


@login_not_required
@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """One size of a picture, or the picture as it came in."""
    shown = _is_shown(path)
    if not shown and not _may_have_at(path, request):
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
    return any(is_public(image) for image in _images_at(path))


def _may_have_at(path: str, request: HttpRequest) -> bool:
    return any(may_have(image, request) for image in _images_at(path)) or works_with_pages(request.user)


def _images_at(path: str) -> Any:
    images = get_image_model()
    return (images.objects.filter(file=path) | images.objects.filter(renditions__file=path)).distinct()
