"""status_changes.csv: where people stand on the labour market from a day on."""

from __future__ import annotations

from programmes.exchange.columns import Column
from programmes.exchange.files.base import BundleFile, Parent
from programmes.exchange.values import code_in, past_day, text
from programmes.participants.codes import LabourStatus
from programmes.participants.models import StatusChange


class StatusChanges(BundleFile):
    """One change a row, known by the time in the service, its day and what it says."""

    name = "status_changes"
    model = StatusChange
    machine = "statuschange"
    keys = ("participation_id", "on", "status")
    columns = (
        Column("participation_id", text(120), required=True),
        Column("on", past_day, required=True, field="on"),
        Column("status", code_in(LabourStatus.values), required=True, field="status"),
    )
    parents = (Parent("participation_id", "participations", "participation"),)
    made_here = "a worker has recorded this change in the service"
