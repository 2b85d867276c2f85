"""Code lists about host employers, and how much a place has to tell of its work."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HostKind(models.TextChoices):
    """What kind of organisation the host is."""

    MUNICIPALITY = "municipality", _("Municipality")
    WELLBEING_COUNTY = "wellbeing_county", _("Wellbeing services county")
    ASSOCIATION = "association", _("Association")
    FOUNDATION = "foundation", _("Foundation")
    PARISH = "parish", _("Parish")
    COMPANY = "company", _("Business")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
    STATE = "state", pgettext_lazy("kind of host", "State")
    OTHER = "other", _("Other")


MIN_DEMANDS = 5
