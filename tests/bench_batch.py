"""How long a batch of 200 transitions takes, and how long acts on others wait beside it; the database needs
demo data. Example: DATABASE_URL=… python -m tests.bench_batch

Each referral is accepted by a real transition, and taken back afterwards. Beside it the next step of somebody
who is in no batch is set over and over; each act is timed alone and beside the batch.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

ROWS = int(os.environ.get("ROWS", "200"))
ALONE = 4  # seconds


def main() -> int:
    """The figures are printed; 1 when the batch took longer than ten seconds."""
    import django

    django.setup()
    from django.db import connections

    mine = one_of_a_batch_of_its_own()
    batch = a_batch()
    connections.close_all()
    alone = acts_until(mine, lambda began: time.monotonic() - began > ALONE)
    done = multiprocessing.get_context("spawn").Process(target=run, args=(batch,))
    done.start()
    beside = acts_until(mine, lambda _began: not done.is_alive())
    tell("acts alone", alone)
    tell("acts beside the batch", beside)
    from programmes.workspace.models import Batch, BatchRow

    row = Batch.objects.get(pk=batch)
    made = BatchRow.objects.filter(batch=row, became="done").count()
    took = (row.done_at - row.begun_at).total_seconds() if row.done_at and row.begun_at else float("nan")
    sys.stdout.write(f"batch: {made} of {ROWS} done in {took:.1f} s\n")
    take_back(row)
    return int(took > 10)


def people() -> Any:
    """A worker of the demo, and their referrals that nobody has accepted."""
    from accounts.models import User

    return User.objects.get(email="coordinator@demo.example")


def one_of_a_batch_of_its_own() -> int:
    """A participation under way with nothing running, whose worker acts on it beside the batch."""
    from programmes.participants.models import Participation

    rows = Participation.objects.filter(state="active", coordinator=people(), placements=None)
    return int(rows.order_by("pk").values_list("pk", flat=True)[0])


def a_batch() -> int:
    """A batch of the worker that accepts referrals, made of as many as are asked for."""
    from programmes.participants.models import Participation
    from programmes.workspace.batches import making
    from programmes.workspace.models import BatchRow

    worker = people()
    new = Participation.objects.filter(state="referred", municipality="167").order_by("pk")
    short = ROWS - new.count()
    if short > 0:
        copy_referrals(new.first(), short)
    batch = making.draft(worker, "accept", new[:ROWS])
    BatchRow.objects.filter(batch=batch).update(became="waits", why="")
    form = making.form_of(batch, worker, {"coordinator": worker.pk})
    assert form.is_valid(), form.errors
    making.begin(batch, form)
    return int(batch.pk)


def copy_referrals(first: Any, number: int) -> None:
    """So many referrals more, of people who are like nobody else."""
    from programmes.participants.models import Participant, Participation

    for count in range(number):
        stamp = f"{time.time_ns()}{count}"
        person = Participant.objects.create(
            first_name=f"Q{stamp[-9:]}",
            last_name=f"X{stamp[-12:]}",
            birth_date=first.participant.birth_date - timedelta(days=count + 1),
            municipality=first.municipality,
        )
        Participation.objects.create(participant=person, municipality=first.municipality)


def run(batch: int) -> None:
    """The batch is done as the worker does it."""
    import django

    django.setup()
    from programmes.workspace.batches.running import go_on
    from programmes.workspace.models import Batch

    while go_on(Batch.objects.get(pk=batch)):
        pass


def acts_until(pk: int, over: Any) -> list[float]:
    """How long each act on the participation took, in milliseconds."""
    from django.utils import timezone

    from programmes.participants import services
    from programmes.participants.models import Participation

    times, began, worker = [], time.monotonic(), people()
    while not over(began):
        row = Participation.objects.get(pk=pk)
        start = time.monotonic()
        services.set_next_step(row, what="Mittaus", due_on=timezone.localdate(), by=worker)
        times.append((time.monotonic() - start) * 1000)
    return sorted(times)


def tell(what: str, times: list[float]) -> None:
    """One line of figures."""
    p99 = times[min(len(times) - 1, int(len(times) * 0.99))] if times else float("nan")
    sys.stdout.write(f"{what}: {len(times)}, median {times[len(times) // 2]:.0f} ms, p99 {p99:.0f} ms\n")


def take_back(batch: Any) -> None:
    """What the batch did is taken back, by a batch."""
    from programmes.workspace.batches.report import take_back as undo_all
    from programmes.workspace.batches.running import go_on

    start, undoing = time.monotonic(), undo_all(batch)
    while go_on(undoing):
        pass
    done = undoing.rows.filter(became="done").count()
    sys.stdout.write(f"taken back: {done} in {time.monotonic() - start:.1f} s\n")


if __name__ == "__main__":
    sys.exit(main())
