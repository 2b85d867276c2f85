"""What the tests of a module stand on together: built once, in a transaction that takes it away again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from tests.snapshots import forget_everything


@contextmanager
def world(django_db_blocker: Any) -> Iterator[None]:
    """Inside, the database may be asked, and all that is written is gone after it.

    For a fixture of a module. What a test changes is taken back after the test as ever; the rows in memory
    are the same for all of them, so a test that changes a row asks for its own first.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        forget_everything()
        yield
        transaction.set_rollback(True)
