"""What a feed tells beside what it told before: a change has a higher number, what is gone is called off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from programmes.placements.calendar_feed.entries import Entry
from programmes.placements.models import CalendarEntry, CalendarFeed
from workflow.locks import lock_all

# How long after its day what was called off is told of, so that a telephone that was off hears of it.
TOLD_FOR = timedelta(days=60)


def remembered(feed: CalendarFeed, wanted: Iterable[Entry]) -> list[CalendarEntry]:
    """What the feed tells now. It is written down only where something is otherwise than it was told last."""
    entries = {entry.uid: entry for entry in wanted}
    rows = list(feed.entries.all())
    if not _changes(rows, entries):
        return rows
    with transaction.atomic():
        there = lock_all(CalendarFeed.objects.filter(pk=feed.pk))
        if not there:  # closed meanwhile
            return []
        (held,) = there
        _write(held, list(held.entries.all()), entries)
    return list(feed.entries.all())


def _changes(rows: list[CalendarEntry], entries: dict[str, Entry]) -> bool:
    known = {row.uid: row for row in rows}
    today = timezone.localdate()
    new = any(uid not in known or _differs(known[uid], entry) for uid, entry in entries.items())
    return new or any(
        row.uid not in entries and (_is_gone(row, today) or _is_old(row, today)) for row in rows
    )


def _write(feed: CalendarFeed, rows: list[CalendarEntry], entries: dict[str, Entry]) -> None:
    known, now, today = {row.uid: row for row in rows}, timezone.now(), timezone.localdate()
    made, changed = [], []
    for uid, entry in entries.items():
        row = known.get(uid)
        if row is None:
            made.append(
                CalendarEntry(feed=feed, uid=uid, told=entry.told, last_day=entry.day, changed_at=now)
            )
        elif _differs(row, entry):
            row.told, row.last_day, row.cancelled = entry.told, entry.day, False
            row.sequence, row.changed_at = row.sequence + 1, now
            changed.append(row)
    for row in rows:
        if row.uid not in entries and _is_gone(row, today):
            row.cancelled, row.sequence, row.changed_at = True, row.sequence + 1, now
            changed.append(row)
    CalendarEntry.objects.bulk_create(made)
    CalendarEntry.objects.bulk_update(changed, ["told", "last_day", "cancelled", "sequence", "changed_at"])
    old = [row.pk for row in rows if row.uid not in entries and _is_old(row, today)]
    CalendarEntry.objects.filter(pk__in=old).delete()


def _differs(row: CalendarEntry, entry: Entry) -> bool:
    return row.cancelled or row.told != entry.told


def _is_gone(row: CalendarEntry, today: date) -> bool:
    """Whether it was told, is still to come, and is not any more. What has been is left as it was."""
    return not row.cancelled and row.last_day >= today


def _is_old(row: CalendarEntry, today: date) -> bool:
    return row.last_day < today - TOLD_FOR
