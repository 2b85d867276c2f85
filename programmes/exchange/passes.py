"""One file goes in: its rows are read, recognised, checked beside each other, and written by parts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.db import IntegrityError, OperationalError, models, transaction

from audit.many import maker
from programmes.exchange.columns import Cells, header_problems
from programmes.exchange.files import FILES, BundleFile
from programmes.exchange.files.base import Parent, hidden
from programmes.exchange.imagined import Imagined
from programmes.exchange.memory import Remembered, changed_in_service, knows_any, remembered
from programmes.exchange.run import PART, Draft, Outcome, Reasons, Run, in_chunks
from programmes.exchange.tables import Row, Table
from programmes.exchange.writing import write
from workflow.kept import values_of
from workflow.locks import hold

MODELS = {file.name: file.model for file in FILES}
# Rows that are looked at together: enough that the database is asked seldom.
AT_ONCE = 5_000
CHANGED = "changed in the service after its last import"
AGAIN = "it says again what an earlier row says, which was rejected"

Tick = Callable[[int], None]
Keys = Mapping[str, int]


@dataclass
class Seen:
    """What a file has said so far. first: by key, the row that told it first, and in which words; again: by
    its number, each row that said the same in the same words."""

    first: dict[str, tuple[int, str]] = field(default_factory=dict)
    again: dict[int, Draft] = field(default_factory=dict)


def take(file: BundleFile, table: Table, run: Run, tick: Tick) -> Outcome:
    """Every row of the table that can go in stands in the database; the others are told with their reasons.

    Rows that stand already are looked at first, without a lock, and those that change go in before new ones:
    one may make room for another. What goes in goes in by parts (`_part`).
    tick: is told how many rows are done; each row counts twice, once read and once settled.
    """
    outcome = Outcome(file.name)
    seen = Seen()
    reading = _reading(file, table, run)
    new: set[int] | None = None
    if knows_any(file.name, file.model, run.source):
        new = set()
        moving: list[Row] = []
        for drafts in _looked_at(file, reading, run, seen):
            tick(len(drafts))
            new |= {draft.row.number for draft in drafts if draft.fits and draft.is_new}
            moving += [draft.row for draft in drafts if draft.fits and not draft.is_new and not draft.same]
            settled = [draft for draft in drafts if not draft.fits or draft.same]
            _count(file, settled, outcome, run, tick)
        _change(file, reading, moving, seen, outcome, run, tick)
    rows = (row for row in table.rows if new is None or row.number in new)
    for part in in_chunks(rows, PART):
        drafts = _part(file, reading, part, seen, run)
        if new is None:
            tick(len(drafts))
        _count(file, drafts, outcome, run, tick)
    _count_again(file, seen, outcome, run, tick)
    outcome.rejected.sort(key=lambda told: told[0].number)
    return outcome


def _looked_at(file: BundleFile, reading: Reading, run: Run, seen: Seen) -> Iterator[list[Draft]]:
    """The rows of the table, some at a time, as they would go in now. Nothing is held and nothing written."""
    for rows in in_chunks(reading.table.rows, AT_ONCE):
        drafts = _once(file, reading.drafts(rows), seen)
        _look(file, drafts, run)
        yield drafts


def _change(
    file: BundleFile,
    reading: Reading,
    moving: Sequence[Row],
    seen: Seen,
    outcome: Outcome,
    run: Run,
    tick: Tick,
) -> None:
    """Rows that stand say what they are told now; one without room is tried again while others make some."""
    while moving:
        waiting: list[Draft] = []
        for part in in_chunks(moving, PART):
            drafts = _part(file, reading, part, seen, run)
            waiting += [draft for draft in drafts if draft.crowded]
            _count(file, [draft for draft in drafts if not draft.crowded], outcome, run, tick)
        if len(waiting) == len(moving):
            _count(file, waiting, outcome, run, tick)
            return
        moving = [draft.row for draft in waiting]


def _part(file: BundleFile, reading: Reading, rows: Sequence[Row], seen: Seen, run: Run) -> list[Draft]:
    """The rows are settled, in a transaction of their own: what fits stands, the rest has its reasons.

    What they are about and what they hang on is held first, and looked at while it is held: nobody acts on it
    between the look and the change, and nobody waits for longer than the part takes. A part that meets what
    somebody makes at the same moment, a host who registers say, is done once more as if it came later.
    """
    warned = len(run.warnings)
    for is_last in (False, True):
        drafts = _once(file, reading.drafts(rows), seen)
        try:
            with _one_part(run):
                _look(file, drafts, run, held=True)
                standing = [draft for draft in drafts if draft.fits and not draft.is_new]
                file.screen(drafts, run)
                _settle(file, drafts, run)
        except (IntegrityError, OperationalError):
            del run.warnings[warned:]
            if is_last:
                raise
        else:
            for draft in standing:
                draft.crowded = not draft.fits
            break
    return drafts


def _one_part(run: Run) -> AbstractContextManager[Any]:
    """What is written inside stands as a whole or not at all; a rehearsal writes nothing."""
    return nullcontext() if run.imagined is not None else transaction.atomic()


def _look(file: BundleFile, drafts: Sequence[Draft], run: Run, *, held: bool = False) -> None:
    """The drafts are recognised and checked, by themselves and beside their parents.

    held: the rows that they are about, and their parents, are locked before they are read.
    """
    memory = remembered(file.name, file.model, run, {draft.key for draft in drafts})
    parents = {
        parent: _parent_pks(parent, {draft.values.get(parent.column) or "" for draft in drafts}, run)
        for parent in file.parents
    }
    if held and run.imagined is None:
        hold(_keys(file, drafts, memory, parents))
    _find_parents(drafts, parents, run)
    _recognise(file, drafts, memory, run)
    for draft in drafts:
        if draft.fits and draft.obj is not None:
            draft.problems += file.check(draft.values, run)


def _keys(
    file: BundleFile,
    drafts: Iterable[Draft],
    memory: Mapping[str, Remembered],
    parents: Mapping[Parent, Keys],
) -> dict[type[models.Model], set[Any]]:
    """By kind, the rows that the drafts are about and those that they name."""
    keys: dict[type[models.Model], set[Any]] = defaultdict(set)
    keys[file.model] = {memory[draft.key].object_id for draft in drafts if draft.key in memory}
    for parent, pks in parents.items():
        keys[MODELS[parent.file]] |= set(pks.values())
    return keys


@dataclass
class Reading:
    """A table as its file reads it. wrong_header: why no row of it can go in."""

    file: BundleFile
    table: Table
    places: dict[str, int]
    cells: Cells
    wrong_header: list[str]
    # Of rows that nothing names: how many have said the same so far, and by its number the key of each.
    said: Counter[str] = field(default_factory=Counter)
    counted: dict[int, str] = field(default_factory=dict)

    def drafts(self, rows: Iterable[Row]) -> list[Draft]:
        """The rows on their way in."""
        return [self._draft(row) for row in rows]

    def _draft(self, row: Row) -> Draft:
        told = self.cells.read(row)
        parts = [str(told.values.get(name) or self._cell(row, name)) for name in self.file.keys]
        key = self._counted(row, told.text) if self.file.is_counted else self.file.key(parts)
        draft = Draft(row, key, told.values, [*self.wrong_header, *told.problems])
        draft.digest = told.digest if draft.fits else ""
        draft.left_empty, draft.taken_away = told.left_empty, told.taken_away
        return draft

    def _counted(self, row: Row, text: str) -> str:
        """All that the row says, and which of the rows that say so it is; read again, the same."""
        if row.number not in self.counted:
            said = hidden(text)
            self.said[said] += 1
            self.counted[row.number] = f"{said} {self.said[said]}"
        return self.counted[row.number]

    def _cell(self, row: Row, name: str) -> str:
        place = self.places.get(name)
        return row.cells[place].strip() if place is not None else ""


def _reading(file: BundleFile, table: Table, run: Run) -> Reading:
    places = {name: place for place, name in enumerate(table.names)}
    cells = Cells(places, file.columns, run.known)
    return Reading(file, table, places, cells, header_problems(table, file.columns))


def _once(file: BundleFile, drafts: Sequence[Draft], seen: Seen) -> list[Draft]:
    """The drafts without what stood before in the same words; a key that stood before is refused, whatever
    became of the earlier row.

    Where the sender does not name the rows, one that says all the same again is the same one.
    """
    once = []
    for draft in drafts:
        digest = "" if file.is_named else draft.digest
        before, said = seen.first.setdefault(draft.key, (draft.row.number, digest))
        draft.again = bool(draft.key) and before != draft.row.number
        if draft.again and digest and digest == said:
            seen.again[draft.row.number] = draft
            continue
        if draft.again:
            draft.problems.append(f"repeated id: {_called(file, draft)} stands in row {before} already")
        once.append(draft)
    return once


def _called(file: BundleFile, draft: Draft) -> str:
    """The key as the file tells it."""
    return " ".join(str(draft.values.get(name, "")) for name in file.keys).strip() or draft.key


def _count_again(file: BundleFile, seen: Seen, outcome: Outcome, run: Run, tick: Tick) -> None:
    """What was said twice in the same words went in once, or not at all."""
    for draft in seen.again.values():
        if draft.key in run.refused[file.name]:
            outcome.rejected.append((draft.row, Reasons.of([AGAIN])))
        else:
            outcome.unchanged += 1
    tick(2 * len(seen.again))


def _find_parents(drafts: Sequence[Draft], parents: Mapping[Parent, Keys], run: Run) -> None:
    """Each draft knows the facts of its parents; one whose parent is not to be had is refused."""
    for parent, pks in parents.items():
        names = ("pk", *parent.facts)
        rows = run.rows(MODELS[parent.file], pks.values(), *names)
        found = {facts[0]: SimpleNamespace(**dict(zip(names, facts, strict=True))) for facts in rows}
        for draft in drafts:
            key = draft.values.get(parent.column) or ""
            draft.values[parent.into] = found.get(pks[key]) if key in pks else None
            if key and draft.values[parent.into] is None:
                draft.problems.append(_orphan(parent, key, run))


def _parent_pks(parent: Parent, keys: Collection[str], run: Run) -> Keys:
    """The primary key of each parent that is to be had: in this bundle, or else in the service."""
    there = remembered(parent.file, MODELS[parent.file], run, keys)
    return {key: known.object_id for key, known in there.items() if key not in run.refused[parent.file]}


def _orphan(parent: Parent, key: str, run: Run) -> str:
    if key in run.refused[parent.file]:
        return f"child of a rejected row: {key} in {parent.file}"
    return f"id points nowhere: {parent.column} '{key}' is neither in {parent.file} nor in the service"


def _recognise(file: BundleFile, drafts: Sequence[Draft], memory: dict[str, Remembered], run: Run) -> None:
    """Each draft has the row it becomes, new or standing, and says what the row will say.

    One that says what it said before is left without a row, unless a parent of it has changed in this run.
    """
    standing = {draft.key: memory[draft.key] for draft in drafts if draft.fits and draft.key in memory}
    pks = [known.object_id for known in standing.values()]
    elsewhere = file.acts_told_elsewhere(pks)
    changed = changed_in_service(file.name, file.model, pks, elsewhere)
    for draft in drafts:
        known = standing.get(draft.key) if draft.fits else None
        draft.is_new = known is None
        if known is not None:
            draft.same = known.digest == draft.digest
            if known.object_id in changed:
                draft.problems.append(CHANGED)
    looked_at = {
        standing[draft.key].object_id: draft
        for draft in drafts
        if draft.fits and not draft.is_new and not (draft.same and not _parent_touched(file, draft, run))
    }
    for chunk in in_chunks(sorted(looked_at)):
        for obj in file.model._base_manager.filter(pk__in=chunk):
            draft = looked_at.pop(obj.pk)
            draft.obj, draft.state_before = obj, getattr(obj, "state", "")
            _keep_what_stands(file, draft)
    for gone in looked_at.values():
        gone.problems.append(CHANGED)
    make, empties = maker(file.model, filled=file.filled), file.empties
    for draft in drafts:
        if draft.fits and draft.is_new:
            draft.obj = make()
            draft.values = empties | draft.values


def _parent_touched(file: BundleFile, draft: Draft, run: Run) -> bool:
    parents = ((parent.file, draft.values[parent.into]) for parent in file.parents)
    return any(found is not None and found.pk in run.touched[name] for name, found in parents)


def _keep_what_stands(file: BundleFile, draft: Draft) -> None:
    """What the row does not tell stays: columns that the file lacks, and cells that are empty."""
    draft.stood |= {each.name: getattr(draft.obj, each.field) for each in file.columns if each.field}
    draft.stood |= file.stands(draft.obj)
    draft.values = draft.stood | draft.values


def _warn_of_silence(file: BundleFile, draft: Draft, run: Run) -> None:
    """What stands though its cell came empty is named."""
    if draft.is_new:
        return
    empties = {column.name: column.empty for column in file.columns}
    kept = [name for name in draft.left_empty if draft.stood.get(name, empties[name]) != empties[name]]
    if kept:
        words = "left empty, so what stands is kept (write none to take it away)"
        run.warn(file.name, draft, f"{words}: {', '.join(kept)}")


def _settle(file: BundleFile, drafts: Sequence[Draft], run: Run) -> None:
    """What fits is written."""
    moving = [draft for draft in drafts if draft.fits and not draft.same]
    for draft in moving:
        _warn_of_silence(file, draft, run)
    file.warn(moving, run)
    for draft in moving:
        draft.before = {} if draft.is_new else values_of(draft.obj)
        file.fill(draft, run)
    if run.imagined is None:
        write(file, moving, run)
    else:
        _imagine(file, moving, run.imagined)


def _imagine(file: BundleFile, drafts: Iterable[Draft], imagined: Imagined) -> None:
    """What later rows ask of the drafts is known, as if they stood."""
    for draft in drafts:
        if draft.is_new:
            draft.obj.pk = imagined.make(file.name, draft.key)
        imagined.put(file.model, draft.obj.pk, {name: _fact(draft, name) for name in file.asked})


def _fact(draft: Draft, name: str) -> Any:
    """What a row of the database would tell under the name, a fact of a parent too."""
    parent, beside, fact = name.partition("__")
    return getattr(draft.values[parent], fact) if beside else getattr(draft.obj, name)


def _count(file: BundleFile, drafts: Sequence[Draft], outcome: Outcome, run: Run, tick: Tick) -> None:
    """Every draft is counted once, as it has gone in or not."""
    for draft in drafts:
        if not draft.fits:
            outcome.rejected.append((draft.row, Reasons.of(draft.problems)))
            if not draft.again:
                run.refused[file.name].add(draft.key)
        elif draft.same:
            outcome.unchanged += 1
        else:
            outcome.new += draft.is_new
            outcome.updated += not draft.is_new
            if not draft.is_new:
                run.touched[file.name].add(draft.obj.pk)
            elif file.called_by_key:
                run.made[file.name].add(draft.obj.pk)
    tick(len(drafts))
