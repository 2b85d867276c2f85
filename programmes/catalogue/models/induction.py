"""What somebody is shown before the work and on its first days: dated rows, by the type of service."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.catalogue.models.base import Dated, Labelled


class InductionItem(Labelled, Dated):
    """One line of the safety list, of every type of service or of one, with the law or rule that asks for it.

    verified: checked against the law by somebody of the area; what is not is shown as being checked.
    """

    code = models.SlugField(_("code"), max_length=40, db_index=False)
    programme_type = models.ForeignKey(
        "programmes.ProgrammeType",
        verbose_name=_("type of service"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="induction_items",
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    source = models.CharField(_("source"), max_length=300, blank=True)
    verified = models.BooleanField(_("checked against the law"), default=False)

    class Meta:
        ordering = ["position", "code", "-valid_from"]
        verbose_name = _("line of the safety list")
        verbose_name_plural = _("lines of the safety list")
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="induction_item_once_a_day"),
        ]
