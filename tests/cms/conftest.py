"""The whole packaged site, built once for these tests."""

from collections.abc import Iterator

import pytest
from wagtail.models import Page

from areas.working_days import forget_holidays
from tests.built import OFFERS, SITE
from tests.cms.walk import Walk
from tests.snapshots import Snapshots

LANGUAGES = ("fi", "sv", "en", "fi-simple")


@pytest.fixture(scope="module")
def built_site(snapshots: Snapshots, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), snapshots.standing(SITE):
        forget_holidays()
        yield


@pytest.fixture
def site(built_site, db) -> None:
    """The page tree in four languages; what a test changes is gone after it."""


@pytest.fixture(scope="module")
def walk(snapshots: Snapshots, django_db_blocker) -> Iterator[Walk]:
    """The site with something to show, read by those who look only: nothing is changed where it is used."""
    with django_db_blocker.unblock(), snapshots.standing(OFFERS):
        forget_holidays()
        yield _WALK


_WALK = (
    Walk()
)  # every process of a run has a copy of the same database: what was answered holds for all of it


@pytest.fixture
def page_at():
    """The specific page at an address."""

    def find(address: str) -> Page:
        return Page.objects.get(url_path=address).specific

    return find
