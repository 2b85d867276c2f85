"""Alive, and ready."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from notifications.codes import none_is_late
from notifications.models import Heartbeat

WORKER_SILENT = timedelta(minutes=2)


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
        "worker": _holds(_worker_lives),
        "codes": _holds(none_is_late),
    }
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _holds(check) -> bool:  # type: ignore[no-untyped-def]
    try:
        return check() is not False
    except (DatabaseError, OSError, ValueError):
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


def _worker_lives() -> bool:
    return Heartbeat.objects.filter(at__gte=timezone.now() - WORKER_SILENT).exists()
