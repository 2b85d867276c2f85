"""The packaged texts in `cms/content`, read and turned into the fields of a page."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

CONTENT = Path(__file__).resolve().parents[1] / "content"
LANGUAGES = ("fi", "sv", "en", "fi-simple")
Text = dict[str, Any]
Stream = list[dict[str, Any]]


@cache
def read(name: str) -> dict[str, Any]:
    """One file of the packaged texts."""
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def names(folder: str) -> list[str]:
    """The files of a folder, without the ending, in settled order."""
    return sorted(path.stem for path in (CONTENT / folder).glob("*.toml"))


def by_language(name: str) -> dict[str, Text]:
    """The text of a file in each language it has."""
    content = read(name)
    return {language: content[language] for language in LANGUAGES if language in content}


def home(text: Text, language: str) -> Text:
    """The fields of the front page."""
    with override(language):
        reading = _("Good to know")
    return _titles(text) | {
        "lead": text["hero_lead"],
        "hero_heading": text["hero_heading"],
        "find_label": text["door_find"],
        "offer_label": text["door_offer"],
        "near_heading": text["near_heading"],
        "how_heading": text["how_heading"],
        "how_steps": [{"type": "step", "value": step} for step in text["how_steps"]],
        "reading_heading": reading,
    }


def sections(text: Text) -> Text:
    """The fields of a page that is headings and paragraphs."""
    return _titles(text) | {"lead": text["lead"].strip(), "body": [*_sections(text["body"])]}


def article(text: Text, language: str) -> Text:
    """The fields of an article."""
    return sections(text)


def for_workplaces(text: Text, language: str) -> Text:
    """The article for workplaces ends at the door where they register."""
    with override(language):
        door = (
            f'<p><a href="{reverse("host:register")}">{escape(_("Register with your business id"))}</a></p>'
        )
        heading = _heading(_("Begin here"))
    fields = sections(text)
    return fields | {"body": [*fields["body"], heading, {"type": "paragraph", "value": door}]}


def led(text: Text) -> Text:
    """The fields of a page whose own words are its lead."""
    return _titles(text) | {"lead": text["lead"].strip()}


def service(text: Text, language: str, legal_basis: str) -> Text:
    """The fields of the page of a service; its headings are the interface's own words in the language."""
    with override(language):
        body = [
            _heading(_("What you do")),
            *_paragraphs(text["what_you_do"]),
            {"type": "week", "value": {"heading": _("What a week can look like"), "days": text["week"]}},
            {
                "type": "steps",
                "value": {
                    "heading": _("How to get in"),
                    "items": [{"title": "", "text": line.strip()} for line in text["get_in"]],
                },
            },
            _heading(_("Who helps")),
            *_paragraphs([text["support"]]),
            _heading(_("What comes after")),
            *_paragraphs([text["after"]]),
            {
                "type": "questions",
                "value": {
                    "heading": _("What people ask"),
                    "items": [{"question": one["q"], "answer": one["a"].strip()} for one in text["faq"]],
                },
            },
        ]
    return _titles(text) | {
        "lead": text["lead"].strip(),
        "for_whom": _lines(text["for_whom"]),
        "money": _lines(text["money"]),
        "body": body,
        "legal_basis": legal_basis,
    }


def _titles(text: Text) -> Text:
    return {"title": text["title"], "search_description": text["search_description"]}


def _sections(parts: Iterable[Text]) -> Iterable[dict[str, Any]]:
    for part in parts:
        yield _heading(part["heading"])
        yield from _paragraphs(part["paragraphs"])
        if part.get("lines"):
            yield {"type": "lines", "value": {"heading": "", "items": part["lines"]}}
        if part.get("links"):
            items = [
                f'<li><a href="{escape(one["path"])}">{escape(one["text"])}</a></li>' for one in part["links"]
            ]
            yield {"type": "paragraph", "value": f"<ul>{''.join(items)}</ul>"}


def _link(one: Text) -> str:
    return f'<li><a href="{escape(one["path"])}">{escape(one["text"])}</a></li>'


def _heading(words: str) -> dict[str, Any]:
    return {"type": "heading", "value": words}


def _paragraphs(texts: Iterable[str]) -> Stream:
    return [{"type": "paragraph", "value": _rich(text)} for text in texts]


def _rich(text: str) -> str:
    lines = [escape(line, quote=False) for line in text.strip().splitlines()]
    return f"<p>{'<br/>'.join(lines)}</p>"


def _lines(texts: Iterable[str]) -> Stream:
    return [{"type": "line", "value": text.strip()} for text in texts]
