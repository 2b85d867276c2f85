"""What a reader without an account gets where a page is odd, hidden, borrowed or asked for by a machine."""

import pytest

from tests.cms.conftest import LANGUAGES
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")


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
