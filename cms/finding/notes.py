"""What is said above the results: who helps in a hard thing, where it was looked, what else was meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.area import area as the_area
from cms.beside.settings import in_language
from cms.finding.elsewhere import Elsewhere, elsewhere
from cms.finding.hearing import Heard
from cms.finding.meaning import Sense
from cms.finding.question import Question
from cms.finding.same import topics_by_id
from cms.finding.words import page_key
from cms.frame import Frame
from cms.readers import seen
from cms.site_settings import service_phone
from publicdata.memory import remembered
from ui.elements import Link


@dataclass(frozen=True)
class Line:
    """A telephone number that helps, in the reader's words."""

    name: str
    phone: str
    about: str
    languages: str

    @property
    def tel(self) -> str:
        """The number as a telephone dials it."""
        return self.phone.replace(" ", "")


@dataclass(frozen=True)
class Help:
    """What is said to somebody who writes a hard word, and who answers the telephone."""

    title: str
    text: str
    lines: tuple[Line, ...]
    checked_on: date | None


def notes(sense: Sense, heard: Heard, question: Question, frame: Frame, *, nothing: bool) -> dict[str, Any]:
    """The part of the context that every search has in common."""
    return {
        "help": [_help(topic) for key in sense.topics if (topic := topics_by_id().get(key))],
        "where_note": _where_note(sense),
        "leads": _leads(heard.asked.leads | sense.asked.leads, frame),
        "elsewhere": _elsewhere(sense) if nothing or heard.aside else None,
        "aside": heard.aside,
        "suggestion": suggested(question, heard),
        "phone": service_phone(),
    }


def suggested(question: Question, heard: Heard) -> Link | None:
    """The same question in its likely spelling."""
    return Link(heard.suggestion, question.asking(heard.suggestion).query()) if heard.suggestion else None


def _where_note(sense: Sense) -> str:
    """That a village is of a municipality, or that a place is not in the area; empty when it goes without."""
    where, names = sense.where, the_area().names
    if where.village and where.code:
        told = {"village": where.village, "municipality": names.get(where.code, "")}
        return (
            _("%(village)s is in %(municipality)s: you see what there is in the whole municipality.") % told
        )
    if where.elsewhere:
        words = _(
            "%(place)s is not one of our municipalities. There the employment services of the municipality "
            "itself help you. You see what there is here."
        )
        return words % {"place": where.elsewhere}
    return ""


def _help(topic: Any) -> Help:
    language = get_language() or "fi"
    spoken = language.split("-")[0]
    rows = sorted(
        (row for row in topic.lines.all() if row.is_active),
        key=lambda row: (row.position, spoken not in row.languages, row.pk),
    )
    names = {one.code: one.name for one in the_area().languages}
    lines = tuple(
        Line(
            in_language(row, "name"),
            row.phone,
            in_language(row, "about"),
            ", ".join(names.get(code, code) for code in row.languages),
        )
        for row in rows
    )
    return Help(
        in_language(topic, "title"),
        in_language(topic, "text"),
        lines,
        min((row.verified_on for row in rows), default=None),
    )


def _leads(leads: frozenset[str], frame: Frame) -> list[Link]:
    """The pages that the words lead to, in the reader's language; never the page itself."""
    if not any(lead.startswith("page:") for lead in leads):
        return []
    every = remembered(lambda: _addresses(frame.language), "addresses", frame.language)
    return [Link(*every[lead]) for lead in sorted(leads) if lead in every and every[lead][1] != frame.url]


def _addresses(language: str) -> dict[str, tuple[str, str]]:
    rows = seen(Page.objects).filter(locale__language_code=language, depth__gt=1)
    return {
        page_key(key): (title, path)
        for key, title, path in rows.values_list("translation_key", "title", "url_path")
    }


def _elsewhere(sense: Sense) -> Elsewhere | None:
    return elsewhere(sense.rest, sense.language) if sense.rest and not sense.asked.leads else None
