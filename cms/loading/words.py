"""What the search knows beside the pages, from packaged files: same words, hard things, help lines."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import ModelLogEntry, Page

from areas.loading.files import values_of
from cms.loading import texts
from cms.models import HelpLine, HelpTopic, LoadedPage, SameWords
from programmes.catalogue.selectors import programme_types

LANGUAGES = ("fi", "sv", "en", "simple")
FILE = texts.CONTENT / "words" / "same_words.csv"


@transaction.atomic
def ensure_words() -> None:
    """Every packaged row stands as packaged; one that a publisher has changed is left alone."""
    packaged = texts.read("words/help.toml")
    lines = {row["code"]: _help_line(row) for row in packaged["lines"]}
    topics = {row["code"]: _topic(row, lines) for row in packaged["topics"]}
    types = {kind.code: kind for kind in programme_types()}
    loaded = LoadedPage.objects.filter(language="fi", page__isnull=False)
    pages: dict[str, Page] = {row.key: row.page for row in loaded.select_related("page")}
    for row in rows():
        values = {
            "language": row["language"],
            "words": row["words"],
            "means": row["means"],
            "page": pages.get(row["page"]),
            "shaped": row["shaped"] == "yes",
            "topic": topics.get(row["topic"]),
        }
        kept = SameWords.objects.filter(packaged=row["code"]).first()
        if kept is None or not _touched(kept):
            kept = _stands(SameWords, {"packaged": row["code"]}, values, kept)
            kept.services.set([types[code] for code in row["services"].split("|") if code in types])


def rows() -> list[dict[str, str]]:
    """The packaged same words, as they stand in the file."""
    return values_of(FILE)


def _help_line(row: dict[str, Any]) -> HelpLine:
    values = {name: row[name] for name in ("phone", "languages", "position", "source", "verified_on")}
    for language in LANGUAGES:
        values |= {f"{name}_{language}": row[language][name] for name in ("name", "about")}
    kept = HelpLine.objects.filter(code=row["code"]).first()
    return kept if kept and _touched(kept) else _stands(HelpLine, {"code": row["code"]}, values, kept)


def _topic(row: dict[str, Any], lines: dict[str, HelpLine]) -> HelpTopic:
    values: dict[str, Any] = {"position": row["position"]}
    for language in LANGUAGES:
        values |= {f"{name}_{language}": row[language][name] for name in ("title", "text")}
    kept = HelpTopic.objects.filter(code=row["code"]).first()
    if kept and _touched(kept):
        return kept
    topic = _stands(HelpTopic, {"code": row["code"]}, values, kept)
    topic.lines.set([lines[code] for code in row["lines"]])
    return topic


def _touched(row: Model) -> bool:
    return ModelLogEntry.objects.for_instance(row).exists()


def _stands(model: Any, key: dict[str, Any], values: dict[str, Any], kept: Any) -> Any:
    """The row with these values; one that has them already is not written again."""
    if kept is None:
        return model.objects.create(**key, **values)
    if any(getattr(kept, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(kept, name, value)
        kept.save()
    return kept
