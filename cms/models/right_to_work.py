"""The right to work: what it means, in words and in figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms import facts
from cms.models.municipalities import MunicipalityPage
from cms.models.texts import ArticlePage
from cms.readers import seen


class RightToWorkPage(ArticlePage):
    """An article that shows below its text the published figures, how they are counted, and statistics."""

    max_count_per_parent = 1
    template = "cms/right_to_work.html"

    class Meta:
        verbose_name = _("right to work in figures")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The figures, and the way to each municipality."""
        context = super().get_context(request, *args, **kwargs)
        frame = context["frame"]
        base = frame.sections.get("municipalities", "")
        pages = seen(MunicipalityPage.objects).filter(locale__language_code=frame.language)
        towns = {code: f"{base}{slug}/" for code, slug in pages.values_list("municipality_id", "slug")}
        return context | facts.of_right_to_work(self, towns if base else {})
