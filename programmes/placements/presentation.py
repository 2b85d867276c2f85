"""A place in words: the same on the page, on a card and in a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from areas.selectors import distance_km, languages, skills
from programmes.catalogue.language_rows import LEVELS
from programmes.catalogue.models import Intake
from programmes.catalogue.money import in_a_month, money_of
from programmes.catalogue.scales import DEMAND_WORDS, Demand
from programmes.documents.agreement_values import Fact
from programmes.employers.models import Vacancy
from programmes.participants.models import WorkProfile
from programmes.placements.dated import hours_now
from programmes.placements.models import Placement
from programmes.placements.selectors import rule_of
from programmes.placements.states import SUGGESTION
from ui.formats import day, number, plain_number, typed

DEMANDS_NAMED = 6
MUCH = 2
SEPARATOR = " · "


def hours_number(hours: Decimal) -> str:
    """Hours as people write them: 8 or 7,5."""
    return plain_number(hours)


def hours_words(low: Decimal | None, high: Decimal | None) -> str:
    """Hours a week: "8–16 h a week", or one number when both are the same.

    A bound that stands alone is told as a bound: the most is not the hours.
    """
    if low and high:
        span = "–".join(dict.fromkeys([hours_number(low), hours_number(high)]))
        return _("%(hours)s h a week") % {"hours": span}
    if high:
        return _("at most %(hours)s h a week") % {"hours": hours_number(high)}
    return _("at least %(hours)s h a week") % {"hours": hours_number(low)} if low else ""


def where_words(municipality: Any, home: str | None, *, briefly: bool = False) -> str:
    """The municipality, and how far it is from the home municipality; of one's own, that it is not counted.

    Distances are known between municipalities only. briefly: on a card, of one's own municipality its name.
    """
    if home is None or (municipality.pk == home and briefly):
        return str(municipality)
    if municipality.pk == home:
        told = _(
            "%(place)s, your own municipality. The kilometres from your home are not counted here: "
            "see the street"
        )
        return told % {"place": municipality}
    km = distance_km(home, municipality.pk)
    if km is None:
        return str(municipality)
    return _("%(place)s, about %(km)s km from your municipality as the crow flies") % {
        "place": municipality,
        "km": number(km, 0),
    }


def demand_words(demands: dict[str, int]) -> str:
    """What the work asks most: "Lifting: now and then · Standing: a lot"."""
    asked = sorted(((level, name) for name, level in demands.items() if level), reverse=True)
    labels = dict(Demand.choices)
    return SEPARATOR.join(
        f"{labels[name]}: {DEMAND_WORDS[level]}" for level, name in asked[:DEMANDS_NAMED] if name in labels
    )


def demand_scales(demands: dict[str, int]) -> list[tuple[str, int, str]]:
    """Each demand that was told: its name, 0-3, and the word of the step."""
    return [
        (str(label), demands[key], str(DEMAND_WORDS[demands[key]]))
        for key, label in Demand.choices
        if key in demands
    ]


def beside_own_words(demands: dict[str, int], profile: WorkProfile | None) -> str:
    """What the work asks beside what the person has said is fine for them: more than that first, then what
    fits, then what they have not said. It weighs nothing: they decide. Empty without a profile."""
    labels = dict(Demand.choices)
    asked = {code: level for code, level in demands.items() if level and code in labels}
    if profile is None or not asked:
        return ""
    own = {code: fine for code in asked if (fine := getattr(profile, code)) is not None}
    more = [
        _("%(what)s: %(asked)s, for you %(own)s")
        % {"what": labels[code], "asked": DEMAND_WORDS[level], "own": DEMAND_WORDS[own[code]]}
        for code, level in asked.items()
        if code in own and level > own[code]
    ]
    fits = [str(labels[code]) for code, level in asked.items() if code in own and level <= own[code]]
    not_said = [str(labels[code]) for code in asked if code not in own]
    told = [_("fits: %(what)s") % {"what": ", ".join(fits)}] if fits else []
    told += [_("you have not told: %(what)s") % {"what": ", ".join(not_said)}] if not_said else []
    return SEPARATOR.join(capfirst(str(line)) for line in [*more, *told])


def language_needs(vacancy: Vacancy) -> list[str]:
    """The languages that the work needs, each with the least level in words."""
    levels = dict(LEVELS)
    named = {one.code: str(one.name) for one in languages()} if vacancy.language_levels else {}
    return [
        f"{capfirst(named[code])} {levels[level]}"
        for code, level in vacancy.language_levels.items()
        if code in named and level in levels
    ]


def skill_needs(vacancy: Vacancy) -> list[str]:
    """The skills that the work needs, by name."""
    named = {str(one.pk): str(one.name) for one in skills()} if vacancy.skills else {}
    return [named[code] for code in vacancy.skills if code in named]


def asked_words(vacancy: Vacancy) -> str:
    """What the work asks most, and the languages and skills that it needs."""
    told = [demand_words(vacancy.demands), *language_needs(vacancy), *skill_needs(vacancy)]
    return SEPARATOR.join(one for one in told if one)


def shaping_words(vacancy: Vacancy) -> str:
    """How the work can be shaped, with growing hours among it."""
    ways = [typed(capfirst(str(way))) for way in vacancy.adjustments]
    if vacancy.graded_hours:
        ways.append(_("Hours can begin small and grow"))
    return format_html_join(SEPARATOR, "{}", ((way,) for way in ways))


def workplace_words(vacancy: Vacancy) -> str:
    """The workplace, and the host it belongs to where its name does not say it."""
    place, host = vacancy.place, vacancy.host.name
    return place if host in place else f"{place}, {host}"


def vacancy_facts(
    vacancy: Vacancy,
    *,
    money: str,
    month: str = "",
    home: str | None = None,
    profile: WorkProfile | None = None,
    briefly: bool = False,
) -> list[Fact]:
    """What a person needs to know of an open place, in the order of the questions they ask.

    money, month: what is paid, and what that makes in a month. briefly: as it stands on a card.
    """
    return [
        (_("Workplace"), typed(workplace_words(vacancy))),
        (_("Where"), where_words(vacancy.municipality, home, briefly=briefly)),
        (_("Street"), typed(vacancy.street_address)),
        (_("How to find it"), typed(vacancy.directions)),
        (_("Bus"), typed(vacancy.bus)),
        (_("Hours"), hours_words(vacancy.weekly_hours_min, vacancy.weekly_hours_max)),
        (_("Hours of the day"), typed(vacancy.daily_hours)),
        (_("Money"), money),
        (_("In the hand in a month"), month),
        (_("What one does"), typed(vacancy.tasks)),
        (_("What the work asks"), asked_words(vacancy)),
        (_("Beside what you have told"), beside_own_words(vacancy.demands, profile)),
        (_("How the work can be shaped"), shaping_words(vacancy)),
        (_("Your guide at work"), vacancy.guide),
        (_("Ride"), _("A ride can be arranged") if vacancy.lift_offered else _("You travel by yourself")),
        (_("Work can begin"), start_words(vacancy.start_from_on, vacancy.start_until_on)),
    ]


def intake_facts(
    intake: Intake, *, money: str, month: str = "", home: str | None = None, briefly: bool = False
) -> list[Fact]:
    """The same questions about a group, for what is known of it."""
    programme, environment = intake.programme, intake.environment
    low, high = (programme.weekly_hours_min, programme.weekly_hours_max) if programme else (None, None)
    return [
        (_("Workplace"), str(environment or "")),
        (_("Where"), where_words(intake.municipality, home, briefly=briefly)),
        (_("Street"), typed(environment.street_address) if environment else ""),
        (_("How to find it"), ""),
        (_("Bus"), ""),
        (_("Hours"), hours_words(low, high)),
        (_("Hours of the day"), ""),
        (_("Money"), money),
        (_("In the hand in a month"), month),
        (_("What one does"), str(programme.programme_type) if programme else ""),
        (_("What the work asks"), ""),
        (_("Beside what you have told"), ""),
        (_("How the work can be shaped"), _("In a group, at your own pace")),
        (_("Your guide at work"), programme.contact_name if programme else ""),
        (_("Ride"), ""),
        (_("Work can begin"), day(intake.starts_on)),
    ]


def place_facts(
    placement: Placement,
    *,
    home: str | None = None,
    profile: WorkProfile | None = None,
    briefly: bool = False,
) -> list[Fact]:
    """The facts of the place of a placement, as the person reads them.

    profile: what the person has told of themself, beside which they read what the work asks.
    """
    rule = rule_of(placement)
    told: dict[str, Any] = {
        "money": money_of([rule]),
        "month": in_a_month(rule),
        "home": home,
        "briefly": briefly,
    }
    if placement.vacancy is not None:
        facts = vacancy_facts(placement.vacancy, profile=profile, **told)
    else:
        facts = intake_facts(placement.intake, **told)  # type: ignore[arg-type]
    agreed = hours_now(placement) if placement.state not in SUGGESTION else None
    if agreed:
        hours = (_("Hours"), hours_words(agreed, agreed))
        facts = [hours if label == hours[0] else (label, value) for label, value in facts]
    return [*facts, (_("Type of service"), str(placement.programme_type))]


@dataclass(frozen=True)
class Glance:
    """A place in a few lines: where and for what money, what fits, what one should know."""

    line: str
    fits: tuple[str, ...]
    mind: tuple[str, ...]


def glance_at(placement: Placement, *, home: str | None) -> Glance:
    """The place as it stands on a card, before one reads more."""
    facts = dict(place_facts(placement, home=home, briefly=True))
    vacancy = placement.vacancy
    asked = (
        [f"{label}: {word}" for label, level, word in demand_scales(vacancy.demands) if level >= MUCH]
        if vacancy
        else []
    )
    fits = [facts[_("Hours")], facts[_("What one does")], facts[_("How the work can be shaped")]]
    if vacancy is not None and vacancy.lift_offered:
        fits.append(facts[_("Ride")])
    return Glance(
        line=format_html_join(
            SEPARATOR,
            "{}",
            ((part,) for part in (typed(placement.place_name), facts[_("Where")], facts[_("Money")]) if part),
        ),
        fits=tuple(part for part in fits if part),
        mind=tuple(asked[:3]),
    )


def start_words(first: date | None, last: date | None) -> str:
    """When one can start: from a day, or between two; of a span that runs, what is left of it."""
    today = timezone.localdate()
    if first and last:
        return f"{day(max(first, today) if last >= today else first)} – {day(last)}"
    return _("from %(date)s") % {"date": day(first)} if first else ""
