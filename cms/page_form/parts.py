"""Which parts of a translation are told, which are not, and what of it may go before readers.

A page is read under a title in its own language, or as a borrowed page under its notice. So everything that
stands alone, the title and the lead before all, is translated before the page is published; a part of the
text below them may still be Finnish, and is then marked as Finnish for whoever listens to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

# The text whose parts may be read in another language than the page; each of them is a block with a name.
TEXT = "body"
# Not read on the page: an address is kept as it is, and what is only for search engines falls back by itself.
ADDRESS = "slug"
FOR_ENGINES = ("seo_title", "search_description")


def untold(translation: Translation) -> list[StringSegment]:
    """The parts in words without a translation that holds today, in the order of the page."""
    told = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=translation.target_locale_id,
        has_error=False,
    )
    parts = StringSegment.objects.filter(~Exists(told), source_id=translation.source_id)
    found = parts.exclude(context__path=ADDRESS).select_related("string", "context").order_by("order")
    return [part for part in found if _is_in_words(part)]


def _is_in_words(part: StringSegment) -> bool:
    return any(letter.isalpha() for letter in part.string.data)


def field_of(part: StringSegment) -> str:
    """The field of the page in which the part stands."""
    return str(part.context.path).split(".")[0]


def stops(parts: Iterable[StringSegment]) -> list[str]:
    """The fields, by name, that have to be translated before the page is published."""
    fields = dict.fromkeys(field_of(part) for part in parts)
    return [name for name in fields if name != TEXT and name not in FOR_ENGINES]


def names_of_fields(page: Page, fields: Iterable[str]) -> list[str]:
    """How the fields are called in the page editor."""
    return [str(page._meta.get_field(name).verbose_name) for name in fields]


def finnish_blocks(parts: Iterable[StringSegment]) -> list[str]:
    """The blocks of the text that would be read in Finnish."""
    named = (str(part.context.path).split(".") for part in parts)
    return list(dict.fromkeys(path[1] for path in named if path[0] == TEXT and len(path) > 1))


def mark(content: dict[str, Any], parts: list[StringSegment]) -> None:
    """The content of a version says which of its blocks are Finnish; engines are told nothing in Finnish."""
    content["finnish_blocks"] = finnish_blocks(parts)
    for name in {field_of(part) for part in parts} & set(FOR_ENGINES):
        content[name] = ""


def fill_what_is_no_word(translation: Translation, version: Page) -> None:
    """The address stays as it is in its language, and a part without a letter is the same in each."""
    parts = StringSegment.objects.filter(source_id=translation.source_id).select_related("string", "context")
    for part in parts:
        if part.context.path == ADDRESS:
            same = version.slug
        elif not _is_in_words(part):
            same = part.string.data
        else:
            continue
        StringTranslation.objects.get_or_create(
            translation_of=part.string,
            locale=translation.target_locale,
            context=part.context,
            defaults={"data": same, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
        )
