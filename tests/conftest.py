"""What the whole suite shares: the --long switch, the area with its catalogue, a quiet cache."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import translation

from areas.working_days import forget_holidays
from tests.cliffs import refuse_cliffs
from tests.depth import LONG
from tests.snapshots import Snapshots, forget_everything

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs an event loop beside Django


CLOCK = "VALITYO_CLOCK"  # a day and an hour, in Finnish time, as if which the suite runs (`tests/clocks.sh`)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the exhaustive parts too")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--long"):
        os.environ[LONG] = "1"
    if clock := os.environ.get(CLOCK):
        there = datetime.fromisoformat(clock).replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
        journey = time_machine.travel(there.timestamp(), tick=True)
        journey.start()
        config.add_cleanup(journey.stop)


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
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415
    from wagtail.search.models import IndexEntry  # noqa: PLC0415

    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.connection.executescript(SEARCH_TABLE.format(table=IndexEntry._meta.db_table))
        else:
            MigrationRecorder(connection).ensure_schema()  # the translation add-on looks into it


@pytest.fixture(autouse=True, scope="session")
def _no_cliffs() -> Iterator[None]:
    """Whatever a test asks the database is no question that a large table would stop."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up first

    connection.execute_wrappers.append(refuse_cliffs)
    yield
    connection.execute_wrappers.remove(refuse_cliffs)


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A request leaves its language behind in the thread: every test begins and ends without one."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    forget_everything()
    yield
    forget_everything()


def load_reference() -> None:
    """The packaged area and catalogue are in the database."""
    from programmes.catalogue.loading import ensure_catalogue  # noqa: PLC0415
    from programmes.servicepoints.loading import ensure_service_points  # noqa: PLC0415

    call_command("load_areas", stdout=io.StringIO(), stderr=io.StringIO())
    ensure_catalogue()
    ensure_service_points()


@contextmanager
def rolled_back(build: Callable[[], None]) -> Iterator[None]:
    """Inside, the database holds what `build` makes; after it, nothing has been written."""
    with transaction.atomic():
        build()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def standing(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, Callable[[], None]], AbstractContextManager[None]]:
    """Holds what a builder makes, by its name, for the time of a `with`."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up first

    if connection.vendor != "sqlite":
        return lambda _name, build: rolled_back(build)
    kept = snapshots(tmp_path_factory)
    with django_db_blocker.unblock():
        kept.begin()
    return kept.standing


@pytest.fixture
def put(
    standing, transactional_db: None, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, Callable[[], None]], None]:
    """Commits what a builder makes, by its name: for tests with several connections."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up first

    if connection.vendor != "sqlite":
        return lambda _name, build: build()
    return snapshots(tmp_path_factory).put


def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Snapshots:
    """The copies that the processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return Snapshots(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="module")
def reference(standing, django_db_blocker) -> Iterator[None]:
    """The packaged area and catalogue, there for the module and taken away after it."""
    with django_db_blocker.unblock(), standing("reference", load_reference):
        forget_holidays()
        yield


@pytest.fixture
def reference_committed(put) -> None:
    """The packaged area and catalogue, committed: for tests with several connections."""
    put("reference", load_reference)
    forget_holidays()


def load_pages() -> None:
    """The packaged public site with everything it stands on, as an installation loads it."""
    load_reference()
    call_command("load_pages", verbosity=0, stdout=io.StringIO(), stderr=io.StringIO())


@pytest.fixture
def pages(put) -> None:
    """The public site, committed: for browsers and web processes."""
    put("pages", load_pages)
    forget_holidays()
