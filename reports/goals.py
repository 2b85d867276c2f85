"""Goals: what is aimed at, on which day, who set it and why, and the first ones of a new service."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from audit.services import record
from publicdata.version import public_has_changed
from reports.figures import GoalFact
from reports.models import Goal
from reports.readers import require_manager
from workflow.engine import first_time

FIRST_DAY = date(2025, 1, 1)
FIRST_GOALS = {"P1": 95.0, "P2": 45.0, "P3": 90.0, "P4": 75.0, "P9": 60.0, "O1": 35.0, "O3": 50.0, "W1": 5.0}
WHY = "Työllisyysalueen johtoryhmän ensimmäinen tavoite, tarkistetaan vuosittain."


def goals() -> list[GoalFact]:
    """Every goal there has been, as the figures need them."""
    return [
        GoalFact(
            goal.indicator,
            goal.target,
            goal.valid_from,
            goal.valid_until,
            goal.by or None,
            goal.group or None,
        )
        for goal in Goal.objects.all()
    ]


def ensure_goals() -> int:
    """Each indicator of the first list has a goal; the number of those that had none until now."""
    missing = set(FIRST_GOALS) - set(Goal.objects.filter(by="").values_list("indicator", flat=True))
    Goal.objects.bulk_create(
        Goal(indicator=indicator, target=FIRST_GOALS[indicator], valid_from=FIRST_DAY, why=WHY)
        for indicator in sorted(missing)
    )
    if missing:
        public_has_changed()
    return len(missing)


def every_goal() -> QuerySet[Goal]:
    """The goals of all days by indicator and group, the newest first."""
    return Goal.objects.select_related("set_by")


@transaction.atomic
def set_goal(goal: Goal, *, by: User, token: str | None = None) -> Goal:
    """The goal holds from its day on; the one in force until then ends the day before, a later one stays.

    Raises ValidationError where one begins on that day already, PermissionDenied for who does not manage.
    """
    require_manager(by)
    if (known := first_time(token, Goal)) is not None:
        return Goal.objects.get(pk=known.object_id)
    same = Goal.objects.select_for_update().filter(indicator=goal.indicator, by=goal.by, group=goal.group)
    later = same.filter(valid_from__gt=goal.valid_from).order_by("valid_from").first()
    goal.set_by, goal.valid_until = by, later.valid_from - timedelta(days=1) if later else None
    goal.full_clean()
    in_force = Q(valid_until=None) | Q(valid_until__gte=goal.valid_from)
    same.filter(in_force, valid_from__lt=goal.valid_from).update(
        valid_until=goal.valid_from - timedelta(days=1)
    )
    goal.save()
    told = {"indicator": goal.indicator, "by": goal.by, "group": goal.group, "target": goal.target}
    record("goal.set", goal, by=by, on=goal.valid_from, data=told, token=token)
    public_has_changed()
    return goal
