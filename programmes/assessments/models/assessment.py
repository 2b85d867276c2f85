"""One work ability assessment: its machine (workflows.md 6)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from programmes.assessments.codes import DecisionOutcome, Party, organisations
from programmes.assessments.states import FACTS, LIVE, AssessmentFacts, AssessmentState
from programmes.fields import EncryptedTextField
from programmes.participants.models import Participation
from programmes.verbs import verb
from workflow.models import StateRow

S = AssessmentState
LONGEST = 2000


class WorkAbilityAssessment(StateRow):
    """What one person can do and what helps, found out together with the county and Kela.

    worker: the work ability coordinator of the employment area; counterpart: the other side's worker, by an
    account or by name. Texts are sealed; no diagnosis is kept.
    """

    state = FSMField(default=S.OPENED, choices=S.choices, protected=True)
    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="assessments", db_index=False
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("work ability coordinator"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    counterpart = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("the other side's worker, by account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    counterpart_organisation = models.CharField(
        _("organisation"), max_length=20, choices=organisations, default=Party.COUNTY
    )
    counterpart_name = models.CharField(_("the other side's worker"), max_length=120, blank=True)
    counterpart_contact = models.CharField(_("their telephone or e-mail"), max_length=120, blank=True)
    question = EncryptedTextField(_("what is being found out"), max_length=LONGEST)
    opened_on = models.DateField(_("opened"), default=timezone.localdate)
    taken_on = models.DateField(_("taken up"), null=True, blank=True)
    meeting_on = models.DateField(_("meeting"), null=True, blank=True)
    parties = models.JSONField(_("who comes"), default=list, blank=True)
    met_on = models.DateField(_("meeting held"), null=True, blank=True)
    plan = EncryptedTextField(_("what was agreed in the meeting"), blank=True, max_length=LONGEST)
    review_on = models.DateField(_("plan looked at again"), null=True, blank=True)
    concluded_on = models.DateField(_("concluded"), null=True, blank=True)
    solution = models.ForeignKey(
        "programmes.SolutionClass",
        verbose_name=_("class of conclusion"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    conclusion = EncryptedTextField(_("conclusion in words"), blank=True, max_length=LONGEST)
    next_party = models.CharField(_("who acts next"), max_length=20, choices=Party.choices, blank=True)
    next_what = EncryptedTextField(_("what they do"), blank=True, max_length=500)
    next_on = models.DateField(_("by"), null=True, blank=True)
    interrupted_on = models.DateField(_("interrupted"), null=True, blank=True)
    reason = models.ForeignKey(
        "programmes.ReasonCode", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason_text = EncryptedTextField(blank=True, max_length=500)

    class Meta:
        ordering = ["-opened_on", "-id"]
        verbose_name = _("work ability assessment")
        verbose_name_plural = _("work ability assessments")
        indexes = [
            models.Index(
                fields=["due_on", "id"], name="assessment_waits", condition=Q(state__in=sorted(LIVE))
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="assessment_state_known"),
            models.CheckConstraint(
                condition=Q(counterpart_organisation__in=[Party.COUNTY, Party.KELA, Party.OTHER]),
                name="assessment_counterpart_outside",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None) | Q(concluded_on__gte=F("opened_on")),
                name="assessment_concluded_after_opened",
                violation_error_message=_("The day of the conclusion is before the assessment was opened."),
            ),
            models.CheckConstraint(
                condition=Q(interrupted_on=None) | Q(interrupted_on__gte=F("opened_on")),
                name="assessment_interrupted_after_opened",
                violation_error_message=_("The day is before the assessment was opened."),
            ),
            models.UniqueConstraint(
                fields=["participation"],
                condition=Q(state__in=sorted(LIVE)),
                name="assessment_one_goes_on",
                violation_error_message=_("The person already has an assessment that goes on."),
            ),
            models.UniqueConstraint(
                fields=["participation", "opened_on"],
                name="assessment_one_a_day",
                violation_error_message=_("An assessment of the person was opened on this day already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.opened_on:%-d.%-m.%Y}"

    @property
    def facts(self) -> AssessmentFacts:
        """What the state means, to whom."""
        return FACTS[self.state]

    @property
    def counterpart_words(self) -> str:
        """The other side's worker by name; empty while nobody is named."""
        return str(self.counterpart) if self.counterpart else self.counterpart_name

    @property
    def coming_day(self) -> date | None:
        """The first day that something is agreed for: an open step, the meeting, the look at the plan."""
        days = list(self.steps.filter(done_on=None).values_list("due_on", flat=True)) if self.pk else []
        if self.state == S.MEETING:
            days.append(self.review_on if self.met_on else self.meeting_on)  # type: ignore[arg-type]
        return min((day for day in days if day is not None), default=None)

    @property
    def decisions_awaited(self) -> bool:
        """Whether an application still waits for its decision."""
        return self.decisions.filter(outcome=DecisionOutcome.PENDING).exists()

    @verb(
        S.OPENED,
        S.GATHERING,
        label=_("Take the assessment up"),
        past="taken",
        told=_("A work ability coordinator took the assessment up"),
        day="taken_on",
        undo=True,
        form="programmes.assessments.forms.TakeForm",
        done=_("It is taken up. The person and the other side read who does what."),
    )
    def take(self, *, on: date, worker: Any, **counterpart: Any) -> None:
        """counterpart: the fields of the other side's worker. The steps are made by the service."""
        self.worker, self.taken_on = worker, on
        for name, value in counterpart.items():
            setattr(self, name, value)

    @verb(
        S.GATHERING,
        S.MEETING,
        label=_("Call a joint meeting"),
        past="convened",
        told=_("A joint meeting was called"),
        mark=("calendar", "info"),
        record=("meeting_on",),
        undo=True,
        form="programmes.assessments.forms.ConveneForm",
        done=_("The meeting is agreed. The person is told of it."),
    )
    def convene(self, *, on: date, meeting_on: date, parties: list[str]) -> None:
        self.meeting_on, self.parties, self.met_on = meeting_on, parties, None

    @verb(
        {S.GATHERING, S.MEETING},
        S.AWAITING,
        label=_("A decision is awaited"),
        past="decision_awaited",
        told=_("A decision was applied for"),
        mark=("document", "info"),
        undo=True,
        tone="quiet",
        form="programmes.assessments.forms.AwaitForm",
        done=_("The application is written down. You are reminded to ask every 30 days."),
    )
    def await_decision(self, *, on: date) -> None:
        """The row of the decision is made by the service."""

    @verb(
        {S.GATHERING, S.MEETING, S.AWAITING},
        S.CONCLUDED,
        label=_("Conclude: what comes next is agreed"),
        past="concluded",
        told=_("What comes next was agreed"),
        mark=("check", "ok"),
        day="concluded_on",
        record=("solution",),
        undo=True,
        form="programmes.assessments.forms.ConcludeForm",
        done=_("It is concluded. The person and their worker read what comes next."),
    )
    def conclude(
        self,
        *,
        on: date,
        solution: Any,
        conclusion: str = "",
        next_party: str,
        next_what: str,
        next_on: date | None = None,
    ) -> None:
        granted = self.decisions.filter(outcome=DecisionOutcome.GRANTED, kind=solution.code)
        if solution.needs_decision and not granted.exists():
            raise ValidationError(
                {"solution": _("This needs a granted decision on file. Record the decision first.")}
            )
        self.solution, self.conclusion, self.concluded_on = solution, conclusion, on
        self.next_party, self.next_what, self.next_on = next_party, next_what, next_on

    @verb(
        sorted(LIVE),
        S.INTERRUPTED,
        label=_("Stop the assessment"),
        past="interrupted",
        told=_("The assessment was stopped"),
        day="interrupted_on",
        record=("reason",),
        undo=True,
        tone="quiet",
        form="programmes.assessments.forms.InterruptForm",
        effect=_(
            "Sharing that rests on permission ends at once. What is shared by law goes on until its day, and "
            "the page says so."
        ),
        done=_("The assessment does not go on. Sharing that rested on permission has ended."),
    )
    def interrupt(self, *, on: date, reason: Any, reason_text: str = "") -> None:
        self.interrupted_on, self.reason, self.reason_text = on, reason, reason_text
