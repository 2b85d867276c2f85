"""What many tests build again and again, kept as a copy of the database and of the files.

One process of a run builds it, the others take the copy: a tenth of a second instead of ten.
"""

from __future__ import annotations

import fcntl
import pickle
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from areas.remembering import forget as forget_reference
from publicdata.memory import forget_remembered

EMPTY = "empty"


@dataclass(frozen=True)
class Built:
    """What a builder makes, by its name, upon what another makes."""

    name: str
    build: Callable[[], None]
    upon: Built | None = None


class Snapshots:
    """The copies of one run: on SQLite in a folder that its processes share, on PostgreSQL each its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.copies: Copies = Files(folder) if connection.vendor == "sqlite" else Templates()
        self.holds = ""  # the name of what the database holds untouched; empty: nobody knows
        self.stood_upon = 0

    def begin(self) -> None:
        """The database as it is before any test, with its tables and nothing in them, can be had again."""
        with self._alone(EMPTY):
            if not self._kept(EMPTY).exists():
                self.keep(EMPTY)

    @contextmanager
    def standing(self, what: Built) -> Iterator[None]:
        """Inside, the database holds what is built, committed; after it too, until somebody needs another."""
        self.put(what)
        self.stood_upon += 1
        try:
            yield
        finally:
            self.stood_upon -= 1

    def clear(self) -> None:
        """The database is empty, unless a whole module stands on what it holds."""
        if not self.stood_upon and self.holds != EMPTY:
            self.restore(EMPTY)

    def touched(self) -> None:
        """What the database holds has been changed for good: whoever needs anything has it put there anew."""
        self.holds = ""

    def put(self, what: Built) -> None:
        """The database holds what is built and nothing else."""
        with self._alone(what.name):
            if not self._kept(what.name).exists():
                if what.upon:
                    self.put(what.upon)
                else:
                    self.restore(EMPTY)
                self.touched()
                what.build()
                self.keep(what.name)
                return
        self.restore(what.name)

    def end(self) -> None:
        """Nothing is left behind that does not go with the folder."""
        self.copies.end()

    def keep(self, name: str) -> None:
        """Database and files as they are now can be had again."""
        connection.ensure_connection()
        self.copies.keep(name)
        self.holds = name
        self._kept(name).write_bytes(pickle.dumps(dict(stored_files())))

    def restore(self, name: str) -> None:
        """Database and files are as they were kept; nothing remembered from before is believed."""
        connection.ensure_connection()
        if self.holds != name:
            self.copies.restore(name)
        for path, content in pickle.loads(self._kept(name).read_bytes()).items():  # noqa: S301 - ours
            if not default_storage.exists(path):
                default_storage.save(path, ContentFile(content))
        ContentType.objects.clear_cache()
        forget_everything()
        self.holds = name

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _kept(self, name: str) -> Path:
        return self.folder / f"{name}.files"


class Copies(Protocol):
    """Where the databases themselves are kept."""

    def keep(self, name: str) -> None:
        """The database as it is now is kept by this name."""

    def restore(self, name: str) -> None:
        """The database is as it was kept by this name."""

    def end(self) -> None:
        """What the folder does not hold is gone."""


class Files:
    """Copies of an SQLite database, a file each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, name: str) -> None:
        with closing(sqlite3.connect(self.folder / f"{name}.sqlite3")) as copy:
            connection.connection.backup(copy)

    def restore(self, name: str) -> None:
        with closing(sqlite3.connect(self.folder / f"{name}.sqlite3")) as copy:
            copy.backup(connection.connection)

    def end(self) -> None:
        """They lie in the folder."""


class Templates:
    """Copies of a PostgreSQL database, a database each, of which the server makes the tests' own anew."""

    def __init__(self) -> None:
        self.own = str(connection.settings_dict["NAME"])
        self.made: set[str] = set()

    def keep(self, name: str) -> None:
        self.made.add(f"{self.own}_{name}")
        self._copy(self.own, f"{self.own}_{name}")

    def restore(self, name: str) -> None:
        self._copy(f"{self.own}_{name}", self.own)

    def end(self) -> None:
        with connection._nodb_cursor() as cursor:
            for name in self.made:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _copy(self, of: str, to: str) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{to}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{to}" TEMPLATE "{of}"')
        connection.ensure_connection()


def forget_everything() -> None:
    """No cache of this process holds anything."""
    for name in settings.CACHES:
        caches[name].clear()
    forget_remembered()
    forget_reference()


def stored_files(folder: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of the storage by its path."""
    folders, files = default_storage.listdir(folder) if default_storage.exists(folder or ".") else ([], [])
    for name in files:
        path = f"{folder}/{name}" if folder else name
        with default_storage.open(path) as file:
            yield path, file.read()
    for name in folders:
        yield from stored_files(f"{folder}/{name}" if folder else name)
