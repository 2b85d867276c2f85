"""A transition on a row in memory: what its body does and where it leads; nothing is asked, nothing kept.

For a history that is made up (`programmes/exchange/demo`): no policy, guard, turn, event or message.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django.db import models
from django_fsm import Transition

from workflow.kept import write
from workflow.steps import Step, transitions_of


def rehearse(row: Any, name: str, *, on: date, **fields: Any) -> Step:
    """The row stands where the transition leads, as its body leaves it; returned is what was declared.

    Raises KeyError where the transition does not start from the row's state.
    """
    kind: type[models.Model] = type(row)
    move, before = _moves_of(kind)[name, row.state], row.state
    told = {"on": on, **fields}
    result = move.method(row, **told)
    target: Any = move.target
    state = target if isinstance(target, str) else target.get_state(row, before, result, kwargs=told)
    write(row, {"state": str(state)})
    declared: Step = move.custom["step"]
    return declared


@cache
def _moves_of(kind: type[models.Model]) -> dict[tuple[str, str], Transition]:
    return {
        (name, str(transition.source)): transition
        for name, transitions in transitions_of(kind).items()
        for transition in transitions
    }
