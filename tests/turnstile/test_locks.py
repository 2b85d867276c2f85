"""The two locks: who came first goes first, and what a writer held is free however it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from turnstile.locks import Locks, Turnstile, Wait, lock_files

LONG = 20.0
HOLDER = """
import sys, time
from turnstile.locks import Turnstile
mine = Turnstile()
print(mine.take(sys.argv[1], 20), flush=True)
time.sleep(60)
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "people.sqlite3"


@pytest.fixture
def holder(database: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the turn."""
    process = subprocess.Popen(  # noqa: S603 - our own program text
        [sys.executable, "-c", HOLDER, str(database)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(settings.ROOT / "platform")},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def is_free(database: Path) -> bool:
    """Whether a stranger could have the turn now."""
    stranger = Locks(database)
    try:
        return stranger.free_at_once()
    finally:
        stranger.close()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


def waiting(database: Path) -> int:
    """How many wait in the kernel for one of the locks, as Linux tells it."""
    nodes = {f":{file.stat().st_ino}" for file in lock_files(database)}
    lines = [line.split() for line in Path("/proc/locks").read_text(encoding="ascii").splitlines()]
    return sum(parts[1] == "->" and any(part.endswith(tuple(nodes)) for part in parts) for parts in lines)


class Writer(threading.Thread):
    """Takes the turn, writes its name down, gives the turn back."""

    def __init__(self, database: Path, name: str, served: list[str]) -> None:
        super().__init__(daemon=True)
        self.database, self.word, self.served = database, name, served

    def run(self) -> None:
        mine = Turnstile()
        if mine.take(self.database, LONG):
            self.served.append(self.word)
        mine.close()


def test_files_of_the_locks_are_beside_the_database(database):
    mine = Turnstile()

    mine.take(database, LONG)

    assert {file.name for file in database.parent.iterdir()} == {
        "people.sqlite3-queue",
        "people.sqlite3-turn",
    }
    mine.close()


def test_one_has_the_turn_at_a_time(database):
    first, second = Turnstile(), Turnstile()

    assert first.take(database, LONG)
    assert not second.take(database, 0.05)
    first.give_back()
    assert second.take(database, LONG)
    second.close()
    first.close()


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="Linux tells who waits")
def test_writers_are_served_in_the_order_they_came(database):
    served: list[str] = []
    first = Turnstile()
    first.take(database, LONG)
    names = ["a", "b", "c", "d", "e"]
    writers = [Writer(database, name, served) for name in names]
    for place, writer in enumerate(writers, start=1):
        writer.start()
        until(lambda place=place: waiting(database) == place)

    first.give_back()
    for writer in writers:
        writer.join(LONG)

    assert served == names
    first.close()


def test_who_has_just_written_cannot_pass_the_one_who_waits(database):
    served: list[str] = []
    quick = Turnstile()
    for number in range(20):
        quick.take(database, LONG)
        patient = Writer(database, "patient", served)
        patient.start()
        until(lambda: not can_queue(database))

        quick.give_back()
        quick.take(database, LONG)

        assert len(served) == number + 1
        quick.give_back()
        patient.join(LONG)
    quick.close()


def can_queue(database: Path) -> bool:
    """Whether the place at the head of the queue is free."""
    stranger = Locks(database)
    try:
        stranger.free_at_once()
        return stranger._in_queue
    finally:
        stranger.close()


def test_killed_holder_frees_the_turn_at_once(database, holder):
    assert not is_free(database)

    holder.send_signal(signal.SIGKILL)
    holder.wait()

    assert is_free(database)


def test_a_process_that_waits_is_let_in_when_the_holder_is_killed(database, holder):
    served: list[str] = []
    writer = Writer(database, "next", served)
    writer.start()
    until(lambda: not can_queue(database))

    holder.send_signal(signal.SIGKILL)
    writer.join(LONG)

    assert served == ["next"]


def test_a_wait_that_was_given_up_does_not_keep_the_turn(database):
    holder, late = Turnstile(), Turnstile()
    holder.take(database, LONG)
    assert not late.take(database, 0.05)

    holder.give_back()

    until(lambda: is_free(database))
    assert late.take(database, LONG)
    late.close()
    holder.close()


def test_an_interrupted_wait_does_not_keep_the_turn(database, monkeypatch):
    holder, interrupted = Turnstile(), Turnstile()
    holder.take(database, LONG)

    def interrupt(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(Wait, "join", interrupt)
    with pytest.raises(KeyboardInterrupt):
        interrupted.take(database, LONG)
    monkeypatch.undo()
    holder.give_back()

    until(lambda: is_free(database))
    holder.close()


def test_a_writer_that_is_forgotten_frees_the_turn(database):
    forgotten = Turnstile()
    forgotten.take(database, LONG)

    del forgotten

    assert is_free(database)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_forked_process_neither_frees_nor_keeps_what_its_parent_has(database):
    mine = Turnstile()
    mine.take(database, LONG)
    hears, tells = os.pipe()
    if not (child := os.fork()):
        mine.give_back()
        mine.close()
        os.write(tells, b"0" if is_free(database) else b"1")
        time.sleep(LONG)
        os._exit(0)
    try:
        assert os.read(hears, 1) == b"1"
        assert not is_free(database)
        mine.give_back()
        assert is_free(database)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(hears)
        os.close(tells)
        mine.close()


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether it comes to hold: the kernel closes the files of a program that starts one after the other."""
    until = time.monotonic() + LONG
    while not holds() and time.monotonic() < until:
        time.sleep(0.01)
    return holds()


def test_a_started_program_does_not_inherit_the_locks(database):
    mine = Turnstile()
    mine.take(database, LONG)
    with subprocess.Popen(["/bin/sleep", "60"], close_fds=False) as program:
        mine._locks.forget()

        assert eventually(lambda: is_free(database))
        program.kill()


def test_no_file_stays_open(database):
    before = set(os.listdir("/dev/fd"))
    mine = Turnstile()
    for _round in range(3):
        mine.take(database, LONG)
        mine.give_back()

    assert len(os.listdir("/dev/fd")) == len(before) + 2
    mine.close()
    assert len(os.listdir("/dev/fd")) == len(before)


def test_locks_that_cannot_be_made_are_an_error(tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        Turnstile().take(tmp_path / "nowhere" / "people.sqlite3", LONG)
