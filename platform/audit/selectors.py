"""Reads of the trail."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.db.models.functions import Coalesce

from audit.models import Event, Read

STILL_UNDER_WAY = 2_000  # no act that is under way has a number further back than this


def last_event(obj: models.Model) -> Event | None:
    """The newest event about `obj`, with its actor."""
    return events_of(obj).order_by("-id").first()


def events_of(obj: models.Model) -> models.QuerySet[Event]:
    """Every event about `obj`, oldest first, with actors."""
    return Event.objects.filter(object_type=obj._meta.model_name, object_id=obj.pk).select_related("actor")


def newest_of(events: Iterable[Event]) -> dict[tuple[str, int | None], int]:
    """The number of the newest event about each object that the events are about."""
    keys: dict[str, set[int]] = {}
    for event in events:
        if event.object_id is not None:
            keys.setdefault(event.object_type, set()).add(event.object_id)
    newest: dict[tuple[str, int | None], int] = {}
    for object_type, pks in keys.items():
        newest |= {(object_type, pk): number for pk, number in newest_about(object_type, pks).items()}
    return newest


def newest_about(object_type: str, pks: Collection[int]) -> dict[int | None, int]:
    """By key the number of the newest event about each of the objects that has one."""
    found = Event.objects.filter(object_type=object_type, object_id__in=pks).order_by()
    return dict(found.values_list("object_id").annotate(models.Max("pk")))


def reads_of(obj: models.Model) -> models.QuerySet[Read]:
    """Every look at `obj`, newest first, with readers."""
    return Read.objects.filter(object_type=obj._meta.model_name, object_id=obj.pk).select_related("reader")


def reads_of_all(objects: Iterable[models.Model]) -> models.QuerySet[Read]:
    """Every look at any of `objects`, newest first, with readers."""
    by_type: dict[str, list[int]] = {}
    for obj in objects:
        by_type.setdefault(str(obj._meta.model_name), []).append(obj.pk)
    wanted = models.Q(pk__in=[])
    for object_type, keys in by_type.items():
        wanted |= models.Q(object_type=object_type, object_id__in=keys)
    return Read.objects.filter(wanted).select_related("reader")


def lists_with(obj: models.Model, *, since: datetime) -> models.QuerySet[Read]:
    """Every list since then that showed `obj`, newest first."""
    reference = obj.reference  # type: ignore[attr-defined]
    return Read.objects.filter(at__gte=since, shown__isnull=False, shown__contains=f" {reference} ")


def event_with_token(token: str) -> Event | None:
    """The event that this form token has already made, if any."""
    return Event.objects.filter(token=token).select_related("actor").first() if token else None


def made_by(token: str, kind: type[models.Model]) -> Event | None:
    """The event about a row of the kind that this form token has already made.

    A token that has made something else has made nothing here: the service that is asked refuses it.
    """
    known = event_with_token(token)
    return known if known is not None and known.made(kind) else None


class Mark(NamedTuple):
    """How far the trail of some kinds of rows had come: another one after every event about them.

    newest: the number of the newest event; taken: how many of the last numbers are taken, for an act that
    began before another and ended after it has the smaller number; seal: the newest event's own hash, so that
    another database with the same numbers has another mark.
    """

    newest: int
    taken: int
    seal: str


def mark_of(object_types: Iterable[str]) -> Mark:
    """How far the trail of these kinds of rows has come: what was computed at another mark may be old."""
    events = _about(object_types)
    newest, seal = events.order_by("-pk").values_list("pk", "hash").first() or (0, b"")
    return Mark(newest, _taken(events, newest), bytes(seal).hex())


def events_since(mark: Mark, object_types: Iterable[str], *, at_most: int) -> list[Event] | None:
    """The events about these kinds of rows that came after the mark, oldest first.

    None where they cannot be told: over `at_most`, an act that ended late under an earlier number, or a mark
    of another database.
    """
    events = _about(object_types)
    same = events.filter(pk=mark.newest, hash=bytes.fromhex(mark.seal)).exists()
    if not same or _taken(events.filter(pk__lte=mark.newest), mark.newest) != mark.taken:
        return None
    found = list(events.filter(pk__gt=mark.newest).order_by("pk")[: at_most + 1])
    return found if len(found) <= at_most else None


def _about(object_types: Iterable[str]) -> models.QuerySet[Event]:
    """Found by their numbers: the index of kinds would have every event about them put in order first."""
    kinds = Event.objects.alias(kind=Coalesce("object_type", models.Value("")))
    return kinds.filter(kind__in=sorted(object_types))


def _taken(events: models.QuerySet[Event], newest: int) -> int:
    return events.filter(pk__gt=newest - STILL_UNDER_WAY).count()
