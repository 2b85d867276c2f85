"""The rule check before an agreement: which limits of the type of service its terms go beyond.

The limits are dated data of the catalogue with their source (workflows.md, "Rule check"); here is only how
they are counted. A worker may agree beyond one with a reason, which the manager reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.periods import last_day_of
from programmes.catalogue.models import ProgrammeTypeRule
from programmes.placements.agreements import Terms
from programmes.placements.codes import Limit
from programmes.placements.models import Placement
from programmes.placements.presentation import hours_number
from ui.formats import day

DAYS_OF_A_MONTH = Decimal("30.4375")  # on average, to tell a time in months


@dataclass(frozen=True)
class Beyond:
    """One limit that the terms go beyond: at which field, by how much, in words, by which source."""

    limit: str
    field: str
    agreed: Decimal
    most: Decimal
    told: str
    source: str


def beyond(placement: Placement, rule: ProgrammeTypeRule, terms: Terms) -> list[Beyond]:
    """Every limit of the rule that the terms go beyond; empty where they keep within all of them."""
    return [*_of_the_week(rule, terms), *_of_the_time(placement, rule, terms)]


def _of_the_week(rule: ProgrammeTypeRule, terms: Terms) -> Iterable[Beyond]:
    source, days = rule.legal_basis, len(terms.work_days)
    hours = [("weekly_hours", Decimal(terms.weekly_hours))]
    hours += [(f"step_{number}_hours", more) for number, (_on, more) in enumerate(terms.hours_steps, start=1)]
    if rule.weekly_hours_max:
        words = _("This type of service allows at most %(hours)s hours a week (%(source)s).")
        told = words % {"hours": hours_number(Decimal(rule.weekly_hours_max)), "source": source}
        over = [(field, each) for field, each in hours if each > rule.weekly_hours_max]
        for field, each in sorted(over, key=lambda one: one[1], reverse=True)[:1]:
            yield Beyond(Limit.WEEKLY_HOURS, field, each, rule.weekly_hours_max, told, source)
    if rule.week_days_max and days > rule.week_days_max:
        words = ngettext(
            "This type of service allows at most %(days)s day a week (%(source)s).",
            "This type of service allows at most %(days)s days a week (%(source)s).",
            rule.week_days_max,
        )
        told = words % {"days": rule.week_days_max, "source": source}
        yield Beyond(Limit.WEEK_DAYS, "work_days", Decimal(days), Decimal(rule.week_days_max), told, source)
    longest = max(each for _field, each in hours)
    if rule.daily_hours_max and days and longest / days > rule.daily_hours_max:
        each_day = (longest / days).quantize(Decimal("0.1"))
        words = _(
            "That is %(agreed)s hours a day; this type of service allows at most %(hours)s (%(source)s)."
        )
        told = words % {
            "agreed": hours_number(each_day),
            "hours": hours_number(Decimal(rule.daily_hours_max)),
            "source": source,
        }
        yield Beyond(Limit.DAILY_HOURS, "weekly_hours", each_day, rule.daily_hours_max, told, source)


def _of_the_time(placement: Placement, rule: ProgrammeTypeRule, terms: Terms) -> Iterable[Beyond]:
    # Where the rule knows a time in all, what came before counts; elsewhere each agreement is by itself.
    before = _earlier(placement) if rule.months_in_all_max else []
    here = [row for row in before if _place_of(row) == _place_of(placement)]
    if rule.duration_months_max and (
        found := _too_long(Limit.MONTHS, rule.duration_months_max, here, rule, terms)
    ):
        yield found
    if rule.months_in_all_max and (
        found := _too_long(Limit.MONTHS_IN_ALL, rule.months_in_all_max, before, rule, terms)
    ):
        yield found


def _too_long(
    limit: str, months: int, before: Iterable[Placement], rule: ProgrammeTypeRule, terms: Terms
) -> Beyond | None:
    """The time of these terms with what came before, beside so many months from the start."""
    used = sum(_days(row.started_on, row.ended_on or row.ends_on) for row in before)
    last = last_day_of(terms.starts_on, months) - timedelta(days=used)
    if terms.ends_on <= last:
        return None
    values = {"months": months, "date": day(last), "used": used, "source": rule.legal_basis}
    agreed = (_days(terms.starts_on, terms.ends_on) + used) / DAYS_OF_A_MONTH
    told = _words(limit, used, left=last >= terms.starts_on) % values
    return Beyond(limit, "ends_on", agreed.quantize(Decimal("0.1")), Decimal(months), told, rule.legal_basis)


def _words(limit: str, used: int, *, left: bool) -> str:
    if not used:
        return _(
            "This type of service lasts at most %(months)s months: until %(date)s at the latest (%(source)s)."
        )
    if limit == Limit.MONTHS and left:
        return _(
            "This type of service lasts at most %(months)s months at one workplace. Earlier places here took "
            "%(used)s days: until %(date)s at the latest (%(source)s)."
        )
    if limit == Limit.MONTHS:
        return _(
            "This type of service lasts at most %(months)s months at one workplace. Earlier places here took "
            "%(used)s days: nothing is left (%(source)s)."
        )
    if left:
        return _(
            "This type of service lasts at most %(months)s months in all. Earlier places took %(used)s days: "
            "until %(date)s at the latest (%(source)s)."
        )
    return _(
        "This type of service lasts at most %(months)s months in all. Earlier places took %(used)s days: "
        "nothing is left (%(source)s)."
    )


def _earlier(placement: Placement) -> list[Placement]:
    """The person's other places of the same type that have begun, wherever and whenever."""
    rows = Placement.objects.filter(
        participation__participant=placement.participation.participant_id,
        programme_type=placement.programme_type_id,
        started_on__isnull=False,
    )
    return list(rows.exclude(pk=placement.pk).select_related("vacancy").order_by("started_on"))


def _place_of(placement: Placement) -> Any:
    """Who organises the place: its host, or the service itself."""
    return placement.vacancy.host_id if placement.vacancy else None


def _days(first: date | None, last: date | None) -> int:
    return (last - first).days + 1 if first and last and last >= first else 0
