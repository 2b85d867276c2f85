"""What runs: services, the groups that start, the municipalities' own places for coaching."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from letters.fields import NameOrderField
from programmes.catalogue.models.base import Labelled
from programmes.catalogue.models.types import ProgrammeType
from ui.formats import day
from workflow.models import new_reference


class CoachingEnvironment(Labelled):
    """A municipality's own place where one can practise work: a workshop, a kitchen, a team outdoors."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    municipality = models.ForeignKey(
        "areas.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    street_address = models.CharField(_("street address"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    name_order = NameOrderField(of=["name_fi"])

    class Meta:
        ordering = ["name_order", "code"]
        verbose_name = _("coaching environment")
        verbose_name_plural = _("coaching environments")


class Programme(Labelled):
    """A service that a person can be in: a type of service, run in one municipality or in all."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    programme_type = models.ForeignKey(
        ProgrammeType,
        on_delete=models.PROTECT,
        related_name="programmes",
        verbose_name=_("type of service"),
    )
    municipalities = models.ManyToManyField(
        "areas.Municipality",
        blank=True,
        related_name="+",
        verbose_name=_("municipalities"),
        help_text=_("Empty: the whole area"),
    )
    weekly_hours_min = models.DecimalField(
        _("hours a week at least"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    weekly_hours_max = models.DecimalField(
        _("hours a week at most"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    duration_weeks = models.PositiveSmallIntegerField(_("weeks"), null=True, blank=True)
    languages = models.JSONField(
        _("languages"), default=list, help_text=_("Language codes, for example fi, sv, en")
    )
    contact_name = models.CharField(_("contact person"), max_length=80, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("runs now"), default=True)

    class Meta:
        ordering = ["programme_type__position", "code"]
        verbose_name = _("service")
        verbose_name_plural = _("services")
        constraints = [
            models.CheckConstraint(
                condition=Q(weekly_hours_min=None)
                | Q(weekly_hours_max=None)
                | Q(weekly_hours_min__lte=F("weekly_hours_max")),
                name="programme_hours_in_order",
                violation_error_message=_("The least hours are more than the most."),
            )
        ]


class IntakeStatus(models.TextChoices):
    """Where a group stands; full is worked out from its seats."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    CANCELLED = "cancelled", _("Cancelled")
    FINISHED = "finished", _("Finished")


class Intake(models.Model):
    """One group of a service that starts on a day in a municipality, with seats."""

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="intakes",
        verbose_name=_("service"),
    )
    environment = models.ForeignKey(
        CoachingEnvironment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("coaching environment"),
    )
    municipality = models.ForeignKey(
        "areas.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), validators=[MinValueValidator(1)])
    language = models.CharField(_("language"), max_length=3, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=IntakeStatus.choices, default=IntakeStatus.OPEN
    )

    class Meta:
        ordering = ["starts_on", "id"]
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="intake_reference_once"),
            models.CheckConstraint(
                condition=Q(seats__gte=1),
                name="intake_has_seats",
                violation_error_message=_("A group has at least one seat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme or self.municipality} {self.starts_on:%-d.%-m.%Y}"

    @property
    def title(self) -> str:
        """What the group is called on the page."""
        return str(self.programme) if self.programme else str(self.municipality)

    @property
    def in_full(self) -> str:
        """The group with where and when it starts: two of one service are told apart."""
        parts = [str(self.programme)] if self.programme else []
        return ", ".join([*parts, str(self.municipality), day(self.starts_on)])
