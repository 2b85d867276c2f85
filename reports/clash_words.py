"""What speaks against publishing, in words: which figure, of which period and whom, would tell what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.disclosure.attack import Clash
from reports.indicators import INDICATORS
from reports.periods import Period
from reports.words import BREAKDOWN_NAMES, group_name, period_title
from ui.formats import number

Names = Mapping[str, Mapping[str, str]]
EDITION_NAME = re.compile(r"(\d{4}(?:-[QH]\d)?)(?:-(\d+))?")

COUNT_NAMES = {
    "n": gettext_lazy("how many are counted"),
    "k": gettext_lazy("how many the figure counts"),
    "n-k": gettext_lazy("how many the figure does not count"),
    "unknown": gettext_lazy("of how many it is not known"),
    "score": gettext_lazy("the sum of scores"),
    "net": gettext_lazy("promoters less detractors"),
    "amount": gettext_lazy("the sum of euros"),
    "value": gettext_lazy("the value that stands beside hidden counts"),
    "previous": gettext_lazy("the value of a year before, hidden then"),
}


@dataclass(frozen=True)
class ClashTable:
    """One table that would tell: its figure and period, and for each group what could be worked out."""

    title: str
    lines: Sequence[str]


def clash_tables(clashes: Sequence[Clash], names: Names) -> list[ClashTable]:
    """The clashes by table, in the order in which they were found."""
    tables: dict[tuple[str, str, str | None], dict[str | None, list[Clash]]] = {}
    for clash in clashes:
        table = tables.setdefault((clash.edition, clash.indicator, clash.by), {})
        table.setdefault(clash.group, []).append(clash)
    return [
        ClashTable(_title(*table), [_line(table[2], group, own, names) for group, own in groups.items()])
        for table, groups in tables.items()
    ]


def _title(edition: str, indicator: str, by: str | None) -> str:
    facts = {
        "figure": f"{INDICATORS[indicator].name} ({indicator})",
        "breakdown": BREAKDOWN_NAMES[by] if by else _("Everyone"),
        "period": edition_title(edition),
    }
    return _("%(figure)s, %(breakdown)s, %(period)s") % facts


def edition_title(name: str) -> str:
    """The period of an edition, and which correction it is: `2026, 1st quarter (2026-Q1-2)`."""
    found = EDITION_NAME.fullmatch(name)
    if found is None:
        return name
    title = period_title(Period.named(found[1]))
    return f"{title} ({name})" if found[2] else title


def _line(by: str | None, group: str | None, clashes: Sequence[Clash], names: Names) -> str:
    who = group_name(by, str(group), names) if by else _("Everyone")
    return f"{who}: {', '.join(_told(clash) for clash in clashes)}"


def _told(clash: Clash) -> str:
    """What could be worked out, and between which numbers it must lie where that is known."""
    words = str(COUNT_NAMES[clash.count])
    if clash.low is None or clash.high is None:
        return words
    low, high = number(round(clash.low)), number(round(clash.high))
    return f"{words} ({low if low == high else f'{low}–{high}'})"
