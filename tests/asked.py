"""What PostgreSQL does for a page: the plan of each of its questions, with the time it took."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

Plan = dict[str, Any]
ROUNDS = 3


def questions(ask: Callable[[], Any]) -> list[str]:
    """What `ask` reads from the database, in its own words."""
    with CaptureQueriesContext(connection) as queries:
        ask()
    return [query["sql"] for query in queries if query["sql"].startswith(("SELECT", "WITH"))]


def plan_of(sql: str) -> Plan:
    """The plan of the question with what became of it ("Plan", "Execution Time", "Planning Time" in ms)."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql)
        told = cursor.fetchone()[0]
    plan: Plan = (json.loads(told) if isinstance(told, str) else told)[0]
    return plan


def time_of(sql: str) -> float:
    """Milliseconds that PostgreSQL needs for the question, planning included: the processor's where its
    process runs on this machine, so that a busy one does not count; else by its own clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        spent = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        return min(_once(cursor, sql, spent) for _round in range(ROUNDS))


def _once(cursor: Any, sql: str, spent: Path) -> float:
    try:
        begun = int(spent.read_text().split()[0])
    except OSError:
        plan = plan_of(sql)
        return float(plan["Execution Time"] + plan["Planning Time"])
    cursor.execute(sql)
    cursor.fetchall()
    return (int(spent.read_text().split()[0]) - begun) / 1_000_000


def nodes(plan: Plan) -> Iterator[Plan]:
    """Every node of the plan, from the top."""
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)
