"""What Wagtail calls when a page is approved; it asks for this while its own models are not there yet."""

from __future__ import annotations

from typing import Any


def publish_approved(state: Any, user: Any = None) -> None:
    """What a publisher has approved is public: the draft as it was read, which is the newest one.

    Each door of approval has asked before whether it is (`cms.editing.approval`, `cms.page_form.newer`).
    """
    from cms.page_form.publishing import publish  # noqa: PLC0415 - it needs the models

    publish(state.content_object.get_latest_revision(), user)
