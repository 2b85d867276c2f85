"""The interface: base templates, components, tokens, icons. It owns no model."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from letters.lookups import find_no_number_beyond_its_column
from ui.forms import ask_every_day_for_its_year, write_numbers_as_text
from ui.identity_codes import ask_in_every_text_field


class UiConfig(AppConfig):
    """Made before any model or form is read: no field comes before the rules that all of them keep."""

    name = "ui"
    verbose_name = _("Interface")

    def __init__(self, *args: Any) -> None:
        ask_in_every_text_field()
        write_numbers_as_text()
        ask_every_day_for_its_year()
        find_no_number_beyond_its_column()
        super().__init__(*args)
