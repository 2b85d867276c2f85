"""An import is taken back: what nobody has touched since is as it was before it (decision 60)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Max

from accounts.models import User
from audit.grouping import in_parts
from audit.models import Event
from audit.selectors import newest_of
from audit.services import append, undo_event
from programmes.catalogue.models import Intake
from programmes.employers.models import Vacancy
from programmes.exchange.files import FILES, BundleFile
from programmes.exchange.files.vacancies import TYPES
from programmes.exchange.models import ImportedRow
from programmes.exchange.run import PART
from programmes.exchange.writing import NEW, SHOWN
from programmes.participants.models import NextStep
from programmes.participants.steps import last_day_as_before
from programmes.placements.models import AttendanceDay
from programmes.placements.seats import seats_taken
from programmes.taking_back import only_what_still_fits
from publicdata.version import public_has_changed
from workflow.errors import CannotUndo
from workflow.locks import hold
from workflow.models import UndoNote
from workflow.undo import restore

# What an import brings along with a row of its own, and takes away with it.
BROUGHT_ALONG = {NextStep, Vacancy.programme_types.through, AttendanceDay}
FOLLOWED = "something has followed it"
NOT_KEPT = "what it said before is not kept any more"


class NoSuchImportError(Exception):
    """There is no such import, or it has been taken back already."""


@dataclass
class Undone:
    """What became of the rows that an import brought in one file.

    left: the key of each that stays, and why.
    """

    name: str
    taken_away: int = 0
    as_before: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)


Way = Callable[[BundleFile, Sequence[Event], Undone], list[Event]]


def newest_imports() -> list[tuple[str, datetime, UUID]]:
    """The newest import of each source that is remembered: its source, when it was, its number."""
    newest = ImportedRow.objects.values_list("source").annotate(Max("event_id")).order_by("source")
    events = Event.objects.in_bulk([number for _source, number in newest])
    found = [(source, events[number]) for source, number in newest if number in events]
    return [(source, event.at, event.group) for source, event in found if event.group]


def what_hangs_on(group: UUID) -> list[tuple[str, str, str]]:
    """The rows of the import that keep it from being taken back as a whole: file, key and why.

    Something has followed them, or a row that the import did not bring stands on them. Nothing is changed.
    """
    events, found = _events_of(group), []
    brought = {
        file.model: set(events.filter(verb=file.verb, data__has_key=NEW).values_list("object_id", flat=True))
        for file in FILES
    }
    for file in FILES:
        for chunk in _some_at_a_time(events.filter(verb=file.verb)):
            told = Undone(file.name)
            free = _not_followed(file, chunk, told)
            new = [event.object_id for event in free if NEW in event.data and event.object_id]
            held = _held(file.model, new, but=brought)
            told.left += [
                (event.data["row"], held[event.object_id]) for event in free if event.object_id in held
            ]
            found += [(file.name, key, why) for key, why in told.left]
    return found


def undo_import(
    group: UUID, *, by: User | None = None, tick: Callable[[int], None] = lambda rows: None
) -> list[Undone]:
    """Rows that the import made are gone, rows that it changed say what they said before.

    Each undo is an event, all of one group. It goes part by part, so that acts wait for none but on the rows
    of one; ended half-way, it is run again. What something has followed stays, with all that it stands on.
    by: who takes it back; nobody where the command does. tick: is told how many rows are done.
    Raises NoSuchImportError.
    """
    events = _events_of(group)
    with in_parts():
        if not events.exists():
            raise NoSuchImportError("no import has this number")
        if not events.filter(undone_by=None).exists():
            raise NoSuchImportError("the import has been taken back already")
        told = {file.name: Undone(file.name) for file in FILES}
        for file in reversed(FILES):
            new = events.filter(verb=file.verb, data__has_key=NEW)
            _undo(file, new, told[file.name], _take_away, by, tick)
        for file in FILES:
            changed = events.filter(verb=file.verb).exclude(data__has_key=NEW)
            _undo(file, changed, told[file.name], _put_back, by, tick)
        return list(told.values())


def _events_of(group: UUID) -> models.QuerySet[Event]:
    return Event.objects.filter(group=group, verb__in=[file.verb for file in FILES])


def _undo(
    file: BundleFile,
    events: models.QuerySet[Event],
    told: Undone,
    way: Way,
    by: User | None,
    tick: Callable[[int], None],
) -> None:
    """The rows of one file are taken away, children before parents, or put back, parents first: what comes
    back may need the room of what goes, and a parent that is there."""
    for chunk in _some_at_a_time(events):
        with transaction.atomic():
            _hold(file, chunk)
            _undo_some(file, chunk, told, way, by)
        tick(len(chunk))


def _undo_some(file: BundleFile, chunk: Sequence[Event], told: Undone, way: Way, by: User | None) -> None:
    done = way(file, _not_followed(file, chunk, told), told)
    undone = append(undo_event(one, by=by, data={"source": one.data["source"]}) for one in done)
    UndoNote.objects.filter(event__in=done).delete()
    if done and file.model in SHOWN:
        public_has_changed()
    if way is _put_back and done:
        _remember(file, undone)


def _hold(file: BundleFile, events: Sequence[Event]) -> None:
    """The rows that the events are about are locked, and those that they hang on, now and before."""
    keys = {event.object_id for event in events if event.object_id}
    links: list[Any] = [file.model._meta.get_field(parent.into) for parent in file.parents]
    held: dict[type[models.Model], set[Any]] = defaultdict(set)
    held[file.model] |= keys
    rows = list(file.model._base_manager.filter(pk__in=keys).values(*(link.attname for link in links)))
    rows += UndoNote.objects.filter(event__in=events).values_list("before", flat=True)
    for link in links:
        held[link.related_model] |= {row.get(link.attname) for row in rows} - {None}
    hold(held)


def _some_at_a_time(events: models.QuerySet[Event]) -> Iterator[list[Event]]:
    """The events that are not taken back yet, some at a time."""
    waiting, last = events.filter(undone_by=None).order_by("pk"), 0
    while chunk := list(waiting.filter(pk__gt=last)[:PART]):
        last = chunk[-1].pk
        yield chunk


def _not_followed(file: BundleFile, events: Sequence[Event], told: Undone) -> list[Event]:
    newest, free = newest_of(events), []
    elsewhere = file.acts_told_elsewhere([event.object_id for event in events if event.object_id])
    for event in events:
        followed = elsewhere.get(event.object_id or 0, 0) > event.pk
        if newest[event.object_type, event.object_id] == event.pk and not followed:
            free.append(event)
        else:
            told.left.append((event.data["row"], FOLLOWED))
    return free


def _take_away(file: BundleFile, events: Sequence[Event], told: Undone) -> list[Event]:
    """The rows are gone, but for those on which something stands."""
    held = _held(file.model, [event.object_id for event in events if event.object_id])
    told.left += [(event.data["row"], held[event.object_id]) for event in events if event.object_id in held]
    free = [event for event in events if event.object_id not in held]
    gone = [event.object_id for event in free]
    file.model._base_manager.filter(pk__in=gone).delete()
    ImportedRow.objects.filter(file=file.name, object_id__in=gone).delete()
    told.taken_away += len(free)
    return free


def _held(
    model: type[models.Model],
    keys: Sequence[int],
    but: Mapping[type[models.Model], Collection[int | None]] = {},
) -> dict[int | None, str]:
    """Those of the rows that others stand on, with what it is; the rows of `but` do not count."""
    held: dict[int | None, str] = {}
    for link in _links_to(model):
        rows = link.model._base_manager.filter(**{f"{link.attname}__in": keys})
        words = f"it is needed by {link.model._meta.model_name} in the service"
        own = but.get(link.model, ())
        found = rows.values_list("pk", link.attname)
        held |= {pk: words for child, pk in found if child not in own}
    return held


def _links_to(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    for relation in model._meta.get_fields(include_hidden=True):
        link = getattr(relation, "field", None)
        if relation.auto_created and isinstance(link, models.ForeignKey) and link.model not in BROUGHT_ALONG:
            yield link


def _put_back(file: BundleFile, events: Sequence[Event], told: Undone) -> list[Event]:
    """The rows say what they said before the import, but for those that have no place any more."""
    notes = {note.event_id: note for note in UndoNote.objects.filter(event__in=events)}
    rows = file.model._base_manager.in_bulk([event.object_id for event in events if event.object_id])
    done = []
    for event in events:
        row, note = rows.get(event.object_id), notes.get(event.pk)
        stop = NOT_KEPT if row is None or note is None else _put_one_back(row, note, event)
        if stop:
            told.left.append((event.data["row"], stop))
        else:
            done.append(event)
    told.as_before += len(done)
    return done


def _put_one_back(row: models.Model, note: UndoNote, event: Event) -> str:
    """The row is as it was; or why it cannot be, and then nothing is changed."""
    kinds = note.before.pop(TYPES, None)
    try:
        with transaction.atomic():
            restore(row, note)
            if kinds is not None:
                row.programme_types.set(kinds)  # type: ignore[attr-defined]
            if isinstance(row, Vacancy | Intake) and _is_over_full(row):
                raise CannotUndo("more seats are held now than it had")
            only_what_still_fits(row, undone=event)
            last_day_as_before(row)
    except CannotUndo as stop:
        return str(stop.why)
    return ""


def _is_over_full(place: Vacancy | Intake) -> bool:
    held = seats_taken(type(place)._base_manager.filter(pk=place.pk))
    return held.get(place.pk, 0) > place.seats


def _remember(file: BundleFile, undone: Sequence[Event]) -> None:
    """The next import looks at the rows anew, and does not take the undo for an act of the service."""
    ImportedRow.objects.filter(file=file.name, object_id__in=[event.object_id for event in undone]).update(
        digest="", event_id=max(event.pk for event in undone)
    )
