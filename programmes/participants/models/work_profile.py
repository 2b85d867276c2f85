"""What a person can and wants, and how much is fine for them: their own word, never a diagnosis."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programmes.catalogue.scales import HIGHEST, Demand
from programmes.fields import EncryptedTextField, weekly_hours_field
from programmes.participants.models.participant import Participant

MOST_KM = 400
MOST_CHOSEN = 30
LONGEST_WORDS = 600


def scale_field(scale: Demand) -> models.PositiveSmallIntegerField:
    """How much of it is fine, 0-3; empty where the person has not said, which is not the same as 0."""
    return models.PositiveSmallIntegerField(
        scale.label, null=True, blank=True, validators=[MaxValueValidator(HIGHEST)]
    )


def codes_field(label: object) -> models.JSONField:
    """Codes of a list, in the order in which they were chosen."""
    return models.JSONField(label, default=list, blank=True)


class WorkProfile(models.Model):
    """What one person has said of themself and work. What is not said is empty. Text is sealed.

    licences: the day until which each card holds, or "", by its code. languages: the level (CEFR) by the
    code of the language; the mother tongue stands on the person. days: 1 is Monday. Hours a week that fit now
    stand on the time in the service.
    """

    participant = models.OneToOneField(Participant, on_delete=models.PROTECT, related_name="work_profile")
    occupations = codes_field(_("work that I would like"))
    skills = codes_field(_("what I can"))
    in_own_words = EncryptedTextField(_("in my own words"), blank=True, max_length=LONGEST_WORDS)
    licences = models.JSONField(_("cards and licences"), default=dict, blank=True)
    other_licences = EncryptedTextField(_("other cards"), blank=True, max_length=LONGEST_WORDS)
    wished_municipalities = codes_field(_("where I would like to work"))
    wished_programme_types = codes_field(_("types of service that I would like"))
    wished_adjustments = EncryptedTextField(_("what would make work easier"), blank=True, max_length=2000)
    hours_later = weekly_hours_field(_("hours a week later, at most"), most="40")
    hours_later_from_on = models.DateField(_("from when"), null=True, blank=True)
    days = codes_field(_("days of the week"))
    travel_km = models.PositiveSmallIntegerField(
        _("how far I can travel (km)"), null=True, blank=True, validators=[MaxValueValidator(MOST_KM)]
    )
    travel_by = codes_field(_("how I get there"))
    languages = models.JSONField(_("languages"), default=dict, blank=True)
    helps = EncryptedTextField(_("what helps me"), blank=True, max_length=LONGEST_WORDS)

    lifting = scale_field(Demand.LIFTING)
    standing = scale_field(Demand.STANDING)
    sitting = scale_field(Demand.SITTING)
    walking = scale_field(Demand.WALKING)
    bending = scale_field(Demand.BENDING)
    fine_motor = scale_field(Demand.FINE_MOTOR)
    vibration = scale_field(Demand.VIBRATION)
    noise = scale_field(Demand.NOISE)
    temperature = scale_field(Demand.TEMPERATURE)
    dust = scale_field(Demand.DUST)
    heights = scale_field(Demand.HEIGHTS)
    pace = scale_field(Demand.PACE)
    concentration = scale_field(Demand.CONCENTRATION)
    screen = scale_field(Demand.SCREEN)
    reading = scale_field(Demand.READING)
    spoken_finnish = scale_field(Demand.SPOKEN_FINNISH)
    contact = scale_field(Demand.CONTACT)
    alone = scale_field(Demand.ALONE)
    shifts = scale_field(Demand.SHIFTS)
    own_car = scale_field(Demand.OWN_CAR)

    class Meta:
        verbose_name = _("work profile")
        constraints = [
            models.CheckConstraint(
                condition=Q(*(Q(**{code: None}) | Q(**{f"{code}__lte": HIGHEST}) for code in Demand.values)),
                name="work_profile_scales_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.participant)

    def clean(self) -> None:
        """Nobody has to choose everything there is: a list that long is a mistake."""
        for name in ("occupations", "skills"):
            if len(getattr(self, name)) > MOST_CHOSEN:
                words = _("Choose at most %(number)s.") % {"number": MOST_CHOSEN}
                raise ValidationError({name: words})

    @property
    def adjustments(self) -> list[str]:
        """What would make work easier, one a line."""
        return [line for line in self.wished_adjustments.splitlines() if line]
