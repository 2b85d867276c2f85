"""An agreement in words: the same on the page and on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.catalogue.money import money_words, sum_words
from programmes.documents.papers import AgreementPaper, Fact, Typed
from programmes.placements.agreements import current_agreement, unsigned_parties
from programmes.placements.codes import Party
from programmes.placements.models import Agreement, Placement
from programmes.placements.policies import parties_for
from programmes.placements.presentation import hours_number
from programmes.placements.selectors import rule_of
from programmes.relations import is_participant
from ui.elements import Signature
from ui.formats import day, day_and_clock
from workflow.forms import OnWord

# The statutory name of the party that gives the place (words.md section 1, rule 3).
HOST_NAMES: dict[str, Any] = {
    "paid": gettext_lazy("Employer"),
    "work_trial": gettext_lazy("Organiser of the work try-out"),
    "other": gettext_lazy("Organiser of the service"),
}


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
        lead=Typed(f"{content['title']} · {content['host']}"),
        plain=_plain(content, worker),
        sentences=_sentences(content),
        parties=_parties(content),
        terms=_terms(placement, agreement),
        signatures=_signatures(placement, agreement, viewer),
        version=agreement.version,
        sha256=agreement.sha256,
        issued=day_and_clock(agreement.issued_at),
        reference=placement.reference,
        own=is_participant(viewer, placement),
    )


def _plain(content: dict[str, Any], worker: str) -> tuple[Fact, ...]:
    """The agreement in ten lines that anyone understands."""
    address = ", ".join(part for part in (content["address"], content["municipality"]) if part)
    facts = [
        (_("Place"), Typed(content["place"])),
        (_("Address"), Typed(address)),
        (_("What you do"), Typed(content["tasks"])),
        (_("First day"), _date(content["starts_on"])),
        (_("Last day"), _date(content["ends_on"])),
        (_("Hours a week"), hours_number(Decimal(content["weekly_hours"]))),
        (_("Your guide at work"), Typed(content["guide"])),
        (_("Money"), money_words(paid=content["paid"], allowance=_allowance(content))),
        (_("Insurance"), Typed(content["insurance"])),
        (_("Your worker"), worker),
    ]
    return tuple((label, value) for label, value in facts if value)


def _sentences(content: dict[str, Any]) -> tuple[str, ...]:
    """What holds beside the lines: about money, about when things go otherwise."""
    return (
        _money_sentence(content),
        _("If you are ill or late, tell your guide."),
        _("If something is not right, call your worker. You can ask for a change or a break at any time."),
        _("If the content changes, a new version is made and signed again."),
    )


def _money_sentence(content: dict[str, Any]) -> str:
    """Money as it is lived; an agreement from before the allowance stood in it says nothing of one."""
    if content["paid"]:
        return _("You get a wage from the employer.")
    allowance = _allowance(content)
    if allowance is None:
        return _("Your benefit goes on. No wage is paid: you are not in an employment relationship.")
    return _(
        "Your benefit goes on, and you get an expense allowance of %(sum)s for each day you take part. "
        "No wage is paid: you are not in an employment relationship."
    ) % {"sum": sum_words(allowance)}


def _allowance(content: dict[str, Any]) -> Decimal | None:
    told = content.get("daily_allowance")
    return Decimal(told) if told else None


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
        (_("Legal basis"), Typed(content["legal_basis"])),
        (_("Decision"), decision),
        (_("Aim"), Typed(content["aim"])),
        (_("Tasks"), Typed(content["tasks"])),
        (_("Time"), f"{_date(content['starts_on'])} – {_date(content['ends_on'])}"),
        (_("Hours a week"), hours_number(Decimal(content["weekly_hours"]))),
        (_("Guide at the workplace"), Typed(content["guide"])),
        (_("Insurance"), Typed(content["insurance"])),
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
