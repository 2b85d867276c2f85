"""What every act does: the transition is made, and whoever is to hear of it is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction

from audit.grouping import as_one
from audit.models import Event
from audit.selectors import event_with_token
from workflow.engine import USED_FORM, apply
from workflow.locks import lock
from workflow.registry import Machine, machine_of


@transaction.atomic
def act(obj: models.Model, name: str, **fields: Any) -> Event:
    """`obj` has made the transition, as `engine.apply` makes it, and whoever is to hear of it is told."""
    event = apply(obj, name, **fields)
    machine_of(obj).tell(event, obj)
    return event


def act_on_all(
    rows: Sequence[models.Model], name: str, *, by: AbstractBaseUser, token: str | None = None, **fields: Any
) -> list[Event]:
    """Every row has made the transition, as one group that is taken back as one; or none has.

    All rows are held first, parents before children. token: of the form; sent again, it answers the events of
    the first time. Raises what the act on one row raises; a ValidationError names the row.
    """
    with as_one():
        lock(*rows)
        if token and (known := event_with_token(token)):
            if not any(known.is_about(row) for row in rows):
                raise ValidationError(USED_FORM)
            return list(Event.objects.filter(group=known.group).order_by("pk"))
        return [
            _act_on(row, name, by=by, token=token if place == 0 else None, **fields)
            for place, row in enumerate(rows)
        ]


def _act_on(row: models.Model, name: str, *, by: AbstractBaseUser, **fields: Any) -> Event:
    machine = machine_of(row)
    try:
        event: Event = service_of(machine, name)(row, by=by, **fields)
    except ValidationError as refused:
        raise ValidationError(f"{machine.title(row, by)}: {' '.join(refused.messages)}") from refused
    return event


def service_of(machine: Machine, name: str) -> Callable[..., Any]:
    """What does the act: the machine's own service where there is more to do, else `act`."""

    def plain(obj: models.Model, **fields: Any) -> Event:
        return act(obj, name, **fields)

    return machine.services.get(name, plain)
