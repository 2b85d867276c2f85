"""`manage.py load_goals`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, no_translations

from reports.goals import ensure_goals


class Command(BaseCommand):
    """Each indicator of the first list has a goal; one that was set stays as it is."""

    help = """Set the first goals of the figures where there is none yet. Example: manage.py load_goals"""

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """The number of goals that were set is on stdout."""
        self.stdout.write(f"goals: {ensure_goals()} new")
