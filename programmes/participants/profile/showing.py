"""What of a work profile may be shown to a workplace, item by item, and the copy of what was chosen.

A workplace reads the copy that was made at the yes: what is written into the profile later it does not read.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from programmes.catalogue.scales import Demand
from programmes.participants.models import Participant, Participation, WorkProfile
from programmes.participants.profile.reading import pairs_in
from programmes.participants.profile.sections import SECTIONS, Section

CARD = "card:"
# What a workplace has no use for: where else and in what other services the person would like to be.
KEPT_BACK = frozenset({"wished_municipalities", "wished_programme_types"})
# What is told together with another field.
ALONG = {"hours_later": ("hours_later_from_on",)}


@dataclass(frozen=True)
class Item:
    """One thing that can be shown or kept back: its name in the list of what is shown, and how it reads."""

    key: str
    section: Section
    label: Any
    value: Any


def items_of(profile: WorkProfile) -> list[Item]:
    """Everything that has been said and may be shown, each by itself, in the order of the steps."""
    found = []
    for section in SECTIONS:
        for key in _keys_in(section, profile):
            pairs = pairs_in(section, _only(profile, key), Participation())
            found += [Item(key, section, _label(key, label), value) for label, value in pairs]
    return found


def copy_of(profile: WorkProfile, keys: Collection[str]) -> str:
    """The chosen items as they stand now, to be kept with the yes; empty when none is chosen."""
    kept: dict[str, Any] = {}
    for section in SECTIONS:
        for key in _keys_in(section, profile):
            if key in keys:
                _put(kept, profile, key)
    return json.dumps(kept, default=str) if kept else ""


def items_in(copy: str) -> list[Item]:
    """The items of a copy, as they read in the language of the page."""
    if not copy:
        return []
    values = json.loads(copy)
    if later := values.get("hours_later"):
        values["hours_later"] = Decimal(later)
    if day := values.get("hours_later_from_on"):
        values["hours_later_from_on"] = parse_date(day)
    return items_of(WorkProfile(participant=Participant(), **values))


def stamp_of(profile: WorkProfile) -> str:
    """What stands in the profile, in a word: whoever has seen it and chooses later chooses the same."""
    stands = {name: getattr(profile, name) for section in SECTIONS for name in _own_fields(section)}
    text = json.dumps(stands, default=str, sort_keys=True)
    return salted_hmac("profile-shown", text).hexdigest()[:16]


def _own_fields(section: Section) -> list[str]:
    """The fields of the step that stand on the profile and may be shown."""
    return [name for name in section.fields if hasattr(WorkProfile, name) and name not in KEPT_BACK]


def _keys_in(section: Section, profile: WorkProfile) -> list[str]:
    """The items of the step about which something has been said."""
    along = {name for names in ALONG.values() for name in names}
    keys = []
    for name in _own_fields(section):
        value = getattr(profile, name)
        if name == "licences":
            keys += [f"{CARD}{code}" for code in value]
        elif name not in along and value not in ("", None, [], {}):
            keys.append(name)
    return keys


def _only(profile: WorkProfile, key: str) -> WorkProfile:
    """A profile in which nothing but the item is said."""
    values: dict[str, Any] = {}
    _put(values, profile, key)
    return WorkProfile(participant=Participant(), **values)


def _put(values: dict[str, Any], profile: WorkProfile, key: str) -> None:
    """The item stands in `values`, by the names of the profile's fields."""
    if key.startswith(CARD):
        code = key.removeprefix(CARD)
        values["licences"] = values.get("licences", {}) | {code: profile.licences[code]}
        return
    for name in (key, *ALONG.get(key, ())):
        values[name] = getattr(profile, name)


def _label(key: str, label: Any) -> Any:
    """A scale says that it is the person's own: a place tells by the same words what its work asks."""
    if key in Demand.values and key != Demand.OWN_CAR:
        return _("How much is fine: %(scale)s") % {"scale": label}
    return label
