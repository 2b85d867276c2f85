"""A place and its agreement in words: the same on the page, on paper and in a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.selectors import distance_km
from programmes.catalogue.models import Intake
from programmes.documents.papers import AgreementPaper, Fact
from programmes.employers.codes import DEMAND_WORDS, Demand
from programmes.employers.models import Vacancy
from programmes.placements.agreements import current_agreement, unsigned_parties
from programmes.placements.codes import Party
from programmes.placements.models import Agreement, Placement
from programmes.placements.policies import parties_for
from programmes.placements.selectors import rule_of
from ui.elements import Signature
from ui.formats import day, day_and_clock, number
from workflow.forms import OnWord

DEMANDS_NAMED = 6
MUCH = 2
SEPARATOR = " · "

# The statutory name of the party that gives the place (words.md section 1, rule 3).
HOST_NAMES: dict[str, Any] = {
    "paid": gettext_lazy("Employer"),
    "work_trial": gettext_lazy("Organiser of the work try-out"),
    "other": gettext_lazy("Organiser of the service"),
}


def hours_number(hours: Decimal) -> str:
    """Hours as people write them: 8 or 7,5."""
    return number(hours, 1 if hours % 1 else 0)


def hours_words(low: Decimal | None, high: Decimal | None) -> str:
    """Hours a week: "8–16 h a week", or one number when both are the same."""
    told = [hours_number(value) for value in (low, high) if value]
    span = "–".join(dict.fromkeys(told))
    return _("%(hours)s h a week") % {"hours": span} if span else ""


def money_words(*, paid: bool) -> str:
    """Whether wage is paid, plainly."""
    return _("Wage") if paid else _("No wage")


def where_words(municipality: Any, home: str | None) -> str:
    """The municipality, and how far it is from the home municipality when it is another one."""
    if home is None or municipality.pk == home:
        return str(municipality)
    km = distance_km(home, municipality.pk)
    if km is None:
        return str(municipality)
    return _("%(place)s, about %(km)s km from your municipality") % {
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


def shaping_words(vacancy: Vacancy) -> str:
    """How the work can be shaped, with growing hours among it."""
    ways = [capfirst(str(way)) for way in vacancy.adjustments]
    if vacancy.graded_hours:
        ways.append(_("Hours can begin small and grow"))
    return SEPARATOR.join(ways)


def workplace_words(vacancy: Vacancy) -> str:
    """The workplace, and the host it belongs to where its name does not say it."""
    place, host = vacancy.place, vacancy.host.name
    return place if host in place else f"{place}, {host}"


def vacancy_facts(vacancy: Vacancy, *, paid: bool, home: str | None = None) -> list[Fact]:
    """What a person needs to know of an open place, in the order of the questions they ask."""
    return [
        (_("Workplace"), workplace_words(vacancy)),
        (_("Where"), where_words(vacancy.municipality, home)),
        (_("Hours"), hours_words(vacancy.weekly_hours_min, vacancy.weekly_hours_max)),
        (_("Money"), money_words(paid=paid)),
        (_("What one does"), vacancy.tasks),
        (_("What the work asks"), demand_words(vacancy.demands)),
        (_("How the work can be shaped"), shaping_words(vacancy)),
        (_("Your guide at work"), vacancy.guide),
        (_("Ride"), _("A ride can be arranged") if vacancy.lift_offered else _("You travel by yourself")),
        (_("Work can begin"), start_words(vacancy.start_from_on, vacancy.start_until_on)),
    ]


def intake_facts(intake: Intake, *, paid: bool, home: str | None = None) -> list[Fact]:
    """The same questions about a group, for what is known of it."""
    programme, environment = intake.programme, intake.environment
    low, high = (programme.weekly_hours_min, programme.weekly_hours_max) if programme else (None, None)
    return [
        (_("Workplace"), str(environment or "")),
        (_("Where"), where_words(intake.municipality, home)),
        (_("Hours"), hours_words(low, high)),
        (_("Money"), money_words(paid=paid)),
        (_("What one does"), str(programme.programme_type) if programme else ""),
        (_("What the work asks"), ""),
        (_("How the work can be shaped"), _("In a group, at your own pace")),
        (_("Your guide at work"), programme.contact_name if programme else ""),
        (_("Ride"), ""),
        (_("Work can begin"), day(intake.starts_on)),
    ]


def place_facts(placement: Placement, *, home: str | None = None) -> list[Fact]:
    """The facts of the place of a placement, as the person reads them."""
    paid = rule_of(placement).paid
    if placement.vacancy is not None:
        facts = vacancy_facts(placement.vacancy, paid=paid, home=home)
    else:
        facts = intake_facts(placement.intake, paid=paid, home=home)  # type: ignore[arg-type]
    return [*facts, (_("Type of service"), str(placement.programme_type))]


@dataclass(frozen=True)
class Glance:
    """A place in a few lines: where and for what money, what fits, what one should know."""

    line: str
    fits: tuple[str, ...]
    mind: tuple[str, ...]


def glance_at(placement: Placement, *, home: str | None) -> Glance:
    """The place as it stands on a card, before one reads more."""
    facts = dict(place_facts(placement, home=home))
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
        line=SEPARATOR.join(
            part for part in (placement.place_name, facts[_("Where")], facts[_("Money")]) if part
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


def host_party_name(code: str, *, paid: bool) -> str:
    """What the giver of the place is called in the agreement of this type of service."""
    return str(HOST_NAMES["paid"] if paid else HOST_NAMES.get(code, HOST_NAMES["other"]))


def agreement_paper(placement: Placement, viewer: Any) -> AgreementPaper | None:
    """The current version as `viewer` reads it, with who has signed; None before there is one."""
    agreement = current_agreement(placement)
    if agreement is None:
        return None
    content = agreement.content
    worker = ", ".join(part for part in (content["coordinator"], content["coordinator_phone"]) if part)
    return AgreementPaper(
        title=_("Agreement of a place"),
        lead=f"{content['title']} · {content['host']}",
        plain=_plain(content, worker),
        sentences=_sentences(content),
        parties=_parties(content),
        terms=_terms(placement, agreement),
        signatures=_signatures(placement, agreement, viewer),
        version=agreement.version,
        sha256=agreement.sha256,
        issued=day_and_clock(agreement.issued_at),
        reference=placement.reference,
    )


def _plain(content: dict[str, Any], worker: str) -> tuple[Fact, ...]:
    """The agreement in ten lines that anyone understands."""
    address = ", ".join(part for part in (content["address"], content["municipality"]) if part)
    facts = [
        (_("Place"), content["place"]),
        (_("Address"), address),
        (_("What you do"), content["tasks"]),
        (_("First day"), _date(content["starts_on"])),
        (_("Last day"), _date(content["ends_on"])),
        (_("Hours a week"), hours_number(Decimal(content["weekly_hours"]))),
        (_("Your guide at work"), content["guide"]),
        (_("Money"), money_words(paid=content["paid"])),
        (_("Insurance"), content["insurance"]),
        (_("Your worker"), worker),
    ]
    return tuple((label, value) for label, value in facts if value)


def _sentences(content: dict[str, Any]) -> tuple[str, ...]:
    """What holds beside the lines: about money, about when things go otherwise."""
    money = (
        _("You get a wage from the employer.")
        if content["paid"]
        else _("No wage is paid. You are not in an employment relationship.")
    )
    return (
        money,
        _("If you are ill or late, tell your guide."),
        _("If something is not right, call your worker. You can ask for a change or a break at any time."),
        _("If the content changes, a new version is made and signed again."),
    )


def _parties(content: dict[str, Any]) -> tuple[Fact, ...]:
    host = content["host"] + (f" ({content['business_id']})" if content["business_id"] else "")
    facts = [
        (_("Participant"), content["participant"]),
        (host_party_name(content["programme_type"], paid=content["paid"]), host),
        (_("Employment area"), content["coordinator"]),
    ]
    return tuple((label, value) for label, value in facts if value)


def _terms(placement: Placement, agreement: Agreement) -> tuple[Fact, ...]:
    content = agreement.content
    decision = f"{day(agreement.decided_on)} · {agreement.decision_number}" if agreement.decided_on else ""
    facts = [
        (_("Type of service"), str(placement.programme_type)),
        (_("Legal basis"), content["legal_basis"]),
        (_("Decision"), decision),
        (_("Aim"), content["aim"]),
        (_("Tasks"), content["tasks"]),
        (_("Time"), f"{_date(content['starts_on'])} – {_date(content['ends_on'])}"),
        (_("Hours a week"), hours_number(Decimal(content["weekly_hours"]))),
        (_("Guide at the workplace"), content["guide"]),
        (_("Insurance"), content["insurance"]),
    ]
    return tuple((label, value) for label, value in facts if value)


def _signatures(placement: Placement, agreement: Agreement, viewer: Any) -> tuple[Signature, ...]:
    rule = rule_of(placement)
    waiting = unsigned_parties(placement, rule)
    mine = parties_for(viewer, placement, waiting)
    labels = {
        Party.PARTICIPANT: Party.PARTICIPANT.label,
        Party.HOST: host_party_name(placement.programme_type.code, paid=rule.paid),
        Party.AREA: Party.AREA.label,
    }
    names = {
        Party.PARTICIPANT: agreement.content["participant"],
        Party.HOST: agreement.content["host"],
        Party.AREA: agreement.content["coordinator"],
    }
    signed = [
        Signature(
            name=row.name,
            role=str(labels[row.party]),  # type: ignore[index]
            signed_at=day_and_clock(row.signed_at),
            method=str(OnWord(row.on_word).label) if row.on_word else "",
        )
        for row in agreement.signatures.all()
    ]
    return tuple(signed) + tuple(
        Signature(name=names[party], role=str(labels[party]), mine=party in mine and len(mine) == 1)  # type: ignore[index]
        for party in waiting
    )


def _date(iso: str) -> str:
    return day(date.fromisoformat(iso)) if iso else ""
