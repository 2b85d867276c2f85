"""The schedule of a page: what is typed there stays, also when its window is closed by the Escape key.

Wagtail takes the days back when the window is closed by anything but its own button. Autosave has stored them
by then and the page says so beside the text; a page published now would silently go without its end.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.admin.widgets import AdminDateTimeInput

WINDOW = "#schedule-publishing-dialog"


class SchedulePanel(PublishingPanel):
    """From when and until when readers see the page."""

    def __init__(self, **options: Any) -> None:
        days = [
            FieldPanel(name, widget=AdminDateTimeInput(js_overlay_parent_selector=WINDOW))
            for name in ("go_live_at", "expire_at")
        ]
        super().__init__(**({"children": days} | options))
