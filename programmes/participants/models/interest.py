"""A sign of interest: a person says that a service, a group or an open place interests them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from programmes.fields import EncryptedTextField
from programmes.participants.models.participation import Participation
from programmes.participants.states import INTEREST_FACTS, InterestFacts, InterestState
from programmes.verbs import verb
from workflow.models import StateRow

LONGEST_WISH = 500
TARGETS = ("programme", "intake", "vacancy")


class Interest(StateRow):
    """ "This interests me": a signal to the person's worker, not an entry. It names exactly one thing."""

    state = FSMField(default=InterestState.SENT, choices=InterestState.choices, protected=True)
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="interests")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, null=True, blank=True, related_name="interests"
    )
    intake = models.ForeignKey(
        "programmes.Intake", on_delete=models.PROTECT, null=True, blank=True, related_name="interests"
    )
    vacancy = models.ForeignKey(
        "programmes.Vacancy", on_delete=models.PROTECT, null=True, blank=True, related_name="interests"
    )
    wish = EncryptedTextField(_("what the person adds"), blank=True, max_length=LONGEST_WISH)
    sent_on = models.DateField(_("sent"), default=timezone.localdate)
    taken_up_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    answer = EncryptedTextField(_("answer"), blank=True, max_length=1000)
    suggested = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    offer_round = models.ForeignKey(
        "programmes.OfferRound", on_delete=models.SET_NULL, null=True, blank=True, related_name="interests"
    )

    class Meta:
        ordering = ["-sent_on", "-id"]
        verbose_name = _("interest")
        indexes = [
            models.Index(fields=["due_on", "id"], name="interest_waits", condition=Q(state="sent")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=InterestState.values), name="interest_state_known"),
            models.CheckConstraint(
                condition=(
                    Q(programme__isnull=False, intake=None, vacancy=None)
                    | Q(programme=None, intake__isnull=False, vacancy=None)
                    | Q(programme=None, intake=None, vacancy__isnull=False)
                ),
                name="interest_in_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=["participation", target],
                    condition=Q(state=InterestState.SENT),
                    name=f"interest_in_{target}_once",
                )
                for target in TARGETS
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def target(self) -> Any:
        """What it is in: a service, a group or an open place."""
        return self.programme or self.intake or self.vacancy

    @property
    def title(self) -> str:
        """What it is in, by name; of an open place its workplace too, of a group where and when it starts."""
        if self.vacancy:
            return f"{self.vacancy}, {self.vacancy.place}"
        return self.intake.in_full if self.intake else str(self.target)

    @property
    def facts(self) -> InterestFacts:
        """What the state means, to whom."""
        return INTEREST_FACTS[self.state]

    @verb(
        InterestState.SENT,
        InterestState.TAKEN_UP,
        label=_("Suggest places"),
        past="taken_up",
        told=_("The interest led to a suggestion"),
        mark=("seat", "ok"),
        day="taken_up_on",
        undo=True,
        on_page=False,
    )
    def take_up(self, *, on: date, offer_round: Any = None) -> None:
        if offer_round is None:
            raise ValidationError(_("Suggest places to the person: the interest is taken up with them."))
        self.offer_round = offer_round

    @verb(
        InterestState.SENT,
        InterestState.ANSWERED,
        label=_("Answer: not now"),
        past="answered",
        told=_("The interest was answered"),
        mark=("message", "quiet"),
        day="answered_on",
        undo=True,
        tone="quiet",
        form="programmes.participants.interest_forms.AnswerInterestForm",
        effect=_("The person reads the answer. Say plainly why not now, and name something else."),
        done=_("The answer is on its way to the person."),
    )
    def answer_not_now(self, *, on: date, answer: str, suggested: Any = None) -> None:
        self.answer, self.suggested = answer, suggested

    @verb(
        InterestState.SENT,
        InterestState.CANCELLED,
        label=_("Take this back"),
        on_word_label=_("The person takes it back"),
        past="cancelled",
        told=_("The interest was taken back"),
        mark=("undo", "quiet"),
        day="cancelled_on",
        undo=True,
        tone="quiet",
        done=_("It is taken back."),
    )
    def cancel(self, *, on: date) -> None:
        """The day is kept by the engine."""
