"""intakes.csv: groups of a service that start on a day in a municipality."""

from __future__ import annotations

from collections.abc import Sequence

from programmes.catalogue.models import Intake, IntakeStatus
from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile
from programmes.exchange.files.seats import MOST_SEATS, refuse_fewer_seats
from programmes.exchange.run import Draft, Run
from programmes.exchange.values import any_day, listed_code, listed_row, text, whole


class Intakes(BundleFile):
    """One group a row. One that a worker has called off stays so."""

    name = "intakes"
    model = Intake
    machine = "intake"
    columns = (
        Column("external_id", text(120), required=True),
        Column(
            "municipality_code",
            listed_code("municipalities", digits=3),
            required=True,
            field="municipality_id",
        ),
        Column("starts_on", any_day, required=True, field="starts_on"),
        Column("seats", whole(1, MOST_SEATS), required=True, field="seats"),
        Column("programme_code", listed_row("programmes"), field="programme_id"),
        Column("ends_on", any_day, field="ends_on"),
        Column("language", listed_code("languages"), field="language", empty=""),
    )
    asked = ("seats",)
    derived = ("status",)

    def screen(self, drafts: Sequence[Draft], run: Run) -> None:
        refuse_fewer_seats(drafts, "intake", run)

    def derive(self, obj: Intake, values: Values, run: Run) -> None:
        if obj.status != IntakeStatus.CANCELLED:
            over = obj.ends_on is not None and obj.ends_on < run.today
            obj.status = IntakeStatus.FINISHED if over else IntakeStatus.OPEN
