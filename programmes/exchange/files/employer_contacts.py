"""employer_contacts.csv: contacts with employers, as another system kept them."""

from __future__ import annotations

from programmes.employers.models import ContactKind, EmployerContact
from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile, Parent
from programmes.exchange.run import Run
from programmes.exchange.values import business_id_of_another_row, code_in, past_day, yes_or_no


class EmployerContacts(BundleFile):
    """One contact a row. Nothing names a row but all that it says: two equal rows are two."""

    name = "employer_contacts"
    model = EmployerContact
    machine = "employercontact"
    keys = ()
    columns = (
        Column("on", past_day, required=True, field="on"),
        Column("business_id", business_id_of_another_row, required=True),
        Column("kind", code_in(ContactKind.values), required=True, field="kind"),
        Column("hidden_job", yes_or_no, field="hidden_job", empty=False),
    )
    parents = (Parent("business_id", "employers", "host", ("municipality_id",)),)
    derived = ("municipality_id",)

    def derive(self, obj: EmployerContact, values: Values, run: Run) -> None:
        obj.municipality_id = values["host"].municipality_id
