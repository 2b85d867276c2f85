"""Seals what has come to the trail, in order, so that no row can be changed, added or taken away unseen.

Acts never wait for this: it reads what is committed. An act that was under way and has a smaller number than
what is sealed comes into the next seal as late; its number is kept open for a day, and then nothing may come.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Min
from django.utils import timezone

from audit.contents import MODELS, content_of
from audit.models import Seal, SealEnd
from audit.numbers import Range, ranges_of, within, without

MOST_AT_ONCE = 5_000
KEPT_OPEN = timedelta(days=1)
MARK_BYTES = 4
Row = tuple[int, bytes]


def seal_everything() -> int:
    """Every row that is committed is sealed; how many there were."""
    return sum(_seal_all_of(table) for table in MODELS)


def _seal_all_of(table: str) -> int:
    sealed = 0
    while count := _seal_next(table):
        sealed += count
    return sealed


def _seal_next(table: str) -> int:
    """The next rows of the table are sealed; how many, 0 when another sealer was first."""
    before = Seal.objects.filter(table=table).order_by("first").last()
    seal = _next_seal(table, before, timezone.now())
    if seal is None:
        return 0
    try:
        with transaction.atomic():
            seal.save(force_insert=True)
            end = {"seal": seal.pk, "hash": _end_hash(seal, settings.FIELD_ENCRYPTION_KEYS[0])}
            SealEnd.objects.update_or_create(table=table, defaults=end)
    except IntegrityError:
        return 0
    return seal.count


def _next_seal(table: str, before: Seal | None, now: datetime) -> Seal | None:
    """The seal over what is new, not saved; None where nothing is."""
    rows = MODELS[table]._default_manager.order_by("pk")
    start = before.last + 1 if before else rows.aggregate(first=Min("pk"))["first"] or 1
    new = _hashes(rows.filter(pk__gte=start)[:MOST_AT_ONCE])
    open_holes = [hole for hole in (before.holes if before else []) if _still_open(hole[2], now)]
    late = _late(rows, [(first, last) for first, last, _since in open_holes])
    if not new and not late:
        return None
    end = new[-1][0] if new else start - 1
    came = ranges_of(number for number, _hash in late)
    seal = Seal(table=table, at=now, first=start, last=end, late=came, count=len(new) + len(late))
    seal.holes = [
        [first, last, since]
        for start_, end_, since in open_holes
        for first, last in without([(start_, end_)], came)
    ]
    seal.holes += [
        [first, last, now.isoformat()]
        for first, last in without([(start, end)] if new else [], ranges_of(number for number, _hash in new))
    ]
    seal.marks, seal.root = marks_of([*late, *new]), root_of([*late, *new])
    seal.previous = bytes(before.hash) if before else b""
    seal.hash = signed(seal)
    return seal


def _late(rows: models.QuerySet[models.Model], holes: Sequence[Range]) -> list[Row]:
    """What stands now where nothing stood, as much as goes into one seal."""
    found: list[Row] = []
    for first, last in holes:
        found += _hashes(rows.filter(pk__gte=first, pk__lte=last)[: MOST_AT_ONCE - len(found)])
    return found


def _hashes(rows: models.QuerySet[models.Model]) -> list[Row]:
    return [(number, bytes(value)) for number, value in rows.values_list("pk", "hash")]


def _still_open(since: str, now: datetime) -> bool:
    return now - datetime.fromisoformat(since) <= KEPT_OPEN


def sealed_numbers(seal: Seal) -> list[Range]:
    """The numbers whose rows the seal is over, the late ones first as in its marks and its root."""
    own = without(
        [(seal.first, seal.last)] if seal.first <= seal.last else [],
        within([(first, last) for first, last, _since in seal.holes], seal.first, seal.last),
    )
    return [(first, last) for first, last in seal.late] + own


def marks_of(rows: Iterable[Row]) -> bytes:
    """The first bytes of each hash, one after another."""
    return b"".join(value[:MARK_BYTES] for _number, value in rows)


def root_of(rows: Iterable[Row]) -> bytes:
    """One hash over the numbers and the hashes of the rows."""
    whole = hashlib.sha256()
    for number, value in rows:
        whole.update(number.to_bytes(8, "big") + value)
    return whole.digest()


def signed(seal: Seal, key: str | None = None) -> bytes:
    """The seal's own hash, by the key that encrypts today unless another is given."""
    told = {
        "at": seal.at,
        "table": seal.table,
        "first": seal.first,
        "last": seal.last,
        "holes": seal.holes,
        "late": seal.late,
        "count": seal.count,
        "marks": bytes(seal.marks).hex(),
        "root": bytes(seal.root).hex(),
        "previous": bytes(seal.previous).hex(),
    }
    return _with_key(content_of(told), key or settings.FIELD_ENCRYPTION_KEYS[0])


def is_genuine(seal: Seal) -> bool:
    """Whether the seal was made with one of the keys of the service, and says what it said then."""
    made = bytes(seal.hash)
    return any(hmac.compare_digest(signed(seal, key), made) for key in settings.FIELD_ENCRYPTION_KEYS)


def is_the_end(end: SealEnd, seal: Seal) -> bool:
    """Whether the seal is the last one that the service has made."""
    made = bytes(end.hash)
    return end.seal == seal.pk and any(
        hmac.compare_digest(_end_hash(seal, key), made) for key in settings.FIELD_ENCRYPTION_KEYS
    )


def _end_hash(seal: Seal, key: str) -> bytes:
    return _with_key(b"end" + bytes(seal.hash), key)


def _with_key(told: bytes, key: str) -> bytes:
    secret = hashlib.sha256(b"audit seal " + key.encode()).digest()
    return hmac.digest(secret, told, "sha256")
