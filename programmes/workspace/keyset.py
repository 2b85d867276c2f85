"""Pages of a list that go on from a row instead of counting rows off: as quick at the end as at the start.

Where a page begins stands in the address as what the last row was ordered by, sealed, for it may be made of a
name. Nobody is passed by when a row before has moved meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import InvalidToken
from django.db.models import Q, QuerySet

from accounts.sealing import seal, unseal


@dataclass(frozen=True)
class Order:
    """The columns that a list is ordered by: none is ever empty, the last is different in every row.

    falling: the first of them goes from the largest to the smallest; the others always rise.
    """

    code: str
    columns: tuple[str, ...]
    falling: bool = False

    def names(self, *, backwards: bool = False) -> list[str]:
        """As `order_by` takes them."""
        return [
            f"-{name}" if (place == 0 and self.falling) != backwards else name
            for place, name in enumerate(self.columns)
        ]

    def beyond(self, values: Sequence[Any], *, backwards: bool = False) -> Q:
        """The rows after the one that has these values, or before it."""
        found, same = Q(pk__in=[]), Q()
        for place, (name, value) in enumerate(zip(self.columns, values, strict=True)):
            falls = (place == 0 and self.falling) != backwards
            found |= same & Q(**{f"{name}__{'lt' if falls else 'gt'}": value})
            same &= Q(**{name: value})
        return found


@dataclass(frozen=True)
class Part:
    """One page: the keys of its rows in order, and where the pages before and after it go on from."""

    keys: list[int]
    before: str = ""
    after: str = ""


def part_of(rows: QuerySet[Any], order: Order, address: Mapping[str, Any], size: int) -> Part:
    """The page that the address names by `after` or `before`; the first where it names none that opens."""
    came_from = _opened(str(address.get("after", "")), order)
    goes_to = None if came_from else _opened(str(address.get("before", "")), order)
    backwards = goes_to is not None
    values = came_from or goes_to
    wanted = rows if values is None else rows.filter(order.beyond(values, backwards=backwards))
    read = wanted.order_by(*order.names(backwards=backwards)).values_list("pk", *order.columns)
    found = list(read[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:  # whoever stood there is gone: the list from its beginning
        return Part([]) if values is None else part_of(rows, order, {}, size)
    return Part(
        [row[0] for row in found],
        before=_sealed(order, found[0]) if came_from or (backwards and more) else "",
        after=_sealed(order, found[-1]) if more or backwards else "",
    )


def _sealed(order: Order, row: Sequence[Any]) -> str:
    return seal({"by": order.code, "row": [str(value) for value in row[1:]]})


def _opened(text: str, order: Order) -> list[str] | None:
    """The values that the page goes on from; None for a text that does not open or is of another order."""
    try:
        told = unseal(text) if text else {}
    except (InvalidToken, UnicodeError, ValueError):
        return None
    values = told.get("row")
    fits = told.get("by") == order.code and isinstance(values, list) and len(values) == len(order.columns)
    return values if fits else None
