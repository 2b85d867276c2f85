"""One group of people in a list of choices: `municipality:167`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.groups import FIXED_CODES, UNKNOWN
from reports.words import BREAKDOWN_NAMES, group_name

Names = Mapping[str, Mapping[str, str]]


def group_choices(breakdowns: Iterable[str], names: Names) -> list[Any]:
    """Everyone, and the groups of each breakdown under its name."""
    choices: list[Any] = [("", _("Everyone"))]
    for by in breakdowns:
        codes = [*names.get(by, FIXED_CODES.get(by, ())), UNKNOWN]
        groups = [(f"{by}:{code}", group_name(by, code, names)) for code in codes]
        choices.append((BREAKDOWN_NAMES[by], groups))
    return choices


def chosen_group(value: str) -> tuple[str, str] | None:
    """The breakdown and the code of the choice; None for everyone."""
    by, _colon, code = value.partition(":")
    return (by, code) if code else None
