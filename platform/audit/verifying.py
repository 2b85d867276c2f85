"""Checks the trail against itself and against its seals, and names each row that is not as it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from django.db import connection, connections
from django.db.models import QuerySet

from audit.contents import FIELDS, MODELS, hash_of
from audit.models import Seal, SealEnd
from audit.numbers import Range, numbers_in, within
from audit.sealing import MARK_BYTES, is_genuine, is_the_end, root_of, sealed_numbers

ROWS_AT_ONCE = 5_000
PARTS_PER_WORKER = 4
CHANGED = "is not what was written"
ANEW = "was written anew after it was sealed"
GONE = "is gone"
SLIPPED_IN = "came where nothing may come any more"
NO_LINK = "does not follow the event before it about the same object"
LINKS = """
SELECT id FROM (
    SELECT id, previous_hash, LAG(hash) OVER (PARTITION BY object_type, object_id ORDER BY id) AS before
    FROM audit_event WHERE object_id IS NOT NULL
) AS links
WHERE previous_hash <> COALESCE(before, {nothing}) ORDER BY id
"""


@dataclass(frozen=True, order=True)
class Broken:
    """One row that does not hold: its table, its number, and what is wrong with it."""

    table: str
    number: int
    wrong: str

    def __str__(self) -> str:
        return f"{self.table} {self.number} {self.wrong}"


@dataclass(frozen=True)
class Verified:
    """What `verify` found: how many rows each table has, how many are sealed, and every broken one."""

    rows: dict[str, int]
    sealed: dict[str, int]
    broken: list[Broken]


Check = Callable[[], Iterator[Broken]]
_further: list[Check] = []


def also_verify(check: Check) -> Check:
    """`verify` asks this too: whether rows elsewhere are as the trail tells."""
    if check not in _further:
        _further.append(check)
    return check


def verify(workers: int = 1) -> Verified:
    """The whole trail has been read, by so many processes at once."""
    found = [wrong for table in MODELS for wrong in _seals_that_do_not_hold(table)]
    found += _broken_links()
    for table in MODELS:
        found += _unsealed(table)
    for wrong in _by_parts([part for table in MODELS for part in _parts(table, workers)], workers):
        found += wrong
    for check in _further:
        found += check()
    sealed = {table: sum(_seals(table).values_list("count", flat=True)) for table in MODELS}
    return Verified(
        {table: model._default_manager.count() for table, model in MODELS.items()}, sealed, sorted(set(found))
    )


def broken_events() -> list[int]:
    """The numbers of the events that do not hold, read in this process."""
    return sorted({wrong.number for wrong in verify().broken if wrong.table == Seal.Table.EVENT})


def _seals(table: str) -> QuerySet[Seal]:
    return Seal.objects.filter(table=table).order_by("first")


def _seals_that_do_not_hold(table: str) -> Iterator[Broken]:
    """Seals that somebody without the key made or changed, that leave something out, or are gone."""
    name, before = f"seal of {table}", None
    for seal in _seals(table).iterator(ROWS_AT_ONCE):
        if not is_genuine(seal):
            yield Broken(name, seal.pk, "was changed, or was not made by the service")
        start, follows = (before.last + 1, bytes(before.hash)) if before else (seal.first, b"")
        if (seal.first, bytes(seal.previous)) != (start, follows):
            yield Broken(name, seal.pk, "does not follow the seal before it")
        before = seal
    end = SealEnd.objects.filter(table=table).first()
    if (before or end) and not (before and end and is_the_end(end, before)):
        yield Broken(name, end.seal if end else 0, "is not the last one: seals are gone from the end")


def _broken_links() -> list[Broken]:
    """Events that do not follow the event before them about the same object."""
    nothing = "''::bytea" if connection.vendor == "postgresql" else "X''"
    with connection.cursor() as cursor:
        cursor.execute(LINKS.format(nothing=nothing))
        return [Broken(Seal.Table.EVENT, number, NO_LINK) for (number,) in cursor.fetchall()]


def _unsealed(table: str) -> Iterator[Broken]:
    """What is not sealed yet and is not what was written, and what stands before the first seal."""
    first = _seals(table).first()
    last = _seals(table).last()
    newest = MODELS[table]._default_manager.order_by("pk").values_list("pk", flat=True).last() or 0
    for number, stored, right in _read(table, last.last + 1 if last else 0, newest):
        if stored != right:
            yield Broken(table, number, CHANGED)
    if first:
        before = MODELS[table]._default_manager.filter(pk__lt=first.first).values_list("pk", flat=True)
        yield from (Broken(table, number, SLIPPED_IN) for number in before)


def _parts(table: str, workers: int) -> list[tuple[str, list[int]]]:
    """The seals of the table in heaps, some for each worker."""
    seals = list(_seals(table).values_list("pk", flat=True))
    size = max(1, len(seals) // (workers * PARTS_PER_WORKER))
    return [(table, seals[start : start + size]) for start in range(0, len(seals), size)]


def _by_parts(parts: Sequence[tuple[str, list[int]]], workers: int) -> list[list[Broken]]:
    if workers == 1 or len(parts) <= 1:
        return [_wrong_in(*part) for part in parts]
    connections.close_all()
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        return list(pool.map(_wrong_in, *zip(*parts, strict=True)))


def _wrong_in(table: str, seals: list[int]) -> list[Broken]:
    """What does not hold of all that these seals are over."""
    told = list(_seals(table).values_list("late", "holes"))
    may_come = [(first, last) for late, _holes in told for first, last in late]
    may_come += [(first, last) for first, last, _since in told[-1][1]]
    wrong: list[Broken] = []
    for seal in _seals(table).filter(pk__in=seals).iterator(100):
        if is_genuine(seal):
            wrong += _wrong_under(table, seal, may_come)
    return wrong


def _wrong_under(table: str, seal: Seal, may_come: Sequence[Range]) -> Iterator[Broken]:
    """What is changed, written anew, gone or slipped in under one genuine seal."""
    rows = {
        number: (stored, right)
        for first, last in [(seal.first, seal.last), *((first, last) for first, last in seal.late)]
        for number, stored, right in _read(table, first, last)
    }
    numbers = list(numbers_in(sealed_numbers(seal)))
    marks, whole = bytes(seal.marks), True
    for place, number in enumerate(numbers):
        stored, right = rows.get(number, (b"", b""))
        mark = marks[place * MARK_BYTES : (place + 1) * MARK_BYTES]
        wrong = GONE if number not in rows else CHANGED if stored != right else ANEW
        if stored != right or stored[:MARK_BYTES] != mark:
            whole = False
            yield Broken(table, number, wrong)
    if whole and root_of((number, rows[number][0]) for number in numbers) != bytes(seal.root):
        yield Broken(f"seal of {table}", seal.pk, f"covers a row that {ANEW}")
    expected = {*numbers, *numbers_in(within(may_come, seal.first, seal.last))}
    yield from (Broken(table, number, SLIPPED_IN) for number in rows if number not in expected)


def _read(table: str, first: int, last: int) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, stored hash and right hash of the rows from `first` to `last`."""
    model, fields = MODELS[table], FIELDS[table]
    linked = ["previous_hash"] if table == Seal.Table.EVENT else []
    rows = model._default_manager.filter(pk__gte=first, pk__lte=last).order_by("pk")
    for number, stored, *values in rows.values_list("pk", "hash", *fields, *linked).iterator(ROWS_AT_ONCE):
        previous = bytes(values.pop()) if linked else b""
        yield number, bytes(stored), hash_of(dict(zip(fields, values, strict=True)), previous)
