"""Reference data of work ability assessments: kinds of conclusion, and who does what, each from a day."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programmes.catalogue.models.base import Dated, Labelled


class SolutionClass(Labelled, Dated):
    """One class in which an assessment ends (the table of Topakka); its code is that of an exit class.

    needs_decision: it can be chosen only when a decision of its code has been granted (workflows.md 6).
    """

    code = models.SlugField(_("code"), max_length=40, db_index=False)
    needs_decision = models.BooleanField(_("needs a granted decision"), default=False)
    is_lasting = models.BooleanField(_("a lasting solution"), default=False)
    source = models.CharField(_("source"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    class Meta:
        ordering = ["position", "code", "-valid_from"]
        verbose_name = _("class of conclusion")
        verbose_name_plural = _("classes of conclusion")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="solution_class_once_a_day",
                violation_error_message=_("There is already a row from this day."),
            )
        ]


class DutyParty(models.TextChoices):
    """Who has a part in the work for a person with partial work ability."""

    AREA = "employment_area", _("Employment area")
    COUNTY = "wellbeing_county", _("Wellbeing services county")
    KELA = "kela", "Kela"


class Duty(Labelled, Dated):
    """One task in the work for a person with partial work ability: who answers for it, who takes part.

    The rows that hold on a day are the division of work on that day; all parties read the same ones.
    """

    code = models.SlugField(_("code"), max_length=40, db_index=False)
    answers = models.CharField(_("who answers for it"), max_length=20, choices=DutyParty.choices)
    takes_part = models.JSONField(_("who takes part"), default=list, blank=True)
    source = models.CharField(_("where it was agreed"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    class Meta:
        ordering = ["position", "code", "-valid_from"]
        verbose_name = _("divided task")
        verbose_name_plural = _("division of work")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="duty_once_a_day",
                violation_error_message=_("There is already a row from this day."),
            ),
            models.CheckConstraint(condition=Q(answers__in=DutyParty.values), name="duty_answers_known"),
        ]

    def clean(self) -> None:
        """Only known parties take part."""
        if set(self.takes_part) - set(DutyParty.values):
            raise ValidationError({"takes_part": _("Choose from the list.")})

    def part_of(self, party: str) -> str:
        """Whether the party answers for it or takes part; empty when neither."""
        if self.answers == party:
            return "answers"
        return "takes_part" if party in self.takes_part else ""

    @property
    def parts(self) -> list[tuple[Any, str]]:
        """Each party with its part, in the order of the columns of the table."""
        return [(one.label, self.part_of(one.value)) for one in DutyParty]
