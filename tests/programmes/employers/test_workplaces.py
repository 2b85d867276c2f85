"""Several workplaces of one host: chosen for a place, changed with the places there, laid down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from areas.models import Municipality
from programmes.employers import workplaces
from programmes.employers.vacancy_forms import PlaceForm, values_of
from programmes.models import HostEmployer, Vacancy, Workplace
from programmes.placements.presentation import vacancy_facts
from programmes.placements.services import close_vacancy
from publicdata.version import public_version
from tests.access.people import client_of
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def host() -> HostEmployer:
    return make.host()


@pytest.fixture
def contact(host: HostEmployer) -> Any:
    return make.host_person(host, role="contact")


def where(code: str = "276", **changes: Any) -> dict[str, Any]:
    told = {"street_address": "Rantatie 2", "directions": "Pihan puolelta.", "bus": "Linja 3."}
    return told | {"municipality": Municipality.objects.get(code=code)} | changes


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def at(host: HostEmployer, row: Workplace, state: str = "open", **changes: Any) -> Vacancy:
    told = {name: getattr(row, name) for name in workplaces.WHERE}
    return make.vacancy(state, employer=host, workplace=row, **told | changes)


def test_places_of_a_workplace_say_its_new_address_and_own_words_stay(host, contact):
    row = workplaces.add(host, by=contact, name="Ranta", **where())
    follows, closed = at(host, row), at(host, row, "closed")
    own = at(host, row, directions="Soita ovikelloa.")
    town = Municipality.objects.get(code="167")
    before = {code: public_version([code]) for code in ("276", "167", "422")}

    followed = workplaces.change(
        row, by=contact, name="Ranta", **where("167", street_address="Uusi tie 5", directions="Etuovesta.")
    )

    assert {one.pk for one in followed} == {follows.pk, own.pk}
    assert (fresh(follows).street_address, fresh(follows).directions) == ("Uusi tie 5", "Etuovesta.")
    assert (fresh(own).directions, fresh(own).municipality) == ("Soita ovikelloa.", town)
    assert fresh(closed).street_address == "Rantatie 2"
    changed = {code for code, version in before.items() if public_version([code]) != version}
    assert changed == {"276", "167"}


def test_a_place_goes_to_the_workplace_that_is_chosen_with_its_address(host, contact):
    first = workplaces.add(host, by=contact, name="Ranta", **where())
    second = workplaces.add(
        host, by=contact, name="Halli", **where("167", street_address="Hallitie 1", directions="", bus="")
    )
    place = at(host, first, "draft")
    shown = PlaceForm(instance=fresh(place))
    sent = {name: shown.get_initial_for_field(field, name) for name, field in shown.fields.items()}

    form = PlaceForm(
        {key: value or "" for key, value in sent.items()} | {"workplace": second.pk}, instance=fresh(place)
    )

    assert form.is_valid(), form.errors
    told = values_of(form)
    assert (told["workplace"], told["street_address"], told["municipality"].code) == (
        second,
        "Hallitie 1",
        "167",
    )


def test_with_one_workplace_there_is_nothing_to_choose_and_it_is_the_place(host, contact):
    row = workplaces.add(host, by=contact, name="Ranta", **where())
    place = make.vacancy("draft", employer=host, street_address="", directions="", bus="")
    form = PlaceForm(instance=fresh(place))

    assert "workplace" not in form.fields
    assert form.initial["street_address"] == "Rantatie 2"
    assert form.initial["directions"] == "Pihan puolelta."
    sent = PlaceForm(
        {"street_address": "Rantatie 2", "municipality": "276", "stood": ""}, instance=fresh(place)
    )
    assert sent.is_valid(), sent.errors
    assert values_of(sent)["workplace"] == row


def test_what_a_participant_reads_names_the_workplace(host, contact):
    row = workplaces.add(host, by=contact, name="Ranta", **where())
    place = at(host, row)

    assert place.place == "Ranta"
    assert any("Ranta" in str(words) for _label, words in vacancy_facts(place, money=""))


def test_a_workplace_with_open_places_is_not_laid_down(host, contact):
    row = workplaces.add(host, by=contact, name="Ranta", **where())
    place = at(host, row)

    with pytest.raises(ValidationError, match="Close it first"):
        workplaces.lay_down(row, by=contact)
    close_vacancy(place, by=contact, reason=make.a_reason("vacancy", "close"))
    workplaces.lay_down(row, by=contact)

    assert fresh(row).closed_on is not None
    assert "workplace" not in PlaceForm(instance=make.vacancy("draft", employer=host)).fields
    workplaces.take_up(row, by=contact)
    assert fresh(row).closed_on is None


def test_the_same_form_twice_is_one_workplace_and_a_taken_name_gets_words(host, contact):
    first = workplaces.add(host, by=contact, name="Ranta", **where())

    assert workplaces.add(host, by=contact, name="Ranta", **where()) == first
    with pytest.raises(ValidationError, match="already"):
        workplaces.add(host, by=contact, name="Ranta", **where(street_address="Muu tie 1"))


def test_a_host_keeps_its_workplaces_on_its_own_page(host, contact):
    sent = {"name": "Halli", "street_address": "Hallitie 1", "municipality": "276", "bus": "Linja 5"}

    answer = client_of(contact).post(reverse("host:workplace_new", args=[host.reference]), sent)
    page = client_of(contact).get(reverse("host:workplaces")).content.decode()

    row = Workplace.objects.get(host=host, name="Halli")
    assert (answer.status_code, row.bus) == (303, "Linja 5")
    assert "Hallitie 1" in page
    again = client_of(contact).post(
        reverse("host:workplace", args=[host.reference, row.pk]), sent | {"street_address": "Hallitie 9"}
    )
    assert (again.status_code, fresh(row).street_address) == (303, "Hallitie 9")


def test_a_worker_keeps_them_on_the_hosts_word(host):
    worker = make.coordinator()
    sent = {"name": "Halli", "street_address": "Hallitie 1", "municipality": "276"}

    answer = client_of(worker).post(reverse("work:workplace_new", args=[host.reference]), sent)

    assert (answer.status_code, host.workplaces.get().name) == (302, "Halli")


def test_a_guide_and_a_stranger_change_nothing(host, contact):
    row = workplaces.add(host, by=contact, name="Ranta", **where())
    guide, stranger = make.host_person(host, role="guide"), make.host_person(make.host())

    with pytest.raises(PermissionDenied):
        workplaces.change(row, by=guide, name="Muu", **where())
    address = reverse("host:workplace", args=[host.reference, row.pk])
    assert client_of(guide).get(address).status_code == 403
    assert client_of(stranger).get(address).status_code == 404
