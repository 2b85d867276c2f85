"""Whoever is signed out while writing keeps the text, and reads on the same page why it is not saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

# Where a page is written: its form may hold an hour's work.
WRITING = frozenset({"wagtailadmin_pages:edit", "wagtailadmin_pages:add"})
SCRIPT = "cms/signed_out.js"  # says on the page what autosave is told here


class SignedOutMiddleware:
    """Whoever is signed out while writing keeps the text: the page stays as it is, and autosave says why.

    A way to the sign-in page would take the text along; the page's own key is not good after a new sign-in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Asked before the way to the sign-in page is shown."""
        met = request.resolver_match
        if request.method != "POST" or met is None or met.view_name not in WRITING:
            return None
        if request.user.is_authenticated:
            return None
        if "application/json" not in request.headers.get("Accept", ""):
            return HttpResponse(status=204)
        words = _("You have been signed out. Sign in in another tab and copy your text there.")
        told = {"success": False, "error_code": "locked", "error_message": words}
        return JsonResponse(told, status=400)
