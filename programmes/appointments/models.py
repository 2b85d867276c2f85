"""A time with a worker, and the invitation to choose one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.fields import EncryptedTextField
from programmes.participants.codes import BY_APPOINTMENT, MeetingWay
from programmes.participants.models import Participation
from programmes.servicepoints.codes import Topic
from programmes.servicepoints.models import ServicePoint
from ui.formats import day_and_clock
from workflow.models import new_reference

LONGEST_NAME = 120
WAYS = [(way.value, way.label) for way in BY_APPOINTMENT]


class Appointment(models.Model):
    """A time that a worker has offered: free, or taken by a participant or by a visitor without an account.

    name, phone: of a visitor, sealed. came: whether they did; None until somebody has said so.
    """

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("with whom"),
        on_delete=models.PROTECT,
        related_name="appointments",
        db_index=False,
    )
    municipality = models.ForeignKey(
        "areas.Municipality",
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    point = models.ForeignKey(
        ServicePoint,
        verbose_name=_("service point"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    way = models.CharField(_("where"), max_length=10, choices=WAYS)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, null=True, blank=True, related_name="appointments"
    )
    name = EncryptedTextField(_("name"), max_length=LONGEST_NAME, blank=True)
    phone = EncryptedTextField(_("telephone"), blank=True)
    topic = models.CharField(_("topic"), max_length=10, choices=Topic.choices, blank=True)
    booked_at = models.DateTimeField(_("chosen"), null=True, blank=True)
    came = models.BooleanField(_("came"), null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "id"]
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        indexes = [models.Index(fields=["municipality", "starts_at"], name="appointment_times")]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="appointment_reference_once"),
            models.UniqueConstraint(fields=["worker", "starts_at"], name="appointment_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(way__in=[code for code, _label in WAYS]), name="appointment_known"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_in_order"),
            models.CheckConstraint(
                condition=Q(booked_at__isnull=False) | Q(participation=None), name="appointment_taken_by_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{day_and_clock(self.starts_at)}, {self.worker}"

    @property
    def is_free(self) -> bool:
        """Whether somebody may still choose it."""
        return self.booked_at is None and not self.has_begun

    @property
    def has_begun(self) -> bool:
        """Whether its hour has come: then nobody chooses it or calls it off any more."""
        return self.starts_at <= timezone.now()

    @property
    def where(self) -> str:
        """The point with its address, or how the two talk."""
        if self.way == MeetingWay.POINT and self.point is not None:
            return ", ".join(part for part in (self.point.name, self.point.street_address) if part)
        return str(self.get_way_display())


class TimeInvitation(models.Model):
    """A person is asked to choose a time; one that lapses comes back to the worker as a call to make."""

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="time_invitations", db_index=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sent_on = models.DateField(_("sent"), default=timezone.localdate)
    choose_by = models.DateField(_("to be chosen by"))
    chosen = models.ForeignKey(
        Appointment, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    settled_on = models.DateField(_("settled"), null=True, blank=True)

    class Meta:
        ordering = ["-sent_on", "-id"]
        verbose_name = _("invitation to choose a time")
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="time_invitation_reference"),
            models.UniqueConstraint(
                fields=["participation"], condition=Q(settled_on=None), name="time_invitation_one_open"
            ),
            models.CheckConstraint(condition=Q(choose_by__gte=F("sent_on")), name="time_invitation_in_order"),
        ]
        indexes = [
            models.Index(
                fields=["choose_by"], condition=Q(settled_on=None), name="time_invitation_open_until"
            ),
            models.Index(fields=["participation"], name="time_invitation_person"),
        ]

    def __str__(self) -> str:
        return f"{self.participation} {self.choose_by}"
