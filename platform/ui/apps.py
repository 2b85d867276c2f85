"""The interface: base templates, components, tokens, icons. It owns no model."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "ui"
    verbose_name = _("Interface")
