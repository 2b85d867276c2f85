"""What many rows of the catalogue are: named in four languages, holding from a day until a day."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Labelled(models.Model):
    """A row with a name in the four languages; a missing one falls to Finnish."""

    name_fi = models.CharField(_("name in Finnish"), max_length=120)
    name_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    name_fi_simple = models.CharField(_("name in Easy Finnish"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.in_language("name")

    def in_language(self, words: str) -> str:
        """The words in the language of the page; Finnish where that language has none."""
        language = (get_language() or "fi").replace("-", "_")
        return getattr(self, f"{words}_{language}", "") or getattr(self, f"{words}_fi")


class DatedQuerySet(models.QuerySet):
    """Rows that hold from a day until a day."""

    def valid_on(self, on: date | None = None) -> DatedQuerySet:
        """Those that hold on the day, today when none is given."""
        day = on or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


class Dated(models.Model):
    """A row that holds from a day until a day."""

    valid_from = models.DateField(_("from"), default=date(2020, 1, 1))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
