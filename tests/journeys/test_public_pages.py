"""Every kind of public page, seen by axe in four languages, on a phone and a desk, in light and in dark.

`--long` sees every combination; else each kind of page is seen in one of the sixteen, another for each kind.
"""

from __future__ import annotations

from itertools import product

import pytest
from wagtail.models import Page

from cms.loading.texts import LANGUAGES
from cms.models import VacancyListPage
from tests.factories import programmes as make
from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.browser

COMBINATIONS = list(product(LANGUAGES, (PHONE, DESK), ("light", "dark")))
# Beside one page of each type: questions that find something and nothing.
MORE = ("palvelut/?municipality=422&near=50", "paikat/?q=xyzzyx", "?municipality=422")


@pytest.fixture
def site(pages: None) -> str:
    """The public pages and something to show on them; the reference of an open place."""
    place = make.vacancy(municipality="422", types=("open_job",))
    make.intake("422", code="workshop")
    return str(place.reference)


def first_of_each_type(language: str) -> list[str]:
    """The address of one page of each type, in settled order."""
    found: dict[str, str] = {}
    pages = Page.objects.live().filter(depth__gt=1, locale__language_code=language).order_by("path")
    for page in pages.select_related("content_type"):
        found.setdefault(page.content_type.model, page.url)
    return [found[name] for name in sorted(found)]


def list_of_places(language: str) -> str:
    """The address of the open places in the language."""
    return str(VacancyListPage.objects.get(locale__language_code=language).url)


def seen(language: str, place: str) -> list[str]:
    """Every address that is looked at in a language."""
    return [
        *first_of_each_type(language),
        *[f"/{language}/{path}" for path in MORE],
        f"{list_of_places(language)}{place}/",
    ]


def test_axe_finds_nothing_on_any_public_page(site, person, long):
    places: dict[tuple[str, int, str], list[str]] = {}
    for language, size, scheme in COMBINATIONS:
        for number, address in enumerate(seen(language, site)):
            chosen = COMBINATIONS[number * 7 % len(COMBINATIONS)]
            if long or chosen == (language, size, scheme):
                places.setdefault((language, size["width"], scheme), []).append(address)

    looked = 0
    for (language, width, scheme), addresses in places.items():
        reader = person(PHONE if width == PHONE["width"] else DESK, language)
        reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        missing: list[str] = []
        reader.page.on("response", lambda one, told=missing: one.status >= 400 and told.append(one.url))
        for address in addresses:
            reader.open(address)
            looked += 1
        reader.page.close()
        # Uploaded pictures are kept in memory in the tests: they cannot be fetched.
        assert [url for url in missing if "/media/" not in url] == []
        reader.problems = [line for line in reader.problems if "Failed to load resource" not in line]

    assert looked == (sum(len(seen(language, site)) for language in LANGUAGES) * 4 if long else looked)
    assert looked >= len(first_of_each_type("fi"))


SHIFTS = """() => new Promise((done) => {
  let total = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { total += one.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(total), 400);
})"""


def test_old_phone_gets_pages_that_stand_still_and_work_without_scripts(site, browser, live_server):
    bare = browser.new_context(viewport=PHONE, locale="fi", java_script_enabled=False)
    page = bare.new_page()
    page.goto(f"{live_server.url}/fi/paikat/")
    page.locator("main form[role=search] select[name=municipality]").first.select_option("422")
    page.locator("main form[role=search] button[type=submit]").first.click()
    page.locator(f'main a[href$="/{site}/"]').first.click()
    assert page.url.endswith(f"/paikat/{site}/")
    assert page.locator("main h1").inner_text()
    bare.close()

    whole = browser.new_context(viewport=PHONE, locale="fi")
    page = whole.new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    addresses = (
        "/fi/",
        "/fi/palvelut/",
        f"/fi/paikat/{site}/",
        "/fi/kunnat/lieksa/",
        "/sv/ratten-till-arbete/",
    )
    moved = {}
    for address in addresses:
        page.goto(live_server.url + address)
        moved[address] = round(page.evaluate(SHIFTS), 3)
    assert {address: shift for address, shift in moved.items() if shift > 0.01} == {}
    # What is written for search engines is data, not a script: the policy lets it.
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert [line for line in said if "Content Security Policy" in line] == []
    whole.close()
