"""A recorded end beside the agreed one: what is asked when they are far apart. The one home of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from programmes.placements.codes import EndKind
from programmes.placements.models import Placement
from ui.formats import day

# A place whose last day is the Friday before its agreed Sunday has run to its end.
LAST_DAYS = timedelta(days=7)
EARLY = frozenset({EndKind.EARLY_PARTICIPANT, EndKind.EARLY_HOST, EndKind.EARLY_SERVICE})


def days_beyond(placement: Placement, ended_on: date) -> int:
    """How many days the last day lies after the agreed end; none when it does not."""
    return max((ended_on - placement.ends_on).days, 0) if placement.ends_on else 0


def what_does_not_fit(
    placement: Placement, ended_on: date, end_kind: str, days_beyond_text: str
) -> dict[str, Any]:
    """By field, what has to be told or changed before this end can go on record; empty when it can."""
    agreed = placement.ends_on
    if agreed is None:
        return {}
    problems: dict[str, Any] = {}
    if ended_on > agreed and not days_beyond_text.strip():
        problems["days_beyond_text"] = _(
            "The agreement ran until %(agreed)s. Was it extended? If so, tell where the extension is. "
            "If not, tell what happened on the days after it and how they were insured."
        ) % {"agreed": day(agreed)}
    if end_kind == EndKind.COMPLETED and ended_on < agreed - LAST_DAYS:
        problems["end_kind"] = _(
            "The agreed end is %(agreed)s, so the place ended early. Choose whose wish it was, or what "
            "followed."
        ) % {"agreed": day(agreed)}
    if end_kind in EARLY and ended_on >= agreed:
        problems["end_kind"] = _("The place ran to its agreed end, %(agreed)s: it did not end early.") % {
            "agreed": day(agreed)
        }
    return problems
