"""Words of the tables: how each kind of value is written, and why one is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.models import FundingRow
from reports.tables.shape import Column, Row, Value
from reports.words import short_day, value_words
from ui.formats import money, number, percent, signed

NOTHING = "–"

IN_WORDS: dict[str, Callable[[Any], str]] = {
    "count": lambda value: number(value, 0),
    "percent": lambda value: percent(value, 1),
    "whole_percent": lambda value: percent(value, 0),
    "score": lambda value: number(value, 2),
    "nps": lambda value: signed(value, 1),
    "days": lambda value: value_words(value, "days"),
    "points": lambda value: signed(value, 1),
    "ratio": lambda value: number(value, 2),
    "euros": lambda value: money(round(value) * 100),
    "cents": lambda value: money(round(value * 100)),
    "euros_a_day": lambda value: money(round(value * 100)),
    "text": str,
    "standing": lambda value: str(FundingRow.Standing(value).label),
    "date": lambda value: short_day(date.fromisoformat(value)),
}

FEW, NOBODY, ALL_UNKNOWN, UNRECORDED = "fewer_than_5", "nobody", "all_unknown", "not_recorded"
NOT_ENTERED, NOT_ALL_KINDS, NOT_ALL_ENTERED = "not_entered", "not_all_kinds", "not_all_months"
NOT_WHOLE, NONE = "not_whole_months", "none"
WHY_MISSING = {
    FEW: _("not shown, too few people"),
    ALL_UNKNOWN: _("not known of anybody"),
    UNRECORDED: _("not recorded here"),
    NOT_ENTERED: _("not entered"),
    NOT_ALL_KINDS: _("not all kinds entered"),
    NOT_ALL_ENTERED: _("not all months entered"),
    NOT_WHOLE: _("choose whole months"),
    NONE: _("none in the period"),
}
ABOUT, OVER = "about", "over"
HOW_MEANT = {ABOUT: _("about %(value)s"), OVER: _("over %(value)s")}


def in_words(value: Value, unit: str) -> str:
    """The value as people read it in the active language: a true minus, a dash where there is none."""
    return NOTHING if value is None else IN_WORDS[unit](value)


def cell_words(row: Row, column: Column) -> str:
    """What stands in the cell: the value, or why there is none; of nobody a dash, with n beside it."""
    value, remark = row.values.get(column.key), row.remarks.get(column.key)
    words = in_words(value, row.unit_in(column))
    if value is None:
        return str(WHY_MISSING.get(remark or "", words))
    return str(HOW_MEANT[remark]) % {"value": words} if remark in HOW_MEANT else words
