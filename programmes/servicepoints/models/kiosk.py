"""Where visitors tell how it went on a tablet at the service point."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.servicepoints.models.points import ServicePoint
from workflow.models import new_reference


class FeedbackKiosk(models.Model):
    """A tablet at a service point: its address is signed from the reference and holds until it is closed."""

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    point = models.ForeignKey(
        ServicePoint, verbose_name=_("service point"), on_delete=models.CASCADE, related_name="kiosks"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("feedback tablet")
        constraints = [models.UniqueConstraint(fields=["reference"], name="feedback_kiosk_reference_once")]

    def __str__(self) -> str:
        return f"{self.point} {self.reference}"

    @property
    def municipality_id(self) -> str:
        """Where the tablet stands."""
        return str(self.point.municipality_id)
