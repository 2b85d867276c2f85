"""What the tests stand on: the packaged area, the public site, the site with something to show."""

from __future__ import annotations

import io

from django.core.management import call_command

from areas.working_days import forget_holidays
from cms.access import ensure_groups
from cms.loading.words import ensure_words
from cms.loading.writing import write_pages
from programmes.catalogue.loading import ensure_catalogue
from programmes.servicepoints.loading import ensure_service_points
from tests.factories import programmes as make
from tests.snapshots import Built


def load_reference() -> None:
    """The packaged area and catalogue are in the database."""
    call_command("load_areas", stdout=io.StringIO(), stderr=io.StringIO())
    ensure_catalogue()
    ensure_service_points()


def build_site() -> None:
    """The page tree in four languages, its groups and its words."""
    forget_holidays()
    ensure_groups()
    write_pages()
    ensure_words()


def load_pages() -> None:
    """All else that an installation has."""
    call_command("load_pages", verbosity=0, stdout=io.StringIO(), stderr=io.StringIO())


def make_offers() -> None:
    """Something to show on every page, of people whose addresses no test's own people have."""
    worker = make.coordinator("422", email="offers@test.example")
    for name in ("Kylätalo ry", "Koti & piha Oy", "Pihapiiri ry"):
        employer = make.host(by=worker, municipality="422", name=name)
        make.vacancy(by=worker, employer=employer, types=("open_job",))
    make.intake("422", code="workshop")


REFERENCE = Built("reference", load_reference)
SITE = Built("site", build_site, upon=REFERENCE)
PAGES = Built("pages", load_pages, upon=SITE)
OFFERS = Built("offers", make_offers, upon=SITE)
