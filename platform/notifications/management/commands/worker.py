"""`worker`: sends what waits, seals the trail, does what time drives. Example: python manage.py worker"""

from __future__ import annotations

import signal
import socket
import sys
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.utils import OperationalError
from django.utils import timezone

from audit.sealing import seal_everything
from notifications.codes import send_codes
from notifications.jobs import Crew, do_now
from notifications.models import Heartbeat
from notifications.rounds import do_steps
from notifications.services import send_due

PAUSE_SECONDS = 5
MAINTAIN_EVERY_SECONDS = 300


class Command(BaseCommand):
    """Sends what is due, seals the trail, and every five minutes runs `maintain`, until told to stop."""

    help = "Sends what waits in the outbox until it is stopped. Example: python manage.py worker --once"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        self.running, self.maintained_at, self.crew = True, float("-inf"), Crew()
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        while self.running:
            self.round()
            self.maintain()
            if options["once"]:
                do_now()
                self.steps()
                return
            for _second in range(PAUSE_SECONDS):
                if self.running:
                    self.codes()
                    if not self.steps():
                        time.sleep(1)
        self.crew.end()

    def codes(self) -> None:
        """Codes have been tried, and long work begun: somebody waits for each, so they are looked for every
        second."""
        try:
            send_codes()
            self.crew.look()
        except OperationalError:
            connection.close()

    def steps(self) -> bool:
        """What somebody waits for has gone on for a moment; whether there is more of it."""
        try:
            return do_steps()
        except OperationalError:
            connection.close()
            return False

    def round(self) -> None:
        """What is due has been tried, the trail is sealed, and the worker has shown that it lives."""
        try:
            Heartbeat.objects.update_or_create(
                name=socket.gethostname()[:40], defaults={"at": timezone.now()}
            )
            sent = send_codes() + send_due()
            seal_everything()
        except OperationalError as away:
            connection.close()
            self.stderr.write(f"The database does not answer ({type(away).__name__}); trying again.")
            return
        if sent:
            self.stderr.write(f"{sent} messages sent")

    def maintain(self) -> None:
        """What time drives has been done within the last five minutes; a failure waits for the next time."""
        if time.monotonic() - self.maintained_at < MAINTAIN_EVERY_SECONDS:
            return
        self.maintained_at = time.monotonic()
        try:
            call_command("maintain", stdout=sys.stderr)
        except (SystemExit, OperationalError) as failure:
            connection.close()
            self.stderr.write(f"maintain did not end well ({type(failure).__name__}); trying again later.")

    def stop(self, *_signal: Any) -> None:
        """The round under way is the last."""
        self.running = False
