"""What of a place holds from day to day: its periods, its breaks, and hours that grow by steps."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programmes.fields import weekly_hours_field
from programmes.placements.models.placement import Placement


class PlacementPeriod(models.Model):
    """One stretch that was agreed: the first with the start, each extension with the version that brought it.

    Periods of a place never overlap.
    """

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="periods", db_index=False)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveSmallIntegerField(_("version of the agreement"), default=1)

    class Meta:
        ordering = ["placement", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "starts_on"], name="period_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="period_days_in_order",
                violation_error_message=_("The end is before the start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement} {self.starts_on}"

    def clean(self) -> None:
        """Raises ValidationError where another period of the place has some of the days."""
        others = PlacementPeriod.objects.filter(placement=self.placement_id).exclude(pk=self.pk)
        others = others.filter(Q(ends_on=None) | Q(ends_on__gte=self.starts_on))
        if self.ends_on:
            others = others.filter(starts_on__lte=self.ends_on)
        if others.exists():
            raise ValidationError(_("Another period of the place has some of these days."))


class PlacementPause(models.Model):
    """One break of a place: from its first day until the day on which the work went on.

    resumes_on: the day on which it was to go on. until_on: the day on which it did; none while it lasts.
    """

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="pauses", db_index=False)
    from_on = models.DateField(_("from"))
    resumes_on = models.DateField(_("to go on"))
    until_on = models.DateField(_("went on"), null=True, blank=True)
    reason = models.ForeignKey(
        "programmes.ReasonCode", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["placement", "from_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["placement"], condition=Q(until_on=None), name="pause_one_lasts"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="pause_days_in_order"
            ),
        ]
        indexes = [models.Index(fields=["placement", "from_on"], name="pause_of_placement")]

    def __str__(self) -> str:
        return f"{self.placement} {self.from_on}"

    def covers(self, day: date) -> bool:
        """Whether the day is one of the break."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


class HoursStep(models.Model):
    """So many hours a week from a day on, until the next step: graded work grows by them."""

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="hours_steps", db_index=False
    )
    from_on = models.DateField(_("from"))
    weekly_hours = weekly_hours_field(_("hours a week"), least="0.5", most="60")

    class Meta:
        ordering = ["placement", "from_on"]
        constraints = [models.UniqueConstraint(fields=["placement", "from_on"], name="hours_step_once")]

    def __str__(self) -> str:
        return f"{self.placement} {self.from_on}"
