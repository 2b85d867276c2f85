"""The pages of days and hours beside a million days more, in one run: how much slower they get.

By hand, with two databases of the same demo (SQLite or PostgreSQL):
`python -m tests.bench_attendance fill URL [ROWS]` adds the days to one of them, a million unless told so;
`python -m tests.bench_attendance compare PLAIN_URL FULL_URL [ROUNDS]` times each page in both, in turn, the
best of the rounds. Prints a line a page; 1 when one takes more than 1.3 times as long.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
MOST = 1.3
MILLION = 1_000_000
DAYS_A_MONTH = 22
ROUNDS = 7


def _set_up(url: str) -> None:
    os.environ["DATABASE_URL"] = url
    import django

    django.setup()


def fill(url: str, rows: int) -> int:
    """So many days more stand, in months before those of the demo, of everyone who was ever in a place."""
    _set_up(url)
    from dateutil.relativedelta import relativedelta
    from django.db import connection, transaction
    from django.utils import timezone

    from programmes.models import AttendanceDay, AttendanceMonth, Placement

    keys = list(Placement.objects.exclude(starts_on=None).order_by("pk").values_list("pk", flat=True))
    oldest = timezone.localdate().replace(day=1) - relativedelta(months=3)
    before = AttendanceDay.objects.count()
    turn = 0
    with transaction.atomic():
        while AttendanceDay.objects.count() - before < rows:
            turn += 1
            month = oldest - relativedelta(months=turn)
            AttendanceMonth.objects.bulk_create(
                [AttendanceMonth(placement_id=key, month=month, state="approved") for key in keys],
                batch_size=500,
            )
            on = "date(m.month, '+' || n.n || ' day')" if connection.vendor == "sqlite" else "m.month + n.n"
            numbers = " UNION ALL ".join(f"SELECT {n} AS n" for n in range(DAYS_A_MONTH))
            with connection.cursor() as cursor:
                cursor.execute(
                    'INSERT INTO programmes_attendanceday ("on", kind, hours, at, on_word, why, month_id) '  # noqa: S608 - numbers of ours
                    f"SELECT {on}, 'present', 4, %s, '', '', m.id FROM programmes_attendancemonth m "
                    f"CROSS JOIN ({numbers}) n WHERE m.month = %s",
                    [timezone.now(), month],
                )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sys.stdout.write(f"{AttendanceDay.objects.count() - before} days more\n")
    return 0


def pages() -> dict[str, Callable[[], None]]:
    """What is timed, by its name: the whole request, with nothing remembered from the one before."""
    from django.core.cache import cache
    from django.test import Client
    from django.utils import timezone

    from accounts.models import User

    def asked(account: str, address: str) -> Callable[[], None]:
        client = Client(headers={"host": "localhost"})
        client.force_login(
            User.objects.get(email=f"{account}@demo.example"),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )

        def ask() -> None:
            cache.clear()
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)
            b"".join(answer) if answer.streaming else answer.content

        return ask

    year = timezone.localdate().year
    return {
        "host: week": asked("host", "/host/week/"),
        "participant: days": asked("participant", "/my/days/"),
        "coordinator: month": asked("coordinator", "/work/days/?whose=all"),
        "coordinator: morning": asked("coordinator", "/work/"),
        "report right-to-work": asked(
            "manager", f"/reports/right-to-work/?from={year}-01-01&to={year}-09-30"
        ),
    }


def serve(url: str) -> int:
    """A line in is the name of a page, a line out how long it took in milliseconds."""
    _set_up(url)
    asked = pages()
    sys.stdout.write("\t".join(asked) + "\n")
    sys.stdout.flush()
    for line in sys.stdin:
        begin = time.perf_counter()
        asked[line.strip()]()
        sys.stdout.write(f"{(time.perf_counter() - begin) * 1000:.3f}\n")
        sys.stdout.flush()
    return 0


class Timed:
    """A process of its own on one of the databases."""

    def __init__(self, url: str) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - this file
            [sys.executable, "-m", "tests.bench_attendance", "serve", url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.names = self.process.stdout.readline().strip().split("\t")

    def take(self, name: str) -> float:
        """How long the page takes."""
        assert self.process.stdin is not None and self.process.stdout is not None  # noqa: PT018
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


def compare(plain: str, full: str, rounds: int) -> int:
    """The best of the rounds of each page in both databases, and the ratio."""
    sides = [Timed(plain), Timed(full)]
    slower = False
    for name in sides[0].names:
        best = [min(times) for times in zip(*_rounds(sides, name, rounds), strict=True)]
        ratio = best[1] / best[0]
        slower |= ratio > MOST
        sys.stdout.write(f"{name:24} {best[0]:8.1f} ms {best[1]:8.1f} ms  {ratio:.2f} x\n")
        sys.stdout.flush()
    for side in sides:
        side.process.terminate()
    return int(slower)


def _rounds(sides: list[Timed], name: str, rounds: int) -> Iterator[list[float]]:
    for side in sides:  # warm
        side.take(name)
    for _round in range(rounds):
        yield [side.take(name) for side in sides]


def main(what: str, *told: str) -> int:
    """By the words of the command."""
    if what == "fill":
        return fill(told[0], int(told[1]) if len(told) > 1 else MILLION)
    if what == "serve":
        return serve(told[0])
    return compare(told[0], told[1], int(told[2]) if len(told) > 2 else ROUNDS)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
