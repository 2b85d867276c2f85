"""`python -m tests.bench_audit`: what `audit verify` takes over a million events, on a database of its own.

The events are made through `audit.services.append` and sealed as the worker seals them; twelve about each of
so many objects, as in the demo. Then the command runs in a process of its own, with one worker and with two.
DATABASE_URL may name an empty PostgreSQL database; else it is a file in var/, made anew. Prints processor
seconds, all processes of the command together (of PostgreSQL's own processes: none); beside a free second
core the clock shows about the half of them. Issue 9: a minute on two cores.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from itertools import count
from pathlib import Path

from tests.bench_growth import ROOT, ran

sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

EVENTS = 1_000_000
OF_ONE_OBJECT = 12
AT_ONCE = 6_000
VERBS = ("proposed", "wanted", "introduced", "accepted", "agreement_issued", "agreed")


def main() -> int:
    """The seconds are printed; 1 when the database is not empty, or the trail does not hold."""
    if "DATABASE_URL" not in os.environ:
        file = Path(ROOT / "var/bench-audit.sqlite3")
        for left in file.parent.glob(f"{file.name}*"):
            left.unlink()
        os.environ["DATABASE_URL"] = f"sqlite:///{file}"
    if not make_events(EVENTS):
        sys.stderr.write("The trail is not empty: name another database in DATABASE_URL.\n")
        return 1
    for workers in ("1", "2"):
        seconds, megabytes = ran("audit", "verify", "--workers", workers)
        sys.stdout.write(f"{EVENTS} events, {workers} workers: {seconds:.1f} s of CPU, {megabytes:.0f} MB\n")
    return 0


def make_events(number: int) -> bool:
    """So many events are on record and sealed; False where some were there already."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from audit.models import Event
    from audit.sealing import seal_everything

    if Event.objects.exists():
        return False
    objects = count(1)
    for start in range(0, number, AT_ONCE):
        _append(min(AT_ONCE, number - start), objects)
    seal_everything()
    return True


def _append(number: int, objects: count[int]) -> None:
    """Events of one transaction, twelve about each object, a minute apart."""
    from django.db import transaction
    from django.utils import timezone

    from audit.models import Event
    from audit.services import append

    now, key, events = timezone.now(), 0, []
    for place in range(number):
        turn = place % OF_ONE_OBJECT
        key = next(objects) if turn == 0 else key
        verb = VERBS[turn % len(VERBS)]
        events.append(
            Event(
                at=now + timedelta(minutes=turn),
                actor_id=1 + key % 500,
                verb=f"placement.{verb}",
                object_type="placement",
                object_id=key,
                reference=f"bench{key}",
                from_state=VERBS[(turn - 1) % len(VERBS)] if turn else "",
                to_state=verb,
                on=now.date(),
                data={"party": "host", "number": key},
            )
        )
    with transaction.atomic():
        append(events)


if __name__ == "__main__":
    raise SystemExit(main())
