"""Small public answers beside the page tree."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.facts.places import name_of
from cms.readers import seen
from cms.telling.sharing import logo, of_page, of_place
from programmes.placements.public import open_place, service_types

PRIVATE_PATHS = (
    "/cms-admin/",
    "/accounts/",
    "/my/",
    "/host/",
    "/refer/",
    "/work/",
    "/reports/",
    "/documents/",
    "/act/",
)
SECURITY_NOTE_DAYS = 180


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The front page in the language of the visitor's cookie or browser."""
    response = HttpResponseRedirect(f"/{get_language() or settings.LANGUAGE_CODE}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The sign of the service for those who ask for it without reading the page."""
    return HttpResponseRedirect(static("ui/icon.svg"))


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines read the public pages, none of the rest."""
    lines = ["User-agent: *", *[f"Disallow: {path}" for path in PRIVATE_PATHS]]
    lines += ["", f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole in the service (RFC 9116)."""
    expires = (timezone.now() + timedelta(days=SECURITY_NOTE_DAYS)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: fi, sv, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def sharing_picture(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The picture of a page's shared link; one by another name shows a title that is no more."""
    page = seen(Page.objects).filter(pk=pk, depth__gt=1).select_related("locale").first()
    if page is None or (picture := of_page(page)).name != name:
        raise Http404
    return _lasting_picture(picture.png())


@login_not_required
@require_safe
def sharing_place(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """The picture of an open place's shared link, in the language in which it was asked for."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            found = open_place(AnonymousUser(), service_types(), reference)
            picture = of_place(name_of(found.place), language) if found else None
        if picture and picture.name == name:
            return _lasting_picture(picture.png())
    raise Http404


@login_not_required
@require_safe
def logo_picture(request: HttpRequest) -> HttpResponse:
    """The mark of the service."""
    return _lasting_picture(logo())


def _lasting_picture(png: bytes) -> HttpResponse:
    return HttpResponse(
        png, content_type="image/png", headers={"Cache-Control": "public, max-age=31536000, immutable"}
    )


@login_not_required
def no_shared_passwords(request: HttpRequest, *_path: Any) -> HttpResponse:
    """No page of this site stands behind a shared password."""
    raise Http404
