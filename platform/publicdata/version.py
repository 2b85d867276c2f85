"""The version of what anyone may read: another one after every change, in the transaction of the change.

Whatever is computed from public data is kept under the version that was read *before* computing. A change
that comes between makes a new version, so nothing old is ever found under it. A version is made of random
words, not of a counter: a restored backup or a rolled-back transaction brings its own words back together
with its own data. Changes only add rows, so no act waits here for another (decision 0057).

What changes in one municipality makes old what shows that municipality, nothing else. Which ones a page or a
value shows is noticed while it is made: by the tables that are read (`told_by_municipality`), as everywhere
or, inside `only_of`, as one municipality.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from asgiref.local import Local
from django.db import connection, models
from django.db.models import Count, Max, Sum
from django.utils import timezone

from publicdata.models import PublicChange

EVERYWHERE = "*"
KEPT = timedelta(days=2)
Versions = dict[str, tuple[int, int]]
Places = frozenset[str]

_request = Local()
_tables: set[str] = set()
_reads_one_of_them: Callable[[str], Any] = re.compile(r"(?!)").search


def public_has_changed(municipality: str = "") -> None:
    """What was kept of the pages that show the municipality, or of all of them where none is named, is found
    no more, as soon as the caller's transaction holds."""
    PublicChange.objects.create(municipality=municipality)


def told_by_municipality(*kinds: type[models.Model]) -> None:
    """Changes of these rows are told with their municipality: what reads them shows one, or all of them."""
    global _reads_one_of_them
    _tables.update(kind._meta.db_table for kind in kinds)
    names = "|".join(map(re.escape, sorted(_tables)))
    _reads_one_of_them = re.compile(f'"(?:{names})"').search


def public_version(places: Iterable[str] = (EVERYWHERE,)) -> str:
    """The version of what these municipalities show, as it stands; empty before the first change.

    Inside `one_version` it is asked of the database once.
    """
    return version_of(versions(), places)


def versions() -> Versions:
    """The version of each municipality, and under no name that of what every page may show."""
    if not getattr(_request, "asks_once", False):
        return _stored()
    if _request.versions is None:
        _request.versions = _stored()
    known: Versions = _request.versions
    return known


def version_of(known: Versions, places: Iterable[str]) -> str:
    """One word for what is common to all and these municipalities."""
    wanted = {"", *places}
    parts = [value for place, value in known.items() if EVERYWHERE in wanted or place in wanted]
    if not parts:
        return ""
    counts, words = (sum(numbers) for numbers in zip(*parts, strict=True))
    return f"{counts}-{words:x}"


@contextmanager
def one_version() -> Iterator[None]:
    """Every read inside goes by the version the first of them found: for a request that changes nothing."""
    _request.asks_once, _request.versions = True, None
    try:
        yield
    finally:
        _request.asks_once = False


@contextmanager
def noticing() -> Iterator[set[str]]:
    """The municipalities that what is made inside shows; what is around it shows them too."""
    around: set[str] | None = getattr(_request, "shown", None)
    shown: set[str] = set()
    _request.shown = shown
    try:
        with connection.execute_wrapper(_notice):
            yield shown
    finally:
        _request.shown = around
        shows(shown)


@contextmanager
def only_of(municipality: str) -> Iterator[None]:
    """What is read inside is of this municipality only."""
    around = getattr(_request, "reads", EVERYWHERE)
    _request.reads = municipality
    try:
        yield
    finally:
        _request.reads = around


def shows(places: Iterable[str]) -> None:
    """What is being made shows these municipalities."""
    shown: set[str] | None = getattr(_request, "shown", None)
    if shown is not None:
        shown.update(places)


def _notice(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
    if _reads_one_of_them(sql):
        shows([getattr(_request, "reads", EVERYWHERE)])
    return execute(sql, *arguments)


def _stored() -> Versions:
    rows = PublicChange.objects.order_by().values_list("municipality").annotate(Count("pk"), Sum("word"))
    return {place: (count, words) for place, count, words in rows}


def forget_old_changes() -> int:
    """Of the changes of each municipality before the last two days only the newest is kept; how many went."""
    by_place = PublicChange.objects.order_by().values("municipality").annotate(newest=Max("pk"))
    newest = list(by_place.values_list("newest", flat=True))
    went, _kinds = PublicChange.objects.filter(at__lt=timezone.now() - KEPT).exclude(pk__in=newest).delete()
    return went
