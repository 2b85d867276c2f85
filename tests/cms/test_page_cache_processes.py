"""Two web processes, each with a memory of its own: neither shows an old page after a change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from programmes.placements import services as placement_services
from tests.cms.reading import Reading, database_of_the_tests
from tests.factories import programmes as make

PLACES = "/fi/paikat/"


@pytest.fixture
def processes(pages: None) -> Iterator[list[Reading]]:
    started = [Reading(database_of_the_tests(), PLACES) for _one in range(2)]
    yield started
    for one in started:
        one.end()


def test_no_process_shows_a_page_from_before_a_change(processes, long):
    changes = 40 if long else 4
    worker = make.coordinator()
    employer = make.host(by=worker)

    for number in range(changes):
        place = make.vacancy(employer=employer, by=worker, title=f"Paikka numero {number}.")
        opened = [one.reads(PLACES) for one in processes]
        placement_services.close_vacancy(place, by=worker, reason=make.a_reason("vacancy", "close"))
        closed = [one.reads(PLACES) for one in processes]

        assert [(status, place.title in page) for status, page, _headers in opened] == [(200, True)] * 2
        assert [(status, place.title in page) for status, page, _headers in closed] == [(200, False)] * 2
