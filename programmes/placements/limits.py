"""The rule check before an agreement: which limits of the type of service its terms go beyond.

The limits are dated data of the catalogue with their source (workflows.md, "Rule check"); here is only how
they are counted. A worker may agree beyond one with a reason, which the manager reads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.periods import last_day_of
from programmes.catalogue.models import ProgrammeTypeRule
from programmes.placements.codes import Limit
from programmes.placements.models import Placement
from programmes.placements.presentation import hours_number
from ui.formats import day

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Beyond:
    """One limit that the terms go beyond: at which field, by how much (hours, days), in words, its source."""

    limit: str
    field: str
    agreed: Decimal
    most: Decimal
    told: str
    source: str


def beyond(
    placement: Placement,
    rule: ProgrammeTypeRule,
    *,
    starts_on: date,
    ends_on: date,
    hours: Sequence[tuple[str, Decimal]],
    work_days: Collection[int] = (),
) -> list[Beyond]:
    """Every limit of the rule that the terms go beyond; empty where they keep within all of them.

    hours: hours a week from the first day on and from each step on, each with the field where it was told.
    """
    return [*in_a_week(rule, hours, len(work_days)), *_of_the_time(placement, rule, starts_on, ends_on)]


def in_a_week(rule: ProgrammeTypeRule, hours: Sequence[tuple[str, Decimal]], days: int) -> Iterable[Beyond]:
    """What hours in so many days of the week go beyond; where the days are not told, none is too long."""
    field, longest = max(hours, key=lambda one: one[1])
    most, source = rule.weekly_hours_max, rule.legal_basis
    if most and longest > most:
        words = _("This type of service allows at most %(hours)s hours a week (%(source)s).")
        told = words % {"hours": hours_number(most), "source": source}
        yield Beyond(Limit.WEEKLY_HOURS, field, longest, most, told, source)
    if rule.week_days_max and days > rule.week_days_max:
        words = ngettext(
            "This type of service allows at most %(days)s day a week (%(source)s).",
            "This type of service allows at most %(days)s days a week (%(source)s).",
            rule.week_days_max,
        )
        told = words % {"days": rule.week_days_max, "source": source}
        yield Beyond(Limit.WEEK_DAYS, "work_days", Decimal(days), Decimal(rule.week_days_max), told, source)
    most = rule.daily_hours_max
    if most and days and longest > most * days:
        each_day = (longest / days).quantize(TENTH, ROUND_UP)
        words = _(
            "That is %(agreed)s hours a day; this type of service allows at most %(hours)s (%(source)s)."
        )
        told = words % {"agreed": hours_number(each_day), "hours": hours_number(most), "source": source}
        yield Beyond(Limit.DAILY_HOURS, field, each_day, most, told, source)


def _of_the_time(
    placement: Placement, rule: ProgrammeTypeRule, starts_on: date, ends_on: date
) -> Iterable[Beyond]:
    # Where the rule knows a time in all, what came before counts; elsewhere each agreement is by itself.
    before = _earlier(placement) if rule.months_in_all_max else []
    here = [row for row in before if _organiser(row) == _organiser(placement)]
    for limit, months, rows in (
        (Limit.TIME, rule.duration_months_max, here),
        (Limit.TIME_IN_ALL, rule.months_in_all_max, before),
    ):
        used = sum(_days(row.started_on, row.ended_on or row.ends_on) for row in rows)
        most = _days(starts_on, last_day_of(starts_on, months)) if months else None
        agreed = _days(starts_on, ends_on) + used
        if months and most and agreed > most:
            last, source = ends_on - timedelta(days=agreed - most), rule.legal_basis
            values = {"months": months, "date": day(last), "used": used, "source": source}
            told = _words(limit, used, left=last >= starts_on) % values
            yield Beyond(limit, "ends_on", Decimal(agreed), Decimal(most), told, source)


def _words(limit: str, used: int, *, left: bool) -> str:
    if not left:
        return _(
            "This type of service lasts at most %(months)s months, and earlier places took %(used)s days: "
            "nothing is left (%(source)s)."
        )
    whole = {
        Limit.TIME: _(
            "This type of service lasts at most %(months)s months: until %(date)s at the latest (%(source)s)."
        ),
        Limit.TIME_IN_ALL: _(
            "This type of service lasts at most %(months)s months in all: until %(date)s at the latest "
            "(%(source)s)."
        ),
    }[Limit(limit)]
    return " ".join([whole, _("Earlier places took %(used)s days of it.")]) if used else whole


def _earlier(placement: Placement) -> list[Placement]:
    """The person's other places of the same type that have begun, wherever and whenever."""
    rows = Placement.objects.filter(
        participation__participant=placement.participation.participant_id,
        programme_type=placement.programme_type_id,
        started_on__isnull=False,
    )
    return list(rows.exclude(pk=placement.pk).select_related("vacancy").order_by("started_on"))


def _organiser(placement: Placement) -> Any:
    """Who organises the place: its host, or the service itself."""
    return placement.vacancy.host_id if placement.vacancy else None


def _days(first: date | None, last: date | None) -> int:
    return (last - first).days + 1 if first and last and last >= first else 0
