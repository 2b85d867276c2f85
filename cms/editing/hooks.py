"""What editing registers with Wagtail; imported by `cms.wagtail_hooks`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import PublishMenuItem, RestartWorkflowMenuItem, SubmitForModerationMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel
from wagtail.models import Page, WorkflowState
from wagtail_localize.views import edit_translation

from cms.editing import approval, doors, scripts, signed_out, translating
from cms.editing.dashboard import MyPages, MyPlaces
from cms.editing.guide import GuideView
from cms.editing.one_page_view import BY_PARTS, OnePageView
from cms.editing.reports import REPORTS
from cms.editing.viewsets import Announcements
from cms.page_form import gate, newer
from cms.page_form.checks import findings

DECIDES, DECISION = "action-workflow-action", "workflow-action-name"
SHOWN_AT_ONCE = 4
PICTURES = frozenset({"alt", "file_name"})
LOOKS = "cms/page_editor.css"
OUR_SETTINGS = frozenset({"announcements", "footer-and-contacts", "redirects"})


@hooks.register("insert_global_admin_js")
def tell_who_was_signed_out() -> SafeString:
    """Whoever was signed out while writing reads so on the page with the text."""
    return format_html('<script src="{}" defer></script>', static(signed_out.SCRIPT))


@hooks.register("insert_editor_js")
def one_writer_in_one_window() -> SafeString:
    """Whoever was asked in the browser is not asked again; a button waits for the page's own saving."""
    scripts = ((static(script),) for script in (newer.SCRIPT, newer.WAITS))
    return format_html_join("", '<script src="{}" defer></script>', scripts)


@hooks.register("insert_global_admin_css")
def looks() -> SafeString:
    """The few looks of our own in the page editor."""
    return format_html('<link rel="stylesheet" href="{}">', static(LOOKS))


@hooks.register("register_admin_urls", order=-100)
def addresses() -> list[Any]:
    """Before the add-on's own, so that the stricter doors are met first."""
    reports = [
        one
        for report in REPORTS
        for one in (
            path(f"{_place(report)}/", report.as_view(), name=report.index_url_name),
            path(
                f"{_place(report)}/results/",
                report.as_view(results_only=True),
                name=report.index_results_url_name,
            ),
        )
    ]
    return [
        *doors.addresses(),
        path("guide/", GuideView.as_view(), name="cms_guide"),
        path("jsi18n/", scripts.of_editor),
        path("localize/jsi18n/", scripts.of_translation_editor),
        *reports,
        path(
            "translate/<int:page_id>/<str:language>/",
            translating.TranslateView.as_view(),
            name="cms_translate",
        ),
        path("translation/<int:translation_id>/", OnePageView.as_view(), name="cms_translation"),
        path("send-in/<int:translation_id>/", translating.send_in, name="cms_send_in"),
        path("decide/<int:task_state_id>/", translating.decide, name="cms_decide"),
        path("language-rules/", translating.RulesView.as_view(), name="cms_language_rules"),
    ]


def _place(report: Any) -> str:
    return f"lists/{report.index_url_name.removeprefix('cms_')}"


@hooks.register("register_admin_viewset")
def announcements() -> Any:
    """The list of announcements."""
    return Announcements()


@hooks.register("register_reports_menu_item")
def freshness() -> MenuItem:
    return _item(REPORTS[0], 10)


@hooks.register("register_reports_menu_item")
def missing_languages() -> MenuItem:
    return _item(REPORTS[1], 20)


@hooks.register("register_reports_menu_item")
def texts_to_improve() -> MenuItem:
    return _item(REPORTS[2], 30)


@hooks.register("register_reports_menu_item")
def broken_links() -> MenuItem:
    return _item(REPORTS[3], 40)


def _item(report: Any, order: int) -> MenuItem:
    return MenuItem(
        report.page_title,
        reverse(report.index_url_name),
        name=report.index_url_name,
        icon_name=report.header_icon,
        order=order,
    )


@hooks.register("construct_reports_menu")
def only_our_reports(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Those who write pages have the lists about pages; the others are about workers and the insides."""
    if not doors.operates(request):
        ours = {report.index_url_name for report in REPORTS}
        menu_items[:] = [item for item in menu_items if item.name in ours]


class SendToPublisher(SubmitForModerationMenuItem):
    """The button says what happens, not how the workflow is called."""

    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)
        context["label"] = _("Send to a publisher")
        return context


@hooks.register("construct_page_action_menu")
def plain_words(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """The button that hands a page over is named for what it does; one is enough for one step."""
    unneeded: tuple[type, ...] = (RestartWorkflowMenuItem,)
    if any(item.name == "approve" for item in menu_items):
        unneeded += (PublishMenuItem,)  # to approve is to publish; two words for it make one wonder
    menu_items[:] = [
        SendToPublisher(item.order) if isinstance(item, SubmitForModerationMenuItem) else item
        for item in menu_items
        if not isinstance(item, unneeded)
    ]


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """On the first page stands one's own place, and what waits; Wagtail's list of the same gives way."""
    panels[:] = [one for one in panels if not isinstance(one, UserObjectsInWorkflowModerationPanel)]
    panels += [MyPlaces(), MyPages()]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counts(request: HttpRequest, summary_items: list[Any]) -> None:
    """How many pictures there are tells an editor nothing; asked last, when all counts are there."""
    if not doors.operates(request):
        summary_items.clear()


@hooks.register("before_edit_page", order=-9)
def tell_who_was_faster(request: HttpRequest, page: Page) -> None:
    """A decision on a page that another publisher has decided on meanwhile only saves what was written."""
    if DECIDES not in request.POST or approval.is_waiting(page):
        return
    approval.tell_who_decided(request, page)
    sent = request.POST.copy()
    for name in (DECIDES, DECISION):
        sent.pop(name, None)
    request.POST = sent  # type: ignore[assignment]


@hooks.register("after_edit_page")
def tell_decision(request: HttpRequest, page: Page) -> None:
    """A publisher who has decided reads what became of the page; "updated" alone leaves one in doubt."""
    decided = request.POST.get(DECISION)
    if decided == "reject":
        messages.success(request, _("Sent back. The writer reads your words."))
    elif decided == "approve":
        now = Page.objects.get(pk=page.pk)
        if now.scheduled_revision is not None:
            when = date_format(localtime(now.scheduled_revision.approved_go_live_at), "DATETIME_FORMAT")
            messages.success(request, _("Approved. Readers see it from %(when)s on.") % {"when": when})
        elif now.live and not now.has_unpublished_changes:
            messages.success(request, _("Approved. Readers see it now."))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_findings(request: HttpRequest, page: Page) -> None:
    """After saving stands what could be better; autosave stays silent."""
    if request.headers.get("accept", "").startswith("application/json"):
        return
    found = findings(page)
    if not found or request.POST.get(DECISION) == "reject":
        return
    first = [str(finding) for finding in found[:SHOWN_AT_ONCE]]
    rest = len(found) - len(first)
    if rest > 0:
        first.append(ngettext("and one more", "and %(count)s more", rest) % {"count": rest})
    messages.warning(request, format_html("{} {}", _("To improve:"), " · ".join(first)))


@hooks.register("before_edit_page", order=-10)
def no_way_around_by_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The translation editor publishes by itself; it passes the same checks as the form of a page."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = gate.translation_of(page)
    if translation is None:
        return None
    return redirect(request.path) if gate.stops_translation(request, translation) else None


@hooks.register("before_edit_page")
def say_why_it_came_back(request: HttpRequest, page: Page) -> None:
    """What the publisher asked to change stands on top of the page, not behind a button."""
    state = page.current_workflow_state if request.method == "GET" else None
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        comment = state.current_task_state.comment if state.current_task_state else ""
        text = _("A publisher has sent the page back: %(words)s")
        messages.warning(request, text % {"words": comment or _("no words were given")})


@hooks.register("before_edit_page", order=-8)
def say_that_a_translation_waits(request: HttpRequest, page: Page) -> None:
    """The translation editor is long; who decides on the text hears of it on top."""
    if request.method != "GET" or gate.translation_of(page) is None:
        return
    if translating.waiting_for(request.user, page) is not None:
        way = messages.button("#cms-decide", _("Go to the decision"))
        messages.info(request, _("This translation waits for your approval"), buttons=[way])
    elif not translating.may_change_parts(request.user, page):
        words = _(
            "This translation waits for a publisher: its parts stay as you sent them until one has decided."
        )
        messages.info(request, words)


@hooks.register("before_edit_page", order=-6)
def translate_on_one_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What is translated side by side opens with every part on one page; its other tools are a link away."""
    if request.method != "GET" or BY_PARTS in request.GET:
        return None
    translation = gate.translation_of(page)
    if translation is None:
        return None
    say_why_it_came_back(request, page)
    answer: HttpResponse = OnePageView.as_view()(request, translation_id=translation.pk)
    return answer


@hooks.register("before_edit_page", order=-5)
def translate_what_readers_borrow(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What is being translated opens in the translation editor, also while readers see it in Finnish."""
    translation = gate.translation_of(page) if page.alias_of_id else None
    if translation is None:
        return None
    say_why_it_came_back(request, page)
    answer: HttpResponse = edit_translation.edit_translation(request, translation, page)
    return answer


@hooks.register("before_bulk_action")
def no_bulk_way_around(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Many pages at once pass the same checks as one."""
    if action_type != "publish" or request.method != "POST":
        return None
    pages = [page for page in objects if isinstance(page, Page)]
    undescribed = [page for page in pages if any(one.rule in PICTURES for one in gate.grave_in_draft(page))]
    if undescribed:
        stopped, told = undescribed, _("Not published: a picture lacks its description. %(titles)s")
    else:
        stopped = [page for page in pages if gate.is_unready(page)]
        told = _("Not published. Open each of these pages: it says there what is missing. %(titles)s")
    if not stopped:
        return None
    messages.error(request, told % {"titles": ", ".join(page.get_admin_display_title() for page in stopped)})
    return redirect("wagtailadmin_home")
