"""Things in rows: tag, card, table, timeline, comparison, capacity, week, tiles."""

from collections.abc import Iterable
from typing import Any

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ui import elements
from ui.elements import inner, part

register = Library()

SEATS_DRAWN_ONE_BY_ONE = 12


@register.inclusion_tag("ui/components/tag.html")
def tag(label: str, tone: str = "info", icon: str = "") -> dict[str, Any]:
    """A state in one or two words. tone: ok, info, warn, late, quiet."""
    return {"label": label, "tone": tone, "icon": icon}


@register.simple_block_tag
def card(
    content: str,
    title: str = "",
    url: str = "",
    subtitle: str = "",
    facts: Any = None,
    tag: str = "",
    tone: str = "info",
    kind: str = "",
    level: int = 3,
    element: str = "section",
    footer: str = "",
) -> SafeString:
    """A surface with a title (linked when url is given), tags, facts and whatever the block holds.

    `tag` with `tone` is its state, `kind` a second quiet tag; `element` li, section, article or div.
    """
    values = {
        "title": title,
        "url": url,
        "subtitle": subtitle,
        "facts": elements.pairs(facts),
        "tag": tag,
        "tone": tone,
        "kind": kind,
        "level": level,
        "element": element,
        "footer": footer,
    }
    return render_to_string("ui/components/card.html", {**values, "content": inner(content)})


@register.inclusion_tag("ui/components/table.html")
def table(
    columns: Iterable[Any],
    rows: Iterable[Any],
    caption: str,
    empty: str = "",
    hide_caption: bool = False,
    cards: bool = True,
) -> dict[str, Any]:
    """A table from columns and rows, with sort links; cards on a phone unless `cards` is false."""
    heads = elements.columns(columns)
    lines = elements.rows(rows)
    for line in lines:
        if len(part(line, "cells")) != len(heads):
            raise ValueError(f"{caption}: {len(part(line, 'cells'))} cells under {len(heads)} columns")
    return {
        "columns": heads,
        "rows": [(line, list(zip(heads, part(line, "cells"), strict=True))) for line in lines],
        "caption": caption,
        "empty": empty,
        "hide_caption": hide_caption,
        "cards": cards,
    }


@register.simple_block_tag
def table_frame(
    content: str, caption: str = "", hide_caption: bool = False, cards: bool = True, wide: bool = False
) -> SafeString:
    """The frame for rows written by hand: thead and tbody in the block, `data-label` on each td.

    wide: scrolls sideways instead of becoming cards.
    """
    values = {"caption": caption, "hide_caption": hide_caption, "cards": cards and not wide, "wide": wide}
    return render_to_string("ui/components/table_frame.html", {**values, "content": inner(content)})


@register.inclusion_tag("ui/components/timeline.html")
def timeline(entries: Iterable[Any], label: str = "") -> dict[str, Any]:
    """What happened, newest first as given; what lies ahead has tone `info`."""
    return {"entries": entries, "label": label}


@register.inclusion_tag("ui/components/comparison.html")
def comparison(
    offers: Iterable[Any],
    labels: Iterable[str],
    caption: str,
    shown: int | None = None,
    at_length: Iterable[str] = (),
) -> dict[str, Any]:
    """Two or three offers side by side; each has one value per label, said once where all have the same.

    shown: the one that a phone shows, with a line for each of the others under what it tells; under what is
    told `at_length` there is none.
    """
    offers = list(offers)
    names = _told_apart(offers)
    lines = []
    for place, label in enumerate(labels):
        values = [part(offer, "values")[place] for offer in offers]
        same = len(offers) > 1 and len(set(values)) == 1
        lines.append((label, list(zip(names, values, strict=True)), same, label in set(at_length)))
    acts = [(name, part(offer, "actions")) for name, offer in zip(names, offers, strict=True)]
    has_actions = any(act for _name, act in acts)
    return {
        "offers": offers,
        "lines": lines,
        "caption": caption,
        "acts": acts,
        "has_actions": has_actions,
        "shown": shown,
    }


def _told_apart(offers: list[Any]) -> list[str]:
    """What each offer is called beside its values on a phone: of one title, by what stands under it."""
    titles = [str(part(offer, "title")) for offer in offers]
    return [
        str(part(offer, "subtitle") or title) if titles.count(title) > 1 else title
        for offer, title in zip(offers, titles, strict=True)
    ]


@register.inclusion_tag("ui/components/capacity.html")
def capacity(taken: int, total: int, label: str = "") -> dict[str, Any]:
    """Seats: taken and free, one by one when they are few; the words say how many still fit."""
    total, taken = max(int(total), 0), max(int(taken), 0)
    shown = total <= SEATS_DRAWN_ONE_BY_ONE
    return {
        "taken": taken,
        "total": total,
        "free": max(total - taken, 0),
        "label": label,
        "seats": [(index * 14, index < taken) for index in range(total)] if shown else [],
        "width": total * 14 if shown else 100,
        "share": min(100, round(100 * taken / total)) if total else 0,
    }


@register.inclusion_tag("ui/components/week_grid.html")
def week_grid(
    days: Iterable[Any], rows: Iterable[Any], caption: str, total_label: str = ""
) -> dict[str, Any]:
    """People and their days of a week; a mark has a word, hours, or a control to press."""
    days = list(days)
    lines = [(row, list(zip(days, part(row, "marks"), strict=True))) for row in rows]
    return {"days": days, "rows": lines, "caption": caption, "total_label": total_label}


@register.inclusion_tag("ui/components/tile.html")
def tile(
    value: Any, label: str, url: str = "", tone: str = "", note: str = "", current: bool = False
) -> dict[str, Any]:
    """A number that is a door: what waits, how many. Put several inside `<div class="tiles">`."""
    return {"value": value, "label": label, "url": url, "tone": tone, "note": note, "current": current}
