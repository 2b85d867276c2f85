"""status_changes.csv: where people stand on the labour market from a day on."""

from __future__ import annotations

from collections.abc import Sequence

from programmes.exchange.columns import Column
from programmes.exchange.files.base import BundleFile, Parent
from programmes.exchange.run import Draft, Run, rows_by_key
from programmes.exchange.values import code_in, past_day, text
from programmes.participants.codes import LabourStatus
from programmes.participants.models import StatusChange

MADE_HERE = "a worker has recorded this change in the service"


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

    def screen(self, drafts: Sequence[Draft], run: Run) -> None:
        """A change that a worker has recorded is not brought in beside it."""
        new = [draft for draft in drafts if draft.fits and draft.is_new]
        times = {draft.values["participation"].pk for draft in new}
        rows = rows_by_key(
            StatusChange.objects, times, "participation_id", "on", "status", by="participation_id"
        )
        there = set(rows)
        for draft in new:
            if (draft.values["participation"].pk, draft.values["on"], draft.values["status"]) in there:
                draft.problems.append(MADE_HERE)
