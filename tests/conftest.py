"""What the whole suite shares: the --long switch, the area with its catalogue, a quiet cache."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator, Iterator

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings

from areas.working_days import forget_holidays
from tests import clock
from tests.cliffs import refuse_cliffs
from tests.contexts import remember_less
from tests.depth import LONG
from tests.grouped import presses_watched
from tests.snapshots import EMPTY, Built, Snapshots, forget_everything
from tests.steps import steps_told_wrongly
from tests.undefined import undefined_names, watch
from tests.unordered import shuffle

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs an event loop beside Django


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the exhaustive parts too")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--long"):
        os.environ[LONG] = "1"
    config.add_cleanup(clock.go_by_it())
    shuffle()
    # The same examples in every run, so that a red one can be had again; `--long` looks for others.
    # How quick a machine is says nothing of what is tested: a busy one is no failure.
    any_machine = {"print_blob": True, "deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
    settings.register_profile("ci", derandomize=True, **any_machine)
    settings.register_profile("long", **any_machine)
    settings.load_profile("long" if config.getoption("--long") else "ci")


# What stands on the whole public site, or has a process of its own: it goes from an address to a page.
END_TO_END = {"built_site", "walk", "pages", "browser", "live_server", "without_database"}
WITH_DATABASE = {"db", "transactional_db"}
# The longest files come first, so that no core is left alone with one at the end; the first two are for two
# cores, and neither waits until the other has built the site.
FIRST = (
    "tests/journeys/test_path.py",
    "tests/typed/test_every_form.py",
    "tests/journeys/",
    "tests/cms/",
    "tests/programmes/",
    "",
)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Every test has the mark of its layer: a part by itself, parts with the database, or the whole."""
    needs = set(getattr(item, "fixturenames", ()))
    if needs & END_TO_END:
        item.add_marker("e2e")
    elif needs & WITH_DATABASE or item.get_closest_marker("django_db"):
        item.add_marker("integration")
    else:
        item.add_marker("unit")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Whatever a test has done to next steps, through the service or past it, is told where it is asked."""
    yield
    if item.get_closest_marker("integration"):
        assert steps_told_wrongly() == [], "a next step was written without participants.steps"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files come first; within a file the order stays."""
    items.sort(key=lambda item: next(n for n, begins in enumerate(FIRST) if item.nodeid.startswith(begins)))


def pytest_collection_finish() -> None:
    """What stands once the tests are known stands until the end: the collector need not look at it again.

    Django stands by now, so its templates are watched from here.
    """
    watch()
    remember_less()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


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


@pytest.fixture(autouse=True)
def _no_cliffs() -> None:
    """Whatever a test asks the database is no question that a large table would stop.

    Asked for by every test: a browser before it may have left another connection behind. First in the list:
    what is wrapped later takes the last one away.
    """
    from django.db import connection  # noqa: PLC0415 - Django must be set up first

    if refuse_cliffs not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, refuse_cliffs)


@pytest.fixture(autouse=True)
def _presses_are_groups() -> Iterator[None]:
    """What one press does to several rows can be taken back as one: its events are a group."""
    with presses_watched() as loose:
        yield
    assert loose == [], "one request acted on several rows outside audit.grouping.as_one"


@pytest.fixture(autouse=True)
def _names_are_given() -> Iterator[None]:
    """Every name in a template of ours was given to it; what a fixture drew counts for its test."""
    yield
    assert undefined_names() == [], "a template of ours names what it was not given (tests/undefined.py)"


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


@pytest.fixture(scope="session")
def snapshots(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Snapshots]:
    """The copies of what many tests stand on; what a test has committed is taken away by the empty copy."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up first
    from django.test import TransactionTestCase  # noqa: PLC0415 - Django must be set up first

    own = tmp_path_factory.getbasetemp()
    shared = connection.vendor == "sqlite" and "PYTEST_XDIST_WORKER" in os.environ
    copies = Snapshots(own.parent if shared else own)
    with django_db_blocker.unblock():
        copies.begin()
    # Django would empty table after table and make every permission anew.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: copies.restore(EMPTY))
        yield copies
    with django_db_blocker.unblock():
        copies.end()


@pytest.fixture
def put(snapshots: Snapshots, transactional_db: None) -> Callable[[Built], None]:
    """Commits what a builder makes: for tests with several connections."""
    return snapshots.put


@pytest.fixture(scope="module")
def reference(snapshots: Snapshots, django_db_blocker) -> Iterator[None]:
    """The packaged area and catalogue, there for the module and taken away after it."""
    from tests.built import REFERENCE  # noqa: PLC0415 - Django must be set up first

    with django_db_blocker.unblock(), snapshots.standing(REFERENCE):
        forget_holidays()
        yield


@pytest.fixture
def reference_committed(put) -> None:
    """The packaged area and catalogue, committed: for tests with several connections."""
    from tests.built import REFERENCE  # noqa: PLC0415 - Django must be set up first

    put(REFERENCE)
    forget_holidays()


@pytest.fixture
def pages(put) -> None:
    """The public site as an installation has it, committed: for browsers and web processes."""
    from tests.built import PAGES  # noqa: PLC0415 - Django must be set up first

    put(PAGES)
    forget_holidays()
