"""What anyone may read of open places is kept by municipality: a change in one reads that one anew."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.models import Vacancy
from programmes.placements.public import open_places, service_types
from publicdata.memory import forget_remembered, remembered_each
from publicdata.version import noticing, one_version, public_has_changed
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def titles() -> dict[str, str]:
    return {place.municipality: place.title for place in open_places(AnonymousUser(), service_types())}


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    forget_remembered()
    public_has_changed()


def test_only_the_places_of_the_municipality_that_changed_are_read_anew():
    here, there = make.vacancy(municipality=make.JOENSUU), make.vacancy(municipality=make.LIEKSA)
    assert set(titles()) == {make.JOENSUU, make.LIEKSA}
    Vacancy.objects.filter(pk__in=[here.pk, there.pk]).update(title="Uusi")

    public_has_changed(make.JOENSUU)

    assert titles() == {make.JOENSUU: "Uusi", make.LIEKSA: there.title}
    public_has_changed()
    assert set(titles().values()) == {"Uusi"}


def test_all_that_changed_is_read_at_once():
    for municipality in (make.JOENSUU, make.LIEKSA):
        make.vacancy(municipality=municipality)
    titles()
    for municipality in (make.JOENSUU, make.LIEKSA):
        public_has_changed(municipality)

    with one_version(), CaptureQueriesContext(connection) as queries:
        titles()

    assert len(queries) == 4  # the version, the places, their seats and their types


def test_a_list_of_all_is_old_after_a_change_anywhere_and_a_list_of_one_after_its_own():
    make.vacancy(municipality=make.LIEKSA)
    for _time in range(2):  # read, and remembered
        with noticing() as shown:
            titles()
        assert "*" in shown
        with noticing() as shown:
            open_places(AnonymousUser(), service_types(), municipalities=[make.LIEKSA])
        assert shown == {make.LIEKSA}


def test_the_newest_stand_first_wherever_they_are():
    old = make.vacancy(municipality=make.JOENSUU)
    new = make.vacancy(municipality=make.LIEKSA)
    newest = make.vacancy(municipality=make.JOENSUU)
    public_has_changed()

    found = open_places(AnonymousUser(), service_types())

    assert [place.reference for place in found] == [row.reference for row in (newest, new, old)]


def test_what_is_made_of_each_is_asked_once_for_all_that_are_old():
    asked: list[list[str]] = []

    def make_them(codes: list[str]) -> dict[str, str]:
        asked.append(codes)
        return {code: f"{code} {len(asked)}" for code in codes}

    def told() -> dict[str, str]:
        return remembered_each(make_them, ["167", "422", "176"], "each")

    assert (told(), told()) == ({"167": "167 1", "422": "422 1", "176": "176 1"},) * 2
    public_has_changed("422")
    assert told() == {"167": "167 1", "422": "422 2", "176": "176 1"}
    assert asked == [["167", "422", "176"], ["422"]]
