"""The whole packaged site, built once for these tests."""

from collections.abc import Iterator

import pytest
from wagtail.models import Page

from areas.working_days import forget_holidays
from cms.access import ensure_groups
from cms.loading.words import ensure_words
from cms.loading.writing import write_pages
from tests.conftest import load_reference

LANGUAGES = ("fi", "sv", "en", "fi-simple")


def build_site() -> None:
    load_reference()
    ensure_groups()
    write_pages()
    ensure_words()


@pytest.fixture(scope="module")
def built_site(standing, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), standing("site", build_site):
        forget_holidays()
        yield


@pytest.fixture
def site(built_site, db) -> None:
    """The page tree in four languages; what a test changes is gone after it."""


@pytest.fixture
def page_at():
    """The specific page at an address."""

    def find(address: str) -> Page:
        return Page.objects.get(url_path=address).specific

    return find
