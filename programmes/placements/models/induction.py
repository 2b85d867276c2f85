"""The safety list of one placement: what the workplace has shown, and what the person says of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programmes.placements.models.placement import Placement
from workflow.models import new_reference


class Induction(models.Model):
    """The list of one placement. due_on: its third working day; done_on: when all had been shown."""

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="inductions", db_index=False
    )
    due_on = models.DateField(_("to be shown by"), null=True, blank=True)
    done_on = models.DateField(_("all shown"), null=True, blank=True)

    class Meta:
        ordering = ["placement"]
        indexes = [models.Index(fields=["due_on", "id"], name="induction_waits", condition=Q(done_on=None))]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="induction_reference_once"),
            models.UniqueConstraint(fields=["placement"], name="induction_once"),
        ]

    def __str__(self) -> str:
        return f"{self.placement}"

    @property
    def participation(self) -> object:
        """The time in the service of whose place it is."""
        return self.placement.participation


class InductionTick(models.Model):
    """One line: shown by the workplace on a day, and confirmed by the person with a press of their own."""

    induction = models.ForeignKey(Induction, on_delete=models.CASCADE, related_name="ticks", db_index=False)
    item = models.ForeignKey("programmes.InductionItem", on_delete=models.PROTECT, related_name="+")
    shown_on = models.DateField(_("shown"))
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        ordering = ["induction", "item"]
        constraints = [models.UniqueConstraint(fields=["induction", "item"], name="induction_tick_once")]

    def __str__(self) -> str:
        return f"{self.item} {self.shown_on}"
