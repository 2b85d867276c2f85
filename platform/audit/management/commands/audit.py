"""`audit verify`: checks the trail and its seals. Example: python manage.py audit verify"""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from audit.sealing import seal_everything
from audit.verifying import Verified, verify

NAMES = {"event": "events", "read": "looks"}


class Command(BaseCommand):
    """Checks the trail against its seals; names every broken entry, and exits with 1 when there is one."""

    help = "Checks the audit trail and its seals. Example: python manage.py audit verify"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["verify", "seal"])
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes at once")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "seal":
            self.stdout.write(f"{seal_everything()} rows sealed")
            return
        found = verify(max(1, options["workers"]))
        for broken in found.broken:
            self.stdout.write(f"Broken: {broken}")
        for table, name in NAMES.items():
            self.stdout.write(self.how_far(found, table, name))
        if found.broken:
            raise SystemExit(1)
        self.stdout.write("The trail is whole")

    def how_far(self, found: Verified, table: str, name: str) -> str:
        """How many rows there are and how far they are sealed, in one line."""
        rows, sealed = found.rows[table], found.sealed[table]
        waiting = f"{rows - sealed} not sealed yet" if rows > sealed else "all sealed"
        return f"{rows} {name}: {sealed} sealed, {waiting}" if rows > sealed else f"{rows} {name}: {waiting}"
