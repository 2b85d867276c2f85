"""The search over the whole site."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.finding import everything
from cms.models.base import PublicPage


class SearchPage(PublicPage):
    """Everything on the site that has the words of the address, by kind."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    template = "cms/search.html"

    class Meta:
        verbose_name = _("search page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What was found, or where to look when nothing was."""
        context = super().get_context(request, *args, **kwargs)
        return context | everything.found(request, self, context["frame"])
