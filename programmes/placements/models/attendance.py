"""The days and hours of one placement: a month is the machine, its days are rows under it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from programmes.fields import EncryptedTextField
from programmes.placements.codes import DayKind, Why
from programmes.placements.models.placement import Placement
from programmes.placements.stages import MonthFacts
from programmes.placements.states import MONTH_FACTS, MonthState
from programmes.verbs import verb
from workflow.models import StateRow, new_reference
from workflow.steps import guard

S = MonthState
SUMS = ("days_there", "hours", "days_away", "days_unknown", "days_called_off")
MOST_HOURS = 24


@guard(_("The month is not over yet. It can be checked on the day after its last day."))
def is_over(month: AttendanceMonth) -> bool:
    """What has not been lived yet is not checked."""
    return month.last_day < timezone.localdate()


class AttendanceMonth(StateRow):
    """The days of one placement in one calendar month, and how far they are: told, sent, checked.

    month: its first calendar day. sent_on, approved_on: when it last was; they stay when it is opened again,
    so that who was told of it is told again.
    """

    state = FSMField(default=S.OPEN, choices=S.choices, protected=True)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="months", db_index=False)
    month = models.DateField(_("month"))
    sent_on = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    reason = models.ForeignKey("programmes.ReasonCode", on_delete=models.PROTECT, null=True, blank=True)
    reason_text = EncryptedTextField(blank=True)

    class Meta:
        ordering = ["-month", "id"]
        verbose_name = _("days and hours of a month")
        indexes = [
            models.Index(fields=["month", "state"], name="attendance_month"),
            models.Index(
                fields=["due_on", "id"],
                name="attendance_waits",
                condition=Q(archived_on=None, state__in=[S.OPEN, S.SENT]),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="attendance_state_known"),
            models.UniqueConstraint(
                fields=["placement", "month"],
                name="attendance_month_once",
                violation_error_message=_("There is already such a month of this place."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement} {self.month:%Y-%m}"

    @property
    def facts(self) -> MonthFacts:
        """What the state means, to whom."""
        return MONTH_FACTS[self.state]

    @property
    def participation(self) -> Any:
        """Whose days they are."""
        return self.placement.participation

    @property
    def vacancy(self) -> Any:
        """The place at a host; None in a group."""
        return self.placement.vacancy

    @property
    def vacancy_id(self) -> int | None:
        """The same by its key."""
        return self.placement.vacancy_id

    @property
    def municipality(self) -> Any:
        """The municipality that the person belongs to."""
        return self.placement.participation.municipality

    @property
    def end_of_month(self) -> date:
        """The last calendar day of the month."""
        return self.month + relativedelta(months=1) - timedelta(days=1)

    @property
    def first_day(self) -> date:
        """The first day of the agreement in this month."""
        return max(self.month, self.placement.starts_on or self.month)

    @property
    def last_day(self) -> date:
        """The last day of the agreement in this month."""
        end = self.placement.ended_on or self.placement.ends_on or self.end_of_month
        return max(min(end, self.end_of_month), self.first_day)

    @property
    def to_tell_from(self) -> date:
        """The day from which the telling is waited for: its last one, or that of a correction after it."""
        return max(self.last_day, timezone.localdate(self.state_since))

    @verb(
        S.OPEN,
        S.SENT,
        label=_("Send the days of the month"),
        on_word_label=_("Record that the workplace has told all days"),
        past="sent",
        told=_("The days of a month came"),
        mark=("calendar", "info"),
        day="sent_on",
        record=("month", *SUMS),
        undo=True,
        form="workflow.forms.TransitionForm",
        done=_("The days of the month are with the worker."),
    )
    def send(self, *, on: date, **_sums: Any) -> None:
        self.sent_on = on

    @verb(
        [S.OPEN, S.SENT],
        S.APPROVED,
        conditions=[is_over],
        label=_("Mark the days as checked"),
        past="approved",
        told=_("The days of a month were checked"),
        mark=("check", "ok"),
        day="approved_on",
        record=("month", *SUMS),
        undo=True,
        form="workflow.forms.TransitionForm",
        done=_("The days are checked. The person is told."),
    )
    def approve(self, *, on: date, **_sums: Any) -> None:
        self.approved_on = on

    @verb(
        [S.SENT, S.APPROVED],
        S.OPEN,
        label=_("Open the month for a correction"),
        past="corrected",
        told=_("A month was opened for a correction"),
        mark=("undo", "warn"),
        record=("month", "reason"),
        undo=True,
        tone="quiet",
        form="programmes.placements.forms.CorrectMonthForm",
        effect=_("The days can be changed again. Who was told of the month is told again."),
        done=_("The month is open again. Who was told of it hears so."),
    )
    def correct(self, *, on: date, reason: Any, reason_text: str = "", **_told: Any) -> None:
        self.reason, self.reason_text = reason, reason_text


class AttendanceDay(models.Model):
    """What became of one day of a placement; who told it, when, and on whose word.

    hours: only of a day on which the person was there; empty where nobody has said how many. by: empty where
    it came by the link of a week or with an import. why: the word that the person chose, when they were away.
    """

    month = models.ForeignKey(AttendanceMonth, on_delete=models.CASCADE, related_name="days", db_index=False)
    on = models.DateField(_("day"))
    kind = models.CharField(_("what became of it"), max_length=12, choices=DayKind.choices)
    hours = models.DecimalField(
        _("hours"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_HOURS)],
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField(default=timezone.now)
    on_word = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=12, choices=Why.choices, blank=True)

    class Meta:
        ordering = ["on"]
        verbose_name = _("day")
        constraints = [
            models.UniqueConstraint(fields=["month", "on"], name="attendance_day_once"),
            models.CheckConstraint(condition=Q(kind__in=DayKind.values), name="attendance_kind_known"),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(kind=DayKind.PRESENT, hours__gte=0, hours__lte=MOST_HOURS),
                name="attendance_hours_when_there",
                violation_error_message=_("Hours are told only of a day on which the person was there."),
            ),
            models.CheckConstraint(
                condition=Q(why="") | Q(kind=DayKind.AWAY_TOLD), name="attendance_why_when_away"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"


class WeekLink(models.Model):
    """A way to tell the days of one week at one workplace without an account: signed, and over with its day.

    monday: of its week. address: where it was sent, the guide's at the workplace. The link is signed from the
    key of the row (`attendance.tokens`); whether it still holds says the row.
    """

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    host = models.ForeignKey(
        "programmes.HostEmployer", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    workplace = models.ForeignKey(
        "programmes.Workplace", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    monday = models.DateField()
    channel = models.CharField(max_length=8)
    address = EncryptedTextField()
    language = models.CharField(max_length=10, default="fi")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    valid_until = models.DateField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-monday", "-id"]
        indexes = [models.Index(fields=["host", "monday"], name="week_link_week")]
        constraints = [models.UniqueConstraint(fields=["reference"], name="week_link_reference_once")]

    def __str__(self) -> str:
        return f"{self.host} {self.monday}"

    @property
    def municipality(self) -> Any:
        """The municipality of the workplace, else of its host."""
        return (self.workplace or self.host).municipality

    @property
    def municipality_id(self) -> str | None:
        """The same by its code."""
        return (self.workplace or self.host).municipality_id

    @property
    def stands(self) -> bool:
        """Whether days can still be told with it."""
        return self.revoked_at is None and timezone.localdate() <= self.valid_until
