"""Which languages a page of a type is to be had in; without a row the page type says so itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LanguageRule(models.Model):
    """What a publisher has decided for one page type, by the name of its model."""

    page_type = models.CharField(_("page type"), max_length=100, unique=True)
    languages = models.JSONField(_("languages"), default=list)

    class Meta:
        verbose_name = _("languages of a page type")

    def __str__(self) -> str:
        return f"{self.page_type}: {', '.join(self.languages)}"
