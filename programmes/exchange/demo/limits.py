"""Days of the week that the hours of an agreement fit into, and the few that go beyond with a reason."""

from __future__ import annotations

from math import ceil
from random import Random

from accounts.models import User
from programmes.catalogue.models import ProgrammeTypeRule
from programmes.exchange.demo.world import World
from programmes.placements.agreements import Terms
from programmes.placements.attendance.usual import A_WEEK, agreed_days
from programmes.placements.limits import Beyond, in_a_week
from programmes.placements.models import Agreement, LimitOverride, Placement

KEPT_DAYS = 0.2  # of those whose days would be too long
REASON = "Päivät pidetään samoina, kun tunnit kasvavat. Näin on sovittu yhdessä, ja tauot on merkitty."


def week_of(world: World, placement: Placement, terms: Terms) -> tuple[int, ...]:
    """So many days that none is longer than the rule allows; a few agree on fewer and longer ones."""
    rule = world.rule(placement)
    days = len(agreed_days(terms.weekly_hours, rule.week_days_max or A_WEEK))
    if rule.daily_hours_max:
        longest = max([terms.weekly_hours, *(hours for _on, hours in terms.hours_steps)])
        lot = Random(f"{world.seed}-{placement.reference}-days")  # noqa: S311 - invents days
        if lot.random() >= KEPT_DAYS:
            days = max(days, ceil(longest / rule.daily_hours_max))
    return tuple(range(1, days + 1))


def beyond_of(rule: ProgrammeTypeRule, terms: Terms) -> list[Beyond]:
    """What the terms go beyond within a week."""
    hours = [("", terms.weekly_hours), *(("", each) for _on, each in terms.hours_steps)]
    return list(in_a_week(rule, hours, len(terms.work_days)))


def tell_why(world: World, agreement: Agreement, found: list[Beyond], by: User) -> None:
    """Each limit that is gone beyond stands beside the version, with the reason."""
    for one in found:
        told = {"limit": one.limit, "agreed": one.agreed, "most": one.most, "source": one.source}
        world.rows.overrides.append(
            LimitOverride(agreement=agreement, by=by, made_on=world.day, reason=REASON, **told)
        )
