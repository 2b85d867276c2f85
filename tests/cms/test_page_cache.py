"""Public pages from the cache: the same as made anew, and never older than the last change."""

from __future__ import annotations

import gzip
import re
from datetime import datetime, time, timedelta

import brotli
import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from areas.models import Municipality
from cms import watching
from cms.lifetime import changes_at
from config import page_cache
from programmes.catalogue.models import Programme
from programmes.placements import services as placement_services
from publicdata import version
from publicdata.version import public_version
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")

PLACES, SERVICE, LIEKSA = "/fi/paikat/", "/fi/palvelut/tyokokeilu/", "/fi/kunnat/lieksa/"


def words(address: str, **headers: str) -> str:
    """What a new reader gets."""
    return Client(headers=headers).get(address).content.decode()


def asked(act) -> int:
    """How many questions `act` asks of the database and how many pages it makes: one when all is kept."""
    made, packed = [], page_cache.packed

    def noted(response):
        made.append(response)
        return packed(response)

    with CaptureQueriesContext(connection) as queries, pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_cache, "packed", noted)
        act()
    return len(queries) + len(made)


# The same page


def test_second_reader_gets_the_same_answer_for_one_question_to_the_database():
    first = Client().get(PLACES)
    answers = []

    assert asked(lambda: answers.append(Client().get(PLACES))) == 1
    second = answers[0]
    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())
    assert {"Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"} <= set(second.headers)
    assert second["Cache-Control"] == "no-cache"
    assert {"Accept-Encoding", "Cookie", "HX-Request"} <= set(re.split(r",\s*", second["Vary"]))


@pytest.mark.parametrize(
    ("accepted", "coding", "read"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", "", bytes),
        ("", "", bytes),
    ],
)
def test_page_is_sent_in_the_smallest_way_the_browser_reads(accepted, coding, read):
    plain = Client().get(PLACES).content

    answer = Client(headers={"accept-encoding": accepted}).get(PLACES)

    assert answer.headers.get("Content-Encoding", "") == coding
    assert read(answer.content) == plain
    assert int(answer["Content-Length"]) == len(answer.content)


def test_browser_that_has_the_page_is_told_so_until_it_changes():
    first = Client().get(PLACES)
    again = Client(headers={"if-none-match": first["ETag"]})

    same = again.get(PLACES)
    make.vacancy()
    changed = again.get(PLACES)

    assert (same.status_code, same.content) == (304, b"")
    assert same["ETag"] == first["ETag"]
    assert same["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert same["Vary"] == first["Vary"]
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_address_language_host_and_htmx_each_have_their_own_page(settings):
    settings.ALLOWED_HOSTS = ["testserver", "toinen.example"]
    Client().get(PLACES)

    assert asked(lambda: Client().get(PLACES)) == 1
    assert asked(lambda: Client().get(PLACES + "?municipality=422")) > 1
    assert asked(lambda: Client().get("/sv/platser/")) > 1
    assert asked(lambda: Client(headers={"hx-request": "true"}).get(PLACES)) > 1
    assert asked(lambda: Client(headers={"host": "toinen.example"}).get(PLACES)) > 1
    assert asked(lambda: Client(headers={"accept-language": "sv"}).get(PLACES)) == 1


@pytest.mark.parametrize("mark", ["fbclid=IwAR0", "utm_source=kirje&utm_medium=sahkoposti", "gclid"])
def test_where_a_reader_came_from_makes_no_page_of_its_own(mark):
    plain = Client().get(PLACES + "?municipality=422").content

    assert asked(lambda: Client().get(f"{PLACES}?{mark}&municipality=422")) == 1
    assert asked(lambda: Client().get(f"{PLACES}?municipality=422&{mark}")) == 1
    assert Client().get(f"{PLACES}?municipality=422&{mark}").content == plain
    assert asked(lambda: Client().get(f"{PLACES}?municipality=422&q={mark}")) > 1


def test_page_is_kept_in_a_cache_that_processes_share(settings, tmp_path):
    shared = {"BACKEND": "config.shared_cache.SharedFiles", "LOCATION": str(tmp_path)}
    settings.CACHES = {"default": settings.CACHES["default"], "pages": shared}

    first = Client(headers={"accept-encoding": "br"}).get(PLACES)

    assert asked(lambda: Client().get(PLACES)) == 1
    second = Client(headers={"accept-encoding": "br"}).get(PLACES)
    assert (second.content, dict(second.items())) == (first.content, dict(first.items()))


# What is never kept


def test_somebody_with_a_session_neither_fills_nor_reads_the_cache(client):
    client.force_login(make.coordinator())
    client.get(PLACES)
    kept_for_reader = asked(lambda: Client().get(PLACES))

    answer = client.get(PLACES)

    assert kept_for_reader > 1
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("address", ["/accounts/login/", "/host/register/", "/"])
def test_other_addresses_are_not_kept(address):
    Client().get(address)

    assert caches["pages"]._cache == {}


def test_address_of_endless_length_is_answered_and_not_kept():
    answer = Client().get(PLACES + "?q=" + "x" * 600)

    assert answer.status_code == 200
    assert caches["pages"]._cache == {}


def test_page_that_is_missing_is_not_kept():
    assert Client().get("/fi/ei-ole/").status_code == 404
    assert caches["pages"]._cache == {}


def of_a_page(answer: HttpResponse, **facts: object) -> tuple[HttpRequest, HttpResponse]:
    request = HttpRequest()
    request.is_of_page_tree = True
    for name, value in facts.items():
        setattr(request, name, value)
    return request, answer


def with_cookie() -> HttpResponse:
    answer = HttpResponse("x")
    answer.set_cookie("a", "b")
    return answer


class Session:
    accessed = True


@pytest.mark.parametrize(
    ("request_facts", "answer"),
    [
        ({}, with_cookie()),
        ({"META": {"CSRF_COOKIE_NEEDS_UPDATE": True}}, HttpResponse("x")),
        ({"session": Session()}, HttpResponse("x")),
        ({"is_of_page_tree": False}, HttpResponse("x")),
        ({"csp_nonce": "abc"}, HttpResponse("x")),
        ({}, HttpResponse("x", headers={"Cache-Control": "private"})),
        ({}, HttpResponse("x", status=404)),
        ({}, HttpResponse("x", content_type="application/pdf")),
        ({}, HttpResponse("x" * (page_cache.LARGEST_PAGE + 1))),
    ],
)
def test_answer_with_something_of_the_visit_in_it_is_not_kept(request_facts, answer):
    assert page_cache.may_be_kept(*of_a_page(HttpResponse("x")))

    assert not page_cache.may_be_kept(*of_a_page(answer, **request_facts))


# Never old


def publish(page_at):
    page = page_at(LIEKSA)
    page.lead = "Uutta Lieksasta."
    page.save_revision().publish()


def unpublish(page_at):
    page_at(SERVICE).unpublish()


def move(page_at):
    page_at(SERVICE).move(page_at("/fi/kunnat/"), pos="last-child")


def rename(page_at):
    page = page_at(LIEKSA)
    page.slug = "lieksan-kaupunki"
    page.save_revision().publish()


def delete(page_at):
    page_at(LIEKSA).delete()


def close_off(page_at):
    PageViewRestriction.objects.create(page=page_at(SERVICE), restriction_type="login")


def reword_service(page_at):
    for programme in Programme.objects.filter(code="work_trial"):
        programme.contact_name = "Neuvoja Nelli"
        programme.save()


def load_area(page_at):
    watching.area_loaded.send(sender=None)
    Municipality.objects.filter(code="422").update(population=12_345)


@pytest.mark.parametrize(
    ("change", "address"),
    [
        (publish, LIEKSA),
        (unpublish, SERVICE),
        (move, SERVICE),
        (rename, LIEKSA),
        (delete, LIEKSA),
        (close_off, SERVICE),
        (reword_service, SERVICE),
        (load_area, LIEKSA),
        (lambda page_at: make.vacancy(municipality="422"), LIEKSA),
        (lambda page_at: make.intake("422", code="work_trial"), SERVICE),
    ],
)
def test_what_an_editor_or_the_data_changes_shows_at_once(change, address, page_at):
    before = Client().get(address)
    kept = asked(lambda: Client().get(address))

    change(page_at)
    after = Client().get(address)

    assert kept == 1
    assert (after.status_code, after.content) != (before.status_code, before.content)


def test_saving_a_draft_leaves_the_kept_pages_alone(page_at):
    Client().get(LIEKSA)
    page = page_at(LIEKSA)
    page.lead = "Keskeneräinen."
    page.save_revision()

    assert asked(lambda: Client().get(LIEKSA)) == 1


def test_seat_that_is_taken_is_gone_from_the_list_at_once():
    placement = make.placement("introduced")
    place = placement.vacancy
    assert place.title in words(PLACES)

    placement_services.accept(
        placement, by=placement.participation.coordinator, on_word="phone", guide="Raili Hirvonen"
    )

    assert place.title not in words(PLACES)


def test_place_that_is_closed_is_gone_at_once():
    place = make.vacancy()
    address = f"{PLACES}{place.reference}/"
    assert Client().get(address).status_code == 200
    assert place.title in words(PLACES)

    placement_services.close_vacancy(place, by=make.coordinator(), reason=make.a_reason("vacancy", "close"))

    assert Client().get(address).status_code == 404
    assert place.title not in words(PLACES)


def test_change_that_is_taken_back_brings_the_kept_page_back(page_at):
    before, known = words(LIEKSA), public_version()
    with transaction.atomic():
        publish(page_at)
        assert public_version() != known
        transaction.set_rollback(True)

    assert words(LIEKSA) == before
    assert asked(lambda: Client().get(LIEKSA)) == 1


def test_change_while_a_page_is_made_is_not_hidden_by_that_page(monkeypatch, page_at):
    """The page is made from old data, the change comes, and only then is the page kept."""
    pack = page_cache.packed

    def slowly(response):
        publish(page_at)
        return pack(response)

    monkeypatch.setattr(page_cache, "packed", slowly)
    late = words(LIEKSA)
    monkeypatch.undo()

    assert "Uutta Lieksasta." not in late
    assert "Uutta Lieksasta." in words(LIEKSA)


def test_every_table_that_a_public_page_reads_is_watched():
    make.vacancy(municipality="422")
    make.intake("422", code="workshop")
    names = {model._meta.db_table: model for model in watching.apps.get_models(include_auto_created=True)}
    # The last is made from a picture, which is watched, while a page is drawn.
    not_shown = {"django_content_type", "publicdata_publicchange", "wagtailimages_rendition"}
    read: dict[str, str] = {}
    for page in Page.objects.filter(depth__gt=1, locale__language_code="fi"):
        caches["default"].clear()
        with CaptureQueriesContext(connection) as queries:
            Client().get(page.url)
        for query in queries:
            for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"]):
                read.setdefault(table, page.url)

    unwatched = {
        table: address
        for table, address in read.items()
        if table not in not_shown
        and table in names
        and not watching.is_watched(names[table])
        and table not in version._tables
    }

    assert len(read) > 20
    assert unwatched == {}


# Time


def test_no_page_outlives_the_day(time_machine):
    place = make.vacancy()
    type(place).objects.filter(pk=place.pk).update(valid_until=timezone.localdate())
    assert place.title in words(PLACES)

    tomorrow = datetime.combine(timezone.localdate() + timedelta(days=1), time(0, 0, 1))
    time_machine.move_to(timezone.make_aware(tomorrow))

    assert place.title not in words(PLACES)


def test_page_holds_until_the_first_time_it_names(time_machine):
    noon = datetime(2026, 3, 3, 12, tzinfo=timezone.get_default_timezone())
    time_machine.move_to(noon, tick=False)
    request = HttpRequest()

    assert page_cache.seconds_it_holds(request) == 12 * 3600
    changes_at(request, noon + timedelta(hours=4))
    changes_at(request, None)
    changes_at(request, noon + timedelta(hours=2))
    changes_at(request, noon + timedelta(days=2))
    assert page_cache.seconds_it_holds(request) == 2 * 3600


def test_night_when_the_clock_turns_ends_at_midnight_too(time_machine):
    time_machine.move_to(datetime(2026, 3, 29, 1, tzinfo=timezone.get_default_timezone()), tick=False)

    assert page_cache.seconds_it_holds(HttpRequest()) == 22 * 3600
