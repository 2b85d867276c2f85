"""What every act does: the transition is made, and whoever is to hear of it is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from audit.models import Event
from workflow.engine import apply
from workflow.registry import Machine, machine_of


@transaction.atomic
def act(obj: models.Model, name: str, **fields: Any) -> Event:
    """`obj` has made the transition, as `engine.apply` makes it, and whoever is to hear of it is told."""
    event = apply(obj, name, **fields)
    machine_of(obj).tell(event, obj)
    return event


def service_of(machine: Machine, name: str) -> Callable[..., Any]:
    """What does the act: the machine's own service where there is more to do, else `act`."""

    def plain(obj: models.Model, **fields: Any) -> Event:
        return act(obj, name, **fields)

    return machine.services.get(name, plain)
