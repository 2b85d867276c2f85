"""Sign-in by default, and the language of pages that have none in their address."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_plus

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.http import escape_leading_slashes, urlencode

from ui.identity_codes import identity_codes_in, without_identity_codes

PUBLIC_MODULES = (
    "wagtail.views",
    "wagtail.images.views.serve",
    "wagtail.documents.views.serve",
    "wagtail.contrib.sitemaps.views",
    "allauth.account.views",
    "django.views.i18n",
    "django.views.static",
    "django.contrib.sitemaps.views",
)
CMS_ADMIN = "/cms-admin/"


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Every view asks for sign-in unless it opts out, or is a library's public view."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        module = getattr(view_func, "__module__", "")
        if module.startswith(PUBLIC_MODULES):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class LanguageMiddleware(LocaleMiddleware):
    """Pages speak the language of their address, cookie or browser; the admin never Easy Finnish."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if request.path.startswith(CMS_ADMIN) and request.LANGUAGE_CODE == "fi-simple":  # type: ignore[attr-defined]
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE  # type: ignore[attr-defined]

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if response.status_code == HTTPStatus.NOT_FOUND:
            # Django would send every 404 on to /fi/...; a row out of scope must simply not be there.
            response.headers.setdefault("Content-Language", translation.get_language())
            return response
        return super().process_response(request, response)


class EditorPolicyMiddleware:
    """The page editor runs scripts of its own: its pages say what they may load."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.of_editor = csp_update(settings.CMS_ADMIN_CONTENT_SECURITY_POLICY)(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        editor = request.path.startswith(CMS_ADMIN)
        return self.of_editor(request) if editor else self.get_response(request)


class PlainAddressMiddleware:
    """A personal identity code that somebody searches for stands in no address, link or history."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        query = request.META.get("QUERY_STRING", "")
        if request.method == "GET" and query and identity_codes_in(unquote_plus(query)):
            left = {
                name: [without_identity_codes(value) for value in values]
                for name, values in QueryDict(query).lists()
                if not identity_codes_in(name)
            }
            return HttpResponseRedirect(
                f"{escape_leading_slashes(request.path)}?{urlencode(left, doseq=True)}"
            )
        return self.get_response(request)


class PersonalPagesMiddleware:
    """What is answered to somebody with a session is kept by nothing on the way, nor by the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, view_func: Callable[..., Any], *_rest: Any) -> None:
        """No value with a NUL passes; public pages say themselves what they ignore."""
        if getattr(view_func, "__module__", "").startswith(PUBLIC_MODULES):
            return
        for values in (request.GET, request.POST):
            if any("\0" in str(value) for _name, sent in values.lists() for value in sent):
                raise BadRequest
