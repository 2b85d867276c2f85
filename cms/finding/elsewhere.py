"""Words of another of the site's languages: the pages that have them there."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import override
from wagtail.models import Page

from cms.finding.kinds import NOT_FOUND
from cms.finding.meaning import understood
from cms.finding.words import WordIndex, page_key, type_key
from cms.frame import HOME_DEPTH, LANGUAGE_NAMES
from cms.readers import seen
from publicdata.memory import remembered

SHOWN = 3


@dataclass(frozen=True)
class Elsewhere:
    """The pages of another language that have the words."""

    language: str
    name: str
    pages: tuple[tuple[str, str], ...]


def elsewhere(words: str, language: str) -> Elsewhere | None:
    """The first other language in which the words lead to pages; None when there is none."""
    for code, _name in settings.LANGUAGES:
        if code == language or {code, language} == {"fi", "fi-simple"}:
            continue
        index, told = remembered(lambda code=code: _titles(code), "titles of", code)  # type: ignore[misc]
        asked = understood(words, code).asked
        hits = index.find(asked) if asked else set()
        led = set[str]().union(*(index.found_by[lead] for lead in asked.leads if lead in index.found_by))
        if hits:
            best = sorted(hits, key=lambda name: (name not in led, list(told).index(name)))
            return Elsewhere(code, LANGUAGE_NAMES[code], tuple(told[name] for name in best[:SHOWN]))
    return None


def _titles(language: str) -> tuple[WordIndex[str], dict[str, tuple[str, str]]]:
    """The pages written in the language by title, description and service; borrowed ones are not of it."""
    with override(language):
        there = seen(Page.objects).filter(locale__language_code=language, alias_of=None)
        rows = there.filter(depth__gte=HOME_DEPTH).exclude(content_type__model__in=NOT_FOUND).order_by("path")
        index, told = WordIndex[str](), {}
        for key, title, words, path, kind in rows.values_list(
            "translation_key",
            "title",
            "search_description",
            "url_path",
            "programmepage__programme__programme_type__code",
        ):
            name = page_key(key)
            told[name] = (title, path)
            leads = [name, *([type_key(kind)] if kind else [])]
            index.add(name, [(text, language) for text in (title, words) if text], leads)
        return index, told
