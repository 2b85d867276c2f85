"""Two locks beside a database that let its writers in one after the other.

Who wants to write takes the place at the head of the queue, waits there for the turn, takes it and frees the
place. So who has just had the turn stands behind those who wait, and nobody waits for more than those before.
The kernel keeps the locks: what a killed process held is free at once.
"""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path
from weakref import WeakSet

SUFFIXES = ("-queue", "-turn")


def lock_files(database: str | Path) -> list[Path]:
    """The files of the locks of a database."""
    return [Path(f"{database}{suffix}") for suffix in SUFFIXES]


class Turnstile:
    """One writer's way to the turn. Not for use by several threads at once."""

    def __init__(self) -> None:
        self._locks: Locks | None = None
        self._has_turn = False

    def take(self, database: str | Path, seconds: float) -> bool:
        """Whether this writer has the turn; False when it did not come in time."""
        try:
            locks = self._locks = self._usable() or Locks(database)
            self._has_turn = locks.free_at_once() or self._has_waited(locks, seconds)
        except BaseException:
            self.close()
            raise
        return self._has_turn

    def give_back(self) -> None:
        """The next writer is let in, if this one had the turn."""
        if self._has_turn and (locks := self._usable()):
            locks.free_turn()
        self._has_turn = False

    def close(self) -> None:
        """Nothing is held or open."""
        if self._locks:
            self._locks.close()
        self._locks, self._has_turn = None, False

    def _usable(self) -> Locks | None:
        return self._locks if self._locks and self._locks.is_open else None

    def _has_waited(self, locks: Locks, seconds: float) -> bool:
        self._locks = None  # a wait that is given up keeps its locks until it ends
        if not Wait(locks).ends_within(seconds):
            return False
        self._locks = locks
        return True


class Locks:
    """The open files of the two locks, belonging to this process only."""

    def __init__(self, database: str | Path) -> None:
        queue, turn = lock_files(database)
        flags = os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC
        self._queue = os.open(queue, flags, 0o644)
        try:
            self._turn = os.open(turn, flags, 0o644)
        except OSError:
            os.close(self._queue)
            raise
        self.is_open = True
        self._in_queue = False
        _all_open.add(self)

    def free_at_once(self) -> bool:
        """Whether the turn could be taken without waiting; if not, the place in the queue may be held."""
        try:
            fcntl.flock(self._queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._in_queue = True
            fcntl.flock(self._turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self._leave_queue()
        return True

    def wait(self) -> None:
        """The turn is held, however long it took."""
        if not self._in_queue:
            fcntl.flock(self._queue, fcntl.LOCK_EX)
        fcntl.flock(self._turn, fcntl.LOCK_EX)
        self._leave_queue()

    def free_turn(self) -> None:
        """Another may have the turn."""
        fcntl.flock(self._turn, fcntl.LOCK_UN)

    def close(self) -> None:
        """Both locks are free, as far as this writer held them, and the files closed."""
        if self.is_open:
            self._leave_queue()
            self.free_turn()
            self.forget()

    def forget(self) -> None:
        """The files are closed; what is held stays with those who share them."""
        self.is_open = False
        os.close(self._queue)
        os.close(self._turn)

    def _leave_queue(self) -> None:
        fcntl.flock(self._queue, fcntl.LOCK_UN)
        self._in_queue = False

    def __del__(self) -> None:
        if getattr(self, "is_open", False):
            self.close()


class Wait(threading.Thread):
    """Waits for the turn where it can be left waiting: the kernel's locks know no time limit."""

    def __init__(self, locks: Locks) -> None:
        super().__init__(name="turnstile", daemon=True)
        self._locks = locks
        self._decided = threading.Lock()
        self._came = self._given_up = False

    def run(self) -> None:
        """The turn has come; it is given on at once when nobody waits for it any more."""
        self._locks.wait()
        with self._decided:
            self._came = not self._given_up
        if self._given_up:
            self._locks.close()

    def ends_within(self, seconds: float) -> bool:
        """Whether the turn came in time; if not, or when interrupted, it is given up."""
        self.start()
        try:
            self.join(seconds)
        finally:
            with self._decided:
                self._given_up = not self._came
        return self._came


_all_open: WeakSet[Locks] = WeakSet()


def _forget_the_parents() -> None:
    """A forked process has no part in the locks of the one it came from."""
    for locks in list(_all_open):
        if locks.is_open:
            locks.forget()


os.register_at_fork(after_in_child=_forget_the_parents)
