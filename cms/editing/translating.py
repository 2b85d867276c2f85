"""The pages of the page editor on which a translation is begun, updated, sent in, and wished for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page, TaskState
from wagtail_localize.models import Translation

from cms.beside.review import may_publish
from cms.editing import approval, languages, side_by_side
from cms.editing.freshness import mark_reviewed
from cms.page_form import gate, parts


class TranslateView(WagtailAdminTemplateMixin, TemplateView):
    """How one language of a page stands, and what can be done about it."""

    template_name = "cms/admin/translate.html"
    page_title = gettext_lazy("Translation")
    header_icon = "globe"
    breadcrumbs_items: list[Any] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Those who may edit the page in the language come in."""
        place = self.version or self.source
        if not place.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def locale(self) -> Locale:
        """The language in question."""
        if self.kwargs["language"] not in languages.OTHERS:
            raise Http404
        return get_object_or_404(Locale, language_code=self.kwargs["language"])

    @cached_property
    def source(self) -> Page:
        """The Finnish page."""
        finnish = Page.objects.filter(depth__gt=1, locale__language_code=languages.SOURCE)
        return get_object_or_404(finnish, pk=self.kwargs["page_id"])

    @cached_property
    def version(self) -> Page | None:
        """The page in the language, if there is one."""
        version: Page | None = self.source.get_translation_or_none(self.locale)
        return version

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The one of the three acts whose button was pressed."""
        if "reviewed" in request.POST and self.version is not None and not self.version.alias_of_id:
            mark_reviewed(self.version, by=request.user)
            messages.success(request, _("Thank you. The translation is in order."))
            return redirect("cms_languages")
        try:
            if "update" in request.POST and self.version is not None:
                side_by_side.update(self.source)
            page = side_by_side.begin(self.source, self.locale, by=request.user)
        except side_by_side.DifferentlyBuiltError:
            messages.error(
                request,
                _("The two pages are built of different parts. Edit this one as it is; nothing was changed."),
            )
            return redirect(request.path)
        return redirect("wagtailadmin_pages:edit", page.pk)

    def get_page_subtitle(self) -> str:
        name = dict(settings.LANGUAGES)[self.locale.language_code]
        return f"{self.source.get_admin_display_title()}, {name}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        begun = self.version is not None and side_by_side.is_side_by_side(self.version)
        in_parts = self.version is not None and languages.is_half_translated(self.version)
        state = languages.state_of(self.source, self.version, begun=begun, in_parts=in_parts)
        borrowed = self.version is None or self.version.alias_of_id
        own = None if borrowed and not begun else self.version
        return super().get_context_data(**kwargs) | {
            "source": self.source,
            "version": own,
            "label": languages.STATES[state],
            "synced": begun,
            "changes_url": self._changes() if own is not None else "",
        }

    def _changes(self) -> str:
        """Where Wagtail shows what has changed on the Finnish page since the translation was published."""
        seen = self.version.last_published_at if self.version is not None else None
        versions = self.source.revisions.order_by("created_at")
        before = versions.filter(created_at__lte=seen).last() if seen else None
        before = before or versions.first()
        latest = versions.last()
        if before is None or latest is None or before == latest:
            return ""
        if not self.source.permissions_for_user(self.request.user).can_edit():
            return ""
        return reverse("wagtailadmin_pages:revisions_compare", args=[self.source.pk, before.pk, latest.pk])


@require_POST
def send_in(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The translation as it stands is a draft that waits for a publisher."""
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    page = translation.get_target_instance()
    allowed = isinstance(page, Page) and page.permissions_for_user(request.user)
    if not allowed or not allowed.can_edit():
        raise PermissionDenied
    if not allowed.can_submit_for_moderation():
        messages.error(request, _("The page waits for a publisher already."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if gate.stopped_untold(request, translation) or gate.stopped(
        request, gate.grave_in_translation(translation), gate.in_finnish()
    ):
        return redirect("wagtailadmin_pages:edit", page.pk)
    with transaction.atomic():
        translation.save_target(user=request.user, publish=False)
        page = page.specific_class.objects.get(pk=page.pk)
        returned = page.current_workflow_state
        if returned is not None:
            returned.resume(request.user)
        else:
            page.get_workflow().start(page, request.user)
    if parts.untold(translation):
        messages.warning(request, _("Sent to a publisher. Some parts are still in Finnish."))
    else:
        messages.success(request, _("Sent to a publisher."))
    return redirect("cms_languages")


def waiting_for(user: Any, page: Page) -> TaskState | None:
    """What of the page waits for the user's approval."""
    waiting: TaskState | None = page.current_workflow_task_state
    if waiting is None or waiting.status != TaskState.STATUS_IN_PROGRESS:
        return None
    return waiting if waiting.task.specific.get_actions(page, user) else None


# The doors of the add-on by which a part is changed; a publisher may, and is asked again (`approval`).
CHANGES_A_PART = frozenset(
    {
        "edit_string_translation",
        "edit_override",
        "upload_pofile",
        "machine_translate",
        "stop_translation",
    }
)


def may_change_parts(user: Any, page: Page) -> bool:
    """Whether the parts are open to the person: while they wait they stay as they were sent in."""
    return not approval.is_waiting(page) or bool(page.permissions_for_user(user).can_publish())


def waiting_translation_is_changed(request: HttpRequest) -> HttpResponse | None:
    """Whoever would change what waits for a publisher hears that it waits."""
    met = request.resolver_match
    if met is None or met.namespace != "wagtail_localize" or met.url_name not in CHANGES_A_PART:
        return None
    translation = Translation.objects.filter(pk=met.kwargs["translation_id"]).first()
    page = translation.get_target_instance() if translation is not None else None
    if not isinstance(page, Page) or may_change_parts(request.user, page):
        return None
    words = _("The page waits for a publisher already.")
    if met.url_name in {"edit_string_translation", "edit_override"}:
        return JsonResponse({"detail": words}, status=409)
    messages.error(request, words)
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
def decide(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """A publisher's word on a translation that waits: readers see it, or it goes back with a reason."""
    waiting = get_object_or_404(TaskState, pk=task_state_id)
    page, task = waiting.workflow_state.content_object, waiting.task.specific
    if waiting.status != TaskState.STATUS_IN_PROGRESS and may_publish(page, request.user):
        approval.tell_who_decided(request, page)
        return redirect("wagtailadmin_home")
    act = "approve" if "approve" in request.POST else "reject"
    if act not in [name for name, _label, _form in task.get_actions(page, request.user)]:
        raise PermissionDenied
    if act == "approve" and approval.stopped(request, waiting, read=request.POST.get("read", "")):
        return redirect("wagtailadmin_pages:edit", page.pk)
    task.on_action(waiting, request.user, act, comment=request.POST.get("comment", "").strip())
    told = (
        _("Approved. Readers see it now.")
        if act == "approve"
        else _("Sent back. The writer reads your words.")
    )
    messages.success(request, told)
    return redirect("wagtailadmin_home")


class RulesView(WagtailAdminTemplateMixin, TemplateView):
    """Which page types are to be had in which languages: a publisher decides."""

    template_name = "cms/admin/language_rules.html"
    page_title = gettext_lazy("Which pages in which languages")
    header_icon = "globe"
    breadcrumbs_items: list[Any] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publishers of the whole area come in."""
        if not request.user.has_perm("cms.change_languagerule"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The ticks are kept."""
        for model in languages.page_types():
            name = model._meta.model_name
            languages.decide(name, request.POST.getlist(name))
        messages.success(request, _("Saved."))
        return redirect("cms_languages")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted, names = languages.wanted(), dict(settings.LANGUAGES)
        rows = [
            (
                model._meta.model_name,
                model._meta.verbose_name,
                [(code, names[code], code in wanted[model._meta.model_name]) for code in languages.OTHERS],
            )
            for model in languages.page_types()
        ]
        others = [names[code] for code in languages.OTHERS]
        return super().get_context_data(**kwargs) | {"rows": rows, "others": others}
