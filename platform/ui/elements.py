"""Plain values that components draw. A dict with the same keys works as well.

They keep templates free of tuples whose third place nobody remembers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.safestring import SafeString, mark_safe

Tone = Literal["ok", "info", "warn", "late", "quiet"]


@dataclass(frozen=True)
class Link:
    """A place to go: one item of a navigation, tabs, breadcrumb or language switch."""

    label: str
    url: str = ""
    current: bool = False
    count: int | str | None = None
    icon: str = ""
    language: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a path; `state` is done, now or next."""

    label: str
    state: Literal["done", "now", "next"] = "next"
    note: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing that happened, or will: a row of a timeline."""

    when: str
    title: str
    text: str = ""
    who: str = ""
    icon: str = "dot"
    tone: Tone = "quiet"
    url: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table; `sorted` is ascending, descending or empty."""

    label: str
    numeric: bool = False
    sort_url: str = ""
    sorted: Literal["", "ascending", "descending"] = ""
    hidden_label: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table; the first cell names it and links to `url`."""

    cells: Sequence[Any]
    url: str = ""
    tone: Literal["", "late", "warn", "quiet", "total"] = ""


@dataclass(frozen=True)
class Offer:
    """One of the two or three places that are compared; `actions` is safe HTML."""

    title: str
    values: Sequence[Any]
    url: str = ""
    subtitle: str = ""
    tag: str = ""
    tag_tone: Tone = "info"
    actions: str = ""


@dataclass(frozen=True)
class Signature:
    """One party of an agreement; without `signed_at` it still waits for the name."""

    name: str
    role: str
    signed_at: str = ""
    method: str = ""
    reference: str = ""
    mine: bool = False


@dataclass(frozen=True)
class Day:
    """A column of the week grid."""

    label: str
    date: str = ""
    today: bool = False
    off: bool = False


@dataclass(frozen=True)
class DayMark:
    """One person's one day: a word with a tone, or `control`, safe HTML of an input."""

    label: str = ""
    tone: Literal["", "ok", "info", "warn", "late", "quiet"] = ""
    hours: str = ""
    control: str = ""


@dataclass(frozen=True)
class WeekRow:
    """One person's week; as many marks as there are days."""

    name: str
    marks: Sequence[DayMark]
    url: str = ""
    note: str = ""
    total: str = ""


@dataclass(frozen=True)
class Shape:
    """One municipality of the map: an SVG path, or a tile at column and row."""

    code: str
    name: str
    path: str = ""
    value_label: str = ""
    tone: int | None = None
    url: str = ""
    label_x: float | None = None
    label_y: float | None = None


def links(items: Iterable[Any]) -> list[Any]:
    """The items as they are, pairs of (label, url) made into Link."""
    return [Link(*item) if isinstance(item, tuple) else item for item in items or ()]


def pairs(facts: Mapping[Any, Any] | Iterable[tuple[Any, Any]] | None) -> list[tuple[Any, Any]]:
    """Label and value of each fact, those without a value left out."""
    items = facts.items() if isinstance(facts, Mapping) else facts or ()
    return [(label, value) for label, value in items if value not in (None, "")]


def rows(items: Iterable[Any]) -> list[Any]:
    """The items as table rows; a bare list of cells becomes a Row."""
    return [Row(item) if isinstance(item, (list, tuple)) else item for item in items or ()]


def columns(items: Iterable[Any]) -> list[Any]:
    """The items as table columns; a bare label becomes a Column."""
    return [item if isinstance(item, (Column, Mapping)) else Column(item) for item in items or ()]


def part(item: Any, name: str) -> Any:
    """What the item has under this name, be it a dict or an object."""
    return item[name] if isinstance(item, Mapping) else getattr(item, name)


def inner(content: str) -> SafeString:
    """What a block tag holds, already escaped by the template, without the space around it."""
    return mark_safe(content.strip())  # noqa: S308  (rendered by the template engine just before)
