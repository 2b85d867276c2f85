"""What stands beside an assessment: the steps, each with who and by when, and the decisions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.assessments.codes import DecisionKind, DecisionOutcome, Party, StepKind
from programmes.assessments.models.assessment import LONGEST, WorkAbilityAssessment
from programmes.fields import EncryptedTextField
from workflow.forms import OnWord


class AssessmentStep(models.Model):
    """One thing that is done to find out: what, who, by when; what came of it, when it is done.

    told_by: who of another organisation told it; on_word: how, where a worker recorded it on their behalf.
    """

    assessment = models.ForeignKey(WorkAbilityAssessment, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("what is done"), max_length=20, choices=StepKind.choices)
    what = EncryptedTextField(_("in words"), blank=True, max_length=300)
    party = models.CharField(_("who does it"), max_length=20, choices=Party.choices)
    owner = models.CharField(_("by name"), max_length=120, blank=True)
    due_on = models.DateField(_("by"))
    done_on = models.DateField(_("done"), null=True, blank=True)
    outcome = EncryptedTextField(_("what came of it"), blank=True, max_length=LONGEST)
    told_by = models.CharField(_("who told it"), max_length=120, blank=True)
    on_word = models.CharField(_("how it was told"), max_length=10, choices=OnWord.choices, blank=True)
    made_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = _("step of an assessment")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=StepKind.values), name="assessment_step_kind_known"),
            models.CheckConstraint(condition=Q(party__in=Party.values), name="assessment_step_party_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"

    @property
    def title(self) -> str:
        """What is done, with its words."""
        return f"{self.get_kind_display()}: {self.what}" if self.what else str(self.get_kind_display())

    @property
    def who(self) -> str:
        """Who does it."""
        return f"{self.get_party_display()}, {self.owner}" if self.owner else str(self.get_party_display())


class Decision(models.Model):
    """An application that somebody decides, and what became of it."""

    assessment = models.ForeignKey(WorkAbilityAssessment, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(_("what was applied for"), max_length=40, choices=DecisionKind.choices)
    applied_on = models.DateField(_("applied"), default=timezone.localdate)
    decided_by = models.CharField(_("who decides"), max_length=120)
    outcome = models.CharField(
        _("decision"), max_length=10, choices=DecisionOutcome.choices, default=DecisionOutcome.PENDING
    )
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    appeal_until = models.DateField(_("appeal until"), null=True, blank=True)

    class Meta:
        ordering = ["-applied_on", "-id"]
        verbose_name = _("decision of an assessment")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DecisionKind.values), name="decision_kind_known"),
            models.CheckConstraint(
                condition=Q(outcome__in=DecisionOutcome.values), name="decision_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome="pending", decided_on=None)
                | ~Q(outcome="pending") & Q(decided_on__isnull=False),
                name="decision_has_its_day",
                violation_error_message=_("A decision has its day, and a day its decision."),
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__gte=F("applied_on")),
                name="decision_after_application",
                violation_error_message=_("The decision is before the application."),
            ),
            models.CheckConstraint(
                condition=Q(appeal_until=None) | Q(appeal_until__gte=F("decided_on")),
                name="decision_appeal_after_it",
                violation_error_message=_("The last day of appeal is before the decision."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_pending(self) -> bool:
        """Whether the decision is awaited."""
        return self.outcome == DecisionOutcome.PENDING
