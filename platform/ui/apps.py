"""The interface: base templates, components, tokens, icons. It owns no model."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.identity_codes import ask_in_every_text_field


class UiConfig(AppConfig):
    """Made before any model or form is read, so no text field comes before the rule that all of them ask."""

    name = "ui"
    verbose_name = _("Interface")

    def __init__(self, *args: Any) -> None:
        ask_in_every_text_field()
        super().__init__(*args)
