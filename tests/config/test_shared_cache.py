"""What several web processes share in files: nobody adds twice, no count is lost."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from config.shared_cache import SharedFiles

PROCESSES, TIMES = 4, 50


@pytest.fixture
def cache(tmp_path: Path) -> SharedFiles:
    return SharedFiles(str(tmp_path / "cache"), {"OPTIONS": {"MAX_ENTRIES": 1000}})


def knock(folder: str, begin: Any, results: Any) -> None:
    cache = SharedFiles(folder, {})
    begin.wait()
    added = cache.add("door", 0, 60)
    begin.wait()
    for _time in range(TIMES):
        cache.incr("door")
    results.put(added)


def test_every_process_counts_and_one_adds(cache):
    context = multiprocessing.get_context("fork")
    begin, results = context.Barrier(PROCESSES), context.Queue()
    started = [
        context.Process(target=knock, args=(str(cache._dir), begin, results)) for _process in range(PROCESSES)
    ]
    for process in started:
        process.start()
    added = [results.get(timeout=30) for _process in started]
    for process in started:
        process.join()

    assert sorted(added) == [False, False, False, True]
    assert cache.get("door") == PROCESSES * TIMES


def test_counting_leaves_the_end_where_it_was(cache, time_machine):
    time_machine.move_to("2026-11-29 12:00:00+00:00", tick=False)
    cache.add("door", 0, 600)
    time_machine.move_to("2026-11-29 12:09:00+00:00", tick=False)
    assert cache.incr("door") == 1

    time_machine.move_to("2026-11-29 12:10:01+00:00", tick=False)
    assert cache.get("door") is None
    with pytest.raises(ValueError, match="no door"):
        cache.incr("door")


def test_what_is_over_is_not_counted_on(cache, time_machine):
    time_machine.move_to("2026-11-29 12:00:00+00:00", tick=False)
    cache.add("door", 4, 600)
    time_machine.move_to("2026-11-29 12:10:01+00:00", tick=False)

    with pytest.raises(ValueError, match="over"):
        cache.incr("door")


def test_without_an_end_there_is_none_after(cache):
    cache.set("door", 4, None)

    assert (cache.incr("door", 3), cache.get("door")) == (7, 7)
