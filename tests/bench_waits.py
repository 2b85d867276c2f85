"""How long an act waits for others' locks on PostgreSQL; `make bench` prints it where the database is one.

Somebody else's transaction has done its act on another person and stands open for five seconds; another has
published a place and stands open for three. Beside each, a participation is put on hold and resumed over and
over, while the database is asked every two milliseconds whether that act waits for a lock; and so beside an
import, which is taken back. Then: the locks that two open acts on different people both hold. The database
needs demo data; the participation has a break the more for each pair of acts.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.bench_writers import EMAIL, p99, people

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

BETWEEN_LOOKS = 0.002
IMPORTED = int(os.environ.get("IMPORTED", "4000"))  # people; some 17,000 rows
# Every act holds these beside each other, and they stop no other act: what tables it reads and writes, and
# its half of the gate of imports.
INTENT = {"AccessShareLock", "RowShareLock", "RowExclusiveLock"}


def main() -> int:
    """The figures are printed; 1 when two acts on different people hold one lock that stops the other."""
    import django

    django.setup()
    from django.db import connection, connections

    if connection.vendor != "postgresql":
        sys.stdout.write("Lock waits are measured on PostgreSQL only.\n")
        return 0
    mine, theirs = people(2)
    connections.close_all()
    tell("an act beside an open act on another person, 5 s", beside(lambda: hold_open(theirs), 5, mine))
    tell("an act beside an open publishing of a place, 3 s", beside(publish, 3, mine))
    tell(f"an act beside an import of {IMPORTED} people", beside(import_people, 0, mine, at_once=True))
    shared = locks_of_both(mine, theirs)
    sys.stdout.write(f"locks of two open acts on different people that stop each other: {len(shared)}\n")
    sys.stdout.writelines(f"  {each}\n" for each in shared)
    return 1 if shared else 0


def tell(what: str, waits: list[float]) -> None:
    """One line: how many acts there were, and for how long they waited for a lock."""
    sys.stdout.write(
        f"{what}: {len(waits)} acts, lock wait p99 {p99(waits):.0f} ms, most {max(waits):.0f} ms\n"
    )


def beside(other: Callable[[], None], seconds: float, key: int, *, at_once: bool = False) -> list[float]:
    """Milliseconds that each act on the participation waited for locks while `other`'s transaction is open.

    at_once: from the beginning of `other`, not from its end.
    """
    context = multiprocessing.get_context("fork")
    done, begun = context.Event(), context.Event()
    process = context.Process(target=stay_open, args=(other, seconds, begun, done))
    if at_once:
        begun.set()
    process.start()
    begun.wait()
    waits = waits_of(key, done)
    process.join()
    return waits


def stay_open(other: Callable[[], None], seconds: float, begun: Any, done: Any) -> None:
    """The transaction of `other` stands open for so long, and is taken back."""
    from django.db import transaction

    try:
        with suppress(TakenBackError), transaction.atomic():
            other()
            begun.set()
            time.sleep(seconds)
            done.set()
            raise TakenBackError
    finally:
        begun.set()
        done.set()


class TakenBackError(Exception):
    """Nothing of it has happened."""


def waits_of(key: int, done: Any) -> list[float]:
    """Acts one after another until `done`; for each how long the database saw it wait for a lock."""
    from django.db import connection

    acts, waits = acts_on(key), []
    watch = Watch(backend())
    watch.start()
    while not done.is_set() or len(waits) % 2:
        seen = watch.waited
        acts[len(waits) % 2]()
        waits.append((watch.waited - seen) * 1000)
    watch.over = True
    watch.join()
    connection.close()
    return waits


def backend() -> int:
    """The number of this process's server process."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


class Watch(threading.Thread):
    """Asks on a connection of its own whether the server process waits for a lock, and adds up how long."""

    def __init__(self, pid: int) -> None:
        super().__init__()
        self.pid, self.waited, self.over = pid, 0.0, False

    def run(self) -> None:
        """Until it is over."""
        from django.db import connection

        before = time.perf_counter()
        while not self.over:
            with connection.cursor() as cursor:
                cursor.execute("SELECT wait_event_type FROM pg_stat_activity WHERE pid = %s", [self.pid])
                waits = cursor.fetchone() == ("Lock",)
            now = time.perf_counter()
            self.waited += now - before if waits else 0
            before = now
            time.sleep(BETWEEN_LOOKS)
        connection.close()


def acts_on(key: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """To put the participation on hold, and to resume it."""
    from django.utils import timezone

    from accounts.models import User
    from programmes.participants import services
    from programmes.participants.models import Participation

    worker, row = User.objects.get(email=EMAIL), Participation.objects.get(pk=key)
    day = timezone.localdate() + timedelta(days=7)
    return (
        lambda: services.hold(row, by=worker, look_again_on=day),
        lambda: services.resume(row, by=worker, next_step="Soitto", next_step_due_on=day),
    )


def hold_open(key: int) -> None:
    """Somebody else's act."""
    acts_on(key)[0]()


def publish() -> None:
    """A place is published, which makes public pages old."""
    from accounts.models import User
    from programmes.employers.models import Vacancy
    from workflow.services import act

    for row in Vacancy.objects.filter(state="submitted").order_by("pk"):
        for worker in User.objects.filter(assignments__role="coordinator").order_by("pk").distinct():
            if worker.has_perm("programmes.publish_vacancy", row):
                act(row, "publish", by=worker, displaces_nobody=True, safety_induction=True)
                return
    raise RuntimeError("There is no place to publish.")


def import_people() -> None:
    """A bundle of new people goes in; the transaction around it takes it back."""
    from programmes.exchange.services import import_bundle
    from tests.programmes.exchange.generate import write_bundle

    with tempfile.TemporaryDirectory() as folder:
        write_bundle(Path(folder), people=IMPORTED)
        import_bundle(Path(folder), source="bench-waits")


def locks_of_both(mine: int, theirs: int) -> list[str]:
    """What two open acts on different people both hold, and the one could keep the other from."""
    from django.db import connection, transaction

    from workflow.locks import IMPORT_GATE

    context = multiprocessing.get_context("fork")
    connection.close()
    begun, done = context.Event(), context.Event()
    process = context.Process(target=stay_open, args=(lambda: hold_open(theirs), 2, begun, done))
    process.start()
    begun.wait()
    with suppress(TakenBackError), transaction.atomic():
        acts_on(mine)[0]()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT locktype || ' ' || coalesce(relation::regclass::text,"
                " classid::text || ' ' || objid::text, transactionid::text, ''), mode"
                " FROM pg_locks WHERE granted AND locktype <> 'virtualxid'"
                " GROUP BY 1, 2, database, classid, objid HAVING count(DISTINCT pid) > 1"
            )
            found = [(what, mode) for what, mode in cursor.fetchall() if mode not in INTENT]
            gate = (f"advisory 0 {IMPORT_GATE}", "ShareLock")
            shared = [f"{what}, {mode}" for what, mode in found if (what, mode) != gate]
        raise TakenBackError
    process.join()
    return shared


if __name__ == "__main__":
    raise SystemExit(main())
