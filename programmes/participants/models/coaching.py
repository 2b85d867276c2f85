"""Coaching meetings: a worker and a person, kept in three presses. What was said is not kept here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.participants.codes import MeetingWay
from programmes.participants.models.participation import Participation


class CoachingMeeting(models.Model):
    """A worker has coached the person on the day: so the person is counted among the coached."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="coaching_meetings", db_index=False
    )
    on = models.DateField(_("day"), default=timezone.localdate)
    way = models.CharField(_("where"), max_length=10, choices=MeetingWay.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who coached"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("coaching meeting")
        verbose_name_plural = _("coaching meetings")
        indexes = [
            models.Index(fields=["participation", "on"], name="coaching_meeting_person"),
            models.Index(fields=["on"], name="coaching_meeting_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(way__in=MeetingWay.values), name="coaching_meeting_known"),
        ]

    def __str__(self) -> str:
        return f"{self.participation} {self.on}"
