"""Long work that the worker has done by processes of their own: codes and messages do not wait for it.

What stands above names its work here when the app is ready; the worker looks every second whether any waits.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command

# After work that ended badly, so long before it is begun again.
REST_SECONDS = 30
END_SECONDS = 10


@dataclass(frozen=True)
class Job:
    """A command that does all of its work that waits, and whether any does."""

    command: str
    waits: Callable[[], bool]


_jobs: dict[str, Job] = {}


def put_to_work(command: str, waits: Callable[[], bool]) -> None:
    """From now on the worker runs the command when its work waits."""
    _jobs[command] = Job(command, waits)


def do_now() -> None:
    """Work that waits is done here, one after another: for a worker that makes one round."""
    for job in _jobs.values():
        if job.waits():
            call_command(job.command)


class Crew:
    """The processes of one worker, at most one for each kind of work."""

    def __init__(self) -> None:
        self._under_way: dict[str, subprocess.Popen[bytes]] = {}
        self._rests_until: dict[str, float] = {}

    def look(self) -> None:
        """Work that waits is under way."""
        for name, job in _jobs.items():
            if self._is_at(name) or time.monotonic() < self._rests_until.get(name, 0):
                continue
            if job.waits():
                command = [sys.executable, str(settings.ROOT / "manage.py"), name]
                self._under_way[name] = subprocess.Popen(command)  # noqa: S603 - our own command

    def end(self) -> None:
        """Nothing is under way any more: asked first, killed after ten seconds."""
        for process in self._under_way.values():
            process.terminate()
        for process in self._under_way.values():
            try:
                process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._under_way.clear()

    def _is_at(self, name: str) -> bool:
        process = self._under_way.get(name)
        if process is None:
            return False
        if process.poll() is None:
            return True
        if process.returncode:
            self._rests_until[name] = time.monotonic() + REST_SECONDS
        del self._under_way[name]
        return False
