"""The weekly word: one page writes a short word on the week of everybody in the group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from audit.grouping import as_one
from audit.services import record
from programmes.placements.models import Placement, WeeklyWord
from workflow.locks import lock, lock_all


@dataclass(frozen=True)
class Written:
    """How many words were written or changed, and how many were taken away."""

    kept: int
    gone: int


class WrittenMeanwhileError(Exception):
    """Somebody has written about the same week meanwhile; nothing was changed."""

    def __init__(self, words: Sequence[WeeklyWord]) -> None:
        super().__init__(words)
        self.words = words


def words_of(placements: Iterable[Placement], monday: date) -> dict[int, WeeklyWord]:
    """What stands about the week, by the key of the placement."""
    rows = WeeklyWord.objects.filter(placement__in=[row.pk for row in placements], monday=monday)
    return {row.placement_id: row for row in rows.select_related("by")}


def newest(words: Iterable[WeeklyWord]) -> datetime | None:
    """The instant at which the last of them was written."""
    return max((word.at for word in words), default=None)


@as_one()
def write_words(texts: Mapping[Placement, str], monday: date, *, by: User, seen: datetime | None) -> Written:
    """Each of the placements has its word on the week; an empty one takes it away.

    seen: the newest instant at which a word had been written when the form was made; what was written since
    then is not written over: raises WrittenMeanwhileError. Raises PermissionDenied.
    """
    rows = sorted(texts, key=lambda one: one.pk)
    lock(*rows)
    for row in rows:
        if not by.has_perm("programmes.write_weekly_word", row):
            raise PermissionDenied
    standing = WeeklyWord.objects.filter(placement__in=[row.pk for row in rows], monday=monday)
    stands = {word.placement_id: word for word in lock_all(standing)}
    changed = [row for row in rows if _text(stands.get(row.pk)) != texts[row].strip()]
    later = [
        stands[row.pk] for row in changed if row.pk in stands and (seen is None or stands[row.pk].at > seen)
    ]
    if later:
        raise WrittenMeanwhileError(later)
    kept = gone = 0
    for row in changed:
        text = texts[row].strip()
        if text:
            values = {"text": text, "by": by, "at": timezone.now()}
            WeeklyWord.objects.update_or_create(placement=row, monday=monday, defaults=values)
            kept += 1
        else:
            stands[row.pk].delete()
            gone += 1
        record("placement.weekly_word", row, by=by, data={"week": monday.isoformat()}, held=True)
    return Written(kept, gone)


def _text(word: Any) -> str:
    return word.text if word is not None else ""


def was_there(placement: Placement, monday: date) -> bool:
    """Whether some day of the week is one of the person's in the group."""
    first, last = placement.starts_on, placement.ended_on or placement.ends_on
    return first is not None and first <= monday + timedelta(days=6) and (last is None or last >= monday)
