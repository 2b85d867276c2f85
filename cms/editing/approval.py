"""What is approved is what was read: the same questions at every door of approval.

An approval publishes the newest draft of a page. It may be another one than the draft that was sent in; the
end set for it may have passed while it waited; and the translation editor keeps its parts beside the draft.
Whoever approves hears of each before readers see anything.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TaskState
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import Translation

from cms.page_form import gate, newer
from cms.page_form.parts import ADDRESS, FOR_ENGINES
from ui.formats import day_and_clock

# Not read on the page: `parts.mark` leaves of these what is Finnish.
UNSEEN = frozenset({ADDRESS, *FOR_ENGINES})


def stopped(request: HttpRequest, state: TaskState, *, read: str = "") -> bool:
    """Whether something keeps the draft that waits from readers; if so, the publisher hears what.

    `read` is the version that the publisher had before their eyes, when the form knows it.
    """
    page = state.workflow_state.content_object
    translation = gate.translation_of(page)
    advice = gate.on_the_page() if translation is None else gate.in_finnish()
    if gate.stopped(request, gate.grave_in_draft(page), advice) or _ended(request, page):
        return True
    if gate.waits_for_finnish(request, page) or _newer(request, state, read):
        return True
    return translation is not None and (
        gate.stopped_untold(request, translation) or _changed(request, state, translation)
    )


def is_waiting(page: Page) -> bool:
    """Whether a draft of the page waits for a publisher."""
    state = page.current_workflow_task_state
    return state is not None and state.status == TaskState.STATUS_IN_PROGRESS


def tell_who_decided(request: HttpRequest, page: Page) -> None:
    """Whoever decides on a page that waits no more reads who was faster, and what became of the page."""
    states = TaskState.objects.filter(workflow_state__object_id=str(page.pk), finished_at__isnull=False)
    last = states.select_related("finished_by").order_by("-finished_at").first()
    if last is None or last.finished_by is None:
        messages.warning(request, _("This page waits for nobody any more. Your press has decided nothing."))
        return
    words = (
        _("%(name)s has approved this page already (%(when)s). Your press has decided nothing.")
        if last.status == TaskState.STATUS_APPROVED
        else _("%(name)s has sent this page back already (%(when)s). Your press has decided nothing.")
    )
    told = {"name": last.finished_by.get_full_name(), "when": day_and_clock(last.finished_at)}
    messages.warning(request, words % told)


def _ended(request: HttpRequest, page: Page) -> bool:
    ends = page.get_latest_revision_as_object().expire_at
    if ends is None or ends > timezone.now():
        return False
    messages.error(request, gate.ended_words(ends))
    return True


def _newer(request: HttpRequest, state: TaskState, read: str) -> bool:
    newest = state.workflow_state.content_object.get_latest_revision()
    if newest is None or (newest.pk == state.revision_id and read in {"", str(newest.pk)}):
        return False
    told = {"name": newer.name_of(newest), "when": day_and_clock(newest.created_at)}
    messages.error(
        request,
        _(
            "%(name)s has saved a newer draft on %(when)s than the one that was sent to you. Nothing was"
            " published. Open the page, read it as it is now, and approve it there."
        )
        % told,
    )
    return True


def _changed(request: HttpRequest, state: TaskState, translation: Translation) -> bool:
    """Whether the parts say something else than the draft that waits; then a new draft waits in its place."""
    now = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    if _words(now) == _words(state.revision.as_object()):
        return False
    with transaction.atomic():
        translation.save_target(user=request.user, publish=False)
        page = Page.objects.get(pk=state.workflow_state.object_id)
        state.revision = page.get_latest_revision()
        state.save(update_fields=["revision"])
    messages.error(
        request,
        _(
            "The text has changed since it was sent to you. Nothing was published. Read it as it is now,"
            " below, and approve it then."
        ),
    )
    return True


def _words(page: Any) -> dict[str, Any]:
    """What the translation editor writes into the page, apart from its address."""
    content = page.serializable_data()
    names = (field.field_name for field in get_translatable_fields(type(page)))
    return {name: content[name] for name in names if name in content and name not in UNSEEN}
