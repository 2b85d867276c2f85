"""All parts of a translation beside the Finnish, read and stored in one go.

A part is one text of the page: its title, a paragraph, its address. The add-on keeps them; here they are told
in the order in which one reads, plain text without marks, and what one window sends is stored only where it
was changed in that window.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

ADDRESS, TITLE = "slug", "title"
FIRST = (TITLE, "lead")
LAST = (ADDRESS, "seo_title", "search_description")
MARKS = re.compile(r"<(?!br\s*/?>)")
ONE_LINE = 50


@dataclass
class Part:
    """One text: what it is, in Finnish, in the other language, and what is to be said of it."""

    segment: StringSegment
    heading: str
    finnish: str
    text: str
    marked: bool
    opened: str = ""
    stale: bool = False
    problem: str = ""
    theirs: str | None = None
    longest: int | None = None

    @property
    def name(self) -> str:
        """Of its field in the form."""
        return f"part-{self.segment.pk}"

    @property
    def path(self) -> str:
        """Where it stands on the page."""
        return str(self.segment.context.path)

    @property
    def missing(self) -> bool:
        """Whether it would be read in Finnish."""
        return not self.text.strip()

    @property
    def rows(self) -> int:
        """How many lines its field has at first; 1 is a line."""
        longest = max(len(self.finnish), len(self.text))
        return 1 if longest <= ONE_LINE and "\n" not in self.finnish + self.text else 2 + longest // 60


def parts_of(translation: Translation) -> list[Part]:
    """Every text of the page in the order of reading: title, lead, text; then address and search engines."""
    source = translation.source.as_instance()
    told = {(row.translation_of_id, row.context_id): row for row in _stored(translation)}
    found: dict[tuple[int, int], Part] = {}
    segments = StringSegment.objects.filter(source_id=translation.source_id)
    for segment in segments.select_related("string", "context").order_by("order"):
        key = segment.string_id, segment.context_id
        if key not in found and segment.string.data:
            found[key] = _part(segment, source, told.get(key))
    return sorted(found.values(), key=_place)


def _stored(translation: Translation) -> Iterable[StringTranslation]:
    contexts = StringSegment.objects.filter(source_id=translation.source_id).values("context_id")
    return StringTranslation.objects.filter(locale_id=translation.target_locale_id, context_id__in=contexts)


def _part(segment: StringSegment, source: Page, row: StringTranslation | None) -> Part:
    finnish, other = segment.string.data, row.data if row is not None else ""
    marked = bool(MARKS.search(finnish) or MARKS.search(other))
    path = str(segment.context.path)
    field = _field(source, path)
    return Part(
        segment,
        str(field.verbose_name) if field is not None else _("Text"),
        _shown(finnish, marked),
        _shown(other, marked),
        marked,
        opened=_shown(other, marked),
        stale=row is not None and row.has_error and bool(row.data),
        problem=(row.get_error() or "") if row is not None and row.has_error else "",
        longest=getattr(field, "max_length", None) if path.count(".") == 0 else None,
    )


def _field(source: Page, path: str) -> Any:
    try:
        return source._meta.get_field(path.split(".")[0])
    except FieldDoesNotExist:
        return None


def _shown(data: str, marked: bool) -> str:
    return data if marked else str(StringValue(data).render_text())


def _place(part: Part) -> tuple[int, int]:
    name = part.path.split(".")[0]
    group = FIRST.index(name) if name in FIRST else len(FIRST) + (1 + LAST.index(name) if name in LAST else 0)
    return group, part.segment.order


def read(parts: list[Part], sent: Mapping[str, Any]) -> list[Part]:
    """The parts that the form changes; each says what is wrong with it, and keeps what was typed.

    What somebody else has stored since the form was opened is told once (`theirs`) and not written over.
    """
    changed = []
    for part in parts:
        if part.name not in sent:
            continue
        typed = str(sent[part.name]).replace("\r\n", "\n").strip()
        opened = str(sent.get(f"was-{part.name}", "")).replace("\r\n", "\n").strip()
        stored, right = part.text, f"right-{part.name}" in sent
        if typed == opened and not (right and part.stale):
            continue
        part.text = typed
        part.problem = _wrong(part)
        if stored.strip() not in {opened, typed}:
            part.theirs, part.problem = stored, _("Somebody has changed this part meanwhile.")
        changed.append(part)
    return changed


def name_the_address(translation: Translation, parts: list[Part], changed: list[Part]) -> None:
    """The address is of plain letters and free. As long as nobody has chosen one it is made of the title."""
    by_path = {part.path: part for part in parts}
    address, title, version = by_path.get(ADDRESS), by_path.get(TITLE), translation.get_target_instance()
    if address is None or address.problem or not isinstance(version, Page):
        return
    chosen = address in changed and address.text
    own = version.live and not version.alias_of_id
    given = address.text not in {"", address.finnish, version.slug}
    if not chosen and (own or given or title is None or title.missing):
        return
    told = slugify(address.text if chosen or title is None else title.text) or address.finnish
    told = find_available_slug(
        version.get_parent(), told[: address.longest or 255], ignore_page_id=version.pk
    )
    if told != address.opened:
        address.text = told
        changed += [] if address in changed else [address]


def _wrong(part: Part) -> str:
    if part.longest and len(part.text) > part.longest:
        told = {"most": part.longest, "now": len(part.text)}
        return _("At most %(most)s letters fit here; now there are %(now)s.") % told
    if part.marked and part.text:
        try:
            StringValue.from_translated_html(part.text)
            validate_translation_links(part.segment.string.data, part.text)
        except ValueError:
            return _("Keep the marks in angle brackets as they are in Finnish, around the same words.")
    return ""


@transaction.atomic
def store(translation: Translation, changed: list[Part], *, by: Any) -> None:
    """The parts are kept as they were typed; a part that was emptied is read in Finnish again."""
    for part in changed:
        place = {
            "translation_of_id": part.segment.string_id,
            "context_id": part.segment.context_id,
            "locale_id": translation.target_locale_id,
        }
        if not part.text:
            StringTranslation.objects.filter(**place).delete()
            continue
        data = part.text if part.marked else StringValue.from_plaintext(part.text).data
        StringTranslation.objects.update_or_create(
            **place,
            defaults={
                "data": data,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "",
                "last_translated_by": by,
                "has_error": False,
                "field_error": "",
            },
        )
    translation.save_target(user=by, publish=False)
