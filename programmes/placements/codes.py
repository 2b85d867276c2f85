"""Code lists about placements."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EndKind(models.TextChoices):
    """How a placement ended."""

    COMPLETED = "completed", _("Ran to its agreed end")
    EARLY_PARTICIPANT = "early_participant", _("Early, the participant's wish")
    EARLY_HOST = "early_host", _("Early, the workplace's wish")
    EARLY_SERVICE = "early_service", _("Early, the service's decision")
    MOVED_TO_JOB = "moved_to_job", _("Moved to a job")
    TRANSFERRED = "transferred", _("Moved to another place")


class Shown(models.TextChoices):
    """What a participant may choose to show to a host, beside the first name and what fits."""

    PHONE = "phone", _("My telephone number")
    SKILLS = "aim", _("What I hope to learn or do")
    LANGUAGE = "language", _("The languages I speak")
    START = "earliest_start_on", _("When I can start")


class Party(models.TextChoices):
    """Who signs an agreement."""

    PARTICIPANT = "participant", _("Participant")
    HOST = "host", _("Workplace")
    AREA = "area", _("Employment area")


class Outcome(models.TextChoices):
    """What the closing talk found."""

    CONTINUES_HERE = "continues_here", _("Goes on in this workplace with wage")
    NEXT_PLACE = "next_place", _("Another place is next")
    STUDY = "study", _("Studies are next")
    JOB = "job", _("A job elsewhere")
    REST = "rest", _("Health or rest comes first")
    OTHER = "other", _("Something else")
