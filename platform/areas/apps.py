"""The app of reference data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AreasConfig(AppConfig):
    """Municipalities and what is officially known about them."""

    name = "areas"
    verbose_name = _("Areas")
