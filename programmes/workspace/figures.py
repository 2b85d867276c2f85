"""Rows for the reports: what the figures are counted from, as plain tuples and read in one go.

The viewer comes first. None stands for the service itself at the console: the whole area. A person gets the
rows of the municipalities that they coordinate or manage, by the municipality on the referral day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from accounts.roles import COORDINATING, Role
from accounts.selectors import Viewer, scope_of
from programmes.catalogue.models import ProgrammeTypeRule
from programmes.participants.models import Hold, NextStep, Participation
from programmes.placements.models import Placement
from programmes.policies import visible

READERS = (*sorted(COORDINATING), Role.MANAGER)


def may_read_figures(viewer: Viewer) -> bool:
    """Whether the viewer has a duty to follow the figures of some area."""
    return scope_of(viewer).holds(*READERS)


def figure_area(viewer: Viewer | None) -> frozenset[str] | None:
    """The municipalities whose figures the viewer follows; None is the whole employment area."""
    return None if viewer is None else scope_of(viewer).municipalities(*READERS)


def participation_rows(viewer: Viewer | None) -> QuerySet:
    """Every participation in the viewer's area, in the order of `reports.frames.PARTICIPATION_COLUMNS`."""
    return _participations(viewer).values_list(
        "pk",
        "participant_id",
        "municipality_id",
        "participant__birth_date",
        "participant__gender",
        "participant__language",
        "participant__foreign_background",
        "participant__partial_work_ability",
        "unemployed_since",
        "benefit_days_at_referral",
        "labour_status_at_referral",
        "referred_on",
        "plan_made_on",
        "accepted_on",
        "started_on",
        "ended_on",
        "withdrawn_on",
        "returned_on",
        "referred_again_on",
        "exit_status",
        "exit_class",
    )


def placement_rows(viewer: Viewer | None) -> Iterator[tuple[object, ...]]:
    """Every placement of those participations, in the order of `reports.frames.PLACEMENT_COLUMNS`.

    `paid` is the flag of the programme type as dated on the start day; a placement without one is not paid.
    """
    rows = _of_own_area(Placement, viewer).values_list(
        "pk",
        "participation_id",
        "programme_type__code",
        "starts_on",
        "offered_on",
        "alternatives_shown",
        "wanted_on",
        "declined_on",
        "introduced_on",
        "accepted_on",
        "refused_on",
        "released_on",
        "agreed_on",
        "starts_on",
        "ends_on",
        "ended_on",
        "cancelled_on",
        "end_kind",
    )
    paid_on = paid_by_type()
    for placement_id, participation_id, code, starts_on, *rest in rows:
        paid = starts_on is not None and paid_on[code].on(starts_on)
        yield (placement_id, participation_id, code, paid, *rest)


def next_step_rows(viewer: Viewer | None) -> QuerySet:
    """Every next step of those participations, in the order of `reports.frames.NEXT_STEP_COLUMNS`."""
    return _of_own_area(NextStep, viewer).values_list("participation_id", "exists_from", "due_on", "done_on")


def hold_rows(viewer: Viewer | None) -> QuerySet:
    """Every break of those participations, in the order of `reports.frames.HOLD_COLUMNS`."""
    return _of_own_area(Hold, viewer).values_list("participation_id", "from_on", "until_on")


class DatedFlag:
    """A yes or no that changes on given days; before the first of them the first holds."""

    def __init__(self, changes: list[tuple[date, bool]]) -> None:
        self.days = [day for day, _flag in changes]
        self.flags = [flag for _day, flag in changes]

    def on(self, day: date) -> bool:
        """The flag as it is on the day."""
        return self.flags[max(bisect_right(self.days, day) - 1, 0)]


def paid_by_type() -> dict[str, DatedFlag]:
    """For each type of service, from which day on it is an employment relationship, or is not."""
    changes: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    rules = ProgrammeTypeRule.objects.order_by("valid_from")
    for code, valid_from, paid in rules.values_list("programme_type__code", "valid_from", "paid"):
        changes[code].append((valid_from, paid))
    return {code: DatedFlag(dated) for code, dated in changes.items()}


def _participations(viewer: Viewer | None) -> QuerySet[Participation]:
    if viewer is None:
        return Participation.objects.order_by()
    seen, area = visible(viewer, Participation).order_by(), figure_area(viewer)
    return seen if area is None else seen.filter(municipality__in=area)


def _of_own_area(model: type[Placement | NextStep | Hold], viewer: Viewer | None) -> QuerySet:
    rows = model._default_manager.order_by()
    if viewer is None:
        return rows
    return rows.filter(participation__in=_participations(viewer).values("pk"))
