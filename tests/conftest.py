"""What the whole suite shares: the --long switch, the area with its catalogue, a quiet cache."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import transaction

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs an event loop beside Django


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the exhaustive parts too")


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the exhaustive parts were asked for."""
    return bool(request.config.getoption("--long"))


SEARCH_TABLE = """
DROP TABLE IF EXISTS {table}_fts;
CREATE VIRTUAL TABLE {table}_fts USING fts5(autocomplete, body, title);
CREATE TRIGGER insert_{table}_fts AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_fts(title, body, autocomplete, rowid)
    VALUES (NEW.title, NEW.body, NEW.autocomplete, NEW.id); END;
CREATE TRIGGER update_{table}_fts AFTER UPDATE ON {table} BEGIN
    UPDATE {table}_fts SET title=NEW.title, body=NEW.body, autocomplete=NEW.autocomplete
    WHERE rowid=NEW.id; END;
CREATE TRIGGER delete_{table}_fts AFTER DELETE ON {table} BEGIN
    DELETE FROM {table}_fts WHERE rowid=OLD.id; END;
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Without migrations SQLite has a plain table where Wagtail searches: the real one is made here."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up first
    from wagtail.search.models import IndexEntry  # noqa: PLC0415

    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.connection.executescript(SEARCH_TABLE.format(table=IndexEntry._meta.db_table))


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    for name in ("default", "pages"):
        caches[name].clear()
    yield
    for name in ("default", "pages"):
        caches[name].clear()


def load_reference() -> None:
    """The packaged area and catalogue are in the database."""
    from areas.working_days import forget_holidays  # noqa: PLC0415 - Django must be set up first
    from programmes.catalogue.loading import ensure_catalogue  # noqa: PLC0415
    from programmes.servicepoints.loading import ensure_service_points  # noqa: PLC0415

    call_command("load_areas", stdout=io.StringIO(), stderr=io.StringIO())
    forget_holidays()
    ensure_catalogue()
    ensure_service_points()


@pytest.fixture(scope="module")
def reference(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The packaged area and catalogue, loaded once for the module and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reference_committed(transactional_db: None) -> None:
    """The packaged area and catalogue, committed: for tests with several connections."""
    load_reference()
