"""Every page that names a person to a worker or an officer leaves a trace that the person can read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Read
from audit.services import record_reads
from programmes.models import Participant
from programmes.participants.reading import looks_at
from tests.programmes.machines import cast as made
from tests.test_access import client_of, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
people = rows  # the fixture of the access table: a participation with places, messages and calls


def test_a_list_is_one_line_with_references_and_no_name(people):
    cast = people["cast"]
    other = Participant.objects.get(first_name="Aila")
    made.participation(cast, "active", participant=other)

    client_of(cast["responsible"]).get("/work/people/")

    line = Read.objects.get()
    both = sorted([cast.participant.reference, other.reference])
    assert (line.reader, line.role, line.page, line.count) == (
        cast["responsible"], "coordinator", "work:people", 2,
    )  # fmt: skip
    assert (line.shown, line.object_id, line.reference) == (f" {' '.join(both)} ", 0, "")


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
