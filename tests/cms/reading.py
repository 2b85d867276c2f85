"""A web process beside the tests, to be asked for pages."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.db import connection

from tests import clock
from tests.cms.reading_process import DATABASE


def database_of_the_tests() -> dict[str, str]:
    """Where the tests' own database is."""
    return {key: str(connection.settings_dict[key]) for key in ("NAME", "USER", "HOST", "PORT")}


class Reading:
    """A process that reads pages from `database`, while readers of its own press on `pressed`."""

    def __init__(self, database: dict[str, Any], pressed: str) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "tests.cms.reading_process", pressed],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=settings.ROOT,
            env=clock.told()
            | {
                DATABASE: json.dumps(database),
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
                "PYTHONPATH": f"{settings.ROOT}:{settings.ROOT / 'platform'}",
            },
        )

    def reads(self, address: str) -> tuple[int, str, dict[str, str]]:
        """Status, page and headers."""
        self.process.stdin.write(address + "\n")
        self.process.stdin.flush()
        status, page, headers = json.loads(self.process.stdout.readline())
        return status, page, headers

    def end(self) -> None:
        """The process is gone."""
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()
