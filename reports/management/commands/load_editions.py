"""`manage.py load_editions`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import connection, transaction

from programmes.exchange.demo import stamp
from reports import triggers
from reports.models import Edition
from reports.periods import Period
from reports.publishing import NotPublishableError, RefusedError, publish_edition

QUARTERS = 2


class Command(BaseCommand):
    """A demo database has editions of its last quarters, and none of people that were there before."""

    help = """Publish the last quarters of a demo database. Example: manage.py load_editions"""

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """The editions that were published are on stdout."""
        made = stamp()
        if made is None:
            raise CommandError("The database is not stamped as demo: nothing was published.", returncode=2)
        _empty()
        for period in Period(made.today, made.today).quarters_up_to(QUARTERS):
            try:
                self.stdout.write(publish_edition(period, by=None).name)
            except (NotPublishableError, RefusedError) as refusal:
                self.stderr.write(f"{period.name}: {refusal}", style_func=str)


@transaction.atomic
def _empty() -> None:
    editor = connection.schema_editor()
    connection.check_constraints()  # PostgreSQL changes no trigger while a foreign key is still to be checked
    triggers.drop(editor)
    Edition.objects.all().delete()
    triggers.create(editor)
