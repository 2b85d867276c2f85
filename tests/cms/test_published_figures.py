"""The public page of the right to work shows editions, and nothing else of the figures."""

import json

import pytest
from django.utils import timezone

from cms.models import RightToWorkPage
from publicdata.version import public_has_changed
from reports.figures import Figure
from reports.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
PAGE = "/fi/oikeus-tyohon/"


def publish(name: str = "2026-Q2", number: int = 1, replaces: Edition | None = None) -> Edition:
    shown = [
        Figure("P3", None, None, 652, 503, 0, 77.15, goal=90.0),
        Figure("P1", None, None, None, None, None, None, hidden=True),
        Figure("P3", "municipality", "167", 321, 200, 0, 62.3),
    ]
    edition = Edition.objects.create(
        name=name,
        period="2026-Q2",
        number=number,
        replaces=replaces,
        published_at=timezone.now(),
        figures=3,
        hidden=1,
        sha256="",
        document=json.dumps({"figures": [vars(each) for each in shown], "definitions": {}}),
    )
    public_has_changed()
    return edition


def test_page_says_that_nothing_is_published(client):
    html = client.get(PAGE).content.decode()

    assert "Lukuja ei ole vielä julkaistu" in html
    assert "datapackage.json" not in html


def test_page_shows_the_newest_edition_and_where_to_take_it(client):
    publish()

    html = client.get(PAGE).content.decode()

    assert "77,2\u00a0%" in html or "77,1\u00a0%" in html
    assert "peitetty" in html
    assert 'href="/open-data/editions/2026-Q2.csv"' in html
    assert 'href="/open-data/datapackage.json"' in html
    assert "Lukuja ei ole vielä julkaistu" not in html


@pytest.mark.parametrize("language", ["fi", "sv", "en", "fi-simple"])
def test_a_corrected_edition_names_its_correction_in_every_language(client, language):
    publish("2026-Q2-2", 2, publish())

    page = RightToWorkPage.objects.get(locale__language_code=language, live=True)
    html = client.get(page.url).content.decode()

    assert html.count('/open-data/editions/2026-Q2-2.json"') == 1
    assert html.count('/open-data/editions/2026-Q2.json"') == 1
