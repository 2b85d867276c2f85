"""Doors of libraries that ask too little: each stands before the library's own address and asks more.

The translation add-on asks only whether somebody translates at all, not whether it is their page; it would
let an editor publish every translation of any page. Some of Wagtail's lists name workers by their e-mail
address; whoever does not administer accounts has no need of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.views import convert, submit_translations, update_translations

from accounts.roles import Role
from accounts.selectors import scope_of
from cms.editing import approval, translating
from cms.editing.files import public_file_is_opened
from cms.editing.schedule import ensure_first_version
from cms.page_form import gate

# Below the page editor's address: what only those who administer the service may open.
OPERATORS_ONLY = (
    "reports/aging-pages/",
    "reports/site-history/",
    "reports/page-types-usage/",
    "reports/workflow",
    "reports/locked/",
    "localize/api/",
    "localize/reports/",
    "users/",
    "groups/",
    "collections/",
    "failwhale/",
)


def operates(request: HttpRequest) -> bool:
    """Whether the person keeps the service itself up."""
    return bool(request.user.is_superuser) or scope_of(request.user).holds(Role.ADMINISTRATOR)


class SubmitPage(submit_translations.SubmitPageTranslationView):
    """A page is given to translation by those who may edit it."""

    def get_object(self) -> Page:
        page = super().get_object()
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page

    def form_valid(self, form: Any) -> HttpResponse:
        """Whoever gives the page to several languages is led to each of them."""
        answer = super().form_valid(form)
        chosen = list(form.cleaned_data["locales"])
        if len(chosen) > 1:
            pages = [(one.get_display_name(), self.object.get_translation(one).pk) for one in chosen]
            links = format_html_join(
                " · ",
                '<a href="{}">{}</a>',
                ((reverse("wagtailadmin_pages:edit", args=[pk]), name) for name, pk in pages),
            )
            messages.info(self.request, format_html("{} {}", _("Translate now:"), links))
        return answer


class UpdateTranslations(update_translations.UpdateTranslationsView):
    """Translations follow by the hand of those who may edit the source; publishers alone publish."""

    def get_object(self) -> TranslationSource:
        source = super().get_object()
        page = source.get_source_instance()
        if not isinstance(page, Page) or not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return source

    def get_form(self) -> Any:
        form = super().get_form()
        targets = [one.get_target_instance() for one in self.object.translations.filter(enabled=True)]
        if not all(page.permissions_for_user(self.request.user).can_publish() for page in targets):
            del form.fields["publish_translations"]
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        form.cleaned_data.setdefault("publish_translations", False)
        if form.cleaned_data["publish_translations"]:
            self.object.update_from_db()
            kept = self.object.translations.filter(enabled=True).select_related("source", "target_locale")
            stopped = [one for one in kept if gate.stops_translation(self.request, one)]
            if stopped:
                form.cleaned_data["publish_translations"] = False
        return super().form_valid(form)


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """A public translation gives way to the Finnish text by the hand of a publisher."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return convert.convert_to_alias(request, page_id)


def _unread_approval(request: HttpRequest) -> HttpResponse | None:
    """A page that is approved without being opened passes the same checks as one that is."""
    met = request.resolver_match
    if request.method != "POST" or met is None or met.view_name != "wagtailadmin_pages:workflow_action":
        return None
    if met.kwargs["action_name"] != "approve":
        return None
    page = Page.objects.filter(pk=met.kwargs["page_id"]).first()
    if page is None or not page.permissions_for_user(request.user).can_publish():
        return None
    state = page.current_workflow_task_state
    if state is None or state.pk != met.kwargs["task_state_id"]:
        return None
    if approval.stopped(request, state):
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def _open_a_version(request: HttpRequest) -> None:
    """Before anybody changes a packaged page its text is its first version; the editor opens that."""
    met = request.resolver_match
    if met is None or met.view_name != "wagtailadmin_pages:edit":
        return
    page = Page.objects.filter(pk=met.kwargs["page_id"], latest_revision=None, alias_of=None).first()
    if page is not None and page.permissions_for_user(request.user).can_edit():
        ensure_first_version(page)


class EditorDoorsMiddleware:
    """Asked before a view of Wagtail: what is not for those who only write, and what nobody has read yet.

    Lists about workers and the insides of the service are closed; an approval passes the checks of a page;
    a file that readers see is not changed past review.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """403 before the view is asked; whoever is not signed in is sent to sign in by the view."""
        home = reverse("wagtailadmin_home")
        if not request.path.startswith(home) or not request.user.is_authenticated:
            return None
        if request.path.removeprefix(home).startswith(OPERATORS_ONLY) and not operates(request):
            raise PermissionDenied
        _open_a_version(request)
        return (
            _unread_approval(request)
            or translating.waiting_translation_is_changed(request)
            or public_file_is_opened(request)
        )


def addresses() -> list[Any]:
    """The stricter views, under the same addresses as the add-on's own."""
    return [
        path("localize/submit/page/<int:page_id>/", SubmitPage.as_view()),
        path("localize/update/<int:translation_source_id>/", UpdateTranslations.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", convert_to_alias),
    ]
