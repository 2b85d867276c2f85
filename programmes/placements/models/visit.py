"""A visit to a place before anybody has to answer: when, who meets, how one comes, how it felt."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.fields import EncryptedTextField
from programmes.placements.codes import VISIT_AHEAD, Impression, Party, Ride, VisitState
from programmes.placements.models.placement import Placement
from programmes.placements.states import LIVE, VISIT_TONES
from workflow.models import new_reference


class Visit(models.Model):
    """One visit of a person to a place that is suggested to them.

    shown, words: what the person lets the workplace know for it, beside the first name.
    days_left, stopped_in: how many days were left to answer when the clock stopped, and in which state of the
    placement that was. sequence: how often it has changed, for calendars.
    """

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="visits", db_index=False)
    state = models.CharField(max_length=10, choices=VisitState.choices, default=VisitState.ASKED)
    asked_by = models.CharField(max_length=12, choices=Party.choices)
    asked_on = models.DateField(default=timezone.localdate)
    on_word = models.CharField(max_length=20, blank=True)
    wish = models.CharField(_("when would suit"), max_length=200, blank=True)
    shown = models.JSONField(default=list, blank=True)
    words = EncryptedTextField(_("what the workplace should know"), blank=True)
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(10), MaxValueValidator(480)]
    )
    meets = models.CharField(_("who meets"), max_length=120, blank=True)
    meet_at = models.CharField(_("where to meet"), max_length=200, blank=True)
    ride = models.CharField(_("how one gets there"), max_length=10, choices=Ride.choices, blank=True)
    ride_words = models.CharField(_("about the way"), max_length=300, blank=True)
    own_view = models.CharField(max_length=12, choices=Impression.choices, blank=True)
    host_view = models.CharField(max_length=12, choices=Impression.choices, blank=True)
    days_left = models.SmallIntegerField(default=0)
    stopped_in = models.CharField(max_length=20, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    sequence = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["placement", "asked_on", "id"]
        indexes = [
            models.Index(fields=["starts_at"], name="visit_ahead", condition=Q(state=VisitState.AGREED)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="visit_reference_once"),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(state__in=sorted(VISIT_AHEAD)),
                name="visit_one_is_next",
                violation_error_message=_("A visit to this place is being arranged already."),
            ),
            models.CheckConstraint(condition=Q(state__in=VisitState.values), name="visit_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[VisitState.AGREED, VisitState.HELD]) | Q(starts_at__isnull=False),
                name="visit_has_its_time",
                violation_error_message=_("A visit that is agreed has a day and a time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement} {self.starts_at or self.asked_on}"

    @property
    def participation(self) -> Any:
        """Whose visit it is."""
        return self.placement.participation

    @property
    def vacancy(self) -> Any:
        """The place at a workplace; None in a group."""
        return self.placement.vacancy

    @property
    def vacancy_id(self) -> int | None:
        """The same by its key."""
        return self.placement.vacancy_id

    @property
    def ends_at(self) -> datetime | None:
        """When it is over, as planned."""
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def has_fallen(self) -> bool:
        """Whether nothing comes of it any more, because the suggestion itself is over."""
        return self.state in VISIT_AHEAD and self.placement.state not in LIVE

    @property
    def is_over(self) -> bool:
        """Whether its time has come, so that one can tell how it was."""
        return self.starts_at is not None and self.starts_at <= timezone.now()

    @property
    def state_told(self) -> Any:
        """The state in words: called off with its suggestion."""
        return VisitState.CANCELLED.label if self.has_fallen else self.get_state_display()

    @property
    def tone(self) -> str:
        """The colour of its tag."""
        if self.has_fallen:
            return "quiet"
        return VISIT_TONES.get(VisitState(self.state), "quiet")
