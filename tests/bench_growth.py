"""`make bench SIZE=M` or `L`: how each page and job grows with people, on a database of its own.

The demo of 5,000 people is made anew, measured, copied by SQL to the size (`tests/sizes.py`), archived as
`maintain` would, and measured again; a bundle of each size is imported twice. Pages: processor time of the
process, the best of five, made anew each time, and on PostgreSQL the time of their questions by EXPLAIN
ANALYZE beside it; jobs: processor seconds and peak memory of a process of their own. DATABASE_URL may name an
empty PostgreSQL database; else it is a file in var/, made anew. Prints the tables, and the same as JSON to
var/bench-growth.json.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.asked import questions, time_of
from tests.sizes import SIZES

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

ROUNDS = 5
MOST_MS = 300
NAME = "/work/people/ (a name)"
# Who asks, what, and how many times as much it may cost at the larger size (issue 9); none: it is told alone.
PAGES: tuple[tuple[str | None, str, float | None], ...] = (
    (None, "/fi/", None),
    (None, "/fi/paikat/", 2),
    (None, "/fi/paikat/?q=keittiö", None),
    (None, "/fi/palvelut/", None),
    (None, "/fi/haku/?q=keittiö", 2),
    (None, "/fi/kunnat/", None),
    ("coordinator", "/work/", None),
    ("coordinator", "/work/?whose=all", 2),
    ("coordinator", "/work/?whose=all&view=late", 2),
    ("manager", "/work/", 2),
    ("coordinator", "/work/people/", None),
    ("coordinator", "/work/people/?whose=all", None),
    ("coordinator", NAME, None),
    ("coordinator", "/work/people/{person}/", None),
    ("coordinator", "/work/people/{person}/propose/", 2),
    ("coordinator", "/work/messages/", 2),
    ("coordinator", "/work/hosts/", None),
    ("coordinator", "/work/vacancies/", None),
)
PERIOD = ("--from", "2026-01-01", "--to", "2026-06-30")
JOBS = (
    ("indicators", "indicators", *PERIOD, "--format", "json"),
    ("report", "report", "right-to-work", *PERIOD, "--format", "pdf", "--output", "/dev/null"),
    ("maintain", "maintain"),
)


def main(size: str) -> int:
    """The tables are printed and kept; 1 when the database is not empty."""
    if size not in SIZES or size == "S":
        sys.stderr.write(f"SIZE is M or L, not {size!r}.\n")
        return 1
    if "DATABASE_URL" not in os.environ:
        file = ROOT / f"var/bench-{size}.sqlite3"
        for left in file.parent.glob(f"{file.name}*"):
            left.unlink()
        os.environ["DATABASE_URL"] = f"sqlite:///{file}"
    if not build():
        sys.stderr.write("The database is not empty: name another in DATABASE_URL.\n")
        return 1
    small = {"pages": pages(), "jobs": jobs("S")}
    enlarge(round(SIZES[size] / SIZES["S"]))
    large = {"pages": pages(), "jobs": jobs(size)}
    report(size, small, large)
    return 0


def build() -> bool:
    """The demo stands in the database; False when something stood there already."""
    from django.core.management import call_command

    import config.wsgi  # noqa: F401 - started as the server starts
    from areas.models import Municipality

    call_command("migrate", verbosity=0)
    if Municipality.objects.exists():
        return False
    for command in ("load_areas", "load_pages", "load_demo"):
        call_command(command, verbosity=0)
    enlarge(1)
    return True


def enlarge(times: int) -> None:
    """There are so many times as many people, and what is over has left the lists, as on any later day."""
    from django.db import connection

    from programmes.placements.over import archive_over
    from tests.sizes import grow

    grow(times)
    while archive_over():
        pass
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def pages() -> dict[str, tuple[float, float]]:
    """Milliseconds of each page: of the process, and of PostgreSQL."""
    from accounts.demo import DOMAIN
    from tests.bench import client_of, person_of

    person = person_of(f"coordinator@{DOMAIN}")
    return {
        f"{path} {who or ''}".strip(): _measured(client_of(f"{who}@{DOMAIN}" if who else None), path, person)
        for who, path, _most in PAGES
    }


def _measured(client: Any, path: str, person: str) -> tuple[float, float]:
    from django.db import connection

    from publicdata.version import public_has_changed

    times = []
    for _round in range(ROUNDS):
        public_has_changed()
        begun = time.process_time()
        _read(client, path, person)
        times.append((time.process_time() - begun) * 1000)
    if connection.vendor != "postgresql":
        return min(times), 0.0
    public_has_changed()
    return min(times), sum(time_of(sql) for sql in questions(lambda: _read(client, path, person)))


def _read(client: Any, path: str, person: str) -> None:
    if path == NAME:
        answer = client.get(client.post("/work/people/", {"q": "virtanen", "whose": "all"})["location"])
    else:
        answer = client.get(path.format(person=person))
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}")


def jobs(size: str) -> dict[str, tuple[float, float]]:
    """Processor seconds and MB of each job; an import is of as many people as the size says."""
    from tests.programmes.exchange.generate import write_bundle

    done = {name: ran(*command) for name, *command in JOBS}
    with tempfile.TemporaryDirectory() as folder:
        write_bundle(Path(folder), people=SIZES[size])
        command = ("import_bundle", folder, "--source", f"bench-{size}", "--verbosity", "0")
        return done | {"import": ran(*command), "the same again": ran(*command)}


def ran(*command: str) -> tuple[float, float]:
    line = [sys.executable, str(ROOT / "manage.py"), *command]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL)  # noqa: S603 - commands of ours
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def report(size: str, small: dict[str, Any], large: dict[str, Any]) -> None:
    """Both sizes side by side."""
    allowed = {f"{path} {who or ''}".strip(): most for who, path, most in PAGES}
    out = sys.stdout.write
    out(f"{'page':<48}{'S ms':>12}{size + ' ms':>12}{'times':>7}{'may':>5}\n")
    for name, before in small["pages"].items():
        after, most = large["pages"][name], allowed[name]
        times = sum(after) / sum(before)
        wrong = "  grows" if most and times > most else ""
        wrong += "  slow" if most and sum(after) > MOST_MS else ""
        cells = "".join(f"{f'{own:.0f} + {asked:.0f}':>12}" for own, asked in (before, after))
        out(f"{name:<48}{cells}{times:>7.1f}{most or '':>5}{wrong}\n")
    out(f"{'job':<24}{'S s':>9}{size + ' s':>9}{'times':>7}{'S MB':>8}{size + ' MB':>8}\n")
    for name, (before, held) in small["jobs"].items():
        after, holds = large["jobs"][name]
        out(f"{name:<24}{before:>9.1f}{after:>9.1f}{after / before:>7.1f}{held:>8.0f}{holds:>8.0f}\n")
    told = json.dumps({"S": small, size: large}, indent=1)
    (ROOT / "var/bench-growth.json").write_text(told, encoding="utf-8")


def _asked(arguments: Sequence[str]) -> str:
    return arguments[1] if len(arguments) > 1 else ""


if __name__ == "__main__":
    raise SystemExit(main(_asked(sys.argv)))
