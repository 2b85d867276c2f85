"""The tests and what they start go by one clock."""

import subprocess
import sys
import time

import pytest
import time_machine
from django.conf import settings

from tests import clock

TELLS = "import time; from tests import clock; clock.go_by_it(); print(time.time())"


def told_by_a_process() -> float:
    """What time a process says it is that is started now."""
    started = subprocess.run(  # noqa: S603 - our own program text
        [sys.executable, "-c", TELLS],
        env=clock.told(),
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(started.stdout)


def test_a_started_process_goes_by_the_clock_of_the_tests():
    assert told_by_a_process() == pytest.approx(time.time(), abs=120)


def test_a_started_process_goes_where_its_test_has_gone():
    with time_machine.travel("2031-05-06T10:00:00+03:00"):
        assert told_by_a_process() == pytest.approx(time.time(), abs=120)
