"""adjustments.csv: what makes the work fit the person, when it was asked for and when it was done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from programmes.exchange.checks import in_order
from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile, Parent, hidden
from programmes.exchange.files.elsewhere import acts_told_of
from programmes.exchange.run import Run, rows_by_key
from programmes.exchange.values import past_day, text, text_of
from programmes.placements.models import Adjustment

DONE = frozenset({"placement.adjustment_done"})


class Adjustments(BundleFile):
    """One adjustment a row, known by its place, what it is and the day on which it was asked for."""

    name = "adjustments"
    model = Adjustment
    machine = "adjustment"
    keys = ("placement_id", "requested_on", "what")
    columns = (
        Column("placement_id", text(120), required=True),
        Column("what", text_of(Adjustment, "what"), required=True, field="what"),
        Column("requested_on", past_day, required=True, field="requested_on"),
        Column("done_on", past_day, field="done_on"),
    )
    parents = (Parent("placement_id", "placements", "placement"),)
    made_here = "the same adjustment of that day was asked for in the service"

    def key(self, parts: Sequence[str]) -> str:
        """What helps a person at work can say much of them: the key, which the trail shows, does not."""
        return super().key([*parts[:2], hidden(parts[2]) if parts[2] else ""])

    def check(self, values: Values, run: Run) -> Iterator[str]:
        yield from in_order(values, "requested_on", "done_on")

    def acts_told_elsewhere(self, pks: Collection[int]) -> dict[int, int]:
        rows = rows_by_key(Adjustment.objects, pks, "pk", "placement_id", "pk")
        return acts_told_of("placement", rows, verbs=DONE, by="adjustment")
