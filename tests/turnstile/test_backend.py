"""Transactions on SQLite take turns, and are otherwise what they were."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError, connections, transaction

from config.environment import Environment
from tests.turnstile.test_locks import LONG, can_queue, is_free, until
from turnstile.base import DatabaseWrapper
from turnstile.locks import lock_files

ALIAS = "beside"


@pytest.fixture(autouse=True)
def _databases_may_be_asked(django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "people.sqlite3"


def settings_of(name: str, **options: Any) -> dict[str, Any]:
    given = connections.settings["default"]
    return given | {
        "ENGINE": "turnstile",
        "NAME": name,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": LONG} | options,
        "CONN_HEALTH_CHECKS": False,
        "TEST": given["TEST"] | {"NAME": None},
    }


@pytest.fixture
def beside(database: Path) -> Iterator[DatabaseWrapper]:
    """A connection to a database of its own, with one table."""
    connection = DatabaseWrapper(settings_of(str(database)), ALIAS)
    connections[ALIAS] = connection
    with sqlite3.connect(database) as plain:
        plain.execute("CREATE TABLE word (text varchar(20) UNIQUE)")
    plain.close()
    yield connection
    connection.close()
    del connections[ALIAS]


def write(connection: DatabaseWrapper, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO word VALUES (%s)", [text])


def write_twice(connection: DatabaseWrapper, text: str) -> None:
    write(connection, text)
    write(connection, text)


def words(database: Path) -> list[str]:
    with sqlite3.connect(database) as plain:
        found = [text for (text,) in plain.execute("SELECT text FROM word ORDER BY rowid")]
    plain.close()
    return found


def atomic(**options: Any) -> transaction.Atomic:
    return transaction.atomic(using=ALIAS, **options)


def test_a_transaction_has_the_turn_until_it_is_committed(beside, database):
    with atomic():
        write(beside, "a")
        assert not is_free(database)

    assert is_free(database)
    assert words(database) == ["a"]


def test_a_failure_gives_the_turn_back(beside, database):
    with pytest.raises(IntegrityError), atomic():
        write_twice(beside, "a")

    assert is_free(database)
    assert words(database) == []


def test_a_rollback_that_fails_gives_the_turn_back(beside, database, monkeypatch):
    def fail(_connection):
        raise OperationalError

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper._rollback", fail)
    with pytest.raises(ZeroDivisionError), atomic():
        raise ZeroDivisionError

    assert is_free(database)


def test_a_commit_that_fails_gives_the_turn_back_with_the_rollback(beside, database, monkeypatch):
    held = []

    def fail(_connection):
        held.append(not is_free(database))
        raise OperationalError("disk I/O error")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper._commit", fail)
    with pytest.raises(OperationalError, match="disk"), atomic():
        write(beside, "a")

    assert held == [True]
    assert is_free(database)
    assert words(database) == []


def test_a_begin_that_fails_gives_the_turn_back(database):
    connection = DatabaseWrapper(settings_of(str(database), timeout=0.05), ALIAS)
    connections[ALIAS] = connection
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(OperationalError, match="locked"), atomic():
        pass

    assert is_free(database)
    other.rollback()
    with atomic():
        pass
    other.close()
    connection.close()
    del connections[ALIAS]


def test_a_turn_that_does_not_come_in_time_is_sqlites_own_error(beside, database):
    late = DatabaseWrapper(settings_of(str(database), timeout=0.05), "late")
    connections["late"] = late

    with atomic(), pytest.raises(OperationalError, match="database is locked"), transaction.atomic("late"):
        pass

    with transaction.atomic("late"):
        write(late, "a")
    assert words(database) == ["a"]
    late.close()
    del connections["late"]


def test_closing_within_a_transaction_gives_the_turn_back(beside, database):
    with atomic():
        write(beside, "a")
        beside.close()
        assert is_free(database)

    assert words(database) == []


def test_savepoints_are_within_the_same_turn(beside, database):
    with atomic():
        write(beside, "a")
        with pytest.raises(IntegrityError), atomic():
            write(beside, "a")
        assert not is_free(database)
        with atomic():
            write(beside, "b")
        assert not is_free(database)

    assert is_free(database)
    assert words(database) == ["a", "b"]


def test_what_is_done_on_commit_finds_the_turn_free(beside, database):
    found = []
    with atomic():
        transaction.on_commit(lambda: found.append((is_free(database), words(database))), using=ALIAS)
        write(beside, "a")
        assert found == []

    assert found == [(True, ["a"])]


def test_a_transaction_within_on_commit_has_a_turn_of_its_own(beside, database):
    def more() -> None:
        with atomic():
            write(beside, "b")
            assert not is_free(database)

    with atomic():
        transaction.on_commit(more, using=ALIAS)
        write(beside, "a")

    assert words(database) == ["a", "b"]
    assert is_free(database)


def test_reading_outside_a_transaction_needs_no_turn(beside, database):
    with beside.cursor() as cursor:
        cursor.execute("SELECT text FROM word")

    assert [file for file in lock_files(database) if file.exists()] == []


@pytest.mark.parametrize("name", [":memory:", "file:memory?mode=memory&cache=shared"])
def test_a_database_in_memory_has_no_turnstile(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    connection = DatabaseWrapper(settings_of(name), ALIAS)
    connections[ALIAS] = connection

    with atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE word (text varchar(20))")

    assert list(tmp_path.iterdir()) == []
    super(DatabaseWrapper, connection)._close()
    del connections[ALIAS]


def test_who_has_just_committed_cannot_begin_before_the_one_who_waits(beside, database):
    def run() -> None:
        own = DatabaseWrapper(settings_of(str(database)), ALIAS)
        connections[ALIAS] = own
        with atomic():
            write(own, "patient")
        own.close()

    patient = threading.Thread(target=run)
    with atomic():
        write(beside, "first")
        patient.start()
        until(lambda: not can_queue(database))
    with atomic():
        write(beside, "second")
    patient.join()

    assert words(database) == ["first", "patient", "second"]


def test_a_test_database_leaves_no_locks_behind(database):
    connection = DatabaseWrapper(settings_of(str(database)), ALIAS)
    connections[ALIAS] = connection
    with atomic():
        pass
    connection.close()

    connection.creation._destroy_test_db(str(database), verbosity=0)

    assert list(database.parent.iterdir()) == []
    del connections[ALIAS]


def test_sqlite_addresses_have_the_turnstile(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:////tmp/people.sqlite3")

    found = Environment().database()

    assert found["ENGINE"] == "turnstile"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_what_is_confirmed_is_on_the_disk_also_when_the_power_goes(monkeypatch, tmp_path):
    """With WAL anything less than FULL may lose the last commits (decision 17)."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/people.sqlite3")
    told = Environment().database()["OPTIONS"]["init_command"]
    with closing(sqlite3.connect(tmp_path / "people.sqlite3")) as opened:
        opened.executescript(told)
        asked = [opened.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "journal_mode")]

    assert asked == [2, "wal"]


def test_postgresql_addresses_have_none(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/people")

    assert Environment().database()["ENGINE"] == "django.db.backends.postgresql"


def test_the_backend_is_sqlite_to_all_who_ask():
    assert DatabaseWrapper.vendor == "sqlite"
    assert settings.DATABASES["default"]["ENGINE"] in {"turnstile", "django.db.backends.postgresql"}
