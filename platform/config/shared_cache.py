"""The cache of several web processes of one machine: Django's cache in files, where counting is one step.

Where no CACHE_URL names a server for it. What a process keeps for itself alone is not shared: the others
would show what was before, and each would count the tries at a door by itself.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class SharedFiles(FileBasedCache):
    """As Django's, but `add` and `incr` hold for all processes at once, and `incr` leaves the end as it was.

    Django's own looks first and writes then: of two processes both add, and of two counts one is lost.
    """

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Whether nothing stood there; then it does now."""
        with self._alone():
            return bool(super().add(key, value, timeout=timeout, version=version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """The number that stands there now, `delta` more. Raises ValueError when there is none."""
        with self._alone():
            try:
                with Path(self._key_to_file(key, version)).open("rb") as file:  # type: ignore[attr-defined]
                    ends: float | None = pickle.load(file)  # noqa: S301 - ours
                    value: int = pickle.loads(zlib.decompress(file.read())) + delta  # noqa: S301 - ours
            except FileNotFoundError:
                raise ValueError(f"There is no {key}.") from None
            seconds = None if ends is None else ends - time.time()
            if seconds is not None and seconds <= 0:
                raise ValueError(f"The time of {key} is over.")
            self.set(key, value, timeout=seconds, version=version)
            return value

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process adds or counts meanwhile."""
        self._createdir()  # type: ignore[attr-defined]
        lock = os.open(Path(self._dir) / "lock", os.O_CREAT | os.O_RDWR, 0o600)  # type: ignore[attr-defined]
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)
