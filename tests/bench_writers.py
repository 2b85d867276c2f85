"""`make bench`, second part: transitions by eight writers at once on SQLite.

Each writer is a process with a participation of its own that it puts on hold and resumes, over and over, by
the services of the programme; the database is a copy of the demo. Prints errors (none may be), transitions a
second, and the 99th of a hundred times of the writer that waited longest; the same for one writer alone.
JSON to var/bench-writers.json.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

WRITERS = 8
SECONDS = 10.0
EMAIL = "coordinator@demo.example"


def main() -> int:
    """The figures are printed and kept; 1 when the database is not SQLite with demo data."""
    import django

    django.setup()
    from django.conf import settings

    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
        sys.stdout.write("The database is not SQLite: its writers are not measured.\n")
        return 0
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        use_a_copy(Path(folder))
        for writers in (1, WRITERS):
            found[str(writers)] = measured(writers)
    report(found)
    return 1 if any(row["errors"] for row in found.values()) else 0


def use_a_copy(folder: Path) -> None:
    """This process and those it starts read and write a copy of the demo's database from now on."""
    from django.db import connection, connections

    path = folder / "writers.sqlite3"
    with sqlite3.connect(connection.settings_dict["NAME"]) as demo, sqlite3.connect(path) as copy:
        demo.backup(copy)
    connections.close_all()
    connection.settings_dict["NAME"] = str(path)


def measured(writers: int) -> dict[str, Any]:
    """How `writers` processes fare that write for the same seconds."""
    from django.db import connections

    rows = people(writers)
    connections.close_all()
    context = multiprocessing.get_context("fork")
    begin, results = context.Barrier(writers), context.Queue()
    started = [context.Process(target=write, args=(row, begin, results)) for row in rows]
    for process in started:
        process.start()
    told = [results.get() for _process in started]
    for process in started:
        process.join()
    done = [times for times, _errors in told]
    return {
        "errors": sum(errors for _times, errors in told),
        "transitions_a_second": sum(map(len, done)) / SECONDS,
        "worst_p99_ms": max(p99(times) for times in done),
        "fewest": min(map(len, done)),
        "most": max(map(len, done)),
    }


def people(number: int) -> list[int]:
    """Participations under way that the demo's coordinator may put on hold."""
    from accounts.models import User
    from programmes.participants.selectors import participations_for

    worker = User.objects.get(email=EMAIL)
    rows = participations_for(worker, states=["active"]).filter(coordinator=worker).order_by("pk")
    return [row.pk for row in rows if worker.has_perm("programmes.hold_participation", row)][:number]


def write(pk: int, begin: Any, results: Any) -> None:
    """The participation goes on hold and back until the time is up; tells the times (ms) and the errors."""
    from datetime import timedelta

    from django.db import Error
    from django.utils import timezone

    from accounts.models import User
    from programmes.participants import services
    from programmes.participants.models import Participation

    worker = User.objects.get(email=EMAIL)
    row = Participation.objects.get(pk=pk)
    day = timezone.localdate() + timedelta(days=7)
    acts = (
        lambda: services.hold(row, by=worker, look_again_on=day),
        lambda: services.resume(row, by=worker, next_step="Soitto", next_step_due_on=day),
    )
    times: list[float] = []
    errors = 0
    begin.wait()
    end = time.perf_counter() + SECONDS
    while (now := time.perf_counter()) < end:
        try:
            acts[len(times) % 2]()
        except Error:
            errors += 1
        else:
            times.append((time.perf_counter() - now) * 1000)
    results.put((times, errors))


def p99(times: list[float]) -> float:
    """The time within which 99 of a hundred were done; all the seconds when nothing was."""
    return sorted(times)[int(0.99 * len(times))] if times else SECONDS * 1000


def report(found: dict[str, dict[str, Any]]) -> None:
    """The figures as a table on the screen and as JSON in var/."""
    heads = ("errors", "a second", "worst p99 ms", "fewest", "most")
    sys.stdout.write(f"{'writers':<10}" + "".join(f"{head:>14}" for head in heads) + "\n")
    for writers, row in found.items():
        sys.stdout.write(f"{writers:<10}" + "".join(f"{number:>14.0f}" for number in row.values()) + "\n")
    (ROOT / "var/bench-writers.json").write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
