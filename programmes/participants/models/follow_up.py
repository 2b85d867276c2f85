"""How things are after the service: the question 1, 3, 6 and 12 months after the end, and its answer."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from areas.periods import after_months
from programmes.participants.codes import FOLLOW_UP_MONTHS, FollowUpAnswer
from programmes.participants.models.participation import Participation
from workflow.models import new_reference

# The question of six months counts as such a fortnight before and after (ESF+ practice, facts.md).
ASKED_WITHIN = timedelta(days=14)


class FollowUp(models.Model):
    """One question to a person whose time in the service has ended, and what they said.

    tries: how often the question went or somebody rang. Without an answer after the third it is closed as not
    reached, which says nothing of how the person is.
    """

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="follow_ups", db_index=False
    )
    months = models.PositiveSmallIntegerField(_("months after the end"))
    ask_on = models.DateField(_("to be asked on"))
    due_on = models.DateField(_("to be asked by"))
    asked_on = models.DateField(_("asked"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_tried_on = models.DateField(_("last try"), null=True, blank=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    status = models.CharField(_("answer"), max_length=15, choices=FollowUpAnswer.choices, blank=True)
    on_word = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["participation", "months"]
        indexes = [
            models.Index(fields=["ask_on"], name="follow_up_waits", condition=Q(answered_on=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="follow_up_reference_once"),
            models.UniqueConstraint(fields=["participation", "months"], name="follow_up_once"),
            models.CheckConstraint(condition=Q(months__in=FOLLOW_UP_MONTHS), name="follow_up_months_known"),
            models.CheckConstraint(
                condition=Q(status__in=["", *FollowUpAnswer.values]), name="follow_up_answer_known"
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, status="") | ~Q(status="") & Q(answered_on__isnull=False),
                name="follow_up_answer_has_its_day",
                violation_error_message=_("An answer has its day, and a day its answer."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(asked_on=None) | Q(answered_on__gte=F("asked_on")),
                name="follow_up_answered_after_asked",
                violation_error_message=_("The answer is before the question."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} {self.months}"

    @classmethod
    def all_of(cls, participation: Participation, ended_on: date) -> list[FollowUp]:
        """The four questions of a time that ended on the day, not saved."""
        days = {months: after_months(ended_on, months) for months in FOLLOW_UP_MONTHS}
        return [
            cls(participation=participation, months=months, ask_on=day, due_on=day + ASKED_WITHIN)
            for months, day in days.items()
        ]
