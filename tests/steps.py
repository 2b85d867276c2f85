"""Looks after every test with the database whether each time in the service says the day of its last step."""

from __future__ import annotations

from typing import Any


def steps_told_wrongly() -> list[Any]:
    """The participations that say another day than their steps (decision 107): key, day told, right day."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up first

    from programmes.participants.steps import told_wrongly  # noqa: PLC0415 - the same

    if connection.needs_rollback:
        return []
    return list(told_wrongly().values_list("pk", "last_step_on", "right"))
