"""The twenty scales on which a place tells what its work asks, and a person how much is fine (0-3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
HIGHEST = len(DEMAND_WORDS) - 1
