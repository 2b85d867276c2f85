"""What people do and can: occupations, skills, languages."""

from django.core.validators import RegexValidator
from django.db import models

from areas.models.names import Found, Named


class OccupationGroup(Found):
    """A group of ISCO-08; its level (1-4) is the number of digits of its code."""

    code = models.CharField(
        max_length=4, primary_key=True, validators=[RegexValidator(r"^\d{1,4}$", "one to four digits")]
    )
    level = models.PositiveSmallIntegerField()

    class Meta(Found.Meta):
        ordering = ["code"]


class Occupation(Found):
    """An occupation of ESCO, in a four-digit group of ISCO-08."""

    esco_id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=16, unique=True)
    group = models.ForeignKey(OccupationGroup, on_delete=models.PROTECT, related_name="occupations")

    class Meta(Found.Meta):
        ordering = ["code"]


class Skill(Found):
    """A skill of ESCO that serves in any occupation; some have no Finnish name yet."""

    esco_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20)
    broader_en = models.CharField(max_length=160, blank=True)

    class Meta(Found.Meta):
        ordering = ["esco_id"]


class Language(Named):
    """A language by its ISO 639-1 code."""

    code = models.CharField(max_length=3, primary_key=True)

    class Meta(Named.Meta):
        ordering = ["code"]


class CefrLevel(Named):
    """A level of language skill in the Common European Framework; the name is that of its group."""

    code = models.CharField(max_length=2, primary_key=True)
    title_en = models.CharField(max_length=40)

    class Meta(Named.Meta):
        ordering = ["code"]
