"""How a place goes: the talk midway, and what makes the work fit better."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programmes.fields import EncryptedTextField
from programmes.participants.models import Participation
from programmes.placements.codes import Party
from programmes.placements.models.placement import Placement


class Review(models.Model):
    """One talk of the three parties while the work goes on: to be held by a day, or held.

    The person's words are read by them and their workers; what was agreed by all three.
    """

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="reviews", db_index=False)
    due_on = models.DateField(_("to be held by"))
    held_on = models.DateField(_("held"), null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    own_words = EncryptedTextField(_("the participant's own words"), blank=True)
    host_view = EncryptedTextField(_("the workplace's view"), blank=True)
    agreed = EncryptedTextField(_("what was agreed"), blank=True)

    class Meta:
        ordering = ["placement", "due_on", "id"]
        indexes = [
            models.Index(fields=["due_on"], name="review_waits", condition=Q(held_on=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["placement", "held_on"], name="review_once_a_day"),
            models.UniqueConstraint(
                fields=["placement"], condition=Q(held_on=None), name="review_one_is_next"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement} {self.held_on or self.due_on}"

    @property
    def participation(self) -> Participation:
        """Whose talk it is."""
        return self.placement.participation


class Adjustment(models.Model):
    """A change or a help that makes the work fit the person: asked for on a day, and done."""

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="adjustments", db_index=False
    )
    what = models.CharField(_("adjustment"), max_length=200)
    requested_on = models.DateField(_("asked for"))
    requested_by = models.CharField(max_length=12, choices=Party.choices, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)

    class Meta:
        ordering = ["placement", "requested_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "what", "requested_on"], name="adjustment_once"),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(done_on__gte=F("requested_on")),
                name="adjustment_done_after_asked",
                violation_error_message=_("It cannot be done before it was asked for."),
            ),
        ]

    def __str__(self) -> str:
        return self.what
