"""After an act on a page the same is done in its ticked languages, and told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from cms.editing import together


@hooks.register("after_unpublish_page")
def hidden(request: HttpRequest, page: Page) -> None:
    _tell(request, together.hide(request, page))


@hooks.register("after_delete_page")
def deleted(request: HttpRequest, page: Page) -> None:
    _tell(request, together.delete(request, page))


@hooks.register("after_move_page")
def moved(request: HttpRequest, page: Page) -> None:
    _tell(request, together.move(request, page))


@hooks.register("after_copy_page")
def copied(request: HttpRequest, page: Page, new_page: Page) -> None:
    _tell(request, together.copy(request, page, new_page))


@hooks.register("after_bulk_action")
def done_to_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    acts = {together.HIDE: together.hide, together.DELETE: together.delete, together.MOVE: together.move}
    if (act := acts.get(action_type)) is not None:
        _tell(request, [done for page in objects if isinstance(page, Page) for done in act(request, page)])


@hooks.register("after_publish_page")
def tell_of_the_others(request: HttpRequest, page: Page) -> None:
    """Whoever changes a page hears where else it is read: text, pictures and end concern them too."""
    versions = together.concerned(page, together.HIDE)
    written = [version for version in versions if not version.alias_of_id]
    if not written:
        return
    told = {"names": _names(written)}
    if page.expire_at:
        messages.info(request, _("The end day holds in these languages too: %(names)s.") % told)
    way = messages.button(reverse("cms_languages"), _("List of languages"))
    words = _(
        "The page is read in these languages too: %(names)s. See whether their text and pictures still hold."
    )
    messages.info(request, words % told, buttons=[way])


@hooks.register("after_edit_page")
def tell_of_the_others_when_approved(request: HttpRequest, page: Page) -> None:
    """The same for whoever approves it."""
    if request.POST.get("workflow-action-name") == "approve":
        tell_of_the_others(request, page)


def _tell(request: HttpRequest, done: Iterable[Page]) -> None:
    versions = [page for page in done if not page.alias_of_id]
    if versions:
        messages.success(request, _("The same was done in: %(names)s.") % {"names": _names(versions)})


def _names(versions: Iterable[Page]) -> str:
    return ", ".join(dict.fromkeys(str(version.locale.get_display_name()) for version in versions))
