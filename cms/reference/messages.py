"""The text of a message beside what is sent."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import HelpPanel

from notifications.texts import message_in


class MessagePanel(HelpPanel):
    """What is sent as things stand, from the first line to the last."""

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel on the page of one message."""

        def get_context_data(self, parent_context: Any = None) -> Any:
            context = super().get_context_data(parent_context)
            row = self.instance
            context["language"] = row.language
            context["subject"], context["body"] = message_in(row.language, row.template, {})
            return context
