"""`manage.py load_spending`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import connection, transaction

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import holders_of
from areas.periods import after_months
from areas.selectors import spending_kinds
from audit import triggers
from programmes.exchange.demo import stamp
from reports.models import FundingRow, Spending
from reports.money import correct_spending, enter_spending, newest_entry
from reports.readers import keeps_the_money
from reports.triggers import MONEY

MONTHS = 24
# About what a month costs, by kind, in euros; a kind that is not named costs as much as "other".
ABOUT = {
    "staff": 815_000,
    "purchased_services": 455_000,
    "pay_subsidy": 372_000,
    "employment_supplement": 21_000,
    "premises": 58_000,
    "other": 47_000,
}
KNOWN_EARLY = ("staff", "premises")
WHY = "Lasku oli kirjattu kahteen kertaan."


class Command(BaseCommand):
    """A demo database has two years of spending, one correction, and a last month that is not whole yet."""

    help = """Enter the spending of a demo database. Example: manage.py load_spending"""

    @no_translations
    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """The number of months that were entered is on stdout."""
        made = stamp()
        if made is None:
            raise CommandError("The database is not stamped as demo: nothing was entered.", returncode=2)
        _empty()
        manager = next((one for one in holders_of(Role.MANAGER, None) if keeps_the_money(one)), None)
        if manager is None:
            raise CommandError("Nobody manages the area: nothing was entered.", returncode=2)
        first = made.today.replace(day=1)
        months = [after_months(first, -back) for back in range(MONTHS + 1, 0, -1)]
        self.stdout.write(f"spending: {_enter(months, manager, made.seed)} months")


def _enter(months: list[date], manager: User, seed: int) -> int:
    """Each month of all kinds, the last one of those that are known early; one sum is corrected."""
    chance = Random(seed)  # noqa: S311 - a demo, the same each time
    kinds = list(spending_kinds())
    for month in months:
        euros = {
            kind.code: Decimal(round(ABOUT.get(kind.code, ABOUT["other"]) * chance.uniform(88, 112))) / 100
            for kind in kinds
            if month != months[-1] or kind.code in KNOWN_EARLY
        }
        enter_spending(month, euros, by=manager)
    bought = next((kind for kind in kinds if kind.code == "purchased_services"), None)
    if bought is not None:
        row = Spending(month=months[-4], kind=bought, euros=Decimal("-3120.00"), why=WHY)
        correct_spending(row, seen=newest_entry(), by=manager)
    return len(months)


def _empty() -> None:
    """Nothing that somebody entered in an earlier demo is left; the rows of the area's data stay."""
    editor = connection.schema_editor()
    connection.check_constraints()  # PostgreSQL changes no trigger while a foreign key is still to be checked
    triggers.drop(editor, MONEY)
    Spending.objects.all().delete()
    FundingRow.objects.filter(code=None).delete()
    connection.check_constraints()
    triggers.create(editor, MONEY)
