"""The public page of one open place."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.cards import kinds_of, place_of, room_tag
from cms.frame import Frame
from cms.site_settings import service_phone
from programmes.catalogue.money import money_of
from programmes.placements.offered import OpenPlace, PlaceInFull
from programmes.placements.presentation import hours_words, start_words
from ui.formats import day, typed, typed_language

LONGEST_DESCRIPTION = 240


def of_place(found: PlaceInFull, frame: Frame, reference: str) -> dict[str, Any]:
    """All that anyone may know of the place: the facts, what the work asks, how it can be shaped."""
    place = found.place
    tag, tone = room_tag(place.free_seats)
    frame.below(place.title, language=typed_language())
    frame.moved_to(f"{reference}/")
    where = _where(place)
    hours = hours_words(place.hours_min, place.hours_max)
    address = ", ".join(part for part in (found.street_address, place.municipality_name) if part)
    ways = [typed(capfirst(way)) for way in found.adjustments]
    if place.graded_hours:
        ways.append(_("Hours can begin small and grow"))
    if place.lift_offered:
        ways.append(_("A ride can be arranged"))
    return {
        "place": place,
        "crumbs": frame.crumbs,
        "language_links": frame.language_links,
        "place_name": place_of(place),
        "tag": tag,
        "tone": tone,
        # Several workplaces look for the same: the name of the page tells which one this is.
        "full_title": name_of(place),
        "description": f"{where}, {hours}: {place.tasks}"[:LONGEST_DESCRIPTION],
        "place_facts": [
            (_("Where"), address),
            (_("Hours"), hours),
            (_("Money"), money_of(place.types)),
            (_("Starts"), start_words(place.start_from_on, place.start_until_on)),
            (_("Occupation"), found.occupation),
            (_("Type of service"), kinds_of(place)),
            (_("Open until"), day(place.valid_until)),
        ],
        "demands": [told for told in found.demands if told[1]],
        "not_asked": ", ".join(label for label, value, _word in found.demands if not value),
        "ways": ways,
        "languages": found.languages,
        "skills": found.skills,
        "fits": place.fits_partial_ability,
        "phone": service_phone(),
    }


def name_of(place: OpenPlace) -> str:
    """What, at whose place, in which municipality."""
    return ", ".join((place.title, _where(place)))


def _where(place: OpenPlace) -> str:
    return ", ".join(dict.fromkeys(part for part in (place_of(place), place.municipality_name) if part))
