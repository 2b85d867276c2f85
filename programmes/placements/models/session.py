"""Meetings of a group: each a row with its day, its times and its seats, and who comes to it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from programmes.placements.models.placement import Placement
from programmes.placements.stages import SessionFacts
from programmes.placements.states import SESSION_FACTS, SessionState
from programmes.verbs import verb
from ui.formats import clocks
from workflow.models import StateRow
from workflow.steps import guard

S = SessionState
HOUR = Decimal(3600)
QUARTERS = 4
# How long after its day a meeting may still be called off: its people may not have been told by anybody.
LATE_TO_CALL_OFF = timedelta(days=7)


@guard(_("Its day is more than a week ago. Put the days right on the page of the day."))
def is_near(session: Session) -> bool:
    """What is long past is put right in the days, not by calling it off."""
    return session.on >= timezone.localdate() - LATE_TO_CALL_OFF


class Session(StateRow):
    """One meeting of a group. seats: how many can come to it; those who come are its `seated` rows.

    instructor: who leads it, where that is known.
    """

    state = FSMField(default=S.PLANNED, choices=S.choices, protected=True)
    intake = models.ForeignKey(
        "programmes.Intake",
        on_delete=models.PROTECT,
        related_name="sessions",
        verbose_name=_("group"),
        db_index=False,
    )
    on = models.DateField(_("day"))
    starts_at = models.TimeField(_("begins"))
    ends_at = models.TimeField(_("ends"))
    seats = models.PositiveSmallIntegerField(_("seats"), validators=[MinValueValidator(1)])
    instructor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("instructor"),
    )
    cancelled_on = models.DateField(_("called off"), null=True, blank=True)
    reason = models.ForeignKey("programmes.ReasonCode", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["on", "starts_at", "id"]
        verbose_name = _("meeting of a group")
        verbose_name_plural = _("meetings of groups")
        indexes = [
            models.Index(fields=["intake", "on"], name="session_of_group"),
            models.Index(fields=["on", "state"], name="session_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="session_state_known"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_begins",
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1),
                name="session_has_seats",
                violation_error_message=_("There is at least one seat."),
            ),
            models.UniqueConstraint(
                fields=["intake", "on", "starts_at"],
                condition=Q(state=S.PLANNED),
                name="session_once",
                violation_error_message=_("The group meets then already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intake} {self.on:%-d.%-m.%Y}"

    @property
    def facts(self) -> SessionFacts:
        """What the state means, to whom."""
        return SESSION_FACTS[self.state]

    @property
    def municipality(self) -> Any:
        """The municipality of its group."""
        return self.intake.municipality

    @property
    def municipality_id(self) -> str:
        """The same by its code."""
        return self.intake.municipality_id

    @property
    def times(self) -> str:
        """From when to when, in the language of the page."""
        return clocks(self.starts_at, self.ends_at)

    @property
    def hours(self) -> Decimal:
        """How long it takes, in quarters of an hour."""
        begins, ends = (datetime.combine(self.on, one) for one in (self.starts_at, self.ends_at))
        quarters = Decimal((ends - begins).seconds) / HOUR * QUARTERS
        return max(quarters.quantize(Decimal(1)), Decimal(1)) / QUARTERS

    @verb(
        S.PLANNED,
        S.CANCELLED,
        conditions=[is_near],
        label=_("Call off this meeting"),
        past="cancelled",
        told=_("A meeting of the group was called off"),
        mark=("calendar", "warn"),
        day="cancelled_on",
        record=("reason", "seated"),
        undo=True,
        tone="quiet",
        form="programmes.board.forms.CallOffForm",
        effect=_("Everybody who would come is told. The day stands as called off in their days."),
        done=_("The meeting is called off. Everybody who would come is told."),
    )
    def cancel(self, *, on: date, reason: Any, **_told: Any) -> None:
        self.cancelled_on, self.reason = on, reason


class SessionSeat(models.Model):
    """Somebody of the group comes to a meeting of it."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="seated", db_index=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="session_seats")

    class Meta:
        ordering = ["session", "id"]
        verbose_name = _("seat at a meeting")
        constraints = [models.UniqueConstraint(fields=["session", "placement"], name="session_seat_once")]

    def __str__(self) -> str:
        return f"{self.participation.participant.short_name}: {self.session}"

    @property
    def participation(self) -> Any:
        """Whose seat it is."""
        return self.placement.participation
