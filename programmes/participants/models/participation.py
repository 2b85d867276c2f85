"""One time in the service: from a referral to its end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import IsNull
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, FSMField

from programmes.facts import IN_THE_CASELOAD
from programmes.fields import EncryptedTextField, weekly_hours_field
from programmes.participants.codes import ExitClass, ExitStatus, Grounds, LabourStatus
from programmes.participants.models.participant import Participant
from programmes.participants.states import (
    CAN_WITHDRAW,
    FACTS,
    IN_SERVICE,
    OPEN,
    ParticipationFacts,
    ParticipationState,
)
from programmes.verbs import verb
from workflow.models import GuardedQuerySet, StateRow
from workflow.steps import guard


@guard(_("A place is still under way. It is ended or called off first."))
def nothing_running(participation: Participation) -> bool:
    """No placement of the participation holds a place (agreed, active or paused)."""
    return not participation.placements.filter(state__in=["agreed", "active", "paused"]).exists()


@guard(_("The person has begun another time in the service. It goes on there."))
def no_other_time(participation: Participation) -> bool:
    """No other time of the person is open."""
    others = Participation.objects.filter(participant=participation.participant_id, state__in=sorted(OPEN))
    return not others.exclude(pk=participation.pk).exists()


def state_before(participation: Participation, **_fields: Any) -> str:
    """Where the time stood before it was over, told by its own days."""
    if participation.started_on:
        on_break = participation.holds.filter(until_on=None).exists()
        return ParticipationState.ON_HOLD if on_break else ParticipationState.ACTIVE
    if participation.accepted_on:
        return ParticipationState.WAITING
    was_back = participation.returned_on and not participation.referred_again_on
    return ParticipationState.RETURNED if was_back else ParticipationState.REFERRED


class NotMerged(models.Manager.from_queryset(GuardedQuerySet)):  # type: ignore[misc]
    """Times in the service, but for those that were joined with another one."""

    def get_queryset(self) -> models.QuerySet[Participation]:
        return super().get_queryset().filter(merged_into=None)


class Participation(StateRow):
    """One person's time in the service, from a referral to its end.

    merged_into: the time that it was joined with, where somebody was referred as two people; it is found by
    `everything` alone.
    """

    state = FSMField(default=ParticipationState.REFERRED, choices=ParticipationState.choices, protected=True)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="participations")
    municipality = models.ForeignKey(
        "areas.Municipality",
        verbose_name=_("municipality on the referral day"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    referrer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="referrals"
    )
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responsible coordinator"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="caseload",
        db_index=False,
    )
    job_agent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("job agent"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people_to_place",
    )
    aim = models.TextField(_("aim"), blank=True, max_length=1000)
    weekly_hours_min = weekly_hours_field(_("hours a week, at least"), most="40")
    weekly_hours_max = weekly_hours_field(_("hours a week, at most"), most="40")
    earliest_start_on = models.DateField(_("can start at the earliest"), null=True, blank=True)
    grounds = models.CharField(_("grounds"), max_length=30, choices=Grounds.choices, blank=True)
    in_plan = models.BooleanField(_("in the person's employment plan"), null=True, blank=True)
    interpreter_needed = models.BooleanField(_("interpreter needed"), default=False)
    unemployed_since = models.DateField(null=True, blank=True)
    benefit_days_at_referral = models.PositiveIntegerField(null=True, blank=True)
    labour_status_at_referral = models.CharField(
        max_length=15, choices=LabourStatus.choices, default=LabourStatus.UNKNOWN
    )

    referred_on = models.DateField(_("referred"), default=timezone.localdate)
    accepted_on = models.DateField(_("accepted"), null=True, blank=True)
    plan_made_on = models.DateField(_("plan made"), null=True, blank=True)
    started_on = models.DateField(_("started"), null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    referred_again_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    reason = models.ForeignKey("programmes.ReasonCode", on_delete=models.PROTECT, null=True, blank=True)
    reason_text = EncryptedTextField(blank=True)
    exit_status = models.CharField(max_length=25, choices=ExitStatus.choices, blank=True)
    exit_class = models.CharField(max_length=40, choices=ExitClass.choices, blank=True)
    next_destination = models.CharField(_("where next"), max_length=200, blank=True)
    # The day of the last next step, written by `participants.steps` alone.
    last_step_on = models.DateField(null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        editable=False,
        db_index=False,
    )

    objects = NotMerged()
    everything = GuardedQuerySet.as_manager()

    class Meta:
        ordering = ["-referred_on", "-id"]
        indexes = [
            models.Index(fields=["coordinator", "state", "due_on"], name="participation_caseload"),
            models.Index(fields=["municipality", "state"], name="participation_municipality"),
            models.Index(fields=["state"], name="participation_state"),
            models.Index(
                fields=["municipality", "state", "due_on"],
                name="participation_unclaimed",
                condition=Q(coordinator=None),
            ),
            models.Index(
                fields=["merged_into"], name="participation_merged", condition=Q(merged_into__isnull=False)
            ),
            models.Index(
                IsNull(F("last_step_on"), False),
                "last_step_on",
                "referred_on",
                "id",
                name="participation_forgotten",
                condition=Q(state__in=sorted(IN_SERVICE)),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ParticipationState.values), name="participation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(accepted_on=None) | Q(accepted_on__gte=F("referred_on")),
                name="participation_accepted_after_referred",
                violation_error_message=_("The day of acceptance is before the day of referral."),
            ),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(started_on__gte=F("accepted_on")),
                name="participation_started_after_accepted",
                violation_error_message=_("The start is before the day of acceptance."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="participation_ended_after_started",
                violation_error_message=_("The end is before the start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} {self.referred_on:%-d.%-m.%Y}"

    @property
    def facts(self) -> ParticipationFacts:
        """What the state means, to whom."""
        return FACTS[self.state]

    @property
    def tone_in_caseload(self) -> str:
        """The colour of the state's tag on a worker's list of people."""
        return self.facts.tone_for(IN_THE_CASELOAD)

    @verb(
        ParticipationState.REFERRED,
        ParticipationState.WAITING,
        label=_("Accept the referral"),
        past="accepted",
        told=_("Referral accepted"),
        day="accepted_on",
        record=("coordinator",),
        undo=True,
        form="programmes.participants.forms.AcceptReferralForm",
        done=_("The referral is accepted. The start interview is next."),
    )
    def accept(self, *, on: date, coordinator: Any) -> None:
        self.coordinator = coordinator
        self.accepted_on = on

    @verb(
        ParticipationState.REFERRED,
        ParticipationState.RETURNED,
        label=_("Return to the officer"),
        past="returned",
        told=_("Referral returned to the officer"),
        day="returned_on",
        record=("reason",),
        undo=True,
        tone="quiet",
        form="programmes.participants.forms.ReturnReferralForm",
        effect=_("The referral goes back to the officer who sent it. Call the person first."),
        done=_("The referral is back with the officer."),
    )
    def return_referral(self, *, on: date, reason: Any, reason_text: str = "") -> None:
        self.reason, self.reason_text = reason, reason_text
        self.returned_on, self.referred_again_on = on, None

    @verb(
        ParticipationState.RETURNED,
        ParticipationState.REFERRED,
        label=_("Refer again"),
        past="referred_again",
        told=_("Referred again"),
        undo=True,
        form="programmes.participants.forms.ReferAgainForm",
        done=_("The referral is sent again."),
    )
    def refer_again(self, *, on: date, aim: str = "", referrer: Any = None) -> None:
        self.aim, self.referrer = aim or self.aim, referrer or self.referrer
        self.referred_again_on = on

    @verb(
        {ParticipationState.REFERRED, ParticipationState.RETURNED},
        ParticipationState.WITHDRAWN,
        label=_("Close the referral"),
        past="referral_closed",
        told=_("Referral closed by the officer"),
        undo=True,
        tone="quiet",
        effect=_("Nothing more happens with this referral. You can make a new one later."),
        done=_("The referral is closed."),
    )
    def close_referral(self, *, on: date) -> None:
        self.withdrawn_on = on

    @verb(
        ParticipationState.WAITING,
        ParticipationState.ACTIVE,
        label=_("Start"),
        past="started",
        told=_("Time in the service began"),
        mark=("flag", "ok"),
        day="started_on",
        undo=True,
        form="programmes.participants.forms.StartForm",
        done=_("The participation has started."),
    )
    def start(self, *, on: date, plan_made_on: date | None = None) -> None:
        self.started_on = on
        self.plan_made_on = plan_made_on or self.plan_made_on

    @verb(
        ParticipationState.ACTIVE,
        ParticipationState.ON_HOLD,
        label=_("Take a break"),
        past="held",
        told=_("A break began"),
        undo=True,
        tone="quiet",
        form="programmes.participants.forms.HoldForm",
        done=_("The break has begun."),
    )
    def hold(self, *, on: date, look_again_on: date) -> None:
        """The dated row of the break is made by the service."""
        self.due_on = look_again_on

    @verb(
        ParticipationState.ON_HOLD,
        ParticipationState.ACTIVE,
        label=_("Resume"),
        past="resumed",
        told=_("The break ended"),
        undo=True,
        form="programmes.participants.forms.ResumeForm",
        done=_("The break is over."),
    )
    def resume(self, *, on: date) -> None:
        """The dated row of the break is ended by the service."""

    @verb(
        CAN_WITHDRAW,
        ParticipationState.WITHDRAWN,
        label=_("Leave the service"),
        on_word_label=_("Record that the person stops at their own wish"),
        past="withdrawn",
        told=_("The person chose to stop"),
        day="withdrawn_on",
        record=("reason",),
        undo=True,
        mind_days=7,
        mind_label=_("I changed my mind"),
        mind_on_word_label=_("They changed their mind"),
        tone="link",
        form="programmes.placements.forms.WithdrawForm",
        done=_("The time in the service has stopped."),
        conditions=[nothing_running],
    )
    def withdraw(self, *, on: date, reason: Any = None, reason_text: str = "") -> None:
        self.withdrawn_on = on
        self.reason, self.reason_text = reason, reason_text

    @verb(
        [ParticipationState.ACTIVE, ParticipationState.ON_HOLD],
        ParticipationState.ENDED,
        label=_("End the service: it has run its course"),
        past="ended",
        told=_("Time in the service ended"),
        mark=("check", "quiet"),
        day="ended_on",
        record=("exit_status", "exit_class"),
        undo=True,
        tone="quiet",
        form="programmes.placements.forms.EndParticipationForm",
        done=_("The participation has ended."),
        conditions=[nothing_running],
    )
    def end(self, *, on: date, exit_status: str, exit_class: str, next_destination: str) -> None:
        self.ended_on = on
        self.exit_status, self.exit_class, self.next_destination = exit_status, exit_class, next_destination

    @verb(
        {ParticipationState.ENDED, ParticipationState.WITHDRAWN},
        GET_STATE(
            state_before,
            states=[
                ParticipationState.REFERRED,
                ParticipationState.RETURNED,
                ParticipationState.WAITING,
                ParticipationState.ACTIVE,
                ParticipationState.ON_HOLD,
            ],
        ),
        label=_("Open again"),
        past="reopened",
        told=_("Time in the service opened again"),
        record=("reason",),
        undo=True,
        tone="quiet",
        form="programmes.placements.forms.ReopenForm",
        effect=_(
            "The time in the service goes on from where it stood. Its end is taken away: figures of the "
            "months since then change with it."
        ),
        done=_("The time in the service goes on."),
        fits=lambda row: row.participant.deceased_on is None,
        conditions=[no_other_time],
    )
    def reopen(self, *, on: date, reason: Any) -> None:
        """The next step and what becomes of the follow-ups is seen to by the service."""
        self.withdrawn_on = self.ended_on = self.reason = None
        self.reason_text = self.exit_status = self.exit_class = self.next_destination = ""
        if break_ := self.holds.filter(until_on=None).last():
            self.due_on = break_.look_again_on
