"""Visits and contacts with employers: rows that nothing names but all that they say."""

from __future__ import annotations

from uuid import UUID

import pytest

from audit.models import Event
from programmes.exchange.undoing import undo_import
from programmes.models import EmployerContact, HostEmployer, VisitTally
from tests.programmes.exchange.conftest import Bundle

pytestmark = pytest.mark.django_db
VISIT = {
    "on": "2026-05-04",
    "municipality_code": "167",
    "channel": "visit",
    "topic": "työnhaku",
    "count": "3",
}
EMPLOYER = {"business_id": "0242746-2", "name": "Lieksan kahvila ry", "municipality_code": "422"}
CONTACT = {"on": "5.5.2026", "business_id": "0242746-2", "kind": "visit", "hidden_job": "kyllä"}


def test_two_equal_rows_are_two_and_a_second_run_changes_nothing(bundle: Bundle) -> None:
    other = VISIT | {"channel": "event", "kind": "network", "count": ""}
    files = {
        "employers": [EMPLOYER],
        "visits": [VISIT, other, VISIT],
        "employer_contacts": [CONTACT, CONTACT],
    }

    bundle.write(**files).run()
    assert (bundle.counts["visits"], bundle.counts["employer_contacts"]) == ((3, 0, 0, 0), (2, 0, 0, 0))
    bundle.run()

    assert (bundle.counts["visits"], bundle.counts["employer_contacts"]) == ((0, 0, 3, 0), (0, 0, 2, 0))
    told = VisitTally.objects.order_by("pk").values_list("kind", "channel", "topic", "count", "municipality")
    assert list(told) == [
        ("customer", "visit", "työnhaku", 3, "167"),
        ("network", "event", "työnhaku", 1, "167"),
        ("customer", "visit", "työnhaku", 3, "167"),
    ]
    met = EmployerContact.objects.values_list("host__business_id", "municipality", "hidden_job", "kind")
    assert list(met) == [("0242746-2", "422", True, "visit")] * 2


def test_one_more_of_the_same_is_new_and_the_others_are_known(bundle: Bundle) -> None:
    bundle.write(visits=[VISIT, VISIT]).run()

    bundle.write(visits=[VISIT, VISIT | {"count": "4"}, VISIT, VISIT]).run()

    assert bundle.counts["visits"] == (2, 0, 2, 0)


def test_what_cannot_be_counted_is_rejected_in_words(bundle: Bundle) -> None:
    wrong = [
        VISIT | {"municipality_code": "999"},
        VISIT | {"channel": "fax"},
        VISIT | {"count": "0"},
        VISIT | {"on": "2031-01-01"},
        VISIT | {"kind": "somebody"},
        VISIT,
    ]
    strangers = [CONTACT | {"business_id": "0207604-1"}, CONTACT | {"kind": "letter"}, CONTACT]

    bundle.write(employers=[EMPLOYER], visits=wrong, employer_contacts=strangers).run()

    assert sorted(bundle.reasons("visits")) == [2, 3, 4, 5, 6]
    assert sorted(bundle.reasons("employer_contacts")) == [2, 3]
    assert (VisitTally.objects.count(), EmployerContact.objects.count()) == (1, 1)


def test_a_rehearsal_counts_as_the_import_does_and_writes_nothing(bundle: Bundle) -> None:
    bundle.write(employers=[EMPLOYER], visits=[VISIT, VISIT], employer_contacts=[CONTACT])

    bundle.run(dry_run=True)

    assert (bundle.counts["visits"], bundle.counts["employer_contacts"]) == ((2, 0, 0, 0), (1, 0, 0, 0))
    assert [model.objects.count() for model in (VisitTally, EmployerContact, HostEmployer)] == [0, 0, 0]


def test_the_import_is_taken_back_whole(bundle: Bundle) -> None:
    bundle.write(employers=[EMPLOYER], visits=[VISIT, VISIT], employer_contacts=[CONTACT]).run()
    group = Event.objects.filter(verb="visittally.imported").values_list("group", flat=True)[0]
    assert isinstance(group, UUID)

    undo_import(group)

    assert [model.objects.count() for model in (VisitTally, EmployerContact, HostEmployer)] == [0, 0, 0]
