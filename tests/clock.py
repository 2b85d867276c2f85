"""The clock of the suite: the tests and every process they start go by the same one.

With VALITYO_CLOCK, a day and an hour in Finnish time, the suite runs as if it began then (`tests/clocks.sh`).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import time_machine
from django.conf import settings

CLOCK = "VALITYO_CLOCK"
AHEAD = "VALITYO_CLOCK_AHEAD"  # how many seconds a started process is ahead of the real time


def go_by_it() -> Callable[[], None]:
    """From now on this process goes by the clock that its surroundings name; answers how to stop that."""
    begins = _named()
    if begins is None:
        return lambda: None
    journey = time_machine.travel(begins, tick=True)
    journey.start()
    return journey.stop


def told() -> dict[str, str]:
    """The surroundings for a process that is started now: it goes by the clock of the one who starts it."""
    really = (
        time_machine.escape_hatch.time.time() if time_machine.escape_hatch.is_travelling() else time.time()
    )
    return os.environ | {AHEAD: str(round(time.time() - really, 3))}


def _named() -> float | None:
    """The moment that it is now by the named clock, if another than the real one is named."""
    if ahead := float(os.environ.get(AHEAD, 0)):
        return time.time() + ahead
    if clock := os.environ.get(CLOCK):
        return datetime.fromisoformat(clock).replace(tzinfo=ZoneInfo(settings.TIME_ZONE)).timestamp()
    return None
