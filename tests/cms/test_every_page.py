"""Every page type in every language, as a reader without an account gets it."""

import re

import pytest
from wagtail.models import Page

from cms import models
from tests.cms.conftest import LANGUAGES
from tests.depth import crossed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("walk")]

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


def first_of(page_type, language: str) -> Page:
    return page_type.objects.filter(locale__language_code=language).order_by("path").first()


def test_every_page_type_is_looked_at():
    there = {page.specific_class for page in Page.objects.filter(depth__gt=1)}

    assert there == set(TYPES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page_type", TYPES)
def test_page_renders_in_its_language(walk, page_type, language):
    page = first_of(page_type, language)

    answer = walk.at(page.url)
    html = answer.page

    assert answer.status == 200
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
def test_page_names_each_of_its_languages(walk, page_type):
    page = first_of(page_type, "sv")

    html = walk.at(page.url).page

    for version in page.get_translations(inclusive=True):
        code = version.locale.language_code
        assert f'<link rel="alternate" hreflang="{code}" href="http://127.0.0.1:8000{version.url}">' in html
    assert 'hreflang="x-default"' in html


@pytest.mark.parametrize(("path", "language"), crossed(CONTRACT, ("sv", "fi", "en", "fi-simple")))
def test_finnish_address_answers_in_every_language(walk, path, language):
    answer = walk.at(f"/{language}/{path}")

    assert answer.status == 200
    assert f'<html lang="{language}"' in answer.page


@pytest.mark.parametrize("page_type", TYPES)
def test_page_stays_within_its_queries(walk, page_type):
    asked = walk.queries_at(first_of(page_type, "sv").url)

    assert len(asked) <= MOST_QUERIES, [query[:120] for query in asked]
