"""A mistake in the contact data of an agreement is mended without new signatures: who, what, and all told."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.services import record
from programmes.placements.codes import ContactField
from programmes.placements.models import Agreement, ContactMend, Placement
from programmes.telling import enqueue_messages
from workflow.locks import lock


@transaction.atomic
def mend_contact(placement: Placement, *, by: User, field: str, now: str) -> list[ContactMend]:
    """Every version that stands says beside its text what is right; what was signed stays.

    Raises ValidationError: there is no agreement, or nothing would be otherwise.
    """
    lock(placement)
    if not by.has_perm("programmes.mend_contact", placement):
        raise PermissionDenied
    name, right = ContactField(field), now.strip()
    standing = list(placement.agreements.filter(void=False, replaced_on=None))
    if not standing:
        raise ValidationError(_("There is no agreement to mend."))
    found = [(one, as_mended(one, name)) for one in standing]
    made = [
        ContactMend.objects.create(agreement=one, field=name, was=was, now=right, by=by)
        for one, was in found
        if was != right
    ]
    if not made:
        raise ValidationError({"now": _("The agreement says so already.")})
    event = record("placement.contact_mended", placement, by=by, data={"field": str(name)})
    enqueue_messages(event, placement)
    return made


def as_mended(agreement: Agreement, field: ContactField) -> str:
    """What is right of the field today: as it was mended last, else as it was signed."""
    newest = [one.now for one in agreement.mends.all() if one.field == field]
    return newest[-1] if newest else str(agreement.content.get(field, ""))
