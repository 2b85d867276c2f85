"""visits.csv: contacts at the service points, as another system counted them."""

from __future__ import annotations

from programmes.exchange.columns import Column
from programmes.exchange.files.base import BundleFile
from programmes.exchange.values import code_in, listed_code, past_day, text_of, whole
from programmes.servicepoints.codes import VisitChannel, VisitKind
from programmes.servicepoints.models import VisitTally
from programmes.servicepoints.models.tally import MOST_AT_ONCE


class Visits(BundleFile):
    """One count a row. Nothing names a row but all that it says: two equal rows are two."""

    name = "visits"
    model = VisitTally
    machine = "visittally"
    keys = ()
    columns = (
        Column("on", past_day, required=True, field="on"),
        Column(
            "municipality_code",
            listed_code("municipalities", digits=3),
            required=True,
            field="municipality_id",
        ),
        Column("channel", code_in(VisitChannel.values), required=True, field="channel"),
        Column("kind", code_in(VisitKind.values), field="kind", empty=VisitKind.CUSTOMER.value),
        Column("topic", text_of(VisitTally, "topic"), field="topic", empty=""),
        Column("count", whole(1, MOST_AT_ONCE), field="count", empty=1),
    )
