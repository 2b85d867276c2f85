"""Reasons that an act takes, and numbers that law or our own rule sets."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.catalogue.models.base import Dated, Labelled


class ReasonCode(Labelled, Dated):
    """A reason that a negative or early end takes, and what the other party reads."""

    machine = models.CharField(_("of what"), max_length=20)
    transition = models.CharField(_("act"), max_length=30)
    code = models.SlugField(_("code"), max_length=40)
    told_fi = models.CharField(_("what the other party reads, in Finnish"), max_length=200, blank=True)
    told_sv = models.CharField(_("what the other party reads, in Swedish"), max_length=200, blank=True)
    told_en = models.CharField(_("what the other party reads, in English"), max_length=200, blank=True)
    told_fi_simple = models.CharField(
        _("what the other party reads, in Easy Finnish"), max_length=200, blank=True
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    class Meta:
        ordering = ["machine", "transition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["machine", "transition", "code", "valid_from"], name="reason_once"
            )
        ]
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")

    @property
    def told(self) -> str:
        """What the other party reads, in the language of the page; empty where they are told nothing."""
        return self.in_language("told")

    @property
    def told_in_all(self) -> dict[str, str]:
        """The same by language, for a message that is written later; empty where they are told nothing."""
        if not self.told_fi:
            return {}
        return {
            code: getattr(self, f"told_{code.replace('-', '_')}", "") or self.told_fi
            for code, _name in settings.LANGUAGES
        }


class Parameter(Dated):
    """A number that law or our own rule sets, with its source: deadlines, limits, money."""

    code = models.SlugField(_("code"), max_length=60)
    value = models.DecimalField(_("value"), max_digits=10, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=20)
    source = models.CharField(_("source"), max_length=300, blank=True)
    verified = models.BooleanField(_("checked against the law"), default=False)

    class Meta:
        ordering = ["code", "-valid_from"]
        verbose_name = _("parameter")
        verbose_name_plural = _("parameters")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="parameter_once_a_day",
                violation_error_message=_("There is already a value from this day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.value} {self.unit}"
