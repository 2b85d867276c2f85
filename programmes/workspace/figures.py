"""Rows for the reports: what the figures are counted from, read by name and column by column.

Each column stands once, with the way to it and what it holds; one that a new figure needs is a line here.
The viewer comes first. None stands for the service itself at the console: the whole area. A person gets the
rows of the municipalities that they coordinate or manage, by the municipality on the referral day.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet

from accounts.roles import COORDINATING, Role
from accounts.selectors import Viewer, scope_of
from programmes.catalogue.models import ProgrammeTypeRule
from programmes.columns import Arrays, Column, Columns, Kind, flag_on, read
from programmes.participants.models import Hold, NextStep, Participation
from programmes.placements.models import Placement
from programmes.policies import visible

PARTICIPATIONS: Columns = {
    "participation_id": Column("pk", Kind.KEY),
    "municipality": Column("municipality_id", Kind.CODE),
    "birth_date": Column("participant__birth_date", Kind.DAY),
    "gender": Column("participant__gender", Kind.CODE),
    "language": Column("participant__language", Kind.CODE),
    "foreign_background": Column("participant__foreign_background", Kind.NUMBER),
    "partial_work_ability": Column("participant__partial_work_ability", Kind.NUMBER),
    "unemployed_since": Column("unemployed_since", Kind.DAY),
    "referred_on": Column("referred_on", Kind.EVENT),
    "plan_made_on": Column("plan_made_on", Kind.EVENT),
    "accepted_on": Column("accepted_on", Kind.EVENT),
    "started_on": Column("started_on", Kind.EVENT),
    "ended_on": Column("ended_on", Kind.EVENT),
    "withdrawn_on": Column("withdrawn_on", Kind.EVENT),
    "returned_on": Column("returned_on", Kind.EVENT),
    "referred_again_on": Column("referred_again_on", Kind.EVENT),
    "exit_status": Column("exit_status", Kind.CODE),
    "exit_class": Column("exit_class", Kind.CODE),
}
PLACEMENTS: Columns = {
    "participation_id": Column("participation_id", Kind.KEY),
    "programme_type": Column("programme_type__code", Kind.CODE),
    "offered_on": Column("offered_on", Kind.EVENT),
    "alternatives_shown": Column("alternatives_shown", Kind.NUMBER),
    "agreed_on": Column("agreed_on", Kind.EVENT),
    "starts_on": Column("starts_on", Kind.DAY),
    "ends_on": Column("ends_on", Kind.DAY),
    "ended_on": Column("ended_on", Kind.EVENT),
    "cancelled_on": Column("cancelled_on", Kind.EVENT),
}
NEXT_STEPS: Columns = {
    "participation_id": Column("participation_id", Kind.KEY),
    "exists_from": Column("exists_from", Kind.EVENT),
    "due_on": Column("due_on", Kind.DAY),
    "done_on": Column("done_on", Kind.EVENT),
}
HOLDS: Columns = {
    "participation_id": Column("participation_id", Kind.KEY),
    "from_on": Column("from_on", Kind.EVENT),
    "until_on": Column("until_on", Kind.DAY),
}

READERS = (*sorted(COORDINATING), Role.MANAGER)


def may_read_figures(viewer: Viewer) -> bool:
    """Whether the viewer has a duty to follow the figures of some area."""
    return scope_of(viewer).holds(*READERS)


def figure_area(viewer: Viewer | None) -> frozenset[str] | None:
    """The municipalities whose figures the viewer follows; None is the whole employment area."""
    return None if viewer is None else scope_of(viewer).municipalities(*READERS)


def participations(viewer: Viewer | None) -> Arrays:
    """The `PARTICIPATIONS` columns of every participation in the viewer's area."""
    return read(_participations(viewer), PARTICIPATIONS)


def placements(viewer: Viewer | None) -> Arrays:
    """The `PLACEMENTS` columns of every placement of those participations, and whether it is `paid`.

    `paid` is the flag of the programme type as dated on the start day; a placement without one is not paid.
    """
    found = read(_of_own_area(Placement, viewer), PLACEMENTS)
    return found | {"paid": flag_on(found["programme_type"], found["starts_on"], paid_by_type())}


def next_steps(viewer: Viewer | None) -> Arrays:
    """The `NEXT_STEPS` columns of every next step of those participations."""
    return read(_of_own_area(NextStep, viewer), NEXT_STEPS)


def holds(viewer: Viewer | None) -> Arrays:
    """The `HOLDS` columns of every break of those participations."""
    return read(_of_own_area(Hold, viewer), HOLDS)


def paid_by_type() -> dict[str, list[tuple[date, bool]]]:
    """For each type of service from which day on it is an employment relationship or not; oldest first."""
    changes: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    rules = ProgrammeTypeRule.objects.order_by("valid_from")
    for code, valid_from, paid in rules.values_list("programme_type__code", "valid_from", "paid"):
        changes[code].append((valid_from, paid))
    return changes


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
