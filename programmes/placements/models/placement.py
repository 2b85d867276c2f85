"""One person's place: suggested in a round, agreed by all, lived, and closed with a talk."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, FSMField, transition

from programmes.fields import EncryptedTextField
from programmes.permissions import allowed
from programmes.placements.codes import EndKind, Outcome
from programmes.placements.states import BEFORE_AGREED, HOLDS_SEAT, SUGGESTION, PlacementState
from workflow.models import StateRow, new_reference
from workflow.steps import step

S = PlacementState

# Each day is on or after the one beside it (interface.md, "Only these orders are checked").
DAYS_IN_ORDER = (
    ("offered_on", "wanted_on"),
    ("offered_on", "introduced_on"),
    ("offered_on", "accepted_on"),
    ("offered_on", "agreed_on"),
    ("offered_on", "declined_on"),
    ("offered_on", "refused_on"),
    ("offered_on", "released_on"),
    ("offered_on", "cancelled_on"),
    ("wanted_on", "introduced_on"),
    ("introduced_on", "accepted_on"),
    ("accepted_on", "agreed_on"),
    ("agreed_on", "starts_on"),
    ("starts_on", "ended_on"),
)


class OfferRound(models.Model):
    """The places suggested to a person side by side on one day."""

    reference = models.CharField(max_length=20, unique=True, default=new_reference, editable=False)
    participation = models.ForeignKey(
        "programmes.Participation", on_delete=models.PROTECT, related_name="offer_rounds"
    )
    offered_on = models.DateField(default=timezone.localdate)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    only_one_reason = models.CharField(_("why only one"), max_length=200, blank=True)

    class Meta:
        ordering = ["-offered_on", "-id"]

    def __str__(self) -> str:
        return f"{self.participation} {self.offered_on}"


def _all_signed(placement: Placement, *, complete: bool, **_fields: Any) -> str:
    """The state after a signature: agreed when every party has signed."""
    return S.AGREED if complete else S.SIGNING


class Placement(StateRow):
    """One person's place at a vacancy or in a group, from suggestion to outcome."""

    state = FSMField(default=S.PROPOSED, choices=S.choices, protected=True, db_index=True)
    participation = models.ForeignKey(
        "programmes.Participation", on_delete=models.PROTECT, related_name="placements"
    )
    offer_round = models.ForeignKey(
        OfferRound, on_delete=models.PROTECT, null=True, blank=True, related_name="placements"
    )
    vacancy = models.ForeignKey(
        "programmes.Vacancy", on_delete=models.PROTECT, null=True, blank=True, related_name="placements"
    )
    intake = models.ForeignKey(
        "programmes.Intake", on_delete=models.PROTECT, null=True, blank=True, related_name="placements"
    )
    programme_type = models.ForeignKey("programmes.ProgrammeType", on_delete=models.PROTECT, related_name="+")
    alternatives_shown = models.PositiveSmallIntegerField(null=True, blank=True)
    wanted_rank = models.PositiveSmallIntegerField(_("order of wishes"), null=True, blank=True)
    shown_to_host = models.JSONField(default=list, blank=True)
    tasks_shown = models.TextField(blank=True, max_length=1000)
    guide = models.CharField(_("guide at the workplace"), max_length=120, blank=True)
    weekly_hours = models.DecimalField(
        _("hours a week"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(Decimal(60))],
    )
    offered_on = models.DateField(default=timezone.localdate)
    wanted_on = models.DateField(null=True, blank=True)
    introduced_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    refused_on = models.DateField(null=True, blank=True)
    released_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    ended_on = models.DateField(_("last day"), null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    end_kind = models.CharField(max_length=20, choices=EndKind.choices, blank=True)
    reason = models.ForeignKey("programmes.ReasonCode", on_delete=models.PROTECT, null=True, blank=True)
    reason_text = EncryptedTextField(blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    host_view = models.TextField(blank=True, max_length=2000)
    own_words = EncryptedTextField(blank=True)
    participant_agrees = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["-offered_on", "wanted_rank", "id"]
        verbose_name = _("placement")
        indexes = [
            models.Index(fields=["participation", "offered_on"], name="placement_offers"),
            models.Index(fields=["vacancy", "state"], name="placement_vacancy"),
            models.Index(fields=["state", "due_on"], name="placement_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="placement_state_known"),
            models.CheckConstraint(
                condition=Q(vacancy=None, intake__isnull=False) | Q(vacancy__isnull=False, intake=None),
                name="placement_at_one_place",
                violation_error_message=_("A placement is at a vacancy or in a group, not both."),
            ),
            models.UniqueConstraint(
                fields=["participation", "vacancy"],
                name="placement_one_seat_at_a_vacancy",
                condition=Q(state__in=sorted(HOLDS_SEAT), vacancy__isnull=False),
                violation_error_message=_("This person already has this place."),
            ),
            models.UniqueConstraint(
                fields=["participation", "intake"],
                name="placement_one_seat_in_a_group",
                condition=Q(state__in=sorted(HOLDS_SEAT), intake__isnull=False),
                violation_error_message=_("This person is already in this group."),
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{first}__isnull": True})
                    | Q(**{f"{then}__isnull": True})
                    | Q(**{f"{then}__gte": F(first)}),
                    name=f"placement_{first}_before_{then}"[:60],
                    violation_error_message=_("The days are not in order."),
                )
                for first, then in DAYS_IN_ORDER
            ],
        ]

    def __str__(self) -> str:
        return f"{self.title}"

    @property
    def title(self) -> str:
        """What the place is called: the vacancy's title or the group's."""
        return self.vacancy.title if self.vacancy_id else self.intake.title  # type: ignore[union-attr]

    @property
    def place_name(self) -> str:
        """Where it is: the workplace or the municipality of the group."""
        return self.vacancy.place if self.vacancy_id else str(self.intake.municipality)  # type: ignore[union-attr]

    @property
    def municipality(self) -> Any:
        """The municipality of the place."""
        return (self.vacancy or self.intake).municipality  # type: ignore[union-attr]

    @transition(
        field=state,
        source=S.PROPOSED,
        target=S.WANTED,
        permission=allowed("want_placement"),
        custom=step(
            label=_("Yes, I am interested"),
            on_word_label=_("Record their yes"),
            past="wanted",
            record=("rank",),
            undo=True,
            form="programmes.placements.forms.WantForm",
            done=_("You said yes. Your worker introduces you to the workplace."),
        ),
    )
    def want(self, *, on: date, rank: int = 1, shown_to_host: list[str] | None = None) -> None:
        self.wanted_on, self.wanted_rank, self.shown_to_host = on, rank, shown_to_host or []

    @transition(
        field=state,
        source=sorted(SUGGESTION),
        target=S.DECLINED,
        permission=allowed("decline_placement"),
        custom=step(
            label=_("Not this time"),
            on_word_label=_("Record their no"),
            past="declined",
            record=("reason",),
            undo=True,
            tone="link",
            form="programmes.placements.forms.DeclineForm",
            done=_("Your answer is kept. Your worker looks for something else with you."),
        ),
    )
    def decline(self, *, on: date, reason: Any = None, reason_text: str = "") -> None:
        self.declined_on, self.reason, self.reason_text = on, reason, reason_text

    @transition(
        field=state,
        source=S.WANTED,
        target=S.INTRODUCED,
        permission=allowed("introduce_placement"),
        custom=step(
            label=_("Introduce to the workplace"),
            past="introduced",
            undo=True,
            fits=lambda placement: placement.vacancy_id is not None,
            form="programmes.placements.forms.IntroduceForm",
            done=_("The workplace sees the introduction and answers."),
        ),
    )
    def introduce(self, *, on: date, tasks_shown: str = "", weekly_hours: Decimal | None = None) -> None:
        self.introduced_on, self.tasks_shown = on, tasks_shown
        self.weekly_hours = weekly_hours or self.weekly_hours

    @transition(
        field=state,
        source=S.INTRODUCED,
        target=S.ACCEPTED,
        permission=allowed("accept_placement"),
        custom=step(
            label=_("Yes, welcome to us"),
            on_word_label=_("Record the workplace's yes"),
            past="accepted",
            undo=True,
            form="programmes.placements.forms.AcceptForm",
            done=_("The seat is kept. The worker draws up the agreement."),
        ),
    )
    def accept(self, *, on: date, guide: str) -> None:
        self.accepted_on, self.guide = on, guide

    @transition(
        field=state,
        source=S.WANTED,
        target=S.ACCEPTED,
        permission=allowed("reserve_seat_placement"),
        custom=step(
            label=_("Reserve a seat"),
            past="seat_reserved",
            undo=True,
            fits=lambda placement: placement.intake_id is not None,
            form="programmes.placements.forms.ReserveSeatForm",
            done=_("A seat in the group is kept."),
        ),
    )
    def reserve_seat(self, *, on: date, guide: str = "") -> None:
        self.accepted_on, self.guide = on, guide

    @transition(
        field=state,
        source=S.INTRODUCED,
        target=S.REFUSED,
        permission=allowed("refuse_placement"),
        custom=step(
            label=_("Does not suit us now"),
            on_word_label=_("Record the workplace's no"),
            past="refused",
            record=("reason",),
            undo=True,
            tone="quiet",
            form="programmes.placements.forms.RefuseForm",
            effect=_("A worker rings the person before any message goes."),
            done=_("Thank you for the answer. The worker tells the person."),
        ),
    )
    def refuse(self, *, on: date, reason: Any, reason_text: str = "") -> None:
        self.refused_on, self.reason, self.reason_text = on, reason, reason_text

    @transition(
        field=state,
        source=sorted(SUGGESTION),
        target=S.RELEASED,
        permission=allowed("release_placement"),
        custom=step(
            label=_("Let the suggestion go"),
            past="released",
            undo=True,
            tone="quiet",
            form="workflow.forms.TransitionForm",
            effect=_("Another place was chosen. This is nobody's no."),
            done=_("The suggestion is let go."),
        ),
    )
    def release(self, *, on: date) -> None:
        self.released_on = on

    @transition(
        field=state,
        source=S.ACCEPTED,
        target=S.SIGNING,
        permission=allowed("issue_agreement_placement"),
        custom=step(
            label=_("Draw up the agreement"),
            past="agreement_issued",
            form="programmes.placements.forms.IssueAgreementForm",
            done=_("The agreement can be read and signed."),
        ),
    )
    def issue_agreement(
        self, *, on: date, starts_on: date, ends_on: date, weekly_hours: Decimal, guide: str, **_terms: Any
    ) -> None:
        self.starts_on, self.ends_on, self.weekly_hours, self.guide = starts_on, ends_on, weekly_hours, guide

    @transition(
        field=state,
        source=S.SIGNING,
        target=GET_STATE(_all_signed, states=[S.SIGNING, S.AGREED]),
        permission=allowed("sign_placement"),
        custom=step(
            label=_("I have read this and sign"),
            past="signed",
            record=("party", "complete"),
            form="programmes.placements.forms.SignForm",
            done=_("Signed."),
        ),
    )
    def sign(self, *, on: date, party: str, complete: bool) -> None:
        if complete:
            self.agreed_on = on

    @transition(
        field=state,
        source=S.AGREED,
        target=S.ACTIVE,
        permission=allowed("start_placement"),
        custom=step(
            label=_("The work has begun"),
            past="started",
            undo=True,
            form="programmes.placements.forms.StartPlacementForm",
            done=_("The place is under way."),
        ),
    )
    def start(self, *, on: date, **_checked: Any) -> None:
        """The start day was agreed; that it came true is the event."""

    @transition(
        field=state,
        source=[S.ACTIVE, S.PAUSED],
        target=S.ENDED,
        permission=allowed("end_placement"),
        custom=step(
            label=_("The place has ended"),
            past="ended",
            record=("end_kind", "reason"),
            undo=True,
            tone="quiet",
            form="programmes.placements.forms.EndPlacementForm",
            done=_("The end is recorded. The closing talk is next."),
        ),
    )
    def end(
        self, *, on: date, ended_on: date, end_kind: str, reason: Any = None, reason_text: str = ""
    ) -> None:
        self.ended_on, self.end_kind, self.reason, self.reason_text = ended_on, end_kind, reason, reason_text

    @transition(
        field=state,
        source=S.ENDED,
        target=S.CLOSED,
        permission=allowed("close_placement"),
        custom=step(
            label=_("Record the closing talk"),
            past="closed",
            record=("outcome",),
            undo=True,
            form="programmes.placements.forms.ClosePlacementForm",
            done=_("The closing talk is recorded."),
        ),
    )
    def close(
        self,
        *,
        on: date,
        outcome: str,
        host_view: str = "",
        participant_agrees: bool | None = None,
        own_words: str = "",
    ) -> None:
        self.closed_on, self.outcome, self.host_view = on, outcome, host_view
        self.participant_agrees, self.own_words = participant_agrees, own_words

    @transition(
        field=state,
        source=[*sorted(BEFORE_AGREED), S.AGREED],
        target=S.CANCELLED,
        permission=allowed("cancel_placement"),
        custom=step(
            label=_("Call off"),
            past="cancelled",
            record=("reason",),
            tone="quiet",
            form="programmes.placements.forms.CancelForm",
            effect=_("The seat is freed. The other parties are told."),
            done=_("Called off."),
        ),
    )
    def cancel(self, *, on: date, reason: Any = None, reason_text: str = "") -> None:
        self.cancelled_on, self.reason, self.reason_text = on, reason, reason_text
