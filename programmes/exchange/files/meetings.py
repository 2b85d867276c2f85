"""meetings.csv: meetings of groups, each with its day, its times and its seats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile, Parent
from programmes.exchange.files.seats import MOST_SEATS
from programmes.exchange.run import Run
from programmes.exchange.values import any_day, clock, past_day, text, whole
from programmes.placements.models import Session
from programmes.placements.states import SessionState


class Meetings(BundleFile):
    """One meeting a row, known by its group, its day and when it begins. Nobody is put on it."""

    name = "meetings"
    model = Session
    machine = "session"
    keys = ("intake_id", "on", "starts_at")
    columns = (
        Column("intake_id", text(120), required=True),
        Column("on", any_day, required=True, field="on"),
        Column("starts_at", clock, required=True, field="starts_at"),
        Column("ends_at", clock, required=True, field="ends_at"),
        Column("seats", whole(1, MOST_SEATS), field="seats", kept=True),
        Column("cancelled_on", past_day, field="cancelled_on"),
    )
    parents = (Parent("intake_id", "intakes", "intake", facts=("seats",)),)
    made_here = "the group meets at this time already: the meeting was made in the service"
    derived = ("state", "state_since", "due_on")

    def check(self, values: Values, run: Run) -> Iterator[str]:
        begins, ends = values["starts_at"], values["ends_at"]
        if ends <= begins:
            yield f"order of times broken: ends_at {ends:%H:%M} is not after starts_at {begins:%H:%M}"
        if (values["seats"] or 0) > values["intake"].seats:
            yield f"seats over: the group has {values['intake'].seats} in all"

    def derive(self, obj: Session, values: Values, run: Run) -> None:
        """A meeting without seats of its own has those of its group."""
        obj.seats = obj.seats or values["intake"].seats
        state = SessionState.CANCELLED if obj.cancelled_on else SessionState.PLANNED
        run.stand("session", obj, state, obj.cancelled_on or run.today)

    def made_in_service(self) -> models.QuerySet[Any]:
        """A meeting that was called off leaves its time free."""
        return Session.objects.filter(state=SessionState.PLANNED)
