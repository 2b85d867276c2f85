"""The tally of the service points: how many came, by which way, about what. Nobody is named."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.servicepoints.codes import Topic, VisitChannel, VisitKind

MOST_AT_ONCE = 1_000


class VisitTally(models.Model):
    """Contacts of one kind on a day in a municipality.

    topic: one of `Topic`, or the word of another system as an import brought it; empty where nobody said.
    """

    on = models.DateField(_("day"), default=timezone.localdate)
    municipality = models.ForeignKey(
        "areas.Municipality",
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    channel = models.CharField(_("how they came"), max_length=10, choices=VisitChannel.choices)
    kind = models.CharField(
        _("who came"), max_length=10, choices=VisitKind.choices, default=VisitKind.CUSTOMER
    )
    topic = models.CharField(_("topic"), max_length=40, blank=True)
    count = models.PositiveIntegerField(
        _("how many"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_AT_ONCE)]
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        indexes = [models.Index(fields=["municipality", "on"], name="visit_tally_days")]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=VisitChannel.values, kind__in=VisitKind.values),
                name="visit_tally_known",
            ),
            models.CheckConstraint(
                condition=Q(count__gte=1),
                name="visit_tally_counts",
                violation_error_message=_("Count at least one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.on} {self.channel} {self.count}"

    @property
    def topic_words(self) -> str:
        """The topic in words; as it was told where it is not one of ours."""
        return str(Topic(self.topic).label) if self.topic in Topic.values else self.topic
