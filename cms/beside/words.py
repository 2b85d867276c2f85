"""What the search knows beside the pages: words that mean the same, hard words, and who helps then."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import Municipality
from cms.beside.settings import in_language

LONGEST_WORDS = 600


class SpokenLanguage(models.TextChoices):
    """The languages that people search in; Easy Finnish is Finnish here."""

    FINNISH = "fi", _("Finnish")
    SWEDISH = "sv", _("Swedish")
    ENGLISH = "en", _("English")


class HelpLine(models.Model):
    """A telephone number that helps in a hard moment, and when it was last seen to be right."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_fi = models.CharField(_("name in Finnish"), max_length=80)
    name_sv = models.CharField(_("name in Swedish"), max_length=80, blank=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    name_simple = models.CharField(_("name in Easy Finnish"), max_length=80, blank=True)
    phone = models.CharField(_("telephone"), max_length=20)
    about_fi = models.CharField(_("what it gives, in Finnish"), max_length=200)
    about_sv = models.CharField(_("what it gives, in Swedish"), max_length=200, blank=True)
    about_en = models.CharField(_("what it gives, in English"), max_length=200, blank=True)
    about_simple = models.CharField(_("what it gives, in Easy Finnish"), max_length=200, blank=True)
    languages = models.JSONField(_("languages"), default=list)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    source = models.CharField(_("source"), max_length=200)
    verified_on = models.DateField(_("number seen to be right on"), default=timezone.localdate)
    is_active = models.BooleanField(_("shown"), default=True)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("help line")
        verbose_name_plural = _("help lines")

    def __str__(self) -> str:
        return f"{in_language(self, 'name')} {self.phone}"


class HelpTopic(models.Model):
    """A hard thing that people write into a search, what is said then, and the lines that help."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title_fi = models.CharField(_("title in Finnish"), max_length=80)
    title_sv = models.CharField(_("title in Swedish"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=80)
    title_simple = models.CharField(_("title in Easy Finnish"), max_length=80)
    text_fi = models.TextField(_("text in Finnish"), max_length=300)
    text_sv = models.TextField(_("text in Swedish"), max_length=300)
    text_en = models.TextField(_("text in English"), max_length=300)
    text_simple = models.TextField(_("text in Easy Finnish"), max_length=300)
    lines = models.ManyToManyField(HelpLine, verbose_name=_("help lines"), blank=True, related_name="topics")
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    is_active = models.BooleanField(_("shown"), default=True)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("hard thing")
        verbose_name_plural = _("hard things")

    def __str__(self) -> str:
        return in_language(self, "title")


class SameWords(models.Model):
    """Words that people write and what they mean here: other words, services, a page, a town, help.

    `packaged` names a row that came with the product; what a publisher has once changed stays theirs.
    """

    packaged = models.CharField(max_length=40, unique=True, null=True, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=SpokenLanguage.choices)
    words = models.TextField(_("words"), max_length=LONGEST_WORDS)
    means = models.CharField(_("means the same as"), max_length=300, blank=True)
    services = models.ManyToManyField(
        "programmes.ProgrammeType", verbose_name=_("leads to these services"), blank=True, related_name="+"
    )
    shaped = models.BooleanField(_("leads to work that can be shaped to fit one"), default=False)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("leads to this page"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("is in this municipality"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    topic = models.ForeignKey(
        HelpTopic,
        verbose_name=_("is about this hard thing"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="words",
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["language", "words"]
        verbose_name = _("words of the search")
        verbose_name_plural = _("words of the search")

    def __str__(self) -> str:
        return self.words if len(self.words) <= 60 else f"{self.words[:59]}…"


def phrases_of(text: str) -> list[str]:
    """The words of a field one by one: commas and line ends part them."""
    parts = (" ".join(part.split()) for part in text.replace("\n", ",").replace(";", ",").split(","))
    return [part for part in dict.fromkeys(parts) if part]
