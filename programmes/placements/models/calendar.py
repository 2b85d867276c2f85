"""A person's private calendar feed, and what it has told: so that a calendar hears of every change."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from workflow.models import new_reference


class CalendarFeed(models.Model):
    """The address of one person's calendar. Its key is worked out from the reference."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds", db_index=False
    )
    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["user"], name="calendar_feed_once"),
            models.UniqueConstraint(fields=["reference"], name="calendar_feed_reference_once"),
        ]

    def __str__(self) -> str:
        return self.reference


class CalendarEntry(models.Model):
    """What a feed has told of one thing: how often it has changed, and whether it was called off since.

    told: summary, place and times as they were told last, which a calendar needs to take it off.
    """

    feed = models.ForeignKey(CalendarFeed, on_delete=models.CASCADE, related_name="entries", db_index=False)
    uid = models.CharField(max_length=60)
    sequence = models.PositiveIntegerField(default=0)
    told = models.JSONField()
    last_day = models.DateField()
    changed_at = models.DateTimeField(default=timezone.now)
    cancelled = models.BooleanField(default=False)

    class Meta:
        ordering = ["feed", "last_day", "uid"]
        constraints = [
            models.UniqueConstraint(fields=["feed", "uid"], name="calendar_entry_once"),
            models.CheckConstraint(condition=~Q(uid=""), name="calendar_entry_has_its_name"),
        ]

    def __str__(self) -> str:
        return self.uid
