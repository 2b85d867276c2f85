"""Every page that names a person to a worker or an officer leaves a trace that the person can read."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Read
from audit.services import record_reads
from programmes.models import Participant
from programmes.participants.reading import looks_at
from tests.access.people import client_of
from tests.access.rows import rows
from tests.access.table import TABLE
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
people = rows  # the fixture of the access table: a participation with places, messages and calls

NAME = ("Oodi", "Traskelin")  # no sample of the style guide is called so
# A paper that tells of a workplace, and names nobody.
OF_NOBODY = {"hosting:certificate"}
READERS = ("responsible", "colleague", "manager", "referrer", "host_admin")


def unpacked(workbook: bytes) -> str:
    """All the text of a workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def seen_by(part: str, address: str, people: dict[str, Any]) -> tuple[bool, bool]:
    """Whether the page names the person, and whether they can see afterwards that it did."""
    cast = people["cast"]
    before = sum(look.times for look in looks_at(cast.participant))
    answer = client_of(cast[part]).get(address)
    is_paper = answer["Content-Type"] in {"application/pdf", "application/json"}  # it names its parties
    is_packed = answer["Content-Type"].startswith("application/vnd.")
    text = unpacked(answer.content) if is_packed else answer.content.decode("utf-8", "replace")
    named = is_paper or any(word in text for word in NAME)
    return named, sum(look.times for look in looks_at(cast.participant)) == before + 1


def test_no_page_of_a_worker_names_a_person_without_a_trace(people):
    people["cast"].participant.first_name, people["cast"].participant.last_name = NAME
    people["cast"].participant.save()
    found = {}
    for name, rule in TABLE.items():
        address = reverse(name, kwargs=rule.arguments(people)) + rule.query(people)
        for part in READERS:
            if part in rule.ok and not rule.public and name not in OF_NOBODY:
                found[name, part] = seen_by(part, address, people)

    named = {name for (name, _part), (shown, _traced) in found.items() if shown}
    assert {key for key, (shown, traced) in found.items() if shown != traced} == set()
    assert named >= {
        "work:home",
        "work:people",
        "work:person",
        "work:placement",
        "refer:home",
        "refer:detail",
        "host:home",
        "host:placement",
    }


def test_a_list_is_one_line_with_references_and_no_name(people):
    cast = people["cast"]
    other = Participant.objects.get(first_name="Aila")
    made.participation(cast, "active", participant=other)

    client_of(cast["responsible"]).get("/work/people/")

    line = Read.objects.get()
    people_shown = (cast.participant, other, people["twin"].participant)
    shown = sorted(one.reference for one in people_shown)
    assert (line.reader, line.role, line.page, line.count) == (
        cast["responsible"], "coordinator", "work:people", 3,
    )  # fmt: skip
    assert (line.shown, line.object_id, line.reference) == (f" {' '.join(shown)} ", 0, "")


def test_a_search_that_finds_nobody_leaves_no_line(people):
    client_of(people["cast"]["responsible"]).post("/work/people/", {"q": "Olematon"}, follow=True)

    assert Read.objects.count() == 0


def test_a_reference_inside_another_is_not_taken_for_it(people):
    cast = people["cast"]
    other = Participant.objects.get(first_name="Aila")
    Participant.objects.filter(pk=other.pk).update(reference=cast.participant.reference + "x")
    other.refresh_from_db()

    record_reads(cast["responsible"], [other], page="work:people", role="coordinator")

    assert (len(looks_at(cast.participant)), len(looks_at(other))) == (0, 1)


def test_a_list_of_many_costs_one_write(people):
    cast = people["cast"]
    for number in range(8):
        made.participation(cast, "active", participant=made.person(first_name=f"Nimi{number}"))
    client = client_of(cast["responsible"])

    with CaptureQueriesContext(connection) as asked:
        client.get("/work/people/")

    assert [query["sql"].split()[2] for query in asked if query["sql"].startswith("INSERT")] == [
        '"audit_read"'
    ]
