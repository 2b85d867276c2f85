"""Two records that look alike and are two people: a manager has said so, and nobody asks again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.participants.models.participant import Participant


class ToldApart(models.Model):
    """The pair of public references of two people, in order: it stands for no record of either."""

    pair = models.CharField(max_length=50)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("two people told apart")
        constraints = [models.UniqueConstraint(fields=["pair"], name="told_apart_once")]

    def __str__(self) -> str:
        return self.pair


def pair_of(one: Participant | str, other: Participant | str) -> str:
    """What the two are known by together, whichever is named first."""
    return " ".join(sorted(str(getattr(each, "reference", each)) for each in (one, other)))
