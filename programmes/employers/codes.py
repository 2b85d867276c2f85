"""Code lists about host employers and what work asks of a person."""

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


class Demand(models.TextChoices):
    """What the work may ask; each is given 0-3 in plain words."""

    LIFTING = "lifting", _("Lifting")
    STANDING = "standing", _("Standing")
    SITTING = "sitting", _("Sitting")
    WALKING = "walking", _("Walking")
    BENDING = "bending", _("Bending or kneeling")
    FINE_MOTOR = "fine_motor", _("Working with fingers")
    VIBRATION = "vibration", _("Vibration")
    NOISE = "noise", _("Noise")
    TEMPERATURE = "temperature", _("Heat or cold")
    DUST = "dust", _("Dust or smells")
    HEIGHTS = "heights", _("Working high up")
    PACE = "pace", _("Fast pace")
    CONCENTRATION = "concentration", _("Concentration")
    SCREEN = "screen", _("Working on a screen")
    READING = "reading", _("Reading")
    SPOKEN_FINNISH = "spoken_finnish", _("Speaking Finnish")
    CONTACT = "contact", _("Contact with people")
    ALONE = "alone", _("Working alone")
    SHIFTS = "shifts", _("Shifts")
    OWN_CAR = "own_car", _("Own car")


DEMAND_WORDS = (_("not at all"), _("a little"), _("now and then"), _("a lot"))
MIN_DEMANDS = 5
