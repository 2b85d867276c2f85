"""`manage.py make_reports`."""

from __future__ import annotations

import gc
import signal
import sys
from typing import Any, ClassVar

from django.core.management.base import BaseCommand

from reports.made.working import make_reports


class Command(BaseCommand):
    """Files and drafts of the reports that were asked for have been made."""

    help = (
        "Makes the files of reports and the drafts of editions that were asked for in the browser, one after "
        "another. The worker runs it when one waits. Example: python manage.py make_reports"
    )
    requires_system_checks: ClassVar[list[str]] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """How many it were, on stderr."""
        signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
        gc.freeze()
        self.stderr.write(f"{make_reports()} made")
