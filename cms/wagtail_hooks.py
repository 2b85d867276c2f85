"""What the page editor shows: only content, never a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import scope_of
from cms import showing
from cms.editing import hooks as editing_hooks
from cms.editing import together_hooks
from cms.editing.any_form import find_in_any_form
from cms.editing.counting import count_in_our_words
from cms.editing.files import keep_public_files
from cms.editing.freshness import REVIEWED, take_care
from cms.editing.redirects import check_redirects
from cms.editing.views import CareView
from cms.reference import hooks as reference_hooks

NOT_FOR_EDITORS = {"help"}
keep_public_files()
count_in_our_words()
find_in_any_form()
check_redirects()
__all__ = ["editing_hooks", "reference_hooks", "together_hooks"]


def _operates(request: HttpRequest) -> bool:
    return request.user.is_superuser or scope_of(request.user).holds(Role.ADMINISTRATOR)


@hooks.register("before_serve_document")
def only_what_readers_see(document: Any, request: HttpRequest) -> None:
    """A file that stands on no public page is not there for readers."""
    if not showing.may_have(document, request):
        raise Http404


@hooks.register("construct_main_menu")
def only_content(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Those who write pages see pages, images and documents."""
    if not _operates(request):
        menu_items[:] = [item for item in menu_items if item.name not in NOT_FOR_EDITORS]


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Our own pages of the page editor."""
    return [path("care/<int:page_id>/", CareView.as_view(), name="cms_care")]


@hooks.register("register_log_actions")
def acts(actions: Any) -> None:
    """What stands in the history of a page beside Wagtail's own acts."""
    actions.register_action(REVIEWED, _("Review"), _("Read and found true"))


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def review_button(
    page: Page, user: User, next_url: str | None = None, view_name: str = ""
) -> Iterator[Button]:
    """Whoever may edit a page may say that it is still true."""
    if page.depth > 1 and not page.alias_of_id and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Is it still true?"),
            reverse("cms_care", args=[page.pk]),
            icon_name="calendar-check",
            priority=12,
        )


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def keep_care(request: HttpRequest, page: Page) -> None:
    """What the form said about the owner and the next review is kept; a draft does not wait with it."""
    if given := getattr(page, "care_given", None):
        take_care(page, **given)
