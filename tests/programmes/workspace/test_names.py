"""Names are found in any spelling, and stand in the order in which the language puts them."""

import pytest

from letters.fields import made_fields
from programmes.models import HostEmployer, Participant, Vacancy
from programmes.participants.forms import AcceptReferralForm
from programmes.workspace.caseload import caseload
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

IN_ORDER = [
    "Aalto", "af Hällström", "ERKKILÄ", "Kivi-Öhman", "von Essen", "Zimmer",
    "Åberg", "Åkerlund", "Äijälä", "Öhman",
]  # fmt: skip


@pytest.fixture
def coordinator():
    return make.coordinator()


@pytest.fixture
def people(coordinator):
    for name in sorted(IN_ORDER, key=lambda name: name[::-1]):
        person = make.participant(first_name="Väinö", last_name=name, phone="040 123 4567")
        make.participation("active", person=person, coordinator=coordinator)
    return coordinator


def names(viewer, **wanted):
    return [row.participant.last_name for row in caseload(viewer, {"whose": "all"} | wanted)]


def test_people_stand_in_finnish_order(people):
    assert names(people) == IN_ORDER


FOUND = {
    "erkkilä": ["ERKKILÄ"],
    "kivi-öhman": ["Kivi-Öhman"],
    "KIVI ÖHMAN": ["Kivi-Öhman"],
    "väinö äijälä": ["Äijälä"],
    "Aijala VÄINÖ": ["Äijälä"],
    "AF HÄLLSTRÖM": ["af Hällström"],
    "hällström": ["af Hällström"],
    # By telephone, in any spelling of the number that all of them have.
    "0401234567": IN_ORDER,
    "+358 40 123 4567": IN_ORDER,
    "123-4567": IN_ORDER,
    "(040) 1234": IN_ORDER,
    "358401234567": IN_ORDER,
    # What nobody is called.
    "0501234567": [],
    "…": [],
    "'": [],
    "Virtanen": [],
}


def test_a_person_is_found_in_any_spelling_of_name_and_telephone(people):
    assert {asked: names(people, q=asked) for asked in FOUND} == FOUND


@pytest.mark.parametrize("asked", ["äänipaja", "Äänipaja", "AANIPAJA", "osk äänipaja"])
def test_a_host_and_its_places_are_found_in_any_spelling(client, coordinator, asked):
    host = make.host(name="Äänipaja Osk")
    vacancy = make.vacancy(employer=host, title="Äänittäjä")
    client.force_login(coordinator)

    hosts = client.get("/work/hosts/", {"q": asked}).context["page_obj"]
    places = client.get("/work/vacancies/", {"q": asked}).context["page_obj"]

    assert (list(hosts), list(places)) == ([host], [vacancy])


def test_hosts_stand_in_finnish_order(client, coordinator):
    for name in ("Öljy Oy", "aurinko ry", "Zeppelin", "Ääni Osk", "Åbo bageri"):
        make.host(name=name)
    client.force_login(coordinator)

    shown = [row.name for row in client.get("/work/hosts/?state=verified").context["page_obj"]]

    assert shown == ["aurinko ry", "Zeppelin", "Åbo bageri", "Ääni Osk", "Öljy Oy"]


def test_whom_to_make_responsible_is_asked_in_order(coordinator):
    for last_name in ("Öhman", "Zimmer", "Åberg", "aalto"):
        make.coordinator(last_name=last_name)
    row = make.participation("referred")

    form = AcceptReferralForm(obj=row, user=coordinator)

    offered = [one.last_name for one in form.fields["coordinator"].queryset]
    assert [name for name in offered if not name.startswith("Lehto")] == ["aalto", "Zimmer", "Åberg", "Öhman"]


@pytest.mark.parametrize("model", [Participant, HostEmployer, Vacancy])
def test_made_columns_are_right_however_a_row_is_written(model):
    source = {Participant: "last_name", HostEmployer: "name", Vacancy: "title"}[model]
    row = {Participant: make.participant, HostEmployer: make.host, Vacancy: make.vacancy}[model]()
    setattr(row, source, "Äkkiä")
    row.save()
    words = next(name for name in made_fields(model) if name.endswith("words"))

    assert "akkia" in getattr(model.objects.get(pk=row.pk), words)

    setattr(row, source, "Öinen")
    model.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["pk"], update_fields=[source, *made_fields(model)]
    )

    assert "oinen" in getattr(model.objects.get(pk=row.pk), words)
