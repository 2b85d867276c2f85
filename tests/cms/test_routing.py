"""The page that stands at an address is remembered, each reader has a copy, and a change shows at once."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from cms.finding import places, services
from cms.models import ProgrammePage
from cms.routing import find_route

pytestmark = pytest.mark.usefixtures("site")

LIEKSA = "/fi/kunnat/lieksa/"


def made_anew(address: str, reader: Client | None = None):
    """The answer to somebody for whom nothing is kept."""
    caches["pages"].clear()
    return (reader or Client()).get(address)


@pytest.mark.parametrize("address", ["/fi/", LIEKSA, "/sv/", "/en/"])
def test_a_page_made_anew_asks_only_which_version_stands(address):
    first = made_anew(address)
    with CaptureQueriesContext(connection) as queries:
        again = made_anew(address)

    assert again.content == first.content
    # A municipality also asks who holds the post of its work ability coordinator today.
    most = 3 if "/kunnat/" in address else 2
    assert len(queries) <= most, [query["sql"] for query in queries]


def test_each_reader_has_a_page_of_their_own():
    routes = []
    for _reader in range(2):
        request = RequestFactory().get(LIEKSA)
        find_route(request, "kunnat/lieksa/")
        routes.append(request._wagtail_route_for_request[0])
    routes[0].title = "Changed by one reader"

    assert routes[0] == routes[1]
    assert routes[1].title == "Lieksa"


def test_a_page_that_moves_is_found_where_it_is_and_nowhere_else(page_at):
    assert made_anew(LIEKSA).status_code == 200
    page = page_at(LIEKSA)
    page.slug = "lieksa-uusi"
    page.save_revision().publish()

    assert made_anew("/fi/kunnat/lieksa-uusi/").status_code == 200
    assert made_anew(LIEKSA).status_code != 200


def test_a_page_that_is_hidden_is_gone_and_comes_back(page_at):
    assert made_anew(LIEKSA).status_code == 200
    page_at(LIEKSA).unpublish()
    assert made_anew(LIEKSA).status_code == 404

    page_at(LIEKSA).save_revision().publish()
    assert made_anew(LIEKSA).status_code == 200


def test_an_address_where_nothing_stands_is_asked_anew_each_time(page_at):
    assert made_anew("/fi/kunnat/muualla/").status_code == 404
    parent = page_at("/fi/kunnat/")
    child = page_at(LIEKSA).copy(to=parent, update_attrs={"slug": "muualla"}, keep_live=False)
    child.save_revision().publish()

    assert Page.objects.get(pk=child.pk).live
    assert made_anew("/fi/kunnat/muualla/").status_code == 200


def test_without_a_site_there_is_no_page():
    Site.objects.all().delete()

    assert made_anew("/fi/").status_code == 404


def test_the_menu_and_a_card_tell_the_new_name_at_once(page_at):
    made_anew("/fi/")
    page = page_at("/fi/palvelut/")
    page.title = "Kaikki palvelut täällä"
    page.save_revision().publish()

    assert "Kaikki palvelut täällä" in made_anew("/fi/").content.decode()


@pytest.mark.parametrize("address", ["/fi/palvelut/", "/fi/paikat/"])
def test_a_list_that_nobody_has_narrowed_is_made_once_and_a_question_each_time(address, monkeypatch):
    made = []
    for module in (services, places):
        found = module.found
        monkeypatch.setattr(module, "found", lambda *args, found=found: made.append(1) or found(*args))

    whole = made_anew(address)
    assert made_anew(address).content == whole.content
    assert len(made) == 1
    asked = [made_anew(f"{address}?q=puutyö") for _reader in range(2)]
    assert len(made) == 3
    assert asked[0].content == asked[1].content != whole.content


def test_a_whole_list_shows_what_changes_in_it():
    page = ProgrammePage.objects.live().filter(locale__language_code="fi").order_by("pk").first()
    assert page.title in made_anew("/fi/palvelut/").content.decode()
    page.title = "Puutyöt ja verhoilu rannassa"
    page.save_revision().publish()

    assert page.title in made_anew("/fi/palvelut/").content.decode()
