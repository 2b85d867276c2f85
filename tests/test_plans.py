"""The twelve heaviest lists of workers read no whole table on PostgreSQL, with a hundred thousand people."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.demo import DOMAIN
from accounts.models import User
from notifications.models import Message
from programmes.exchange.demo import load_demo
from programmes.models import Participation
from programmes.placements.over import archive_over
from tests.asked import Plan, nodes, plan_of, questions
from tests.sizes import SIZES, grow

PEOPLE = 1_000
GROWS = {
    "audit_event",
    "notifications_message",
    "programmes_attendancemonth",
    "programmes_followup",
    "programmes_interest",
    "programmes_nextstep",
    "programmes_participant",
    "programmes_participation",
    "programmes_placement",
    "programmes_review",
    "programmes_workermessage",
}
# Whoever wants so large a part of a table reads all of it, by whatever way.
PART_THAT_IS_WORTH_IT = 0.1
LISTS = (
    ("coordinator", "/work/"),
    ("coordinator", "/work/?whose=all"),
    ("coordinator", "/work/?whose=all&view=late"),
    ("coordinator", "/work/?whose=all&view=new"),
    ("manager", "/work/"),
    ("coordinator", "/work/people/"),
    ("coordinator", "/work/people/?whose=all"),
    ("coordinator", "/work/people/{person}/"),
    ("coordinator", "/work/people/{person}/propose/"),
    ("coordinator", "/work/messages/"),
    ("coordinator", "/work/vacancies/"),
    ("coordinator", "/work/hosts/"),
)


@pytest.fixture
def large(long, reference, db) -> None:
    """The demo's two years of a thousand people a hundred times over, archived as `maintain` would."""
    if not long or connection.vendor != "postgresql":
        pytest.skip("a hundred thousand people on PostgreSQL: --long")
    load_demo(participants=PEOPLE, seed=1, today=timezone.localdate(), tell=lambda _what, _share: None)
    while archive_over():
        pass
    grow(SIZES["L"] // PEOPLE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def rows_of(table: str) -> int:
    """How many rows the table has, as PostgreSQL has counted them last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        return int(cursor.fetchone()[0])


def read_in_vain(plan: Plan) -> list[str]:
    """The tables that grow with everyone of which the plan reads a large part, and wants a small one.

    Read is what a node has looked at: it may stop early, where a list has what it shows. Wanted is what it
    keeps of that.
    """
    found = []
    for node in nodes(plan):
        table = node.get("Relation Name", "")
        if table not in GROWS or node["Node Type"] == "Bitmap Index Scan":
            continue
        kept = node["Actual Rows"] * node["Actual Loops"]
        thrown = sum(node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck"))
        read, whole = kept + thrown * node["Actual Loops"], rows_of(table)
        if max(read, 1) > whole * PART_THAT_IS_WORTH_IT and kept < whole * PART_THAT_IS_WORTH_IT:
            found.append(f"{table}: {read:.0f} of {whole} rows read, {kept:.0f} wanted")
    return found


def test_no_list_reads_a_whole_table_that_grows_with_everyone(large):
    assert Message.objects.count() > SIZES["L"]
    worker = User.objects.get(email=f"coordinator@{DOMAIN}")
    person = Participation.objects.filter(coordinator=worker, state="active").order_by("pk").first()
    found: list[Any] = []
    for who, path in LISTS:
        client = Client()
        client.force_login(
            User.objects.get(email=f"{who}@{DOMAIN}"),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        address = path.format(person=person.reference)
        for sql in questions(lambda client=client, address=address: client.get(address)):
            found += [(who, path, vain) for vain in read_in_vain(plan_of(sql)["Plan"])]

    assert found == []
