"""What the business register proposes to whoever registers a host; it is told when it does not answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from areas.selectors import municipalities
from programmes.employers import business_register
from programmes.employers.business_ids import business_id_from
from programmes.employers.models import check_business_id

LONGEST_SHOWN = 12  # of what is no id


@dataclass(frozen=True)
class Proposal:
    """What is told of the look-up, and the values for the form that one may change."""

    tone: str
    title: str
    text: str
    values: dict[str, Any] = field(default_factory=dict)


def proposal_for(typed: str) -> Proposal:
    """What the register says of the id that was typed, or why nothing is known; it never stops anybody."""
    number = business_id_from(typed)[:LONGEST_SHOWN]
    own = {"business_id": number}
    try:
        check_business_id(number)
    except ValidationError as wrong:
        return Proposal("warn", _("The business id is not right"), " ".join(wrong.messages), own)
    try:
        found = business_register.look_up(number)
    except business_register.RegisterUnreachableError:
        text = _("Try again in a moment, or write the data yourself: you can register without it.")
        return Proposal("warn", _("The business register does not answer now"), text, own)
    if found is None:
        return _unknown(own)
    values = own | {
        "name": found.name,
        "kind": found.kind,
        "street_address": found.street_address,
        "municipality": _municipality(found.municipality),
    }
    known = {name: value for name, value in values.items() if value}
    if found.ended:
        text = _("Go on, if you know better. A worker calls you before anything is decided.")
        return Proposal("warn", _("The register says that the business has ended"), text, known)
    return Proposal("ok", _("Filled in from the business register"), _("Change what is not right."), known)


def _unknown(own: dict[str, Any]) -> Proposal:
    if not business_register.is_asked():
        text = _("Write the data yourself. A worker looks at the register when they check your organisation.")
        return Proposal("info", _("The register is not asked here"), text, own)
    text = _(
        "Check the number. Is it right? Then go on and write the data yourself: not all are in the register."
    )
    return Proposal("info", _("The register does not know this business id"), text, own)


def _municipality(told: str) -> str:
    """The code of the area's municipality by its code or its name; empty for others."""
    for one in municipalities():
        if told and (one.pk == told or one.name_fi.upper() == told.upper()):
            return str(one.pk)
    return ""
