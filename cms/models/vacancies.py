"""The list of open places, and the public page of each."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from cms import facts
from cms.finding import places
from cms.finding.whole import whole_or_asked
from cms.finding.words import page_key
from cms.models.base import PublicPage
from cms.models.found import FoundInPlace
from programmes.placements.public import open_place, service_types


class VacancyListPage(FoundInPlace, PublicPage):
    """Open places that anyone may see; `<address>/<reference>/` is the page of one of them."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    template = "cms/places.html"
    place_template = "cms/place.html"

    class Meta:
        verbose_name = _("list of open places")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """One more part in the address is the reference of an open place."""
        if self.live and len(path_components) == 1:
            return RouteResult(self, kwargs={"reference": path_components[0]})
        return super().route(request, path_components)

    def get_template(self, request: HttpRequest, *args: Any, reference: str = "", **kwargs: Any) -> str:
        if reference:
            return self.place_template
        return super().get_template(request, *args, **kwargs)

    def get_context(
        self, request: HttpRequest, *args: Any, reference: str = "", **kwargs: Any
    ) -> dict[str, Any]:
        """The list that the address asks for, or the one place."""
        context = super().get_context(request, *args, **kwargs)
        if not reference:
            frame, here = context["frame"], page_key(self.translation_key)
            return context | whole_or_asked(request, frame, lambda: places.found(request, frame, here))
        types = service_types()
        place = open_place(AnonymousUser(), types, reference)
        if place is None:
            raise Http404
        return context | facts.of_place(place, context["frame"], reference)
