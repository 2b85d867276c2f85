"""employers.csv: host employers, known by their business id whoever brought them."""

from __future__ import annotations

from collections.abc import Sequence

from programmes.employers.codes import HostKind
from programmes.employers.models import HostEmployer
from programmes.employers.states import HostState
from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile
from programmes.exchange.run import Draft, Run
from programmes.exchange.values import (
    business_id,
    code_in,
    email,
    listed_code,
    past_day,
    phone,
    phone_doubts,
    text_of,
)

DECIDED_HERE = {HostState.REJECTED, HostState.SUSPENDED, HostState.CLOSED}


class Employers(BundleFile):
    """One host employer a row. One that a worker rejected, suspended or closed stays so."""

    name = "employers"
    model = HostEmployer
    machine = "host"
    keys = ("business_id",)
    columns = (
        Column("business_id", business_id, required=True, field="business_id"),
        Column("name", text_of(HostEmployer, "name"), required=True, field="name"),
        Column("kind", code_in(HostKind.values), field="kind", empty=HostKind.OTHER.value),
        Column("municipality_code", listed_code("municipalities", digits=3), field="municipality_id"),
        Column("contact_name", text_of(HostEmployer, "contact_name"), field="contact_name", empty=""),
        Column("contact_email", email, field="contact_email", empty=""),
        Column("contact_phone", phone(30), field="contact_phone", empty=""),
        Column("verified_on", past_day, field="verified_on"),
    )
    asked = ("municipality_id",)
    derived = ("state", "state_since", "due_on", "registered_on")

    def warn(self, drafts: Sequence[Draft], run: Run) -> None:
        for draft in drafts:
            if doubts := phone_doubts(draft.values["contact_phone"]):
                run.warn(self.name, draft, f"contact_phone {doubts}")

    def derive(self, obj: HostEmployer, values: Values, run: Run) -> None:
        if obj.state in DECIDED_HERE:
            return
        if obj.pk is None:
            obj.registered_on = obj.verified_on or run.today
        state = HostState.VERIFIED if obj.verified_on else HostState.REGISTERED
        run.stand("host", obj, state, obj.verified_on or obj.registered_on)
