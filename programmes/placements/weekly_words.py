"""Weekly words as they are read: by the person, and by their worker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.placements.models import Placement, WeeklyWord

SHOWN = 8
AWHILE = timedelta(days=14)


@dataclass(frozen=True)
class Word:
    """A word on a week: of which week, what was said, and who said it."""

    title: str
    monday: date
    text: str
    who: str


def weekly_words(placements: Iterable[Placement]) -> list[Word]:
    """The newest words on the weeks of these places."""
    rows = WeeklyWord.objects.filter(placement__in=[row.pk for row in placements]).select_related("by")
    return [_word(row) for row in rows.order_by("-monday", "-pk")[:SHOWN]]


def newest_word(placements: Iterable[Placement]) -> Word | None:
    """The word of the last two weeks, where there is one."""
    words = weekly_words(placements)
    since = timezone.localdate() - AWHILE
    return words[0] if words and words[0].monday >= since else None


def _word(row: WeeklyWord) -> Word:
    number = row.monday.isocalendar().week
    return Word(_("Week %(number)s") % {"number": number}, row.monday, row.text, str(row.by or ""))
