"""How long what is held of a person is kept, after what, and because of which law or rule: dated rows."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programmes.catalogue.models.base import Dated, Labelled


class CountedFrom(models.TextChoices):
    """What the time is counted from. At once: what the closing of an account deletes itself."""

    AT_ONCE = "at_once", _("when you close your account")
    SERVICE_END = "service_end", _("the end of your time in the service")
    YEAR_OF_END = "year_of_end", _("the end of the year in which your time in the service ended")
    EACH_LOOK = "each_look", _("each look and each act")


class RetentionRule(Labelled, Dated):
    """One kind of data, how many months it is kept after what, and the law or rule that says so.

    verified: checked against the law by a lawyer of the area; what is not is shown as being checked.
    """

    code = models.SlugField(_("code"), max_length=40)
    counted_from = models.CharField(_("counted from"), max_length=12, choices=CountedFrom.choices)
    months = models.PositiveSmallIntegerField(_("months"), default=0)
    source = models.CharField(_("source"), max_length=300, blank=True)
    verified = models.BooleanField(_("checked against the law"), default=False)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    class Meta:
        ordering = ["position", "code", "-valid_from"]
        verbose_name = _("time of keeping")
        verbose_name_plural = _("times of keeping")
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="retention_once_a_day"),
            models.CheckConstraint(
                condition=Q(counted_from__in=CountedFrom.values), name="retention_counted_from_known"
            ),
        ]

    def until(self, ended_on: date | None) -> date | None:
        """The first day on which it may be gone, of a time in the service that ended on the day."""
        if ended_on is None or self.counted_from not in {CountedFrom.SERVICE_END, CountedFrom.YEAR_OF_END}:
            return None
        begins = ended_on if self.counted_from == CountedFrom.SERVICE_END else date(ended_on.year, 12, 31)
        return begins + relativedelta(months=self.months)
