"""The machines of the service by name. Each slice registers its own when the app is ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.functional import Promise

from publicdata.version import public_has_changed


@dataclass(frozen=True)
class Turn:
    """Whose turn it is, in the reader's words.

    `kind` is "mine" (the reader acts next), "other" (somebody else does) or "nobody"; `who` says the same
    in the reader's own words where there are such.
    """

    kind: str
    title: str
    text: str = ""
    due_on: date | None = None
    who: str = ""


def actor_name(user: AbstractBaseUser | None) -> str:
    """The name to show for who did something; the service itself when nobody did."""
    return str(user) if user is not None else "Välityö"


def _by_name(row: models.Model, actor: AbstractBaseUser | None, viewer: Any) -> str:
    return actor_name(actor)


def _not_kept(row: models.Model, viewer: Any, role: str) -> None:
    """The row is about nobody."""


def _nowhere(viewer: Any, reference: str) -> str:
    return ""


def _for_no_reason(row: models.Model, viewer: Any) -> str:
    return ""


def _no_pages(row: models.Model, source: str, target: str) -> Iterable[str]:
    return ()


def _nobody(event: Any, row: Any) -> None:
    """Nobody is told."""


def _none_sent(undo_events: Any) -> int:
    return 0


@dataclass(frozen=True)
class Machine:
    """One state machine: where its rows are found, what its verbs are, how its pages are reached.

    services: the verbs that have more to do than `workflow.services.act` does, with what does it.
    tell: whoever is to hear of an act does, by its event and row, in the same transaction.
    above: the fields by which the row refers to those that are locked before it.
    actor: who did an act, as much as the viewer may read.
    looked_at: a look of the viewer at the row is on record, where it is about a person.
    elsewhere: where the viewer reads what became of a row that they no longer see, if anywhere.
    corrections: how many people hear, after an undo with these events, that a message no longer holds.
    aftermath: what else the one who did an act has to know of it, by its event; mostly nothing.
    barred: why the viewer may not act on this row though others of their role may; empty when they may.
    makes_old: by the states it went between, the municipalities whose public pages show the row otherwise.
    """

    code: str
    model: type[models.Model]
    name: str | Promise
    find: Callable[[Any, str], models.Model]
    url: Callable[[models.Model, Any], str]
    title: Callable[[models.Model, Any], str]
    turn: Callable[[models.Model, Any], Turn]
    state_label: Callable[[models.Model, Any], str | Promise]
    due_on: Callable[[models.Model, date], date | None]
    services: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    tell: Callable[[Any, Any], Any] = _nobody
    context: Callable[[models.Model, Any, str], dict[str, Any]] | None = None
    above: tuple[str, ...] = ()
    actor: Callable[[Any, Any, Any], str] = _by_name
    looked_at: Callable[[Any, Any, str], None] = _not_kept
    elsewhere: Callable[[Any, str], str] = _nowhere
    barred: Callable[[Any, Any], str] = _for_no_reason
    corrections: Callable[[Any], int] = _none_sent
    aftermath: Callable[[Any, Any], str | Promise] = _for_no_reason
    makes_old: Callable[[Any, str, str], Iterable[str]] = _no_pages


_machines: dict[str, Machine] = {}
_after_undo: list[Callable[..., None]] = []
_held_by_undo: list[Callable[[Any], None]] = []


def register(machine: Machine) -> None:
    """The machine answers under its code and for its model."""
    _machines[machine.code] = machine


def machines() -> Mapping[str, Machine]:
    """Every registered machine by code."""
    return _machines


def machine_of(obj: models.Model) -> Machine:
    """The machine that moves `obj`."""
    for machine in _machines.values():
        if isinstance(obj, machine.model):
            return machine
    raise LookupError(f"{type(obj).__name__} has no state machine")


def tell_readers(obj: models.Model, source: str, target: str) -> None:
    """Public pages that show the row otherwise, now that it has gone from one state to another, are old."""
    for municipality in machine_of(obj).makes_old(obj, source, target):
        public_has_changed(municipality)


def machine_named(object_type: str) -> Machine | None:
    """The machine of the rows that the trail calls by this name; None where none moves them."""
    return next((each for each in _machines.values() if each.model._meta.model_name == object_type), None)


def above(obj: models.Model) -> list[tuple[str, type[models.Model], Any]]:
    """What is locked before `obj`: the field that refers to it, its model and its key; nothing for a row that
    no machine moves."""
    for machine in _machines.values():
        if isinstance(obj, machine.model):
            fields: list[Any] = [obj._meta.get_field(name) for name in machine.above]
            keys = [(field.name, field.related_model, getattr(obj, field.attname)) for field in fields]
            return [(name, model, key) for name, model, key in keys if key is not None]
    return []


def held_by_undo(holder: Callable[[Any], None]) -> Callable[[Any], None]:
    """`holder(events)` locks what the receivers of `on_undo` will change, before the undo is on record; or
    raises CannotUndo."""
    _held_by_undo.append(holder)
    return holder


def undo_holders() -> list[Callable[[Any], None]]:
    """Who holds rows before an undo."""
    return _held_by_undo


def on_undo(receiver: Callable[..., None]) -> Callable[..., None]:
    """`receiver(obj, undone, undo_event, by)` runs in the same transaction after an undo."""
    _after_undo.append(receiver)
    return receiver


def undo_receivers() -> list[Callable[..., None]]:
    """Who wants to hear of an undo."""
    return _after_undo
