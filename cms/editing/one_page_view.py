"""The page on which a translation is written: every part beside the Finnish, saved by one press."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import resolve, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.editing import one_page, translating

# With this in its address the page opens in the editor of the add-on: pictures by language, files of words.
BY_PARTS = "parts"


class OnePageView(WagtailAdminTemplateMixin, TemplateView):
    """All parts of one translation."""

    template_name = "cms/admin/one_page.html"
    page_title = gettext_lazy("Translation")
    header_icon = "globe"
    breadcrumbs_items: list[Any] = []
    parts: list[one_page.Part]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Those who may edit the page in the language come in."""
        if not self.version.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.parts = one_page.parts_of(self.translation)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def translation(self) -> Translation:
        """The translation in question."""
        kept = Translation.objects.filter(enabled=True).select_related("source", "target_locale")
        return get_object_or_404(kept, pk=self.kwargs["translation_id"])

    @cached_property
    def version(self) -> Page:
        """The page in the other language."""
        page = self.translation.get_target_instance()
        if not isinstance(page, Page):
            raise Http404
        return page

    @cached_property
    def edit_url(self) -> str:
        """The one address of this page."""
        return reverse("wagtailadmin_pages:edit", args=[self.version.pk])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page stands at the address where any page is edited."""
        if request.path != self.edit_url:
            return redirect(self.edit_url)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Everything is saved; then it is sent to a publisher or published, as the button says."""
        if not self.open:
            messages.error(request, _("The page waits for a publisher already."))
            return redirect(self.edit_url)
        changed = one_page.read(self.parts, request.POST)
        if any(part.problem for part in changed):
            messages.error(request, _("Nothing was saved yet. Look at what is marked and press again."))
            return self.render_to_response(self.get_context_data(), status=422)
        one_page.name_the_address(self.translation, self.parts, changed)
        try:
            one_page.store(self.translation, changed, by=request.user)
        except ValidationError as problem:
            messages.error(request, _("Nothing was saved: %(why)s") % {"why": " ".join(problem.messages)})
            return self.render_to_response(self.get_context_data(), status=422)
        return self._go_on(request)

    def _go_on(self, request: HttpRequest) -> HttpResponse:
        if "send" in request.POST:
            return translating.send_in(request, self.translation.pk)
        if request.POST.get("action") == "publish":
            return _as_edited(request, self.edit_url)
        left = sum(part.missing or part.stale for part in one_page.parts_of(self.translation))
        if left:
            words = ngettext(
                "Saved. %(count)s part is not translated yet.",
                "Saved. %(count)s parts are not translated yet.",
                left,
            )
            messages.success(request, words % {"count": left})
        else:
            messages.success(request, _("Saved. Every part is translated."))
        return redirect(self.edit_url)

    @cached_property
    def open(self) -> bool:
        """Whether the parts may be changed now by whoever looks."""
        return translating.may_change_parts(self.request.user, self.version)

    def get_page_subtitle(self) -> str:
        name = self.translation.target_locale.get_display_name()
        return f"{self.translation.source.as_instance().get_admin_display_title()}, {name}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        allowed = self.version.permissions_for_user(self.request.user)
        source = self.translation.source.get_source_instance()
        return super().get_context_data(**kwargs) | {
            "parts": self.parts,
            "translation": self.translation,
            "version": self.version,
            "source": source,
            "language": self.translation.target_locale,
            "open": self.open,
            "left": sum(part.missing or part.stale for part in self.parts),
            "may_publish": self.open and allowed.can_publish(),
            "may_send": self.open and allowed.can_submit_for_moderation(),
            "may_edit_source": source.permissions_for_user(self.request.user).can_edit(),
            "waiting": translating.waiting_for(self.request.user, self.version),
        }


def _as_edited(request: HttpRequest, address: str) -> HttpResponse:
    """What the page editor itself would answer: publishing passes the same doors from here."""
    met = resolve(address)
    request.resolver_match = met
    answer: HttpResponse = met.func(request, *met.args, **met.kwargs)
    return answer
