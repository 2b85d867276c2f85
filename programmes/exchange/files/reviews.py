"""reviews.csv: the talks about how a place goes that have been held; notes stay where they were made."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile, Parent
from programmes.exchange.files.elsewhere import acts_told_of
from programmes.exchange.run import Draft, Run, rows_by_key
from programmes.exchange.values import past_day, text
from programmes.placements.models import Review

MADE_HERE = "a talk of that day was written down in the service"
CORRECTED = frozenset({"placement.review_corrected"})


class Reviews(BundleFile):
    """One talk a row, known by its place and its day."""

    name = "reviews"
    model = Review
    machine = "review"
    keys = ("placement_id", "held_on")
    columns = (
        Column("placement_id", text(120), required=True),
        Column("held_on", past_day, required=True, field="held_on"),
    )
    parents = (Parent("placement_id", "placements", "placement"),)
    derived = ("due_on",)

    def screen(self, drafts: Sequence[Draft], run: Run) -> None:
        """A talk that a worker has written down is not written over."""
        new = [draft for draft in drafts if draft.fits and draft.is_new]
        places = {draft.values["placement"].pk for draft in new}
        there = set(rows_by_key(Review.objects, places, "placement_id", "held_on", by="placement_id"))
        for draft in new:
            if (draft.values["placement"].pk, draft.values["held_on"]) in there:
                draft.problems.append(MADE_HERE)

    def derive(self, obj: Review, values: Values, run: Run) -> None:
        obj.due_on = values["held_on"]

    def acts_told_elsewhere(self, pks: Collection[int]) -> dict[int, int]:
        rows = rows_by_key(Review.objects, pks, "pk", "placement_id", "pk")
        return acts_told_of("placement", rows, verbs=CORRECTED, by="review")
