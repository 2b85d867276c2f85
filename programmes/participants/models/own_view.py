"""How things are in the person's own view, in five areas, and the question how the service helped."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.participants.models.participation import Participation

HIGHEST_VIEW = 10


class Area(models.TextChoices):
    """The five areas of one's own view (*oma arvio*)."""

    EVERYDAY = "everyday", _("Everyday life runs")
    STRENGTH = "strength", _("I have the strength")
    SKILLS = "skills", _("I know what I can")
    PEOPLE = "people", _("I have people around me")
    FUTURE = "future", _("I see what comes next")


def view_field(area: Area) -> models.PositiveSmallIntegerField:
    """How it is, 0-10; empty where the person does not say."""
    return models.PositiveSmallIntegerField(
        area.label, null=True, blank=True, validators=[MaxValueValidator(HIGHEST_VIEW)]
    )


class DistanceMeasure(models.Model):
    """The person's own view on one day. It is theirs alone but for the areas that they share.

    shared: the areas that the worker who cares for them sees of this day. A second view on a
    day is the same row.
    """

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="distance_measures", db_index=False
    )
    measured_on = models.DateField(_("day"), default=timezone.localdate)
    everyday = view_field(Area.EVERYDAY)
    strength = view_field(Area.STRENGTH)
    skills = view_field(Area.SKILLS)
    people = view_field(Area.PEOPLE)
    future = view_field(Area.FUTURE)
    shared = models.JSONField(_("shared with the worker"), default=list, blank=True)

    class Meta:
        ordering = ["measured_on"]
        verbose_name = _("own view")
        constraints = [
            models.UniqueConstraint(fields=["participation", "measured_on"], name="own_view_once_a_day"),
            models.CheckConstraint(
                condition=Q(
                    *(Q(**{area: None}) | Q(**{f"{area}__lte": HIGHEST_VIEW}) for area in Area.values)
                ),
                name="own_view_within_ten",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} {self.measured_on}"


class ExperienceQuestion(models.Model):
    """That the service has asked how well it helped: the answer is kept without the name (`Feedback`)."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="experience_questions", db_index=False
    )
    asked_on = models.DateField(_("asked"), default=timezone.localdate)
    closed_on = models.DateField(_("answered or put away"), null=True, blank=True)

    class Meta:
        ordering = ["asked_on"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "asked_on"], name="experience_asked_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.participation} {self.asked_on}"
