"""Names that reference data has in Finnish, Swedish and English."""

from django.db import models
from django.utils.translation import get_language

from letters.fields import FoldedField, KeysField

NAME_LANGUAGES = ("fi", "sv", "en")


def name_language(language: str | None = None) -> str:
    """The language whose names to show: `fi`, `sv` or `en`; Easy Finnish and any other show Finnish."""
    wanted = (language or get_language() or "fi").split("-")[0]
    return wanted if wanted in NAME_LANGUAGES else "fi"


class Named(models.Model):
    """A row with a name in three languages; a missing one falls to Finnish, then to English."""

    name_fi = models.CharField(max_length=160, blank=True)
    name_sv = models.CharField(max_length=160, blank=True)
    name_en = models.CharField(max_length=160, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return getattr(self, f"name_{name_language()}") or self.name_fi or self.name_en


class Found(Named):
    """A row that is found by any form of a word of its name, in each language (`areas.finding`)."""

    words_fi = FoldedField(of=["name_fi"])
    words_sv = FoldedField(of=["name_sv"])
    words_en = FoldedField(of=["name_en"])
    keys_fi = KeysField(of=["name_fi"])
    keys_sv = KeysField(of=["name_sv"], language="sv")
    keys_en = KeysField(of=["name_en"], language="en")

    class Meta:
        abstract = True
