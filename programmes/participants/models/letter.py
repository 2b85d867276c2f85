"""The way in on paper: one letter with a code that opens the person's own page once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from programmes.participants.models.participant import Participant


class InvitationLetter(models.Model):
    """A letter made for a person. Its code stands on the paper alone; here is its keyed hash.

    by_text: the code went as a text message instead of on paper.
    """

    person = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="letters")
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    valid_until = models.DateField()
    used_at = models.DateTimeField(null=True, blank=True)
    void_at = models.DateTimeField(null=True, blank=True)
    by_text = models.BooleanField(default=False)
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="invitation_letter_code_once"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at=None, void_at=None),
                name="invitation_letter_one_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.made_at:%-d.%-m.}"
