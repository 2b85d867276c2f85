"""`manage.py see_to_imports`."""

from __future__ import annotations

import gc
import signal
import sys
from typing import Any, ClassVar

from django.core.management.base import BaseCommand

from programmes.exchange.browser.working import see_to_imports


class Command(BaseCommand):
    """Imports that were sent from the browser have been seen to: checked, brought in or taken back."""

    help = (
        "Sees to the imports that were sent from the browser, one after another. The worker runs it when one "
        "waits. Ended half-way it leaves whole parts, and the next run goes on. "
        "Example: python manage.py see_to_imports"
    )
    requires_system_checks: ClassVar[list[str]] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """How many it were, on stderr."""
        signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
        gc.freeze()
        self.stderr.write(f"{see_to_imports()} imports seen to")
