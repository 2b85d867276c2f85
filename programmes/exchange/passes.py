"""One file goes in: its rows are read, recognised, checked beside each other, and written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace

from programmes.exchange.columns import header_problems, left_empty, read_row, takes_away
from programmes.exchange.files import FILES, BundleFile
from programmes.exchange.files.base import Parent
from programmes.exchange.memory import Remembered, changed_in_service, digest_of, knows_any, remembered
from programmes.exchange.run import Draft, Outcome, Run, in_chunks, rows_by_key
from programmes.exchange.tables import Row, Table
from programmes.exchange.writing import write
from workflow.kept import values_of

MODELS = {file.name: file.model for file in FILES}
# Rows that are in memory together: enough that the database is asked seldom.
AT_ONCE = 5_000
CHANGED = "changed in the service after its last import"
AGAIN = "it says again what an earlier row says, which was rejected"

Tick = Callable[[int], None]


def take(file: BundleFile, table: Table, run: Run, tick: Tick) -> Outcome:
    """Every row of the table that can go in stands in the database; the others are told with their reasons.

    Rows that stand already come first, and those that change are held together: one may make room for
    another. New rows then go in by streams, so that memory does not grow with their number (decision 54).
    tick: is told how many rows are done; each row counts twice, once read and once settled.
    """
    outcome = Outcome(file.name)
    first: dict[str, tuple[int, str]] = {}
    again: list[Draft] = []
    new: set[int] | None = None
    if knows_any(file.name, file.model, run.source):
        new = set()
        moving: list[Draft] = []
        for drafts in _streams(file, table, run, first, again):
            tick(len(drafts))
            new |= {draft.row.number for draft in drafts if draft.fits and draft.is_new}
            moving += [draft for draft in drafts if draft.fits and not draft.is_new and not draft.same]
            settled = [draft for draft in drafts if not draft.fits or draft.same]
            _settle(file, settled, outcome, run, tick)
        file.screen(moving, run)
        _settle(file, moving, outcome, run, tick)
    for drafts in _streams(file, table, run, first, again, only=new):
        if new is None:
            tick(len(drafts))
        file.screen(drafts, run)
        _settle(file, drafts, outcome, run, tick)
    _count_again(file, again, outcome, run, tick)
    outcome.rejected.sort(key=lambda told: told[0].number)
    return outcome


def _streams(
    file: BundleFile,
    table: Table,
    run: Run,
    first: dict[str, tuple[int, str]],
    again: list[Draft],
    *,
    only: set[int] | None = None,
) -> Iterator[list[Draft]]:
    """Some rows of the table at a time: read, recognised, checked by themselves and beside their parents."""
    rows = (row for row in table.rows if only is None or row.number in only)
    for chunk in in_chunks(rows, AT_ONCE):
        read = _read(file, table, chunk, run)
        _refuse_repeated(file, read, first)
        drafts = [draft for draft in read if not draft.same]
        again += [draft for draft in read if draft.same]
        _find_parents(file, drafts, run)
        memory = remembered(file.name, file.model, run.source, {draft.key for draft in drafts})
        _recognise(file, drafts, memory, run)
        for draft in drafts:
            if draft.fits and draft.obj is not None:
                draft.problems += file.check(draft.values, run)
        yield drafts


def _read(file: BundleFile, table: Table, rows: Sequence[Row], run: Run) -> list[Draft]:
    places = {name: place for place, name in enumerate(table.names)}
    wrong_header = header_problems(table, file.columns)
    drafts = []
    for row in rows:
        values, problems = read_row(row, places, file.columns, run.known)
        parts = [str(values.get(name) or _cell(row, places, name)) for name in file.keys]
        draft = Draft(row, file.key(parts), values, [*wrong_header, *problems])
        draft.left_empty = [column.name for column in left_empty(row, places, file.columns)]
        draft.taken_away = [
            column.name
            for column in file.columns
            if column.name in values and takes_away(column, row.cells[places[column.name]])
        ]
        drafts.append(draft)
    return drafts


def _cell(row: Row, places: dict[str, int], name: str) -> str:
    place = places.get(name)
    return row.cells[place].strip() if place is not None else ""


def _refuse_repeated(file: BundleFile, drafts: Sequence[Draft], first: dict[str, tuple[int, str]]) -> None:
    """A key that stood before in the file is refused, whatever became of the earlier row.

    Where the sender does not name the rows, one that says all the same again is the same one.
    first: where each key stood first, so far, and what it said.
    """
    for draft in drafts:
        digest = "" if file.is_named or not draft.fits else digest_of(draft.values, draft.taken_away)
        before, said = first.setdefault(draft.key, (draft.row.number, digest))
        if not draft.key or before == draft.row.number:
            continue
        draft.again = True
        if digest and digest == said:
            draft.same = True
        else:
            draft.problems.append(f"repeated id: {_called(file, draft)} stands in row {before} already")


def _called(file: BundleFile, draft: Draft) -> str:
    """The key as the file tells it."""
    return " ".join(str(draft.values.get(name, "")) for name in file.keys).strip() or draft.key


def _count_again(file: BundleFile, again: Sequence[Draft], outcome: Outcome, run: Run, tick: Tick) -> None:
    """What was said twice in the same words went in once, or not at all."""
    for draft in again:
        if draft.key in run.refused[file.name]:
            outcome.rejected.append((draft.row, AGAIN))
        else:
            outcome.unchanged += 1
    tick(2 * len(again))


def _find_parents(file: BundleFile, drafts: Sequence[Draft], run: Run) -> None:
    """Each draft knows the facts of its parents; one whose parent is not to be had is refused.

    The digest is taken here, while the values are still what the row says.
    """
    for draft in drafts:
        draft.digest = digest_of(draft.values, draft.taken_away) if draft.fits else ""
    for parent in file.parents:
        pks = _parent_pks(parent, {draft.values.get(parent.column) or "" for draft in drafts}, run)
        names = ("pk", *parent.facts)
        rows = rows_by_key(MODELS[parent.file]._base_manager, pks.values(), *names)
        found = {facts[0]: SimpleNamespace(**dict(zip(names, facts, strict=True))) for facts in rows}
        for draft in drafts:
            key = draft.values.get(parent.column)
            draft.values[parent.into] = found.get(pks[key]) if key in pks else None
            if key and draft.values[parent.into] is None:
                draft.problems.append(_orphan(parent, key, run))


def _parent_pks(parent: Parent, keys: set[str], run: Run) -> dict[str, int]:
    """The primary key of each parent that is to be had: in this bundle, or else in the service."""
    there = remembered(parent.file, MODELS[parent.file], run.source, keys)
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
    changed = changed_in_service(file.name, file.model, pks, elsewhere, file.of_children)
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
        for obj in file.model._base_manager.select_for_update().filter(pk__in=chunk).order_by("pk"):
            draft = looked_at[obj.pk]
            draft.obj, draft.state_before = obj, getattr(obj, "state", "")
            _keep_what_stands(file, draft)
    for draft in drafts:
        if draft.fits and draft.is_new:
            draft.obj = file.model()
            draft.values = {each.name: each.empty for each in file.columns if each.field} | draft.values


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
    empties = {column.name: column.empty for column in file.columns}
    kept = [name for name in draft.left_empty if draft.stood.get(name, empties[name]) != empties[name]]
    if kept:
        words = "left empty, so what stands is kept (write none to take it away)"
        run.warn(file.name, draft, f"{words}: {', '.join(kept)}")


def _settle(file: BundleFile, drafts: Sequence[Draft], outcome: Outcome, run: Run, tick: Tick) -> None:
    """What fits is written; every draft is counted once."""
    moving = [draft for draft in drafts if draft.fits and not draft.same]
    for draft in moving:
        _warn_of_silence(file, draft, run)
    file.warn(moving, run)
    for draft in moving:
        draft.before = {} if draft.is_new else values_of(draft.obj)
        file.fill(draft, run)
    write(file, moving, run, tick)
    for draft in drafts:
        if not draft.fits:
            outcome.rejected.append((draft.row, "; ".join(dict.fromkeys(draft.problems))))
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
    tick(len(drafts) - len(moving))
