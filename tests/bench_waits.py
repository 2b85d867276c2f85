"""How long an act waits for others; `make bench` prints it.

On PostgreSQL somebody else's transaction has done its act on another person and stands open for five seconds;
another has published a place and stands open for three. Beside each, a participation is put on hold and
resumed over and over, while the database is asked every two milliseconds whether that act waits for a lock;
and so beside an import of some 17,000 rows and beside its undo. Then: the locks that two open acts on
different people both hold. On SQLite, which has one writer at a time, the time of each act is told instead,
alone and beside the import. The database needs demo data; the participation has a break the more for each
pair of acts, and the trail has the import and its undo.
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
Other = Callable[[Any], Any]  # is given the event to set when it has begun
IMPORTED = int(os.environ.get("IMPORTED", "5200"))  # people; some 17,000 rows
ALONE = 5  # seconds
# Every act holds these beside each other, and they stop no other act: what tables it reads and writes.
INTENT = {"AccessShareLock", "RowShareLock", "RowExclusiveLock"}


def main() -> int:
    """The figures are printed; 1 when two acts on different people hold one lock that stops the other."""
    import django

    django.setup()
    from django.db import connection

    if connection.vendor == "postgresql":
        return on_postgresql()
    return on_sqlite()


def on_postgresql() -> int:
    """Waits for locks beside what stands open, an import and its undo."""
    from django.db import connections

    mine, theirs = people(2)
    connections.close_all()
    tell(
        "an act beside an open act on another person, 5 s",
        beside(stay_open(lambda: hold_open(theirs), 5), mine),
    )
    tell("an act beside an open publishing of a place, 3 s", beside(stay_open(publish, 3), mine))
    tell(f"an act beside an import of {IMPORTED} people", beside(import_people, mine))
    tell("an act beside the undo of that import", beside(undo_newest, mine))
    shared = locks_of_both(mine, theirs)
    sys.stdout.write(f"locks of two open acts on different people that stop each other: {len(shared)}\n")
    sys.stdout.writelines(f"  {each}\n" for each in shared)
    return 1 if shared else 0


def on_sqlite() -> int:
    """The times of acts alone and beside an import and its undo: its parts and the acts take turns."""
    from django.db import connections

    (mine,) = people(1)
    connections.close_all()
    tell("an act alone", beside(lambda begun: begun.set() or time.sleep(ALONE), mine, of=times_of), "time")
    tell(f"an act beside an import of {IMPORTED} people", beside(import_people, mine, of=times_of), "time")
    tell("an act beside the undo of that import", beside(undo_newest, mine, of=times_of), "time")
    return 0


def tell(what: str, waits: list[float], kind: str = "lock wait") -> None:
    """One line: how many acts there were, and for how long they waited for a lock."""
    middle = sorted(waits)[len(waits) // 2]
    sys.stdout.write(
        f"{what}: {len(waits)} acts, {kind} p50 {middle:.0f} ms, p99 {p99(waits):.0f} ms,"
        f" most {max(waits):.0f} ms\n"
    )
    sys.stdout.flush()


def beside(other: Other, key: int, of: Callable[[int, Any], list[float]] | None = None) -> list[float]:
    """Milliseconds that each act on the participation waited for locks from when `other` says that it has
    begun until it is done."""
    context = multiprocessing.get_context("fork")
    done, begun = context.Event(), context.Event()
    process = context.Process(target=run, args=(other, begun, done))
    process.start()
    begun.wait()
    waits = (of or waits_of)(key, done)
    process.join()
    return waits


def run(other: Other, begun: Any, done: Any) -> None:
    """`other` has run; whoever waits for its beginning or its end goes on whatever became of it."""
    try:
        other(begun)
    finally:
        begun.set()
        done.set()


def stay_open(other: Callable[[], None], seconds: float) -> Other:
    """The transaction of `other` stands open for so long, and is taken back."""

    def held(begun: Any) -> None:
        from django.db import transaction

        with suppress(TakenBackError), transaction.atomic():
            other()
            begun.set()
            time.sleep(seconds)
            raise TakenBackError

    return held


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


def times_of(key: int, done: Any) -> list[float]:
    """Acts one after another until `done`; how long each took."""
    acts, times = acts_on(key), []
    while not done.is_set() or len(times) % 2:
        before = time.perf_counter()
        acts[len(times) % 2]()
        times.append((time.perf_counter() - before) * 1000)
    return times


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


def import_people(begun: Any) -> None:
    """A bundle of new people goes in."""
    from programmes.exchange.services import import_bundle
    from tests.programmes.exchange.generate import write_bundle

    with tempfile.TemporaryDirectory() as folder:
        write_bundle(Path(folder), people=IMPORTED)
        begun.set()
        import_bundle(Path(folder), source="bench-waits")


def undo_newest(begun: Any) -> None:
    """The import is taken back."""
    from programmes.exchange.undoing import newest_imports, undo_import

    begun.set()
    undo_import(next(group for source, _at, group in newest_imports() if source == "bench-waits"))


def locks_of_both(mine: int, theirs: int) -> list[str]:
    """What two open acts on different people both hold, and the one could keep the other from."""
    from django.db import connection, transaction

    context = multiprocessing.get_context("fork")
    connection.close()
    begun, done = context.Event(), context.Event()
    process = context.Process(target=run, args=(stay_open(lambda: hold_open(theirs), 2), begun, done))
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
            shared = [f"{what}, {mode}" for what, mode in found]
        raise TakenBackError
    process.join()
    return shared


if __name__ == "__main__":
    raise SystemExit(main())
