"""What stands around every page: footer, contacts, emblem, and the announcements of the day."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
)
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.contrib.settings.registry import register_setting
from wagtail.models import Orderable

from typed.meanwhile import Standing

TELEPHONE = re.compile(r"\+?[\d\s()-]{3,}")
FINNISH_WILL_DO = _("Empty: the Finnish words are shown.")
FIELD_OF = {"fi": "fi", "sv": "sv", "en": "en", "fi-simple": "simple"}


def in_language(row: Any, name: str, language: str | None = None) -> str:
    """The text in the language asked for, else in Finnish; Easy Finnish falls back to Finnish too."""
    code = FIELD_OF.get(language or get_language() or "fi", "fi")
    text: str = getattr(row, f"{name}_{code}") or getattr(row, f"{name}_fi")
    return text


def own_words(row: Any, name: str, language: str) -> str:
    """The text in the language itself; Easy Finnish may read the Finnish one. Empty where there is none."""
    return in_language(row, name, language) if language.startswith("fi") else _exactly(row, name, language)


def _exactly(row: Any, name: str, language: str) -> str:
    text: str = getattr(row, f"{name}_{FIELD_OF[language]}")
    return text


def _words(name: str) -> list[FieldPanel]:
    return [FieldPanel(f"{name}_{code}") for code in FIELD_OF.values()]


class StandingForm(Standing, WagtailAdminModelForm):
    """A row of which no two windows take each other's words away."""


@register_setting(icon="list-ul", order=10, name="footer-and-contacts")
class SiteSettings(BaseGenericSetting, ClusterableModel):
    """The footer: what the service says of itself, how it is reached, who funds it."""

    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    text_fi = models.CharField(_("footer text in Finnish"), max_length=200, blank=True)
    text_sv = models.CharField(_("footer text in Swedish"), max_length=200, blank=True)
    text_en = models.CharField(_("footer text in English"), max_length=200, blank=True)
    text_simple = models.CharField(_("footer text in Easy Finnish"), max_length=200, blank=True)
    emblem = models.BooleanField(
        _("show the emblem of the European Union"),
        default=True,
        help_text=_("Required while the service is co-funded by the European Union."),
    )
    emblem_fi = models.CharField(_("words of the emblem in Finnish"), max_length=120, blank=True)
    emblem_sv = models.CharField(_("words of the emblem in Swedish"), max_length=120, blank=True)
    emblem_en = models.CharField(_("words of the emblem in English"), max_length=120, blank=True)
    emblem_simple = models.CharField(_("words of the emblem in Easy Finnish"), max_length=120, blank=True)

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("email")],
            heading=_("Contacts"),
            help_text=_(
                "On every public page. Empty: the number of the service as it was set up; people’s own pages "
                "and letters keep that one."
            ),
        ),
        MultiFieldPanel(_words("text"), heading=_("Footer text")),
        InlinePanel(
            "links",
            heading=_("Links of the footer"),
            label=_("Link"),
            help_text=_("None: the articles that stand right below the front page."),
        ),
        MultiFieldPanel([FieldPanel("emblem"), *_words("emblem")], heading=_("Co-funding")),
    ]
    edit_handler = ObjectList(panels, base_form_class=StandingForm)

    class Meta:
        verbose_name = _("footer and contacts")

    def clean(self) -> None:
        if self.phone and not TELEPHONE.fullmatch(self.phone):
            raise ValidationError({"phone": _("Write a telephone number, for example 040 555 0101.")})


class FooterLink(Orderable):
    """One link of the footer: a page, which follows the reader's language, or an address elsewhere."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="links")
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    url = models.URLField(_("or an address elsewhere"), blank=True)
    label_fi = models.CharField(_("words in Finnish"), max_length=60, blank=True)
    label_sv = models.CharField(_("words in Swedish"), max_length=60, blank=True)
    label_en = models.CharField(_("words in English"), max_length=60, blank=True)
    label_simple = models.CharField(_("words in Easy Finnish"), max_length=60, blank=True)

    panels: ClassVar[list[Any]] = [
        PageChooserPanel("page"),
        FieldPanel("url"),
        FieldRowPanel(_words("label"), help_text=_("Empty: the title of the page.")),
    ]

    def __str__(self) -> str:
        return self.label_fi or str(self.page or self.url)

    def clean(self) -> None:
        if bool(self.page_id) == bool(self.url):
            raise ValidationError(_("Choose a page or give an address, not both."))
        if self.url and not self.label_fi:
            raise ValidationError({"label_fi": _("An address elsewhere needs words.")})


class Audience(models.TextChoices):
    """Whose pages an announcement stands on."""

    PUBLIC = "public", _("Public pages")
    PARTICIPANTS = "participants", _("Participants’ own pages")
    HOSTS = "hosts", _("Workplaces’ own pages")
    WORKERS = "workers", _("Workers’ pages")


class Tone(models.TextChoices):
    """What an announcement means to its reader."""

    INFO = "info", _("Good to know")
    WARN = "warn", _("Take care")
    LATE = "late", _("Something does not work")


class Announcement(models.Model):
    """A few words on top of every page of an audience, from an hour until an hour."""

    audience = models.CharField(_("where"), max_length=20, choices=Audience.choices)
    tone = models.CharField(_("meaning"), max_length=10, choices=Tone.choices, default=Tone.INFO)
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    title_fi = models.CharField(_("title in Finnish"), max_length=80)
    title_sv = models.CharField(_("title in Swedish"), max_length=80, blank=True, help_text=FINNISH_WILL_DO)
    title_en = models.CharField(_("title in English"), max_length=80, blank=True, help_text=FINNISH_WILL_DO)
    title_simple = models.CharField(
        _("title in Easy Finnish"), max_length=80, blank=True, help_text=FINNISH_WILL_DO
    )
    text_fi = models.TextField(_("text in Finnish"), max_length=300, blank=True)
    text_sv = models.TextField(_("text in Swedish"), max_length=300, blank=True)
    text_en = models.TextField(_("text in English"), max_length=300, blank=True)
    text_simple = models.TextField(_("text in Easy Finnish"), max_length=300, blank=True)

    class Meta:
        ordering = ["-starts_at"]
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="announcement_times_in_order",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_fi

    def is_shown(self, now: datetime) -> bool:
        """Whether it stands on the pages at the moment."""
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)
