"""Two web processes, each with a memory of its own: neither shows an old page after a change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from programmes.placements import services as placement_services
from tests.cms.reading_process import DATABASE
from tests.factories import programmes as make

PLACES = "/fi/paikat/"


class Reading:
    """A process that reads pages."""

    def __init__(self) -> None:
        known = {key: str(connection.settings_dict[key]) for key in ("NAME", "USER", "HOST", "PORT")}
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "tests.cms.reading_process", PLACES],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=settings.ROOT,
            env=os.environ
            | {
                DATABASE: json.dumps(known),
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
                "PYTHONPATH": f"{settings.ROOT}:{settings.ROOT / 'platform'}",
            },
        )

    def reads(self, address: str) -> tuple[int, str]:
        """Status and page."""
        self.process.stdin.write(address + "\n")
        self.process.stdin.flush()
        status, page = json.loads(self.process.stdout.readline())
        return status, page

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


@pytest.fixture
def processes(reference_committed: None) -> Iterator[list[Reading]]:
    call_command("load_pages", verbosity=0)
    started = [Reading(), Reading()]
    yield started
    for one in started:
        one.end()


def test_no_process_shows_a_page_from_before_a_change(processes, long):
    changes = 40 if long else 8
    worker = make.coordinator()
    employer = make.host(by=worker)

    for number in range(changes):
        place = make.vacancy(employer=employer, by=worker, title=f"Paikka numero {number}.")
        opened = [one.reads(PLACES) for one in processes]
        placement_services.close_vacancy(place, by=worker, reason=make.a_reason("vacancy", "close"))
        closed = [one.reads(PLACES) for one in processes]

        assert [(status, place.title in page) for status, page in opened] == [(200, True)] * 2
        assert [(status, place.title in page) for status, page in closed] == [(200, False)] * 2
