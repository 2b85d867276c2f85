"""Goals: what is aimed at, on which day, and the first ones of a new service."""

from datetime import date

from publicdata.version import public_has_changed
from reports.figures import GoalFact
from reports.models import Goal

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
