"""The twelve heaviest lists of workers read no whole table on PostgreSQL, with a hundred thousand people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from programmes.exchange.services import import_bundle
from programmes.models import Participation
from programmes.placements.over import archive_over
from tests.factories import programmes as make
from tests.programmes.exchange.generate import write_bundle
from tests.sizes import SIZES, grow

PEOPLE = 2_000
GROWS = {
    "audit_event",
    "notifications_message",
    "programmes_nextstep",
    "programmes_participant",
    "programmes_participation",
    "programmes_placement",
}
LISTS = (
    ("worker", "/work/"),
    ("worker", "/work/?whose=all"),
    ("worker", "/work/?whose=all&view=late"),
    ("worker", "/work/?whose=all&view=new"),
    ("manager", "/work/"),
    ("worker", "/work/people/"),
    ("worker", "/work/people/?whose=all"),
    ("worker", "/work/people/{person}/"),
    ("worker", "/work/people/{person}/propose/"),
    ("worker", "/work/messages/"),
    ("worker", "/work/vacancies/"),
    ("worker", "/work/hosts/"),
)


@pytest.fixture
def large(long, reference, db, tmp_path: Path) -> dict[str, User]:
    """A hundred thousand people, and a coordinator of one municipality with some of their own."""
    if not long or connection.vendor != "postgresql":
        pytest.skip("a hundred thousand people on PostgreSQL: --long")
    write_bundle(tmp_path, people=PEOPLE)
    import_bundle(tmp_path)
    worker, other, manager = make.coordinator(), make.coordinator(make.LIEKSA), make.manager()
    Participation.objects.update(coordinator=other)
    own = Participation.objects.filter(municipality=make.JOENSUU, state="active")[:60]
    Participation.objects.filter(pk__in=list(own.values_list("pk", flat=True))).update(coordinator=worker)
    grow(SIZES["L"] // PEOPLE)
    archive_over()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"worker": worker, "manager": manager}


def whole_tables(plan: dict[str, Any]) -> list[str]:
    """The tables that grow with everyone which the plan reads from end to end."""
    own = [plan["Relation Name"]] if plan["Node Type"] == "Seq Scan" else []
    return [*own, *(name for part in plan.get("Plans", ()) for name in whole_tables(part))]


def test_no_list_reads_a_whole_table_that_grows_with_everyone(large):
    person = Participation.objects.filter(coordinator=large["worker"], state="active").first()
    found = []
    for who, path in LISTS:
        client = Client()
        client.force_login(large[who], backend="allauth.account.auth_backends.AuthenticationBackend")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path.format(person=person.reference)).status_code == 200
        for query in queries:
            if query["sql"].startswith("SELECT"):
                with connection.cursor() as cursor:
                    cursor.execute("EXPLAIN (FORMAT JSON) " + query["sql"])
                    told = cursor.fetchone()[0]
                plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
                found += [(who, path, table) for table in whole_tables(plan) if table in GROWS]

    assert found == []
