"""Acts a second of several writers on objects of their own, to be run in two builds in turn and compared.

By hand, in each tree with a database of its own filled with the demo:
`python -m tests.bench_beside WRITERS SECONDS`.
Each writer is a process that puts a participation of its own on hold and resumes it; the first pair is not
counted. Prints the rate, the middle and the 99th of a hundred times, the processor's time an act, the errors.
Older builds have no such file: give this one's path to their Python from their folder.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path.cwd()
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
EMAIL = "coordinator@demo.example"


def main(writers: int, seconds: float) -> int:
    """The line is printed; 1 when an act failed."""
    import django

    django.setup()
    from django.db import connections

    from accounts.models import User
    from programmes.participants.selectors import participations_for

    worker = User.objects.get(email=EMAIL)
    rows = participations_for(worker, states=["active"]).filter(coordinator=worker).order_by("pk")
    keys = [row.pk for row in rows if worker.has_perm("programmes.hold_participation", row)][:writers]
    connections.close_all()
    context = multiprocessing.get_context("fork")
    begin, results = context.Barrier(len(keys)), context.Queue()
    started = [context.Process(target=write, args=(key, begin, results, seconds)) for key in keys]
    for process in started:
        process.start()
    told = [results.get() for _process in started]
    for process in started:
        process.join()
    times = sorted(took for found, _errors, _work in told for took in found)
    errors, work = sum(one[1] for one in told), sum(one[2] for one in told)
    sys.stdout.write(
        f"{len(keys)} writers: {len(times) / seconds:.1f} acts a second,"
        f" middle {times[len(times) // 2]:.1f} ms, p99 {times[int(0.99 * len(times))]:.1f} ms,"
        f" {work / len(times) * 1000:.1f} ms of processor an act,"
        f" {errors} errors\n"
    )
    return 1 if errors else 0


def write(key: int, begin: Any, results: Any, seconds: float) -> None:
    """One writer until the time is up."""
    from django.db import Error
    from django.utils import timezone

    from accounts.models import User
    from programmes.participants import services
    from programmes.participants.models import Participation

    worker, row = User.objects.get(email=EMAIL), Participation.objects.get(pk=key)
    day = timezone.localdate() + timedelta(days=7)
    acts = (
        lambda: services.hold(row, by=worker, look_again_on=day),
        lambda: services.resume(row, by=worker, next_step="Soitto", next_step_due_on=day),
    )
    for act in acts:
        act()
    times: list[float] = []
    errors = 0
    begin.wait()
    end, before = time.perf_counter() + seconds, time.process_time()
    while (now := time.perf_counter()) < end:
        try:
            acts[len(times) % 2]()
        except Error:
            errors += 1
        else:
            times.append((time.perf_counter() - now) * 1000)
    work = time.process_time() - before
    if len(times) % 2:
        acts[1]()
    results.put((times, errors, work))


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), float(sys.argv[2])))
