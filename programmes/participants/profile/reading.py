"""A work profile in words: what each step says, and who has changed what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from areas.selectors import languages, municipalities, skills
from audit.models import Event
from programmes.catalogue.scales import DEMAND_WORDS, Demand
from programmes.catalogue.selectors import programme_types
from programmes.participants.codes import Licence, TravelBy
from programmes.participants.models import Participation, WorkProfile
from programmes.participants.profile.adjustments import adjustment_words
from programmes.participants.profile.forms import CAR_WORDS, WEEKDAYS, occupation_names
from programmes.participants.profile.sections import BY_CODE, SECTIONS, Section
from programmes.participants.profile.services import CHANGED
from ui.formats import day, day_and_clock, plain_number, typed
from workflow.forms import OnWord

CHANGES_SHOWN = 20
Pair = tuple[Any, Any]


@dataclass(frozen=True)
class Told:
    """One step as it reads: what has been said in it, as label and value; nothing where nothing has."""

    section: Section
    pairs: list[Pair]


@dataclass(frozen=True)
class Change:
    """Who changed which part, and when."""

    when: str
    who: str
    what: str


def told_in(profile: WorkProfile, participation: Participation) -> list[Told]:
    """Every step with what has been said, in the order of the steps."""
    return [Told(section, pairs_in(section, profile, participation)) for section in SECTIONS]


def pairs_in(section: Section, profile: WorkProfile, participation: Participation) -> list[Pair]:
    """What has been said in one step, as label and value."""
    pairs: list[Pair] = _PAIRS[section.code](profile, participation)
    return pairs


def is_begun(profile: WorkProfile) -> bool:
    """Whether anything has been said."""
    return profile.pk is not None


def changes_of(profile: WorkProfile) -> list[Change]:
    """Who has changed what, the latest first; who imported it is nobody."""
    if profile.pk is None:
        return []
    events = Event.objects.filter(object_type="workprofile", object_id=profile.pk).select_related("actor")
    return [_change(event) for event in events.order_by("-pk")[:CHANGES_SHOWN]]


def _change(event: Event) -> Change:
    section = BY_CODE.get(event.data.get("section", "")) if event.verb == CHANGED else None
    what = str(section.label) if section else _("Came from another system")
    if event.on_word:
        what += f" ({OnWord(event.on_word).label.lower()})"
    return Change(day_and_clock(event.at), str(event.actor or _("The service")), what)


def _listed(values: Any) -> str:
    return ", ".join(str(value) for value in values)


def _kept(*pairs: Pair) -> list[Pair]:
    return [pair for pair in pairs if pair[1] not in ("", None)]


def _likes(profile: WorkProfile, participation: Participation) -> list[Pair]:
    known = {str(one.pk): str(one.name) for one in skills()} if profile.skills else {}
    return _kept(
        (_("Work that I would like"), _listed(occupation_names(profile.occupations).values())),
        (_("What I can"), _listed(known[code] for code in profile.skills if code in known)),
        (_("In my own words"), typed(profile.in_own_words) if profile.in_own_words else ""),
    )


def _hours(profile: WorkProfile, participation: Participation) -> list[Pair]:
    named = dict(WEEKDAYS)
    later = _span(None, profile.hours_later)
    if later and profile.hours_later_from_on:
        later = _("%(hours)s, from %(day)s") % {"hours": later, "day": day(profile.hours_later_from_on)}
    return _kept(
        (_("Hours a week now"), _span(participation.weekly_hours_min, participation.weekly_hours_max)),
        (_("Later"), later),
        (_("Days that suit"), _listed(named[one] for one in sorted(profile.days) if one in named)),
    )


def _span(low: Any, high: Any) -> str:
    if low and high:
        return "–".join(dict.fromkeys([plain_number(low), plain_number(high)])) + " h"
    if high:
        return _("at most %(hours)s h") % {"hours": plain_number(high)}
    return _("at least %(hours)s h") % {"hours": plain_number(low)} if low else ""


def _travel(profile: WorkProfile, participation: Participation) -> list[Pair]:
    km = "" if profile.travel_km is None else _("%(km)s km one way") % {"km": profile.travel_km}
    named = dict(TravelBy.choices)
    car = "" if profile.own_car is None else str(CAR_WORDS[profile.own_car])
    return _kept(
        (_("How far"), km),
        (_("How"), _listed(named[code] for code in profile.travel_by if code in named)),
        (Demand.OWN_CAR.label, car),
    )


def _scales(code: str) -> Any:
    def pairs(profile: WorkProfile, participation: Participation) -> list[Pair]:
        told = ((Demand(name), getattr(profile, name)) for name in BY_CODE[code].fields)
        return [(scale.label, str(DEMAND_WORDS[level])) for scale, level in told if level is not None]

    return pairs


def _languages(profile: WorkProfile, participation: Participation) -> list[Pair]:
    person = profile.participant
    asked = {*profile.languages, person.language}
    named = {one.code: str(one.name) for one in languages() if one.code in asked} if asked != {""} else {}
    levels = (f"{named[code]} {level}" for code, level in profile.languages.items() if code in named)
    interpreter = _("Yes") if participation.interpreter_needed else ""
    return _kept(
        (_("Mother tongue"), named.get(person.language, "")),
        (_("Languages"), _listed(levels)),
        (_("I need an interpreter"), interpreter),
    )


def _cards(profile: WorkProfile, participation: Participation) -> list[Pair]:
    pairs = [
        (Licence(code).label, _until(until))
        for code, until in profile.licences.items()
        if code in Licence.values
    ]
    return [*pairs, *_kept((_("Other cards or courses"), _lines(profile.other_licences)))]


def _until(until: str) -> str:
    return _("until %(day)s") % {"day": day(date.fromisoformat(until))} if until else _("Yes")


def _lines(text: str) -> Any:
    return typed(text) if text else ""


def _wishes(profile: WorkProfile, participation: Participation) -> list[Pair]:
    where, kinds = profile.wished_municipalities, profile.wished_programme_types
    towns = {one.pk: str(one) for one in municipalities()} if where else {}
    types = {one.code: str(one) for one in programme_types()} if kinds else {}
    return _kept(
        (_("Municipalities"), _listed(towns[code] for code in where if code in towns)),
        (_("Types of service"), _listed(types[code] for code in kinds if code in types)),
        (_("What would make work easier?"), _listed(adjustment_words(line) for line in profile.adjustments)),
    )


def _helps(profile: WorkProfile, participation: Participation) -> list[Pair]:
    return _kept((_("What helps me"), _lines(profile.helps)))


_PAIRS: dict[str, Any] = {
    "likes": _likes,
    "hours": _hours,
    "travel": _travel,
    "body": _scales("body"),
    "place": _scales("place"),
    "way": _scales("way"),
    "languages": _languages,
    "cards": _cards,
    "wishes": _wishes,
    "help": _helps,
}
