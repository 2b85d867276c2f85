"""Every page type in every language, as a reader without an account gets it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms import models
from tests.cms.conftest import LANGUAGES
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")

TYPES = [
    models.HomePage,
    models.ProgrammeIndexPage,
    models.ProgrammePage,
    models.VacancyListPage,
    models.MunicipalityIndexPage,
    models.MunicipalityPage,
    models.ArticlePage,
    models.RightToWorkPage,
    models.StandardPage,
    models.SearchPage,
    models.ServicePointIndexPage,
    models.ServicePointPage,
    models.ContactPage,
    models.AccessibilityFeedbackPage,
    models.WhichWayPage,
    models.ReportPage,
    models.AnswerPage,
    models.NewsIndexPage,
    models.NewsPage,
    models.EventIndexPage,
    models.EventPage,
    models.StoryIndexPage,
    models.StoryPage,
    models.LeafletIndexPage,
    models.LeafletPage,
    models.ForEmployersPage,
    models.ForParticipantsPage,
]
# Written once and shown in every language as they are.
SAME_EVERYWHERE = {models.LeafletPage}
CONTRACT = [
    "",
    "palvelut/",
    "paikat/",
    "kunnat/",
    "kunnat/lieksa/",
    "saavutettavuus/",
    "tietosuoja/",
    "oikeus-tyohon/",
    "palvelupisteet/",
    "palvelupisteet/lieksa/",
    "ota-yhteytta/",
    "saavutettavuuspalaute/",
    "mika-on-oikea-tie/",
    "mika-on-oikea-tie/vaara/",
    "vastaus/",
    "uutiset/",
    "tapahtumat/",
    "tarinat/",
    "muilla-kielilla/",
    "osallistujille/",
    "tyonantajille-ja-yhteisoille/",
]
MOST_QUERIES = 15


def test_every_page_type_is_looked_at():
    there = {page.specific_class for page in Page.objects.filter(depth__gt=1)}

    assert there == set(TYPES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page_type", TYPES)
def test_page_renders_in_its_language(client, page_type, language):
    page = page_type.objects.filter(locale__language_code=language).first()

    response = client.get(page.url)
    html = response.content.decode()

    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1
    assert re.search(r'<meta name="description" content="[^"]{20,}"', html)
    original = page.alias_of if page_type in SAME_EVERYWHERE and page.alias_of_id else page
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{original.url}">' in html
    assert "<style" not in html
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]* src=|[^>]* type=\"application/ld\+json\")", html)
    assert set(re.findall(r'(?:src|href)="https?://([^/"]+)', html)) == {"127.0.0.1:8000"}


@pytest.mark.parametrize("page_type", [one for one in TYPES if one not in SAME_EVERYWHERE])
def test_page_names_each_of_its_languages(client, page_type):
    page = page_type.objects.filter(locale__language_code="sv").first()

    html = client.get(page.url).content.decode()

    for version in page.get_translations(inclusive=True):
        code = version.locale.language_code
        assert f'<link rel="alternate" hreflang="{code}" href="http://127.0.0.1:8000{version.url}">' in html
    assert 'hreflang="x-default"' in html


@pytest.mark.parametrize("path", CONTRACT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_finnish_address_answers_in_every_language(client, path, language):
    response = client.get(f"/{language}/{path}", follow=True)

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.parametrize("page_type", TYPES)
def test_page_stays_within_its_queries(client, page_type):
    for _place in range(3):
        make.vacancy(municipality="422")
    make.intake("422", code="workshop")
    page = page_type.objects.filter(locale__language_code="sv").first()
    client.get(page.url)

    with CaptureQueriesContext(connection) as seen:
        client.get(page.url)

    assert len(seen) <= MOST_QUERIES, [query["sql"][:120] for query in seen]


@pytest.mark.parametrize("path", ["pal%00velut/", "paikat/%00/", "paikat/a/b/", "%ff%fe/", "x" * 3000 + "/"])
def test_odd_address_is_not_found(client, path):
    assert client.get(f"/fi/{path}").status_code == 404


def test_menu_is_of_the_page_language(client):
    html = client.get("/sv/").content.decode()

    assert "Tjänster" in html
    assert "Palvelut" not in html


def test_draft_is_not_seen_and_not_in_the_menu(client, page_at):
    page = page_at("/fi/paikat/")
    page.unpublish()

    assert client.get("/fi/paikat/").status_code == 404
    assert "/fi/paikat/" not in client.get("/fi/").content.decode()


def test_borrowed_page_says_so_and_is_no_translation(client, page_at):
    finnish = page_at("/fi/saavutettavuus/")
    swedish = finnish.get_translation(page_at("/sv/").locale)
    address, locale = swedish.url, swedish.locale
    swedish.delete()
    finnish.copy_for_translation(locale, alias=True)

    html = client.get("/sv/saavutettavuus/").content.decode()

    assert address != "/sv/saavutettavuus/"
    assert '<html lang="sv"' in html
    assert '<article class="stack" lang="fi">' in html
    assert 'hreflang="sv" href="http' not in html
    assert 'rel="canonical" href="http://127.0.0.1:8000/fi/saavutettavuus/"' in html


def test_front_door_speaks_the_language_of_the_browser(client):
    assert client.get("/", headers={"accept-language": "sv-FI,sv;q=0.9"})["Location"] == "/sv/"
    assert client.get("/", headers={"accept-language": "de"})["Location"] == "/fi/"


def test_crawlers_find_each_language(client):
    index = client.get("/sitemap.xml").content.decode()
    swedish = client.get("/sitemap-sv.xml").content.decode()

    assert all(f"sitemap-{language}.xml" in index for language in LANGUAGES)
    assert "/sv/tjanster/" in swedish
    assert "<loc>http://127.0.0.1:8000/fi/" not in swedish
    assert "Disallow: /work/" in client.get("/robots.txt").content.decode()
    assert "Expires: " in client.get("/.well-known/security.txt").content.decode()


def test_public_page_is_the_same_for_a_worker(client):
    before = client.get("/fi/").content

    client.force_login(make.coordinator())

    assert client.get("/fi/").content == before
