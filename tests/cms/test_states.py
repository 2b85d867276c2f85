"""What a reader meets of a page in each state, in each version, at each place: one table, every cell asked.

The states are made by pressing what an editor or a publisher presses, with every tick as the page offers it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from importlib import import_module
from itertools import product

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.editing.review import ensure_workflow
from cms.editing.schedule import expire_due, publish_due
from cms.models import NewsIndexPage
from cms.telling import feed
from tests.cms.desk import Desk, reading

pytestmark = pytest.mark.usefixtures("site")

SOURCE, ALIAS, TRANSLATION = "fi", "sv", "en"
VERSIONS = (SOURCE, ALIAS, TRANSLATION)
PLACES = ("page", "kept page", "list", "feed", "search", "sitemap", "municipality")
LIST = {"fi": "/fi/uutiset/", "sv": "/sv/nyheter/", "en": "/en/news/"}
SEARCH = {"fi": "/fi/haku/", "sv": "/sv/sok/", "en": "/en/search/"}
TOWN = {"fi": "/fi/kunnat/lieksa/", "sv": "/sv/kommuner/lieksa/", "en": "/en/municipalities/lieksa/"}

EVERYWHERE, NOWHERE = frozenset(PLACES), frozenset()
# A borrowed page is for those who read the language; search engines have the Finnish one.
BORROWED = EVERYWHERE - {"sitemap"}
ELSEWHERE = frozenset({"municipality", "kept page"})  # what has moved is no more where it was
SEEN = {
    "draft": (NOWHERE, NOWHERE, NOWHERE),
    "in review": (NOWHERE, NOWHERE, NOWHERE),
    "scheduled": (NOWHERE, NOWHERE, NOWHERE),
    "published": (EVERYWHERE, BORROWED, EVERYWHERE),
    "expired": (NOWHERE, NOWHERE, NOWHERE),
    "hidden": (NOWHERE, NOWHERE, NOWHERE),
    "deleted": (NOWHERE, NOWHERE, NOWHERE),
    "closed": (NOWHERE, NOWHERE, NOWHERE),
    "moved": (EVERYWHERE - ELSEWHERE, BORROWED - ELSEWHERE, EVERYWHERE - ELSEWHERE),
    "copied": (EVERYWHERE, BORROWED, EVERYWHERE),
}
BEGAN_PUBLIC = ("published", "expired", "hidden", "deleted", "closed", "moved", "copied")


@pytest.fixture
def shown_in_full(monkeypatch):
    monkeypatch.setattr(import_module("cms.facts.lately"), "SHOWN", 99)
    monkeypatch.setattr(NewsIndexPage, "shown_at_once", 99)
    monkeypatch.setattr(feed, "NEWEST", 99)


@pytest.fixture
def desk():
    """The page editor, with an editor of Lieksa and a publisher of the area at it."""
    ensure_workflow()
    return Desk()


def places_of(
    code: str, address: str, kept: str, mark: str, asked: str = "", reading: Callable[[str], str] = reading
) -> dict[str, bool]:
    told = {
        "page": reading(address),
        "kept page": reading(kept),
        "list": reading(LIST[code]),
        "feed": reading(f"{LIST[code]}feed/"),
        "search": reading(f"{SEARCH[code]}?q={asked or mark}").split("</h1>")[-1],
        "sitemap": reading(f"/sitemap-{code}.xml"),
        "municipality": reading(TOWN[code]),
    }
    return {
        place: bool(shown) if place in {"page", "kept page"} else f"/{mark}/" in shown
        for place, shown in told.items()
    }


def test_readers_meet_of_each_state_what_the_table_says(desk, shown_in_full):
    marks = {state: f"q{state.replace(' ', '')}q" for state in SEEN}
    later = timezone.localtime() + timedelta(days=2)
    ends = timezone.localtime() + timedelta(days=1)
    pages = {
        "draft": desk.write(marks["draft"], desk.editor),
        "in review": desk.write(marks["in review"], desk.editor, **{"action-submit": "1"}),
        "scheduled": desk.write(
            marks["scheduled"],
            desk.publisher,
            **{"action-publish": "1", "go_live_at": later.strftime("%d.%m.%Y %H:%M")},
        ),
    }
    for state in BEGAN_PUBLIC:
        day = {"expire_at": ends.strftime("%d.%m.%Y %H:%M")} if state == "expired" else {}
        pages[state] = desk.write(marks[state], desk.publisher, **{"action-publish": "1"}, **day)
    for page in pages.values():
        desk.translate(page)
    kept = {
        (state, code): version.url_path
        for state, page in pages.items()
        for code in VERSIONS
        if (version := page.get_translation_or_none(Locale.objects.get(language_code=code)) or page)
    }
    for (state, code), address in kept.items():
        assert bool(reading(address)) is (state in BEGAN_PUBLIC), (state, code)
    for code in VERSIONS:
        places_of(code, LIST[code], LIST[code], "qpublishedq")  # every list is kept from before

    desk.sit(desk.publisher)
    desk.press(f"pages/{pages['hidden'].pk}/unpublish/")
    desk.press(f"pages/{pages['deleted'].pk}/delete/")
    desk.client.post(f"/cms-admin/pages/{pages['closed'].pk}/privacy/", {"restriction_type": "login"})
    news = Page.objects.get(url_path=LIST["fi"])
    desk.press(f"pages/{pages['moved'].pk}/move/{news.pk}/confirm/")
    marks["copied"], original = "qcopyq", pages["copied"]
    desk.press(
        f"pages/{original.pk}/copy/",
        new_title="Uutinen qcopyq",
        new_slug="qcopyq",
        new_parent_page=str(desk.town.pk),
        publish_copies="on",
    )
    copies = {page.locale.language_code: page.url_path for page in Page.objects.filter(slug="qcopyq")}

    with time_machine.travel(ends + timedelta(minutes=1), tick=False):
        expire_due()
        wrong, read = [], cache(reading)  # nothing changes any more: a list is the same for every state
        for (state, seen), code in product(SEEN.items(), VERSIONS):
            page = Page.objects.filter(
                translation_key=pages[state].translation_key, locale__language_code=code
            ).first()
            address = page.url_path if page else kept[state, code]
            first = kept[state, code]
            if state == "copied":
                address = first = copies.get(code, "/fi/none/")
            asked = "qcopiedq" if (state, code) == ("copied", "en") else marks[state]  # it keeps its title
            told = places_of(code, address, first, marks[state], asked, read)
            wrong += [
                f"{state}, {code}, {place}: {'seen' if told[place] else 'not seen'}"
                for place in PLACES
                if told[place] is not (place in seen[VERSIONS.index(code)])
            ]

    assert wrong == []


def test_what_was_set_for_a_time_comes_in_every_language_at_that_time(desk):
    later = timezone.localtime() + timedelta(days=2)
    page = desk.write(
        "qlaterq", desk.publisher, **{"action-publish": "1", "go_live_at": later.strftime("%d.%m.%Y %H:%M")}
    )
    desk.translate(page)
    before = [reading(f"{TOWN[code]}qlaterq/") for code in VERSIONS]

    with time_machine.travel(later + timedelta(minutes=1), tick=False):
        publish_due()
        after = {code: reading(f"{TOWN[code]}qlaterq/") for code in VERSIONS}

    assert before == ["", "", ""]
    assert "Uutinen qlaterq" in after["fi"]
    assert "Uutinen qlaterq" in after["sv"]
    assert "är inte översatt" in after["sv"]
    assert "In English Uutinen qlaterq" in after["en"]
