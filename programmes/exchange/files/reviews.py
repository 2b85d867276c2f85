"""reviews.csv: the talks about how a place goes that have been held; notes stay where they were made."""

from __future__ import annotations

from collections.abc import Collection

from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile, Parent
from programmes.exchange.files.elsewhere import acts_told_of
from programmes.exchange.run import Run, rows_by_key
from programmes.exchange.values import past_day, text
from programmes.placements.models import Review

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
    made_here = "a talk of that day was written down in the service"
    derived = ("due_on",)

    def derive(self, obj: Review, values: Values, run: Run) -> None:
        obj.due_on = values["held_on"]

    def acts_told_elsewhere(self, pks: Collection[int]) -> dict[int, int]:
        rows = rows_by_key(Review.objects, pks, "pk", "placement_id", "pk")
        return acts_told_of("placement", rows, verbs=CORRECTED, by="review")
