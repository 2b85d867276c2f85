"""What is published of the figures: the editions, and what the newest one says of everyone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from publicdata.memory import remembered
from reports.editions import editions, figures_of, newest_edition, published_editions
from reports.indicators import INDICATORS
from reports.periods import Period
from reports.words import goal_words, period_name, value_words
from ui.formats import number

FORMATS = ("json", "csv", "jsonstat")


@dataclass(frozen=True)
class EditionLine:
    """An edition in the list, with the files to take along."""

    name: str
    period: str
    published_at: datetime
    replaces: str
    replaced_by: str
    figures: str
    hidden: str
    files: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class FigureLine:
    """A figure of everyone in the newest edition; one that is hidden has no value."""

    name: str
    value: str
    n: str
    goal: str
    hidden: bool


def of_editions() -> dict[str, Any]:
    """The editions, the newest first, and the figures of everyone in the latest period."""
    return remembered(_shown, "editions")


def _shown() -> dict[str, Any]:
    lines = [_line(each) for each in editions()]
    periods = published_editions()
    newest = newest_edition(Period.named(periods[0])) if periods else None
    figures = [] if newest is None else [each for each in figures_of(newest) if each.by is None]
    return {
        "editions": lines,
        "newest": period_name(Period.named(newest.period)) if newest else "",
        "figures": [
            FigureLine(
                str(INDICATORS[each.indicator].name),
                "" if each.hidden else value_words(each.value, INDICATORS[each.indicator].unit),
                "" if each.hidden else number(each.n),
                goal_words(each),
                each.hidden,
            )
            for each in figures
            if each.indicator in INDICATORS
        ],
    }


def _line(edition: Any) -> EditionLine:
    later = getattr(edition, "replaced_by", None)
    return EditionLine(
        edition.name,
        period_name(Period.named(edition.period)),
        edition.published_at,
        edition.replaces.name if edition.replaces else "",
        later.name if later else "",
        number(edition.figures),
        number(edition.hidden),
        [
            (each.upper(), reverse("open_data:edition", kwargs={"name": edition.name, "file_format": each}))
            for each in FORMATS
        ],
    )
