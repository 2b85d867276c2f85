"""Types of service, and what the law says of each from a day until a day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programmes.catalogue.models.base import Dated, Labelled


class AnswerEffect(models.TextChoices):
    """What a no can lead to (words.md section 6)."""

    VOLUNTARY = "voluntary", _("Voluntary")
    IN_PLAN = "in_plan", _("Agreed in the employment plan")
    JOB = "job", _("Paid work")


class AgreementKind(models.TextChoices):
    """Where the agreement is made."""

    THREE_PARTY = "three_party", _("Signed here by three parties")
    EXTERNAL = "external_recorded", _("Made elsewhere, recorded here")


class ProgrammeType(Labelled):
    """A type of service, such as work try-out. What law says of it is in its dated rules."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("type of service")
        verbose_name_plural = _("types of service")


class ProgrammeTypeRule(Dated):
    """What holds for one type of service from a day until a day, with its source."""

    programme_type = models.ForeignKey(
        ProgrammeType, on_delete=models.CASCADE, related_name="rules", verbose_name=_("type of service")
    )
    paid = models.BooleanField(_("an employment relationship with wage"), default=False)
    expense_allowance = models.BooleanField(
        _("an expense allowance for each day beside the benefit"), default=False
    )
    answer_effect = models.CharField(
        _("what a no can lead to"),
        max_length=10,
        choices=AnswerEffect.choices,
        default=AnswerEffect.VOLUNTARY,
    )
    agreement_kind = models.CharField(
        _("where the agreement is made"),
        max_length=20,
        choices=AgreementKind.choices,
        default=AgreementKind.THREE_PARTY,
    )
    area_signs = models.BooleanField(_("the employment area signs too"), default=True)
    weekly_hours_max = models.DecimalField(
        _("hours a week at most"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    week_days_max = models.PositiveSmallIntegerField(_("days a week at most"), null=True, blank=True)
    daily_hours_max = models.DecimalField(
        _("hours a day at most"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    duration_months_max = models.PositiveSmallIntegerField(
        _("months at most at one workplace"), null=True, blank=True
    )
    months_in_all_max = models.PositiveSmallIntegerField(_("months in all at most"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    verified = models.BooleanField(_("checked against the law"), default=False)

    class Meta:
        ordering = ["programme_type", "-valid_from"]
        verbose_name = _("rule of a type of service")
        verbose_name_plural = _("rules of the types of service")
        constraints = [
            models.UniqueConstraint(
                fields=["programme_type", "valid_from"],
                name="type_rule_once_a_day",
                violation_error_message=_("There is already a rule of this type from this day."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="type_rule_dates_in_order",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_type} {self.valid_from}"
