"""The first day in a place: what one needs to know before it, and how it went."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programmes.placements.codes import Face
from programmes.placements.models.placement import Placement


class FirstDay(models.Model):
    """The card of one first day, as far as it says otherwise than the place, and what both said of the day.

    Empty: as the place tells (`first_day.card`). reminded_on: the evening before.
    own_asked_on, host_asked_on: when each was asked how it went.
    """

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="first_days", db_index=False
    )
    arrives_at = models.TimeField(_("when to be there"), null=True, blank=True)
    door = models.CharField(_("door"), max_length=400, blank=True)
    bus = models.CharField(_("bus"), max_length=200, blank=True)
    clothes = models.CharField(_("clothes"), max_length=200, blank=True)
    lunch = models.CharField(_("lunch"), max_length=200, blank=True)
    meets = models.CharField(_("who meets you"), max_length=120, blank=True)
    phone = models.CharField(_("whom to ring if you are late"), max_length=30, blank=True)
    more = models.CharField(_("anything else"), max_length=300, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    own_asked_on = models.DateField(null=True, blank=True)
    host_asked_on = models.DateField(null=True, blank=True)
    own_face = models.CharField(max_length=8, choices=Face.choices, blank=True)
    host_face = models.CharField(max_length=8, choices=Face.choices, blank=True)

    class Meta:
        ordering = ["placement"]
        constraints = [
            models.UniqueConstraint(fields=["placement"], name="first_day_once"),
            models.CheckConstraint(
                condition=Q(own_face__in=["", *Face.values], host_face__in=["", *Face.values]),
                name="first_day_face_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement} {self.arrives_at or ''}"
