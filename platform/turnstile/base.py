"""Django's SQLite backend with a turnstile before each transaction."""

from __future__ import annotations

from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.creation import DatabaseCreation as SQLiteCreation

from turnstile.locks import Turnstile, lock_files

SQLITES_OWN_TIMEOUT = 5.0


class DatabaseCreation(SQLiteCreation):
    """Test databases leave no lock files behind."""

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        super()._destroy_test_db(test_database_name, verbosity)
        for file in lock_files(test_database_name):
            file.unlink(missing_ok=True)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits for its turn before BEGIN and gives it on after COMMIT or ROLLBACK.

    SQLite itself keeps writers apart; the turnstile only sees to the order. A turn that does not come within
    OPTIONS["timeout"] is the same error as SQLite's own.
    """

    creation_class = DatabaseCreation

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.turnstile = Turnstile()

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self.turnstile.give_back()
            raise

    def _commit(self) -> None:
        super()._commit()
        self.turnstile.give_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self.turnstile.give_back()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self.turnstile.close()

    def _take_turn(self) -> None:
        name = self.settings_dict["NAME"]
        if self.is_in_memory_db() or str(name).startswith("file:"):
            return
        try:
            came = self.turnstile.take(
                name, self.settings_dict["OPTIONS"].get("timeout", SQLITES_OWN_TIMEOUT)
            )
        except OSError as error:
            raise OperationalError(f"no turn can be had: {error}") from error
        if not came:
            raise OperationalError("database is locked")
