"""The short steps of a work profile: first what the person can and likes, then what is fine for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from programmes.catalogue.scales import Demand

BODY = (
    Demand.LIFTING, Demand.STANDING, Demand.SITTING, Demand.WALKING, Demand.BENDING, Demand.FINE_MOTOR,
)  # fmt: skip
PLACE = (Demand.NOISE, Demand.TEMPERATURE, Demand.DUST, Demand.HEIGHTS, Demand.VIBRATION)
WAY = (
    Demand.PACE, Demand.CONCENTRATION, Demand.SCREEN, Demand.READING, Demand.SPOKEN_FINNISH, Demand.CONTACT,
    Demand.ALONE, Demand.SHIFTS,
)  # fmt: skip


@dataclass(frozen=True)
class Section:
    """One step: its name in the address and in the trail, its title and lead, the fields it tells.

    essential: one of those that a suggestion cannot do without; they come first.
    """

    code: str
    label: Any
    lead: Any
    fields: tuple[str, ...]
    essential: bool = False


SECTIONS = (
    Section(
        "likes", _("What I can and like"),
        _("Write a word for the work you would like. You can choose several."),
        ("occupations", "skills", "in_own_words"), essential=True,
    ),
    Section(
        "hours", _("Hours and days"),
        _("A few hours are fine. They can grow later."),
        ("weekly_hours_min", "weekly_hours_max", "hours_later", "hours_later_from_on", "days"),
        essential=True,
    ),
    Section(
        "travel", _("The way to work"),
        _("We look for places that you can reach."),
        ("travel_km", "travel_by", Demand.OWN_CAR.value), essential=True,
    ),
    Section(
        "body", _("How I can work"),
        _("How much of this is fine for you? You need not say everything, and no reason is needed."),
        tuple(scale.value for scale in BODY), essential=True,
    ),
    Section(
        "place", _("What may be around me"),
        _("How much of this is fine for you?"),
        tuple(scale.value for scale in PLACE),
    ),
    Section(
        "way", _("The way of working"),
        _("How much of this is fine for you?"),
        tuple(scale.value for scale in WAY),
    ),
    Section(
        "languages", _("Languages"),
        _("Choose the languages that you use and how well you know them."),
        ("languages", "interpreter_needed"),
    ),
    Section(
        "cards", _("Cards and licences"),
        _("Tick what you have. The last day is written on the card; leave it empty if there is none."),
        ("licences", "other_licences"),
    ),
    Section(
        "wishes", _("My wishes"),
        _("Where would you like to work, and how? Choose as many as you like."),
        ("wished_municipalities", "wished_programme_types", "wished_adjustments"),
    ),
    Section(
        "help", _("What helps me"),
        _("What makes a day at work go well? You need not tell why."),
        ("helps",),
    ),
)  # fmt: skip
BY_CODE = {section.code: section for section in SECTIONS}
ESSENTIAL = tuple(section for section in SECTIONS if section.essential)
OF_THE_TIME = ("weekly_hours_min", "weekly_hours_max", "interpreter_needed")
"""What stands on the time in the service: the referral has told it already, and it is not asked twice."""


def section_after(section: Section) -> Section | None:
    """The next step; None after the last of the essential ones, and after the last of all."""
    row = ESSENTIAL if section.essential else tuple(one for one in SECTIONS if not one.essential)
    place = row.index(section)
    return row[place + 1] if place + 1 < len(row) else None
