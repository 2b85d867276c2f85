"""feedback.csv: how it went, complaints and wishes to put data right, as another system received them."""

from __future__ import annotations

from collections.abc import Iterator

from programmes.exchange.checks import in_order
from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile
from programmes.exchange.run import Run
from programmes.exchange.values import code_in, listed_code, past_day, text, whole
from programmes.servicepoints.codes import FeedbackKind
from programmes.servicepoints.models import Feedback
from programmes.servicepoints.models.base import LONGEST

HIGHEST_SCORE = 10
KINDS = (FeedbackKind.EXPERIENCE, FeedbackKind.COMPLAINT, FeedbackKind.CORRECTION)


class FeedbackFile(BundleFile):
    """One message a row, kept for the figures: nobody is asked to answer it here.

    Nothing names a row but all that it says: two equal rows are two.
    """

    name = "feedback"
    model = Feedback
    machine = "feedback"
    keys = ()
    columns = (
        Column("given_on", past_day, required=True, field="given_on"),
        Column("kind", code_in([kind.value for kind in KINDS]), required=True, field="kind"),
        Column("score", whole(0, HIGHEST_SCORE), field="score"),
        Column("answered_on", past_day, field="answered_on"),
        Column("municipality_code", listed_code("municipalities", digits=3), field="municipality_id"),
        Column("text", text(LONGEST), field="text", empty=""),
    )

    def check(self, values: Values, run: Run) -> Iterator[str]:
        if values["kind"] == FeedbackKind.EXPERIENCE and values["score"] is None:
            yield "missing required value: score, for an experience"
        yield from in_order(values, "given_on", "answered_on")
