"""The words of the search in the page editor: what means the same, hard things, help lines."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSetGroup

from areas.selectors import languages
from cms.beside.settings import TELEPHONE
from cms.beside.words import phrases_of
from cms.finding.standing import stands_somewhere
from cms.models import HelpLine, HelpTopic, SameWords
from cms.readers import is_seen
from cms.reference.base import ReferenceViewSet
from cms.reference.forms import AREA_LANGUAGES, OFFERED, ReferenceForm
from letters.folding import folded
from letters.lemmas import keys, words_of

SHORTEST, MOST_WORDS = 2, 5
DIGITS = re.compile(r"\d")
FEWEST_DIGITS = 3


class SameWordsForm(ReferenceForm):
    """Words and where they lead. What leads nowhere, to itself or round in a circle is refused with words."""

    settled = ("language",)

    def clean_words(self) -> str:
        """Each is a word that could be written into a search."""
        phrases = phrases_of(self.cleaned_data["words"])
        for phrase in phrases:
            words = words_of(phrase)
            if not words or len("".join(words)) < SHORTEST or not any(map(str.isalpha, phrase)):
                raise ValidationError(_("“%(word)s” is no word.") % {"word": phrase})
            if len(words) > MOST_WORDS:
                told = {"word": phrase, "most": MOST_WORDS}
                raise ValidationError(
                    _("“%(word)s” is too long: at most %(most)s words, parted from others by commas.") % told
                )
        return ", ".join(phrases)

    def clean_means(self) -> str:
        return ", ".join(phrases_of(self.cleaned_data["means"]))

    def clean(self) -> dict[str, Any]:
        """The words lead somewhere, and each of them stands in one row only."""
        values = super().clean()
        language = values.get("language") or self.instance.language
        words, means = values.get("words"), values.get("means")
        if not words or not language:
            return values
        self._check_targets(values)
        others = self._others(language)
        self._check_once(words, others)
        if means:
            self._check_means(words, means, language, others)
        return values

    def _check_targets(self, values: dict[str, Any]) -> None:
        leads = ("means", "services", "shaped", "page", "municipality", "topic")
        if not any(values.get(name) for name in leads):
            self.add_error(None, _("These words lead nowhere yet: say what they mean or where they lead."))
        page = values.get("page")
        if page and not is_seen(page):
            self.add_error("page", _("Readers do not see this page: choose one that is published."))
        for kind in values.get("services") or ():
            if not kind.programmes.filter(is_active=True).exists():
                told = {"service": kind.name}
                self.add_error("services", _("No service of the type “%(service)s” runs now.") % told)

    def _others(self, language: str) -> list[SameWords]:
        rows = SameWords.objects.filter(language=language, is_active=True)
        return list(rows.exclude(pk=self.instance.pk))

    def _check_once(self, words: str, others: list[SameWords]) -> None:
        elsewhere = {folded(one): row for row in others for one in phrases_of(row.words)}
        for phrase in phrases_of(words):
            if row := elsewhere.get(folded(phrase)):
                told = {"word": phrase, "row": row}
                self.add_error("words", _("“%(word)s” stands already in the row “%(row)s”.") % told)

    def _check_means(self, words: str, means: str, language: str, others: list[SameWords]) -> None:
        own = {key for phrase in phrases_of(words) for key in _keys(phrase, language)}
        for phrase in phrases_of(means):
            told: dict[str, Any] = {"word": phrase}
            known = _keys(phrase, language)
            if folded(phrase) in {folded(one) for one in phrases_of(words)}:
                self.add_error("means", _("“%(word)s” cannot mean itself.") % told)
                continue
            back = next((row for row in others if _leads(row, known, own, language)), None)
            if back is not None:
                circle = _("“%(word)s” leads back here by the row “%(row)s”: a circle helps nobody.")
                self.add_error("means", circle % (told | {"row": back}))
            elif not stands_somewhere(phrase, language):
                self.add_error("means", _("Nothing on the site is found with “%(word)s”.") % told)


def _keys(phrase: str, language: str) -> set[str]:
    return {key for word in words_of(phrase) for key in keys(word, language)}


def _leads(row: SameWords, start: set[str], end: set[str], language: str) -> bool:
    """Whether the row begins with one of the first words and means one of the last."""
    begins = {key for phrase in phrases_of(row.words) for key in _keys(phrase, language)}
    return bool(begins & start) and bool(_keys(row.means, language) & end)


class HelpLineForm(ReferenceForm):
    """A help line: its number can be dialled, and its languages are chosen by name."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = set(self.instance.languages or [])
        self.fields["languages"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name)
            for one in languages(first=AREA_LANGUAGES)
            if one.code in kept or one.code in OFFERED
        ]

    def clean_phone(self) -> str:
        """Digits with spaces between them, as people read them."""
        phone = " ".join(self.cleaned_data["phone"].split())
        if not TELEPHONE.fullmatch(phone) or len(DIGITS.findall(phone)) < FEWEST_DIGITS:
            raise ValidationError(_("Write a telephone number, for example 040 555 0101."))
        return phone


class SameWordsList(ReferenceViewSet):
    """Words that people write, and what they mean here."""

    model = SameWords
    icon = "search"
    form_base = SameWordsForm
    list_display = ("__str__", "language", "means", "page", "topic", "is_active")
    list_filter = ("language", "topic", "services", "is_active")
    search_fields = ("words", "means")
    parts = (
        FieldPanel("language"),
        FieldPanel(
            "words",
            help_text=gettext_lazy(
                "What people write, parted by commas. The basic form is enough: other forms and missing dots "
                "are understood. Two words together are one: “no car”."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "means",
                    help_text=gettext_lazy(
                        "Words that stand on the site, parted by commas; each is enough to find by."
                    ),
                ),
                FieldPanel("services", widget=CheckboxSelectMultiple),
                FieldPanel("shaped"),
                FieldPanel("page"),
                FieldPanel("municipality"),
                FieldPanel("topic"),
            ],
            heading=gettext_lazy("What they mean here: one is enough"),
        ),
        FieldPanel("is_active"),
    )


def _in_languages(name: str) -> list[FieldPanel]:
    return [FieldPanel(f"{name}_{code}") for code in ("fi", "sv", "en", "simple")]


class HelpTopics(ReferenceViewSet):
    """Hard things, and what is said to those who write them into a search."""

    model = HelpTopic
    icon = "warning"
    list_display = ("__str__", "code", "position", "is_active")
    search_fields = ("code", "title_fi", "title_sv", "title_en")
    parts = (
        FieldPanel("code"),
        MultiFieldPanel(_in_languages("title"), heading=gettext_lazy("Title")),
        MultiFieldPanel(
            _in_languages("text"),
            heading=gettext_lazy("Text"),
            help_text=gettext_lazy(
                "Calm and short. The emergency number 112 stands above the lines by itself, always."
            ),
        ),
        FieldPanel("lines", widget=CheckboxSelectMultiple),
        FieldPanel("position"),
        FieldPanel("is_active"),
    )


class HelpLines(ReferenceViewSet):
    """Telephone numbers that help, with the day each was seen to be right."""

    model = HelpLine
    icon = "mobile-alt"
    form_base = HelpLineForm
    list_display = ("name_fi", "phone", "verified_on", "source", "is_active")
    search_fields = ("code", "name_fi", "phone", "source")
    parts = (
        FieldPanel("code"),
        FieldPanel("phone"),
        MultiFieldPanel(_in_languages("name"), heading=gettext_lazy("Name")),
        MultiFieldPanel(_in_languages("about"), heading=gettext_lazy("What it gives and when")),
        FieldPanel("languages"),
        FieldRowPanel(
            [FieldPanel("source"), FieldPanel("verified_on")],
            heading=gettext_lazy("Where the number was checked"),
        ),
        FieldPanel("position"),
        FieldPanel("is_active"),
    )


class WordsGroup(ModelViewSetGroup):
    """What the search knows beside the pages, under one heading of the menu."""

    menu_label = gettext_lazy("Search words and help")
    menu_icon = "search"
    menu_order = 360
    menu_name = "search-words"
    items = (SameWordsList, HelpTopics, HelpLines)
