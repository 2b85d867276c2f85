"""What a rehearsal would have written.

It looks at each part and checks it as an import does, and writes none: nothing is locked, and people act
while somebody rehearses. But rows of a bundle lean on rows before them; a place names a time in the service
that the same bundle brings. So what later rows ask of a row is remembered here, and told beside what stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import models

# Keys of rows that are nowhere yet: after those of all that stand, in the order in which they would come.
FIRST_KEY = 2**62

Model = type[models.Model]


class Imagined:
    """The rows that would stand, new ones and changed ones, with what later rows ask of them."""

    def __init__(self) -> None:
        self._next = FIRST_KEY
        self._pks: dict[str, dict[str, int]] = defaultdict(dict)
        self._keys: dict[int, str] = {}
        self._names: dict[Model, tuple[str, ...]] = {}
        self._rows: dict[Model, dict[int, tuple[Any, ...]]] = defaultdict(dict)
        self._found_by: dict[tuple[Model, str], dict[Any, list[int]]] = {}

    def make(self, file: str, key: str) -> int:
        """The primary key of a new row that the file calls so."""
        pk, self._next = self._next, self._next + 1
        self._pks[file][key] = pk
        self._keys[pk] = key
        return pk

    def put(self, model: Model, pk: int, facts: Mapping[str, Any]) -> None:
        """The row would say this; every row of the model tells the same names."""
        self._names.setdefault(model, ("pk", *facts))
        self._rows[model][pk] = (pk, *facts.values())
        for (kind, by), found in self._found_by.items():
            if kind is model:
                found[facts[by]].append(pk)

    def stands(self, model: Model, pk: int) -> bool:
        """Whether the row is another than the database says."""
        return pk in self._rows[model]

    def pks_of(self, file: str, keys: Iterable[str]) -> dict[str, int]:
        """The primary keys of the new rows that the file calls so."""
        there = self._pks[file]
        return {key: there[key] for key in keys if key in there}

    def keys_of(self, pks: Iterable[int]) -> dict[int, str]:
        """What their files call the new rows."""
        return {pk: self._keys[pk] for pk in pks if pk in self._keys}

    def rows(
        self, model: Model, keys: Iterable[Any], names: Sequence[str], by: str
    ) -> Iterator[tuple[Any, ...]]:
        """These facts of the rows whose `by` is among the keys."""
        if not self._rows[model]:
            return
        places = [self._names[model].index(name) for name in names]
        for pk in self._pks_by(model, keys, by):
            row = self._rows[model][pk]
            yield tuple(row[place] for place in places)

    def _pks_by(self, model: Model, keys: Iterable[Any], by: str) -> list[int]:
        rows = self._rows[model]
        if by == "pk":
            return [key for key in keys if key in rows]
        if (model, by) not in self._found_by:
            place, found = self._names[model].index(by), defaultdict(list)
            for pk, facts in rows.items():
                found[facts[place]].append(pk)
            self._found_by[model, by] = found
        return [pk for key in keys for pk in self._found_by[model, by].get(key, ())]
