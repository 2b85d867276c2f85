"""What the people of a week are called: by the first name; two of one name by what parts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from letters.folding import folded
from programmes.placements.models import Placement
from ui.formats import day


def names_in_week(placements: Iterable[Placement], *, with_initials: bool) -> dict[int, str]:
    """The name of each by the key of the placement, no two of them alike.

    with_initials: the reader has the agreement, in which the whole name stands. Others know the first day.
    """
    alike: dict[str, list[Placement]] = defaultdict(list)
    for row in placements:
        alike[folded(_first_name(row))].append(row)
    names: dict[int, str] = {}
    for rows in alike.values():
        names |= (
            {row.pk: _first_name(row) for row in rows} if len(rows) == 1 else _parted(rows, with_initials)
        )
    return names


def _parted(rows: list[Placement], with_initials: bool) -> dict[int, str]:
    """As few letters of the surname as part them; else the first day; of one day, a number."""
    surnames = [row.participation.participant.last_name for row in rows] if with_initials else []
    for length in range(1, max(map(len, surnames), default=0) + 1):
        begins = [f"{one[:length]}{'.' if length < len(one) else ''}" for one in surnames]
        if len(set(begins)) == len(rows):
            return {row.pk: f"{_first_name(row)} {begin}" for row, begin in zip(rows, begins, strict=True)}
    names: dict[int, str] = {}
    met: dict[str, int] = defaultdict(int)
    for row in sorted(rows, key=lambda one: one.pk):
        told = {"name": _first_name(row), "day": day(row.starts_on)}
        name = _("%(name)s (began %(day)s)") % told if row.starts_on else _first_name(row)
        met[name] += 1
        names[row.pk] = name if met[name] == 1 else f"{name} {met[name]}"
    return names


def _first_name(row: Placement) -> str:
    return str(row.participation.participant.first_name)
