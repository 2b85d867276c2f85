"""A person's data put right: what a new referral tells otherwise than what stands, and the change itself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.addresses import folded
from accounts.models import User
from audit.services import record
from letters.phones import is_phone, phone_key
from programmes import doors
from programmes.participants.models import Participant, Participation
from programmes.telling import enqueue_messages

CONTACT = {
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "contact_channel": _("How to reach"),
    "municipality": _("Municipality"),
}


def told_otherwise(person: Participant, told: Participant) -> dict[str, Any]:
    """The contact data of `told` that differ from what stands; what was left empty tells nothing."""
    return {
        name: getattr(told, name)
        for name in CONTACT
        if getattr(told, name) and _plain(name, person) != _plain(name, told)
    }


def in_words(person: Participant, told: Participant) -> list[tuple[Any, str, str]]:
    """Label, what stands and what was told, for each that differs."""
    return [
        (CONTACT[name], _shown(name, person) or "–", _shown(name, told))
        for name in told_otherwise(person, told)
    ]


def put_right(person: Participant, values: dict[str, Any], *, by: User) -> list[str]:
    """The person's data are as given; answers the names of the fields that changed.

    The way in follows the e-mail address. The caller has locked the person.
    Raises ValidationError when another account has the new address.
    """
    changed = sorted(name for name, value in values.items() if getattr(person, name) != value)
    if "email" in changed:
        doors.follow_address(person, values["email"], by=by)
    for name in changed:
        setattr(person, name, values[name])
    if changed:
        person.full_clean(exclude=["user"])
        person.save()
    return changed


def tell(participation: Participation, changed: list[str], *, by: User) -> None:
    """The trail keeps which fields were put right, and the person hears that it was done."""
    event = record("participation.data_corrected", participation, by=by, data={"fields": changed})
    enqueue_messages(event, participation)


def _plain(name: str, person: Participant) -> Any:
    """What is compared: a telephone and an address in any spelling are the same."""
    value = getattr(person, name)
    if name == "phone":
        return phone_key(value) if is_phone(value) else value
    return folded(value) if name == "email" else value


def _shown(name: str, person: Participant) -> str:
    return str(person.get_contact_channel_display() if name == "contact_channel" else getattr(person, name))
