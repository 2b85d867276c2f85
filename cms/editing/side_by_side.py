"""A page and its translation stand side by side in the translation editor.

New pages begin there. A translation that was written as a page of its own (the packaged ones are) is brought
in once: each of its texts is laid beside the Finnish text that stands in the same place. Where the two are
built differently nothing is changed: no word of a translator is ever lost.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from accounts.models import User
from cms.editing import languages

Place = tuple[str, int]
ID_OF_LINK = re.compile(r'<a id="([^"]+)"')


class DifferentlyBuiltError(Exception):
    """The translation has texts for which the Finnish page has no place."""


@transaction.atomic
def begin(source: Page, locale: Locale, *, by: User) -> Page:
    """The page can be translated side by side into the language; answers the translation's page.

    A page that stands there already stays as it is: what is new in Finnish, and what nobody has translated,
    is still asked for. Raises DifferentlyBuiltError when there is a translation whose parts do not match.
    """
    version = source.get_translation_or_none(locale)
    own = settled(version.specific) if version is not None and not version.alias_of_id else None
    origin, _made = TranslationSource.update_or_create_from_instance(settled(source.specific))
    if own is not None and not is_side_by_side(own):
        lay_beside(origin, own, by=by, then=languages.finnish_then(source, own))
    translation, _made = Translation.objects.get_or_create(source=origin, target_locale=locale)
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    if own is None:
        translation.save_target(user=by, publish=False)
    return source.get_translation(locale).specific


def settled(page: Page) -> Page:
    """Every part of the text has a name that lasts.

    Packaged lists are stored without one for each line; the translation editor would not see their words and
    put the Finnish ones in their place.
    """
    names = [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]
    for name in names:
        getattr(page, name).get_prep_value()
        _touch(getattr(page, name))
    if names:
        type(page).objects.filter(pk=page.pk).update(
            **{name: page._meta.get_field(name).get_prep_value(getattr(page, name)) for name in names}
        )
    return type(page).objects.get(pk=page.pk)


def _touch(value: Any) -> None:
    """The value and all its parts are unpacked, so that they are stored in full."""
    if isinstance(value, blocks.StreamValue | blocks.list_block.ListValue):
        for child in value.bound_blocks if isinstance(value, blocks.list_block.ListValue) else value:
            _touch(child.value)
    elif isinstance(value, blocks.StructValue):
        for part in value.values():
            _touch(part)


@transaction.atomic
def update(source: Page) -> None:
    """The translations see what has changed on the Finnish page since they were begun or updated last."""
    settled(source.specific)
    TranslationSource.objects.get_for_instance(source).update_from_db()


def follow(source: Page) -> None:
    """A page that is translated side by side shows its translators what is new, without being asked."""
    if Translation.objects.filter(source__object_id=source.translation_key, enabled=True).exists():
        update(source)


def is_side_by_side(version: Page) -> bool:
    """Whether the page is kept by the translation editor."""
    return Translation.objects.filter(
        source__object_id=version.translation_key, target_locale_id=version.locale_id, enabled=True
    ).exists()


def lay_beside(origin: TranslationSource, version: Page, *, by: User | None, then: Page | None = None) -> int:
    """Every text of the translation stands beside its source; answers how many.

    `then` is the Finnish page that the translation was made of, when that has changed since: a part whose
    Finnish is another one now keeps its old words, marked, and counts as not translated.
    """
    texts = dict(texts_by_place(version))
    before = dict(texts_by_place(then)) if then is not None else None
    laid = 0
    segments = list(origin.stringsegment_set.select_related("string", "context").order_by("order"))
    for place, segment in zip(_places(segments, origin.as_instance()), segments, strict=True):
        text = texts.pop(place, None)
        if text is None or _links(text) != _links(segment.string.data):
            if text is not None:
                raise DifferentlyBuiltError
            continue
        stale = before is not None and before.get(place) != segment.string.data
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=version.locale,
            context=segment.context,
            defaults={
                "data": text,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "last_translated_by": by,
                "has_error": stale,
                "field_error": _("The Finnish text has changed since this was written.") if stale else "",
            },
        )
        laid += 1
    if texts:
        raise DifferentlyBuiltError
    return laid


def texts_by_place(page: Page) -> Iterator[tuple[Place, str]]:
    """Each text of the page under its place: the second paragraph is the second in every language."""
    texts = (one for one in extract_segments(page) if isinstance(one, StringSegmentValue))
    segments = [one for one in texts if one.string.data]
    for place, segment in zip(_places(segments, page), segments, strict=True):
        yield place, segment.string.data


def _places(segments: list[Any], page: Page) -> list[Place]:
    names, seen, places = _names_of_blocks(page), Counter[str](), []
    for segment in segments:
        path = getattr(segment, "path", None) or segment.context.path
        named = ".".join(names.get(part, part) for part in path.split("."))
        places.append((named, seen[named]))
        seen[named] += 1
    return places


def _names_of_blocks(page: Page) -> dict[str, str]:
    """`paragraph-2` for the id of the second paragraph, and so on inside each block."""
    names: dict[str, str] = {}

    def walk(value: Any, counts: Counter[str]) -> None:
        if isinstance(value, list):
            inner = Counter[str]()
            for item in value:
                walk(item, inner)
        elif isinstance(value, dict) and "id" in value and "type" in value:
            counts[value["type"]] += 1
            names[str(value["id"])] = f"{value['type']}-{counts[value['type']]}"
            walk(value.get("value"), Counter())
        elif isinstance(value, dict):
            for part in value.values():
                walk(part, Counter())

    for content in json.loads(page.specific.to_json()).values():
        if isinstance(content, str) and content.startswith("["):
            walk(json.loads(content), Counter())
    return names


def _links(text: str) -> list[str]:
    return sorted(ID_OF_LINK.findall(text))
