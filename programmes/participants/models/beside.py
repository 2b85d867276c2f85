"""What stands beside a participation: breaks, what happens next, and the wish to be rung."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.participants.models.participation import Participation

LOOK_AGAIN_DAYS = 90


class Hold(models.Model):
    """One break of a participation, from a day until a day."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="holds")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    look_again_on = models.DateField()
    reason = models.ForeignKey("programmes.ReasonCode", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="hold_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} {self.from_on}"


class NextStep(models.Model):
    """What happens next with a participation: what, who, by when."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="next_steps", db_index=False
    )
    what = models.CharField(_("what happens next"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    exists_from = models.DateField(default=timezone.localdate)
    due_on = models.DateField(_("by when"))
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["participation", "done_on", "due_on"], name="next_step_open"),
            models.Index(fields=["due_on", "id"], name="next_step_waits", condition=Q(done_on=None)),
        ]

    def __str__(self) -> str:
        return self.what


class CallRequest(models.Model):
    """ "Call me": a person asks their worker to ring, or their workplace does about their agreement; or there is
    something that they should be rung about.

    by_host: whether the workplace asks, then `asked_by` is who to ring. place: the reference of the placement
    whose agreement is to be changed; empty where it is about something else. because: what has come up; empty
    where somebody asked. due_on: by when they are rung, where that is set.
    """

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="call_requests")
    asked_at = models.DateTimeField(default=timezone.now)
    about = models.TextField(blank=True)
    because = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_host = models.BooleanField(default=False)
    place = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return f"{self.participation} {self.asked_at:%-d.%-m.}"

    @property
    def phone(self) -> str:
        """The number to ring: of whoever asked."""
        if self.by_host:
            return self.asked_by.phone if self.asked_by else ""
        return self.participation.participant.phone
