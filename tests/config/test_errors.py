"""Error pages: they help, speak the language of the address, and stand without the database."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from config import errors
from tests.cms.reading import Reading

LANGUAGES = ("fi", "sv", "en", "fi-simple")
BREAK = {
    "fi": "Palvelussa on lyhyt tauko",
    "sv": "Tjänsten har en kort paus",
    "en": "The service is having a short break",
    "fi-simple": "Palvelussa on lyhyt tauko",
}


@pytest.fixture(autouse=True)
def phone(settings) -> None:
    settings.SERVICE_PHONE = "013 000 000"


def no_question(execute, sql, *_rest):
    raise AssertionError(f"the database was asked: {sql}")


@pytest.fixture(scope="module")
def without_database(tmp_path_factory) -> Iterator[Reading]:
    """A web process whose database is a folder that is not there."""
    nowhere = tmp_path_factory.mktemp("away") / "not" / "here.sqlite3"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SERVICE_PHONE", "013 000 000")
        process = Reading({"ENGINE": "turnstile", "NAME": str(nowhere)}, "/healthz")
    yield process
    process.end()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_database_the_service_says_when_to_come_back(without_database, language):
    for address in (f"/{language}/", f"/{language}/palvelut/?municipality=422", f"/{language}/ei-ole/"):
        status, page, headers = without_database.reads(address)

        assert (status, headers["Retry-After"]) == (503, "120")
        assert f'<html lang="{language}"' in page
        assert BREAK[language] in page
        assert 'href="tel:' in page
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/accounts/login/", "/my/", "/", "/sitemap.xml"])
def test_other_addresses_do_not_fail_worse(without_database, address):
    assert without_database.reads(address)[0] in {200, 302, 503}


def test_process_without_a_database_is_alive_but_not_ready(without_database):
    assert without_database.reads("/healthz")[0] == 200
    assert without_database.reads("/readyz")[0] == 503


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", errors.STANDING)
def test_pages_for_our_own_failures_are_drawn_without_the_database(status, language):
    errors.standing_page.cache_clear()

    with connection.execute_wrapper(no_question):
        page = errors.standing_page(status, language).decode()

    assert f'<html lang="{language}"' in page
    assert page.count("<h1") == 1
    assert str(status) in page
    assert "csrfmiddlewaretoken" not in page
    assert not re.search(r"<script(?![^>]* src=)| style=|<style", page)


@pytest.mark.django_db
def test_failure_of_ours_is_a_page_in_the_language_of_the_address(monkeypatch):
    def fail(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr("wagtail.models.Page.route_for_request", fail)

    answer = Client(raise_request_exception=False).get("/sv/")

    assert answer.status_code == 500
    assert '<html lang="sv"' in answer.content.decode()
    assert "Retry-After" not in answer.headers
    assert "ZeroDivisionError" not in answer.content.decode()


def test_error_outside_of_any_language_goes_by_the_browser():
    request = RequestFactory().get("/accounts/login/", headers={"accept-language": "en"})

    assert '<html lang="en"' in errors.server_error(request).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_page_shows_where_to_look(language):
    answer = Client().get(f"/{language}/ei-ole/")
    page = answer.content.decode()

    assert answer.status_code == 404
    assert f'<html lang="{language}"' in page
    assert f'action="/{language}/palvelut/"' in page
    for path in ("palvelut/", "paikat/", "kunnat/"):
        assert f'href="/{language}/{path}"' in page
    assert 'href="tel:' in page
    assert answer.cookies == {}
