"""`make bench`, second part: transitions by eight writers at once on SQLite, with the turnstile and without.

Each writer is a process with a participation of its own that it puts on hold and resumes, over and over, by
the services of the programme; the database is a copy of the demo. The sides run in turn, round by round.
Prints for each round errors (none may be), transitions a second, and the 99th of a hundred times of the
writer that waited longest; then what the turnstile makes of both, the middle of the rounds. JSON to
var/bench-writers.json.
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
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

WRITERS = (1, 8)
ROUNDS = 3
SECONDS = 10.0
PLAIN, TURNS = "plain IMMEDIATE", "turnstile"
ENGINES = {PLAIN: "django.db.backends.sqlite3", TURNS: "turnstile"}
RATE, WORST = "transitions_a_second", "worst_p99_ms"
EMAIL = "coordinator@demo.example"


def main() -> int:
    """The figures are printed and kept; 1 when the database is not SQLite with demo data."""
    import django

    django.setup()
    from django.conf import settings

    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
        sys.stdout.write("The database is not SQLite: its writers are not measured.\n")
        return 0
    found = []
    head()
    with tempfile.TemporaryDirectory() as folder:
        use_a_copy(Path(folder))
        for number in range(1, ROUNDS + 1):
            for writers in WRITERS:
                for side in ENGINES:
                    found.append(measured(side, writers) | {"round": number})
                    tell(found[-1])
    compared = ratios(found)
    report(compared)
    kept = {"rounds": found, "ratios": compared}
    (ROOT / "var/bench-writers.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")
    return 1 if any(row["errors"] for row in found if row["side"] == TURNS) else 0


def use_a_copy(folder: Path) -> None:
    """This process and those it starts read and write a copy of the demo's database from now on."""
    from django.db import connection, connections

    path = folder / "writers.sqlite3"
    with sqlite3.connect(connection.settings_dict["NAME"]) as demo, sqlite3.connect(path) as copy:
        demo.backup(copy)
    connections.close_all()
    connection.settings_dict["NAME"] = str(path)


def measured(side: str, writers: int) -> dict[str, Any]:
    """How `writers` processes fare on this side that write for the same seconds."""
    from django.db import connections

    rows = people(writers)
    connections.close_all()
    connections.settings["default"]["ENGINE"] = ENGINES[side]
    del connections["default"]
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
        "side": side,
        "writers": writers,
        "errors": sum(errors for _times, errors in told),
        RATE: sum(map(len, done)) / SECONDS,
        WORST: max(p99(times) for times in done),
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


def ratios(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The turnstile as a share of plain IMMEDIATE, for each number of writers: the middle of the rounds."""

    def middle(side: str, writers: int, key: str) -> float:
        return median(row[key] for row in found if (row["side"], row["writers"]) == (side, writers))

    return [
        {"writers": writers}
        | {key: middle(TURNS, writers, key) / middle(PLAIN, writers, key) for key in (RATE, WORST)}
        for writers in WRITERS
    ]


def head() -> None:
    """The names of the columns."""
    heads = ("writers", "errors", "a second", "worst p99 ms", "fewest", "most")
    sys.stdout.write(f"{'round':<8}{'':<18}" + "".join(f"{each:>14}" for each in heads) + "\n")


def tell(row: dict[str, Any]) -> None:
    """One line of the table."""
    numbers = (row[key] for key in ("writers", "errors", RATE, WORST, "fewest", "most"))
    cells = "".join(f"{number:>14.0f}" for number in numbers)
    sys.stdout.write(f"{row['round']:<8}{row['side']:<18}{cells}\n")
    sys.stdout.flush()


def report(compared: list[dict[str, Any]]) -> None:
    """What the turnstile costs and gives, in a line for each number of writers."""
    for row in compared:
        sys.stdout.write(
            f"{row['writers']} at once: the turnstile has {row[RATE]:.2f} of the transitions a second"
            f" and {row[WORST]:.3f} of the worst p99 of plain IMMEDIATE\n"
        )


if __name__ == "__main__":
    raise SystemExit(main())
