"""What is written down of a placement, and what always holds of it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from programmes.fields import EncryptedTextField, weekly_hours_field
from programmes.placements.codes import VISIT_AHEAD, EndKind, Outcome, VisitState
from programmes.placements.models.offer_round import OfferRound
from programmes.placements.stages import PlacementFacts
from programmes.placements.states import FACTS, HOLDS_SEAT, PlacementState
from workflow.models import StateRow

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


class PlacementRecord(StateRow):
    """Where, when, on what terms and how it went: the fields of a placement and what always holds of them."""

    state = FSMField(default=S.PROPOSED, choices=S.choices, protected=True)
    participation = models.ForeignKey(
        "programmes.Participation", on_delete=models.PROTECT, related_name="placements", db_index=False
    )
    offer_round = models.ForeignKey(
        OfferRound, on_delete=models.PROTECT, null=True, blank=True, related_name="placements"
    )
    vacancy = models.ForeignKey(
        "programmes.Vacancy",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
        db_index=False,
    )
    intake = models.ForeignKey(
        "programmes.Intake", on_delete=models.PROTECT, null=True, blank=True, related_name="placements"
    )
    programme_type = models.ForeignKey("programmes.ProgrammeType", on_delete=models.PROTECT, related_name="+")
    alternatives_shown = models.PositiveSmallIntegerField(null=True, blank=True)
    wanted_rank = models.PositiveSmallIntegerField(_("order of wishes"), null=True, blank=True)
    shown_to_host = models.JSONField(default=list, blank=True)
    shown_profile = EncryptedTextField(blank=True)
    tasks_shown = models.TextField(blank=True, max_length=1000)
    guide = models.CharField(_("guide at the workplace"), max_length=120, blank=True)
    weekly_hours = weekly_hours_field(_("hours a week"), least="0.5", most="60")
    # What is ahead of the newest visit, so that whose turn it is can be told without reading it.
    visit_ahead = models.CharField(
        max_length=10, choices=[(one, one.label) for one in VisitState if one in VISIT_AHEAD], blank=True
    )
    visit_on = models.DateField(_("visit"), null=True, blank=True)
    offered_on = models.DateField(default=timezone.localdate)
    wanted_on = models.DateField(null=True, blank=True)
    introduced_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    refused_on = models.DateField(null=True, blank=True)
    released_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    started_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    resumes_on = models.DateField(_("goes on"), null=True, blank=True)
    ended_on = models.DateField(_("last day"), null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    end_kind = models.CharField(max_length=20, choices=EndKind.choices, blank=True)
    reason = models.ForeignKey("programmes.ReasonCode", on_delete=models.PROTECT, null=True, blank=True)
    reason_text = EncryptedTextField(blank=True)
    days_beyond_text = EncryptedTextField(blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    host_view = EncryptedTextField(blank=True, max_length=2000)
    own_words = EncryptedTextField(blank=True)
    participant_agrees = models.BooleanField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-offered_on", "wanted_rank", "id"]
        verbose_name = _("placement")
        indexes = [
            models.Index(fields=["participation", "offered_on"], name="placement_offers"),
            models.Index(fields=["vacancy", "state"], name="placement_vacancy"),
            models.Index(fields=["state"], name="placement_state"),
            models.Index(fields=["due_on", "id"], name="placement_waits", condition=Q(archived_on=None)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="placement_state_known"),
            models.CheckConstraint(
                condition=Q(visit_ahead__in=["", VisitState.ASKED])
                | Q(visit_ahead=VisitState.AGREED, visit_on__isnull=False),
                name="placement_visit_has_its_day",
            ),
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
    def facts(self) -> PlacementFacts:
        """What the state means, to whom."""
        return FACTS[self.state]

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
