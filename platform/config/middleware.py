"""Sign-in by default, and the language of pages that have none in their address."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

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
        if request.path.startswith(CMS_ADMIN):
            response._csp_update = settings.CMS_ADMIN_CONTENT_SECURITY_POLICY
        if response.status_code == HTTPStatus.NOT_FOUND:
            # Django would send every 404 on to /fi/...; a row out of scope must simply not be there.
            response.headers.setdefault("Content-Language", translation.get_language())
            return response
        return super().process_response(request, response)
