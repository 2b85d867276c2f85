"""A page with a list that htmx narrows in place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers


class FoundInPlace:
    """To htmx the page answers with the found part alone, and says which address it stands for."""

    part_template = "cms/found_part.html"

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """The part for htmx; the whole page for everyone else, and when the back button asks."""
        if asks_for_part(request):
            return self.part_template
        template: str = super().get_template(request, *args, **kwargs)  # type: ignore[misc]
        return template

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, its address without what was not understood."""
        response: HttpResponseBase = super().serve(request, *args, **kwargs)  # type: ignore[misc]
        patch_vary_headers(response, ["HX-Request"])
        if asks_for_part(request) and isinstance(response, TemplateResponse):
            context = response.context_data or {}
            if "question" in context:
                question = context["question"]
                response["HX-Push-Url"] = request.path + question.at_page(question.page)
        return response


def asks_for_part(request: HttpRequest) -> bool:
    """Whether htmx asks, and not to fill the whole page again."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.history_restore_request and not htmx.boosted
