"""Who keeps a page true, and when it is looked at next. A draft never changes it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.periods import after_months

MONTHS_BETWEEN_REVIEWS = 6


def next_review(on: date | None = None) -> date:
    """The day of the next look at a page that was looked at on the day, today when none is given."""
    return after_months(on or timezone.localdate(), MONTHS_BETWEEN_REVIEWS)


class PageCare(models.Model):
    """The care of one page in one language."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="care")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("content owner"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    review_on = models.DateField(_("next review"), default=next_review)
    reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)
    asked_for = models.DateField(
        null=True, blank=True, help_text="The day of review of which the owner was told by e-mail."
    )

    to_check = models.TextField(
        _("still to be checked"),
        blank=True,
        help_text=_("What on this page is not certain yet, a line each. Readers never see this."),
    )

    class Meta:
        verbose_name = _("care of a page")
        indexes = [models.Index(fields=["review_on"], name="page_care_due")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.review_on}"
