"""What the files of a bundle have in common: columns, parents, and places for rules of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db import models

from programmes.exchange.columns import Column, Values
from programmes.exchange.models import ImportedRow
from programmes.exchange.run import Draft, Outcome, Run, rows_by_key
from programmes.exchange.tables import Table

LONGEST_KEY: int = ImportedRow._meta.get_field("external_id").max_length  # type: ignore[assignment]


def hidden(text: str) -> str:
    """What stands for the text in a key: the same for the same, and nobody reads it out of the trail."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Parent:
    """A row of another file that this one names.

    column: holds the parent's key. into: where the parent's facts stand among the values, and the foreign key
    of the model. facts: what is read of the parent.
    """

    column: str
    file: str
    into: str
    facts: tuple[str, ...] = ()


class BundleFile:
    """One file of the bundle: its columns as data, and the few rules that are its own."""

    name: ClassVar[str]
    model: ClassVar[type[models.Model]]
    machine: ClassVar[str]
    # The columns that make the key (interface.md, "Keys"). None: all that the row says, and which of the rows
    # that say so it is.
    keys: ClassVar[tuple[str, ...]] = ("external_id",)
    columns: ClassVar[tuple[Column, ...]]
    parents: ClassVar[tuple[Parent, ...]] = ()
    derived: ClassVar[tuple[str, ...]] = ()
    # What rows of other files, and later rows of this one, ask of a row: a rehearsal remembers it.
    asked: ClassVar[tuple[str, ...]] = ()
    # Why a new row does not stand beside one of its key that was made in the service; empty where it does.
    made_here: ClassVar[str] = ""
    # Whether a warning calls new rows of the same bundle by their keys.
    called_by_key: ClassVar[bool] = False

    @property
    def verb(self) -> str:
        """What the trail calls it."""
        return f"{self.machine}.imported"

    @property
    def fields(self) -> list[str]:
        """The fields of the model that an import may change."""
        own = [column.field for column in self.columns if column.field]
        return [*own, *(f"{parent.into}_id" for parent in self.parents), *self.derived]

    @cached_property
    def filled(self) -> list[str]:
        """The columns of the model that every row fills, if with nothing."""
        return [column.field for column in self.columns if column.field]

    @cached_property
    def empties(self) -> Values:
        """What a new row says where it tells nothing, by column."""
        return {column.name: column.empty for column in self.columns if column.field}

    @property
    def is_named(self) -> bool:
        """Whether a row is known by one id, its own or its parent's, and not by what it tells."""
        return len(self.keys) == 1

    def key(self, parts: Sequence[str]) -> str:
        """The parts of the key as one word; empty while one of them is missing."""
        key = " ".join(parts) if all(parts) else ""
        return key if len(parts) == 1 or len(key) <= LONGEST_KEY else hidden(key)

    @property
    def is_counted(self) -> bool:
        """Whether nothing names a row but all that it says: two equal rows are two."""
        return not self.keys

    def acts_told_elsewhere(self, pks: Collection[int]) -> dict[int, int]:
        """By row, the newest act of the service on it that the trail tells of another row, of its parent."""
        return {}

    def take(self, table: Table, run: Run, tick: Callable[[int], None]) -> Outcome | None:
        """What became of the rows, where the file goes its own way in; None where it goes with the others."""
        return None

    def check(self, values: Values, run: Run) -> Iterator[str]:
        """Why the row cannot go in, by itself and beside its parents. Its cells and parents are right."""
        return iter(())

    def screen(self, drafts: Sequence[Draft], run: Run) -> None:
        """Rows that cannot stand beside the others get the reason why: of a file with `made_here`, new rows
        that somebody has made in the service already."""
        if not self.made_here:
            return
        new = [draft for draft in drafts if draft.fits and draft.is_new]
        parent = self.parents[0]
        above = {draft.values[parent.into].pk for draft in new}
        told = [column for column in self.columns if column.name in self.keys and column.field]
        names = (f"{parent.into}_id", *(column.field for column in told))
        there = set(rows_by_key(self.made_in_service(), above, *names, by=names[0]))
        for draft in new:
            if (draft.values[parent.into].pk, *(draft.values[each.name] for each in told)) in there:
                draft.problems.append(self.made_here)

    def made_in_service(self) -> models.QuerySet[Any]:
        """The rows beside which a new one of the same key cannot stand."""
        return self.model._default_manager.all()

    def warn(self, drafts: Sequence[Draft], run: Run) -> None:
        """What a worker should look at is said; the rows go in."""

    def turn(self, draft: Draft) -> int:
        """Which changed rows are written first, where one makes room for another: the lower number."""
        return 0

    def derive(self, obj: Any, values: Values, run: Run) -> None:
        """What follows from the values stands on the row: its state above all."""

    def follow(self, drafts: Sequence[Draft], run: Run) -> None:
        """The rows that hang on those just written stand too."""

    def stands(self, obj: Any) -> Values:
        """What a standing row says by columns that fill no field of their own."""
        return {}

    def fill(self, draft: Draft, run: Run) -> None:
        """The row says what the draft says."""
        told = {column.field: draft.values[column.name] for column in self.columns if column.field}
        if draft.is_new:  # which has nothing beside it that a new value would make old
            vars(draft.obj).update(told)
        else:
            for name, value in told.items():
                setattr(draft.obj, name, value)
        for parent in self.parents:
            found = draft.values[parent.into]
            setattr(draft.obj, f"{parent.into}_id", found.pk if found is not None else None)
        self.derive(draft.obj, draft.values, run)
