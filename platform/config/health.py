"""Alive, and ready."""

from __future__ import annotations

import secrets
import sqlite3
import time
from contextlib import closing

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from notifications.codes import none_is_late
from notifications.models import Heartbeat
from notifications.pulse import TRIAL, worker_lives

WRITES_ARE_TRIED_SECONDS = 10  # however often a probe asks, a process writes no more often than this
TRIAL_BYTES = 4096  # a file smaller than a block may fit on a disk that is full

_wrote_at = -float(WRITES_ARE_TRIED_SECONDS)


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether every part that a request needs is there; 503 with the part that is not."""
    parts = {
        "database": _holds(_database_answers),
        "migrations": _holds(_no_migration_waits),
        "cache": _holds(_cache_answers),
        "storage": _holds(_storage_answers),
        "writes": _holds(_writes_stay),
        "worker": _holds(worker_lives),
        "codes": _holds(none_is_late),
    }
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _holds(check) -> bool:  # type: ignore[no-untyped-def]
    try:
        return check() is not False
    except (DatabaseError, sqlite3.Error, OSError, ValueError):
        return False


def _database_answers() -> bool:
    connection.ensure_connection()
    return True


def _no_migration_waits() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache_answers() -> bool:
    cache.set("readyz", "1", 5)
    return cache.get("readyz") == "1"


def _storage_answers() -> bool:
    default_storage.exists("readyz")
    return True


def _writes_stay() -> bool:
    """Whether a row and a file have been written within the last seconds; a full disk only shows so."""
    global _wrote_at
    if time.monotonic() - _wrote_at >= WRITES_ARE_TRIED_SECONDS:
        _write_a_row()
        name = default_storage.save(f"{TRIAL}-{secrets.token_hex(4)}", ContentFile(b" " * TRIAL_BYTES))
        default_storage.delete(name)
        _wrote_at = time.monotonic()
    return True


def _write_a_row() -> None:
    """A row is committed. On SQLite whoever writes just now proves as much, and is not waited for."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]
        Heartbeat.objects.update_or_create(name=TRIAL, defaults={"at": timezone.now()})
        return
    table = connection.ops.quote_name(Heartbeat._meta.db_table)
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=0)) as own:
        try:
            with own:
                own.execute(
                    f"INSERT INTO {table} (name, at) VALUES (?, ?) "  # noqa: S608 - the table is our own
                    "ON CONFLICT (name) DO UPDATE SET at = excluded.at",
                    [TRIAL, f"{timezone.now():%Y-%m-%d %H:%M:%S.%f}"],
                )
        except sqlite3.OperationalError as busy:
            if "locked" not in str(busy):
                raise
