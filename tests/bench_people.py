"""`make bench`, third part: fifty people at once, each with pauses of one to three seconds.

Twenty read public pages and search, ten are participants, eight act for hosts, eight coordinate, four refer.
The site runs as `serve` runs it, on a copy of the demo's database; those who ask are threads of this process,
on the same machine, so what they need is taken from the site. Prints for each kind of person and for all how
many answers there were, the middle, the 95th and the 99th of a hundred (ms), and what was no answer. JSON to
var/bench-people.json. WEB_PROCESSES=1 shows what one process makes of it.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from http import HTTPStatus
from pathlib import Path
from statistics import quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

PORT = 8765
SECONDS = 60.0
WARM = 15.0
PAUSE = (1.0, 3.0)
# Who, how many of them, where they go.
PEOPLE: dict[str, tuple[int, tuple[str, ...]]] = {
    "reader": (
        20,
        ("/fi/", "/fi/palvelut/", "/fi/paikat/", "/sv/platser/", "/fi/kunnat/joensuu/", "/fi/haku/?q={word}"),
    ),
    "participant": (10, ("/my/", "/my/places/", "/my/data/")),
    "host": (8, ("/host/", "/host/vacancies/")),
    "coordinator": (8, ("/work/", "/work/people/", "/work/messages/", "/work/vacancies/")),
    "referrer": (4, ("/refer/",)),
}
WORDS = ("keittiö", "siivous", "puisto", "työkokeilu", "varasto", "tyokokelu", "metsä", "kahvila")
LIMIT = 400.0


def main() -> int:
    """The table is printed and kept; 1 when somebody got no answer or waited too long."""
    import django

    django.setup()
    from django.conf import settings

    if settings.DATABASES["default"]["ENGINE"] != "turnstile":
        sys.stdout.write("The database is not SQLite: fifty people are not measured.\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        url = copied(Path(folder), settings.DATABASES["default"]["NAME"])
        cookies = signed_in()
        with subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "manage.py", "serve", "--port", str(PORT)],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": url},
            stderr=subprocess.DEVNULL,
        ) as site:
            try:
                wait_for_the_site()
                found = fifty(cookies, settings.SESSION_COOKIE_NAME)
            finally:
                site.terminate()
    rows = [told(who, [one for one in found if one[0] == who]) for who in PEOPLE] + [told("all", found)]
    report(rows, settings.WEB_PROCESSES)
    return 1 if rows[-1]["errors"] or rows[-1]["p95_ms"] > LIMIT else 0


def copied(folder: Path, name: Any) -> str:
    """This process and the site use a copy of the database from now on."""
    from django.db import connection, connections

    path = folder / "people.sqlite3"
    with sqlite3.connect(name) as demo, sqlite3.connect(path) as copy:
        demo.backup(copy)
    connections.close_all()
    connection.settings_dict["NAME"] = str(path)
    return f"sqlite:///{path}"


def signed_in() -> dict[str, str]:
    """A session of each kind of person, as its cookie."""
    from django.test import Client

    from accounts.demo import DOMAIN
    from accounts.models import User

    cookies = {}
    for who in PEOPLE:
        if who != "reader":
            client = Client()
            user = User.objects.get(email=f"{who}@{DOMAIN}")
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            cookies[who] = next(iter(client.cookies.values())).value
    return cookies


def wait_for_the_site() -> None:
    """The site answers. Raises TimeoutError after a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if (
                asked(http.client.HTTPConnection("127.0.0.1", PORT, timeout=5), "/readyz", {})
                == HTTPStatus.OK
            ):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("The site does not answer.")


def fifty(cookies: dict[str, str], name: str) -> list[tuple[str, float, int]]:
    """Who asked, how long they waited (ms), and the status; 0 is none."""
    found: list[tuple[str, float, int]] = []
    begin = time.monotonic()

    def person(who: str, number: int) -> None:
        dice = random.Random(f"{who}{number}")
        headers = {"Accept-Encoding": "br, gzip", "Accept": "text/html"}
        if who in cookies:
            headers["Cookie"] = f"{name}={cookies[who]}"
        time.sleep(dice.uniform(0, PAUSE[1]))
        while (now := time.monotonic()) < begin + WARM + SECONDS:
            address = dice.choice(PEOPLE[who][1]).format(word=dice.choice(WORDS))
            try:
                status = asked(connection(30), address, headers)
            except OSError:
                status = 0
            if now > begin + WARM:
                found.append((who, (time.monotonic() - now) * 1000, status))
            time.sleep(dice.uniform(*PAUSE))

    people = [
        threading.Thread(target=person, args=(who, number))
        for who, (many, _where) in PEOPLE.items()
        for number in range(many)
    ]
    for each in people:
        each.start()
    for each in people:
        each.join()
    return found


def connection(seconds: float) -> http.client.HTTPConnection:
    """A way to the site of its own, as each reader has one."""
    return http.client.HTTPConnection("127.0.0.1", PORT, timeout=seconds)


def asked(door: http.client.HTTPConnection, address: str, headers: dict[str, str]) -> int:
    """The status of the answer, read to its end."""
    from urllib.parse import quote

    try:
        door.request("GET", quote(address, safe="/?=&%"), headers=headers | {"Host": f"127.0.0.1:{PORT}"})
        answer = door.getresponse()
        answer.read()
        return answer.status
    finally:
        door.close()


def told(who: str, found: list[tuple[str, float, int]]) -> dict[str, Any]:
    """One line: what was no page is an error."""
    times = [took for _who, took, _status in found]
    cuts = quantiles(times, n=100)
    return {
        "who": who,
        "answers": len(found),
        "a_second": len(found) / SECONDS,
        "p50_ms": cuts[49],
        "p95_ms": cuts[94],
        "p99_ms": cuts[98],
        "errors": sum(status != HTTPStatus.OK for _who, _took, status in found),
    }


def report(rows: list[dict[str, Any]], processes: int) -> None:
    """The table, and the same as JSON."""
    sys.stdout.write(f"Fifty people at once, {processes} web processes, {SECONDS:.0f} s\n")
    heads = list(rows[0])
    sys.stdout.write("".join(f"{head:>13}" for head in heads) + "\n")
    for row in rows:
        cells = (f"{row[head]:>13.0f}" if head != "who" else f"{row[head]:>13}" for head in heads)
        sys.stdout.write("".join(cells) + "\n")
    kept = {"processes": processes, "rows": rows}
    (ROOT / "var/bench-people.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
