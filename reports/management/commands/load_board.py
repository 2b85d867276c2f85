"""`manage.py load_board`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import transaction

from accounts.roles import Role
from accounts.selectors import holders_of
from areas.working_days import add_working_days
from programmes.exchange.demo import stamp
from reports.board_days.services import note
from reports.models import BoardDay, MonthlyReport, MonthTold
from reports.monthly.services import start

DAYS_AGO = (47, 138, 229)
MONTHLY = (("right-to-work", Role.MANAGER), ("outcomes", Role.MANAGER), ("right-to-work", Role.COORDINATOR))


class Command(BaseCommand):
    """A demo database has three days of the board, and reports that come every month."""

    help = """Write down the days of the board of a demo database. Example: manage.py load_board"""

    @no_translations
    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """The number of days that were written down is on stdout."""
        made = stamp()
        if made is None:
            raise CommandError("The database is not stamped as demo: nothing was written.", returncode=2)
        manager = next(iter(holders_of(Role.MANAGER, None)), None)
        if manager is None:
            raise CommandError("Nobody manages the area: nothing was written.", returncode=2)
        for model in (BoardDay, MonthlyReport, MonthTold):
            model.objects.all().delete()
        for days in DAYS_AGO:
            note(add_working_days(made.today - timedelta(days=days), 1), by=manager)
        for report, role in MONTHLY:
            start(report, role, by=manager)
        self.stdout.write(f"board: {len(DAYS_AGO)} days")
