"""What many tests build again and again, kept as a copy of the SQLite database and of the files.

One process of a run builds it, the others take the copy: a tenth of a second instead of ten. On PostgreSQL
nothing is kept; there the caller builds inside a transaction that is rolled back.
"""

from __future__ import annotations

import fcntl
import pickle
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from audit.memory import forget_remembered

EMPTY = "empty"


class Snapshots:
    """The copies of one run, in a folder that its processes share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self) -> None:
        """The database as it is before any test, with its tables and nothing in them, can be had again."""
        with self._alone(EMPTY):
            if not self._database(EMPTY).exists():
                self.keep(EMPTY)

    @contextmanager
    def standing(self, name: str, build: Callable[[], None]) -> Iterator[None]:
        """Inside, the database holds what `build` makes, committed; after it, it is empty again."""
        self.put(name, build)
        yield
        self.restore(EMPTY)

    def put(self, name: str, build: Callable[[], None]) -> None:
        """The database holds what `build` makes and nothing else."""
        with self._alone(name):
            if not self._database(name).exists():
                self.restore(EMPTY)
                build()
                self.keep(name)
                return
        self.restore(name)

    def keep(self, name: str) -> None:
        """Database and files as they are now can be had again."""
        self._files(name).write_bytes(pickle.dumps(dict(stored_files())))
        connection.ensure_connection()
        copy = sqlite3.connect(self._database(name))
        connection.connection.backup(copy)
        copy.close()

    def restore(self, name: str) -> None:
        """Database and files are as they were kept; nothing remembered from before is believed."""
        connection.ensure_connection()
        copy = sqlite3.connect(self._database(name))
        copy.backup(connection.connection)
        copy.close()
        for path, content in pickle.loads(self._files(name).read_bytes()).items():  # noqa: S301 - ours
            if not default_storage.exists(path):
                default_storage.save(path, ContentFile(content))
        ContentType.objects.clear_cache()
        forget_everything()

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _database(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"

    def _files(self, name: str) -> Path:
        return self.folder / f"{name}.files"


def forget_everything() -> None:
    """No cache of this process holds anything."""
    for name in settings.CACHES:
        caches[name].clear()
    forget_remembered()


def stored_files(folder: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of the storage by its path."""
    folders, files = default_storage.listdir(folder) if default_storage.exists(folder or ".") else ([], [])
    for name in files:
        path = f"{folder}/{name}" if folder else name
        with default_storage.open(path) as file:
            yield path, file.read()
    for name in folders:
        yield from stored_files(f"{folder}/{name}" if folder else name)
