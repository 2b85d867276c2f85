"""Error pages that help. Those for our own failures are drawn at the start and need nothing then.

A page that cannot be made because the database is away answers 503 and says when to come back; any other
failure of ours answers 500. Both are kept in memory from the start of the process, in every language.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_from_request, override
from django.utils.translation import gettext_lazy as _

from areas import selectors
from cms.site_settings import service_phone
from config.context import LANGUAGE_NAMES, LanguageLink
from typed.keeping import keep
from typed.owners import owner_of
from typed.sent import from_own_page, page_of, sent
from ui.elements import Link
from workflow.errors import OwnInterest

RETRY_AFTER_SECONDS = 120
STANDING = (500, 503)
# The addresses of the interface contract: they answer in every language.
WAYS = (
    (_("All services"), "palvelut/"),
    (_("Open places"), "paikat/"),
    (_("Municipalities of the area"), "kunnat/"),
)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, or the browser keeps no cookies: said kindly, with the way back to the form.

    A form from another site gets no way back, and nothing of it is kept.
    """
    page = ""
    if from_own_page(request):
        page = page_of(request)
        keep(request, sent(request), at=page, why="old", owner=owner_of(request))
    return render(request, "403.html", {"csrf": True, "page": page}, status=403)


@login_not_required
def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400."""
    return render(request, "400.html", status=400)


@login_not_required
def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403."""
    words = exception.words if isinstance(exception, OwnInterest) else ""
    return render(request, "403.html", {"words": words}, status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404, in the language of the address, with the ways that most people look for."""
    language = get_language() or settings.LANGUAGE_CODE
    context = ways_on(language) | {"find_url": f"/{language}/palvelut/", "phone": _phone()}
    if not request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        context["language_links"] = home_in_each_language(language)
    return render(request, "404.html", context, status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database does not answer."""
    away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    language = get_language_from_request(request, check_path=True)
    status = 503 if away else 500
    response = HttpResponse(standing_page(status, language), status=status)
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store"
    if away:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


@cache
def standing_page(status: int, language: str) -> bytes:
    """The page as it was drawn once, without database, cache or visitor."""
    with override(language):
        context = ways_on(language) if status != 503 else {"phone": selectors.known_service_phone()}
        context |= {
            "demo": settings.DEMO,
            "home_url": f"/{language}/",
            "language_links": home_in_each_language(language),
        }
        return render_to_string(f"{status}.html", context).encode()


def draw_standing_pages() -> None:
    """The pages for our own failures are in memory, in every language, with the number of the area."""
    with suppress(DatabaseError):
        selectors.service_phone()  # known from now on, also while the database is away
    for status in STANDING:
        for language, _name in settings.LANGUAGES:
            standing_page(status, language)


def ways_on(language: str) -> dict[str, Any]:
    """Where most people want to go, and whom to call."""
    return {
        "ways": [Link(str(label), f"/{language}/{path}") for label, path in WAYS],
        "phone": selectors.known_service_phone(),
    }


def _phone() -> str:
    """The number of the public pages, also while the database does not answer."""
    try:
        return service_phone()
    except DatabaseError:
        return selectors.known_service_phone()


def home_in_each_language(current: str) -> list[LanguageLink]:
    """The front pages: there is no telling where a missing page would be in another language."""
    return [
        LanguageLink(name, f"/{code}/", current=code == current, code=code)
        for code, name in LANGUAGE_NAMES.items()
    ]
