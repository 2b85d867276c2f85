"""`make bench`: times of the pages on the demo data, side by side with an empty view, as ratios.

Both sides run interleaved and warm in one process: of each round one page and one empty view. Prints a table
(best, middle and 95th of a hundred, queries, the middle as a multiple of the empty view), and the same as
JSON to var/bench.json. Absolute times move with the machine; the multiple moves less.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

ROUNDS = 40
KEPT = "from the cache"
# page, who asks, p95 that must hold (ms, on a quiet machine; quality.md), queries that must hold
PAGES = (
    ("/fi/", KEPT, 5, 1),
    ("/fi/palvelut/", KEPT, 5, 1),
    ("/fi/paikat/", KEPT, 5, 1),
    ("/fi/", None, 60, 15),
    ("/fi/palvelut/", None, 60, 15),
    ("/fi/palvelut/?municipality=422&near=50", None, 60, 15),
    ("/fi/palvelut/tyokokeilu/", None, 60, 15),
    ("/fi/paikat/", None, 60, 15),
    ("/fi/kunnat/", None, 60, 15),
    ("/fi/kunnat/joensuu/", None, 60, 15),
    ("/fi/oikeus-tyohon/", None, 60, 15),
    ("/fi/saavutettavuus/", None, 60, 15),
    ("/fi/haku/?q=työkokeilussa", None, 60, 15),
    ("/my/", "participant", 150, 25),
    ("/host/", "host", 150, 25),
    ("/work/", "coordinator", 200, 30),
    ("/work/people/", "coordinator", 120, 16),
    ("/work/people/{person}/", "coordinator", 200, 30),
    ("/work/people/{person}/propose/", "coordinator", 100, 30),
    ("/reports/", "manager", 300, 30),
    ("/reports/right-to-work/", "manager", 300, 30),
)
# The same over a large offer: 200 services with their pages beside the open places of the demo (600 or more).
SERVICES = 200
SEARCHES = (
    "/fi/palvelut/",
    "/fi/palvelut/?q=keittiössä",
    "/fi/palvelut/?q=tyokokelu",
    "/fi/palvelut/?municipality=422&near=50&free=1&hours_max=20",
    "/fi/paikat/?q=puistossa+Lieksa",
    "/fi/paikat/?municipality=422&near=50&fits=1&sort=hours",
    "/fi/haku/?q=työkokeilussa",
    "/fi/haku/?q=tyokokelu",
)


def main() -> int:
    """The table is printed and kept; 1 when the database has no demo data."""
    from django.db import DatabaseError

    import config.wsgi  # noqa: F401 - started as the server starts
    from accounts.demo import DOMAIN
    from programmes.exchange.selectors import is_demo

    try:
        there = is_demo()
    except DatabaseError:
        there = False
    if not there:
        sys.stderr.write("There is no demo data: run `make run` once first.\n")
        return 1
    person = person_of(f"coordinator@{DOMAIN}")
    rows = [
        measured(
            path.format(person=person),
            f"{who}@{DOMAIN}" if who and who != KEPT else None,
            limit,
            most,
            kept=who == KEPT,
        )
        for path, who, limit, most in PAGES
    ]
    with large_offer() as name:
        rows += [measured(path, None, 60, 15, kept=False) | {"what": f"{path} ({name})"} for path in SEARCHES]
    report(rows)
    return 0


@contextmanager
def large_offer() -> Iterator[str]:
    """There are as many services as the contract names, each with its page; all of it is gone afterwards."""
    from django.db import transaction
    from wagtail.models import Page

    from programmes.catalogue.models import Programme

    with transaction.atomic():
        index = Page.objects.get(url_path="/fi/palvelut/").specific
        pages = [page.specific for page in index.get_children()]
        for number in range(SERVICES - len(pages)):
            page = pages[number % len(pages)]
            service = Programme.objects.get(pk=page.programme_id)
            towns = [] if number % 3 else list(service.municipalities.all())
            service.pk, service.code = None, f"bench-{number}"
            service.save()
            service.municipalities.set(towns)
            fields = {name: getattr(page, name) for name in ("lead", "body", "for_whom", "money")}
            index.add_child(instance=type(page)(title=f"{page.title} {number}", programme=service, **fields))
        yield f"{SERVICES} services"
        transaction.set_rollback(True)


def person_of(email: str) -> str:
    """The reference of a participation that the coordinator is responsible for and that is under way."""
    from accounts.models import User
    from programmes.participants.selectors import participations_for

    worker = User.objects.get(email=email)
    rows = participations_for(worker, states=["active"]).filter(coordinator=worker)
    return str(rows.order_by("reference").values_list("reference", flat=True)[0])


def measured(path: str, email: str | None, limit: int, most: int, *, kept: bool) -> dict[str, Any]:
    """The times of a page beside the empty view, and its queries; made anew each time unless `kept`."""
    from django.core.cache import caches
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(email)
    for _warm in range(2):
        client.get(path)
    forget = (lambda: None) if kept else caches["pages"].clear
    forget()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    asked = len(queries)
    times, beside = [], []
    for _round in range(ROUNDS):
        forget()
        times.append(timed(lambda: client.get(path)))
        beside.append(timed(lambda: client.get("/healthz")))
    return {
        "what": f"{path} ({KEPT})" if kept else path,
        "status": answer.status_code,
        "best_ms": min(times),
        "middle_ms": share_of(times, 0.5),
        "p95_ms": share_of(times, 0.95),
        "limit_ms": limit,
        "queries": asked,
        "queries_limit": most,
        "times_empty_view": share_of(times, 0.5) / share_of(beside, 0.5),
    }


def client_of(email: str | None) -> Any:
    """A browser, signed in where an address is given."""
    from django.test import Client

    from accounts.models import User

    client = Client(headers={"host": "localhost"})
    if email:
        client.force_login(
            User.objects.get(email=email), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
    return client


def timed(act: Any) -> float:
    """Milliseconds that `act` took."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def share_of(times: Sequence[float], share: float) -> float:
    """The time within which `share` (0-1) of the rounds were done."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def report(rows: list[dict[str, Any]]) -> None:
    """The rows as a table on the screen and as JSON in var/."""
    heads = ("best ms", "middle", "p95", "limit", "queries", "limit", "× empty")
    sys.stdout.write(f"{'page':<42}" + "".join(f"{head:>10}" for head in heads) + "\n")
    for row in rows:
        times = "".join(f"{row[key]:>10.1f}" for key in ("best_ms", "middle_ms", "p95_ms"))
        cells = times + "".join(f"{row[key]:>10}" for key in ("limit_ms", "queries", "queries_limit"))
        sys.stdout.write(f"{row['what']:<42}{cells}{row['times_empty_view']:>10.1f}{remark(row)}\n")
    (ROOT / "var/bench.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")


def remark(row: dict[str, Any]) -> str:
    """What does not hold, in words behind the row."""
    wrong = [
        (row["status"] != 200, f"answers {row['status']}"),
        (row["p95_ms"] > row["limit_ms"], "slow"),
        (row["queries"] > row["queries_limit"], "queries"),
    ]
    told = [words for holds, words in wrong if holds]
    return f"  {', '.join(told)}" if told else ""


if __name__ == "__main__":
    raise SystemExit(main())
