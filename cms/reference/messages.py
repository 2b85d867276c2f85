"""The text of a message beside what is sent."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from wagtail.admin.panels import HelpPanel

from cms.reference.views import ChangeView
from notifications.models import MessageText
from notifications.texts import message_in, packaged


def subject_of(row: MessageText) -> str:
    """The subject that people read now."""
    return row.subject or packaged(row.template, row.language)[0]


class ChangeMessageView(ChangeView):
    """The message is named by its subject and language."""

    def get_page_subtitle(self) -> str:
        language = dict(settings.LANGUAGES).get(self.object.language, self.object.language)
        return f"{subject_of(self.object)} · {language}"


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
