"""What the law asks of a public site stands on its pages, and what they say of cookies is true."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from wagtail.models import Page

from accounts.roles import Role
from cms.loading.duties import PARTS, REGISTERS
from cms.loading.texts import LANGUAGES, read
from tests.cms.walk import sample
from tests.factories import programmes as make
from tests.markup import outline_of, text_of
from typed import owners

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("walk")]

PASSWORD = "a-long-enough-one"  # noqa: S105 - of an invented person
DURATIONS = {
    "fi": ("enintään {hours} tuntia", "noin vuoden", "vuorokauden"),
    "sv": ("högst {hours} timmar", "ungefär ett år", "ett dygn"),
    "en": ("at most {hours} hours", "about a year", "a day"),
    "fi-simple": ("enintään {hours} tuntia", "noin vuoden", "yhden päivän"),
}


def in_language(finnish: str, language: str) -> str:
    """The address of a Finnish page in another language."""
    page = Page.objects.get(url_path=finnish)
    return page.get_translations(inclusive=True).get(locale__language_code=language).url


@pytest.fixture
def page_of(walk) -> Callable[[str, str], str]:
    """The page in a language, by its Finnish address."""

    def read(finnish: str, language: str) -> str:
        answer = walk.at(in_language(finnish, language))
        assert answer.status == 200
        return answer.page

    return read


# Accessibility statement (306/2019, and the model of decision (EU) 2018/1523)


@pytest.mark.parametrize("language", LANGUAGES)
def test_statement_has_every_part_and_leads_to_the_feedback_form(walk, page_of, language):
    html = page_of("/fi/saavutettavuus/", language)
    words = text_of(html)

    assert len([level for level, _heading in outline_of(html) if level == 2]) >= 7
    for needed in ("306/2019", "22", "14", "Traficom", "013 000 000", "PDF"):
        assert needed in words
    form = in_language("/fi/saavutettavuuspalaute/", language)
    assert f'href="{form}"' in html.split("<main")[1].split("</main>")[0]
    assert walk.at(form).status == 200


# Privacy notices (GDPR, articles 13 and 14)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("register", REGISTERS)
def test_notice_of_each_register_tells_all_that_the_regulation_asks(page_of, register, language):
    slug = read(f"privacy/{register}.toml")["fi"]["slug"]
    headings = read("privacy/common.toml")[language]["headings"]
    html = page_of(f"/fi/tietosuoja/{slug}/", language)

    assert [heading for level, heading in outline_of(html) if level == 2] == [
        headings[part] for part in PARTS
    ]
    words = text_of(html)
    assert "tietosuoja@om.fi" in words
    assert "013 000 000" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_on_privacy_leads_to_each_notice_and_to_the_cookies(page_of, language):
    main = page_of("/fi/tietosuoja/", language).split("<main")[1].split("</main>")[0]

    for register in REGISTERS:
        slug = read(f"privacy/{register}.toml")["fi"]["slug"]
        assert f'href="{in_language(f"/fi/tietosuoja/{slug}/", language)}"' in main
    assert f'href="{in_language("/fi/evasteet/", language)}"' in main


# Cookies


def cookies_told(html: str) -> dict[str, str]:
    """What the page says of each cookie."""
    main = html.split("<main")[1].split("</main>")[0]
    return dict(re.findall(r"<li>\s*(\w+): ([^<]+)", main))


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_on_cookies_names_those_of_the_settings_and_how_long_they_stay(page_of, language):
    html = page_of("/fi/evasteet/", language)
    session, year, day = DURATIONS[language]

    told = cookies_told(html)
    assert set(told) == {
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
        "messages",
        owners.COOKIE,
    }
    hours = settings.SESSION_COOKIE_AGE / 3600
    assert session.format(hours=f"{hours:g}") in told[settings.SESSION_COOKIE_NAME]
    assert timedelta(days=350) < timedelta(seconds=settings.CSRF_COOKIE_AGE) < timedelta(days=380)
    assert year in told[settings.CSRF_COOKIE_NAME]
    assert timedelta(seconds=owners.GOOD_FOR_SECONDS) == timedelta(days=1)
    assert day in told[owners.COOKIE]
    assert settings.LANGUAGE_COOKIE_AGE is None
    assert settings.ACCOUNT_SESSION_REMEMBER is False


def test_walk_through_the_service_sets_no_cookie_that_is_not_named(page_of, client):
    named = set(cookies_told(page_of("/fi/evasteet/", "fi")))
    worker = make.account(Role.EDITOR, municipality="422")
    worker.set_password(PASSWORD)
    worker.save()
    set_by_now: set[str] = set()

    def ask(method: str, address: str, **facts: object) -> None:
        set_by_now.update(getattr(client, method)(address, **facts).cookies)

    for address in ("/fi/", "/fi/palvelut/?q=a", "/fi/paikat/", "/accounts/login/", "/host/register/"):
        ask("get", address)
    ask("post", "/language/", data={"language": "sv", "next": "/accounts/login/"})
    ask("post", "/accounts/login/", data={"login": worker.email, "password": PASSWORD})
    for address in ("/accounts/home/", "/cms-admin/", "/accounts/"):
        ask("get", address, follow=True)
    ask("post", "/accounts/logout/")

    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} <= set_by_now <= named


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_sets_no_cookie_at_all(walk, language):
    for address in sample(language, every=False):
        answer = walk.at(address)
        if "csrfmiddlewaretoken" not in answer.page:
            assert answer.cookies == frozenset(), address


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_the_duties_without_a_detour(page_of, language):
    footer = page_of("/fi/paikat/", language).split("<footer")[1]

    for finnish in ("/fi/saavutettavuus/", "/fi/tietosuoja/", "/fi/evasteet/"):
        assert f'href="{in_language(finnish, language)}"' in footer


def test_the_packaged_area_reads_as_it_always_did():
    told = read("privacy/common.toml")

    assert told["fi"]["controller"][0].startswith(
        "Pohjois-Karjalan työllisyysalue, vastuukuntana Joensuun kaupunki (tarkistettava). Puhelin 013"
    )
    assert read("programmes/rehabilitative_work.toml")["en"]["support"].startswith(
        "There is always an instructor in the group. Your worker makes sure you know what happens next. "
        "The wellbeing services county, Siun sote, joins in"
    )
