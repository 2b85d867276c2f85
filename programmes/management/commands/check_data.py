"""`check_data`: what should not be. Exit 1 if anything is. Example: python manage.py check_data"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count

from programmes.handover.leaving import last_days
from programmes.merging.duplicates import likely_pairs
from programmes.participants.models import Participation
from programmes.participants.states import OPEN
from programmes.participants.steps import told_wrongly


def may_be_one_person() -> list[str]:
    """Records of the same date of birth and a name that is alike."""
    return [f"{pair.one.reference} {pair.other.reference}" for pair in likely_pairs() if pair.is_likely]


def open_twice() -> list[str]:
    """People with more than one open time in the service."""
    rows = Participation.objects.filter(state__in=sorted(OPEN)).order_by().values("participant__reference")
    several = rows.annotate(number=Count("pk")).filter(number__gt=1)
    return sorted(row["participant__reference"] for row in several)


def steps_told_wrongly() -> list[str]:
    """Times in the service that name another day of the last step than their steps do."""
    return [row.reference for row in told_wrongly()]


def left_without_a_plan() -> list[str]:
    """Open times in the service whose worker's account is closed."""
    rows = Participation.objects.filter(state__in=sorted(OPEN), coordinator__is_active=False).order_by("pk")
    return list(rows.exclude(coordinator__in=last_days()).values_list("reference", flat=True))


CHECKS: dict[str, Callable[[], list[str]]] = {
    "may be one person": may_be_one_person,
    "open twice": open_twice,
    "day of the last step": steps_told_wrongly,
    "worker has left": left_without_a_plan,
}


class Command(BaseCommand):
    """Names nobody: references alone."""

    help = (
        "Lists what should not be, by reference: records that may be one person, people with two open times, "
        "days that differ, people whose worker has left. Exit 1 if anything is found. "
        "Example: python manage.py check_data"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each thing that was found, and one of counts."""
        counts = []
        for name, check in CHECKS.items():
            found = check()
            for line in found:
                self.stdout.write(f"{name}: {line}")
            counts.append(f"{len(found)} {name}")
        self.stdout.write(", ".join(counts))
        if any(not count.startswith("0 ") for count in counts):
            raise SystemExit(1)
