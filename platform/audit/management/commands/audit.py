"""`audit verify`: checks the hash chain. Example: python manage.py audit verify"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from audit.chain import first_broken
from audit.models import Event


class Command(BaseCommand):
    """Checks the hash chain of the audit trail; names the first broken entry and exits with 1."""

    help = "Checks the hash chain of the audit trail. Example: python manage.py audit verify"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        broken = first_broken()
        if broken is None:
            self.stdout.write(f"{Event.objects.count()} events, the chain is whole")
            return
        self.stdout.write(
            f"Broken at event {broken.pk}: {broken.verb} {broken.reference} at {broken.at.isoformat()}"
        )
        raise SystemExit(1)
