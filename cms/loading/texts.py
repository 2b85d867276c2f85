"""The packaged texts in `cms/content`, read and turned into the fields of a page."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.loading.drawings import picture_id
from cms.loading.names import in_the_area

CONTENT = Path(__file__).resolve().parents[1] / "content"
LANGUAGES = ("fi", "sv", "en", "fi-simple")
Text = dict[str, Any]
Stream = list[dict[str, Any]]


def read(name: str) -> dict[str, Any]:
    """One file of the packaged texts, with the names of the area that is loaded."""
    return in_the_area(packaged(name))


@cache
def packaged(name: str) -> dict[str, Any]:
    """One file of the packaged texts as it is written, with names in braces."""
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


def led(text: Text) -> Text:
    """The fields of a page whose own words are its lead."""
    return _titles(text) | {"lead": text["lead"].strip()}


def service(text: Text, language: str) -> Text:
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
        "legal_basis": text["legal_basis"],
    }


def news(text: Text) -> Text:
    """The fields of a piece of news."""
    return sections(text) | {"picture_alt": text["picture_alt"]}


def event(text: Text) -> Text:
    """The fields of an event that differ by language."""
    told = ("place", "registration", "languages_told")
    return sections(text) | {name: text[name] for name in told}


def story(text: Text) -> Text:
    """The fields of a story."""
    return news(text) | {"teller_name": text["teller_name"]}


def for_employers(text: Text) -> Text:
    """The fields of the page for workplaces."""
    lists = {"costs": _lines(text["costs"]), "support": _lines(text["support"])}
    return sections(text) | lists | {"steps": _steps(text["steps"]), "call": text["call"]}


def for_participants(text: Text) -> Text:
    """The fields of the page for participants."""
    return sections(text) | {"steps": _steps(text["steps"]), "rights": _lines(text["rights"])}


def _steps(items: Iterable[Text]) -> Stream:
    return [{"type": "step", "value": one} for one in items]


def _titles(text: Text) -> Text:
    return {"title": text["title"], "search_description": text["search_description"]}


def _sections(parts: Iterable[Text]) -> Iterable[dict[str, Any]]:
    for part in parts:
        if "heading" in part and "questions" not in part and "steps" not in part:
            yield _heading(part["heading"])
        yield from _paragraphs(part.get("paragraphs", ()))
        yield from _things(part)
        if part.get("lines"):
            yield {"type": "lines", "value": {"heading": "", "items": part["lines"]}}
        if part.get("links"):
            items = [
                f'<li><a href="{escape(one["path"])}">{escape(one["text"])}</a></li>' for one in part["links"]
            ]
            yield {"type": "paragraph", "value": f"<ul>{''.join(items)}</ul>"}


def _things(part: Text) -> Iterable[dict[str, Any]]:
    """What stands among the paragraphs: words of someone, a picture, steps, questions."""
    if "quote" in part:
        yield {"type": "quote", "value": {"text": part["quote"], "who": part["who"]}}
    if "picture" in part:
        image = {"image": picture_id(part["picture"]), "alt_text": part["alt"], "decorative": False}
        yield {"type": "picture", "value": {"image": image, "caption": part["caption"], "credit": ""}}
    if "steps" in part:
        items = [{"title": "", "text": line} for line in part["steps"]]
        yield {"type": "steps", "value": {"heading": part["heading"], "items": items}}
    if "questions" in part:
        items = [{"question": one["q"], "answer": one["a"]} for one in part["questions"]]
        yield {"type": "questions", "value": {"heading": part["heading"], "items": items}}


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
