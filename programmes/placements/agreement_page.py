"""An agreement in words: the same on the page and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.catalogue.money import money_words, sum_words
from programmes.documents.agreement_values import AgreementPaper, Change, Fact, OtherVersion, Scan, Typed
from programmes.placements.agreements import EMPTY, differences, missing, versions
from programmes.placements.codes import Party
from programmes.placements.dated import steps_of
from programmes.placements.models import Agreement, Placement
from programmes.placements.models import Signature as SignatureRow
from programmes.placements.policies import parties_for
from programmes.placements.presentation import hours_number
from programmes.placements.selectors import rule_of
from programmes.placements.states import RUNNING, SIGNS
from programmes.relations import is_host, is_participant
from ui.elements import Signature
from ui.formats import clock, day, day_and_clock
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


def agreement_paper(
    placement: Placement, viewer: Any, *, version: int | None = None, to_sign: bool = False
) -> AgreementPaper | None:
    """A version as `viewer` reads it, with who has signed; None before there is one.

    Without `version` the one in force, before that the one to be signed; `to_sign`: the newest that holds.
    """
    every = versions(placement)
    agreement = _wanted(placement, every, version, to_sign=to_sign)
    if agreement is None:
        return None
    content = agreement.content
    before = next((one for one in every if one.version == agreement.version - 1), None)
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
        check_at=settings.BASE_URL.rstrip("/") + reverse("place:verify"),
        own=is_participant(viewer, placement),
        standing=standing_of(placement, agreement),
        changes=_changes(before, agreement) if before else (),
        changed_since=before.version if before else 0,
        notes=_notes(agreement),
        may_ask=viewer.has_perm("programmes.ask_for_change", placement),
        recorded_for_reader=_recorded_for(placement, agreement, viewer),
        scans=_scans(agreement),
        others=tuple(
            OtherVersion(one.version, day_and_clock(one.issued_at), standing_of(placement, one))
            for one in every
            if one.pk != agreement.pk
        ),
    )


def _scans(agreement: Agreement) -> tuple[Scan, ...]:
    """The signed papers of the version that were scanned."""
    return tuple(
        Scan(
            reference=row.reference,
            signed=day(row.signed_on),
            kept=day_and_clock(row.kept_at),
            kind=row.get_file_kind_display(),
            size=row.file_size,
            sha256=row.sha256,
        )
        for row in agreement.papers.all()
    )


def _wanted(
    placement: Placement, every: list[Agreement], version: int | None, *, to_sign: bool
) -> Agreement | None:
    if version is not None:
        return next((one for one in every if one.version == version), None)
    holding = [one for one in every if not one.void]
    if not to_sign and placement.state in RUNNING:
        rule = rule_of(placement)
        holding = [one for one in holding if not missing(one, placement, rule)] or holding
    return holding[0] if holding else None


def standing_of(placement: Placement, agreement: Agreement) -> str:
    """Whether the version waits for signatures, is in force, was, or does not hold."""
    if agreement.void:
        return _("Does not hold: a new version was made, and the signatures under this one are void")
    if agreement.replaced_on:
        return _("Was in force until %(day)s, when all had signed a new version") % {
            "day": day(agreement.replaced_on)
        }
    if missing(agreement, placement, rule_of(placement)):
        waits = placement.state in SIGNS
        return _("Waits for signatures") if waits else _("Never came into force: not all had signed")
    return _("Signed by all")


# What a reader calls the parts of the content, in the order of the paper.
LABELS: dict[str, Any] = {
    "starts_on": gettext_lazy("First day"),
    "ends_on": gettext_lazy("Last day"),
    "weekly_hours": gettext_lazy("Hours a week"),
    "work_days": gettext_lazy("Days of the week"),
    "day_begins": gettext_lazy("Work begins at"),
    "hours_steps": gettext_lazy("Hours that grow"),
    "tasks": gettext_lazy("Tasks"),
    "guide": gettext_lazy("Guide at the workplace"),
    "aim": gettext_lazy("Aim"),
    "insurance": gettext_lazy("Insurance"),
    "title": gettext_lazy("Place"),
    "place": gettext_lazy("Workplace"),
    "address": gettext_lazy("Address"),
    "municipality": gettext_lazy("Municipality"),
    "participant": gettext_lazy("Participant"),
    "host": gettext_lazy("Host employer"),
    "business_id": gettext_lazy("Business id"),
    "coordinator": gettext_lazy("Your worker"),
    "coordinator_phone": gettext_lazy("Your worker's telephone"),
    "legal_basis": gettext_lazy("Legal basis"),
    "paid": gettext_lazy("Money"),
    "daily_allowance": gettext_lazy("Allowance a day"),
}


def _changes(before: Agreement, agreement: Agreement) -> tuple[Change, ...]:
    """What is otherwise than in the version before, field by field."""
    old, new = before.content, agreement.content
    changed = differences(old, new)
    return tuple(
        Change(str(label), _told(name, old.get(name, EMPTY.get(name))), _told(name, new[name]))
        for name, label in LABELS.items()
        if name in changed
    )


def _told(name: str, value: Any) -> str:
    """A value of the content as the reader reads it."""
    if name in {"starts_on", "ends_on"}:
        return _date(value)
    if name == "work_days":
        return days_words(value) or _("nothing")
    if name == "day_begins":
        return clock(time.fromisoformat(value)) if value else _("nothing")
    if name == "weekly_hours":
        return hours_number(Decimal(value or 0))
    if name == "hours_steps":
        return _steps({name: value}) or _("nothing")
    if name == "paid":
        return money_words(paid=bool(value))
    if name == "daily_allowance":
        return sum_words(Decimal(value)) if value else _("nothing")
    return Typed(value) if value else _("nothing")


def _steps(content: dict[str, Any]) -> str:
    """The steps by which the hours grow, in words; empty where there are none."""
    told = _("from %(day)s %(hours)s h a week")
    return " · ".join(
        told % {"day": day(on), "hours": hours_number(hours)} for on, hours in steps_of(content)
    )


def _notes(agreement: Agreement) -> tuple[str, ...]:
    """What has come about otherwise than the text says."""
    mended = tuple(
        _(
            "%(what)s: the agreement says %(was)s, right is %(now)s. Put right by %(who)s, %(day)s; the "
            "signatures hold."
        )
        % {
            "what": one.get_field_display(),
            "was": one.was or _("nothing"),
            "now": one.now,
            "who": one.by or _("a worker"),
            "day": day_and_clock(one.at),
        }
        for one in agreement.mends.select_related("by")
    )
    if agreement.moved_start_on is None:
        return mended
    late = _("The last signature came after the agreed start, %(agreed)s. The start moved to %(day)s.") % {
        "agreed": _date(agreement.content["starts_on"]),
        "day": day(agreement.moved_start_on),
    }
    return (late, *mended)


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
        (_("Days of the week"), _days_and_time(content)),
        (_("Hours that grow"), _steps(content)),
        (_("Your guide at work"), Typed(content["guide"])),
        (_("Money"), money_words(paid=content["paid"], allowance=_allowance(content))),
        (_("Insurance"), Typed(content["insurance"])),
        (_("Your worker"), worker),
    ]
    return tuple((label, value) for label, value in facts if value)


def days_words(days: Iterable[int]) -> str:
    """The weekdays by their short names; 1 is Monday."""
    return ", ".join(str(WEEKDAYS_ABBR[number - 1]).lower() for number in days)


def _days_and_time(content: dict[str, Any]) -> str:
    """On which days, and from when; empty where an agreement does not say."""
    begins = content.get("day_begins")
    at = clock(time.fromisoformat(begins)) if begins else ""
    return " ".join(part for part in (days_words(content.get("work_days", ())), at) if part)


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
        (_("Days of the week"), _days_and_time(content)),
        (_("Hours that grow"), _steps(content)),
        (_("Guide at the workplace"), Typed(content["guide"])),
        (_("Insurance"), Typed(content["insurance"])),
    ]
    return tuple((label, value) for label, value in facts if value)


def _signatures(placement: Placement, agreement: Agreement, viewer: Any) -> tuple[Signature, ...]:
    rule = rule_of(placement)
    waiting = () if agreement.void or agreement.replaced_on else missing(agreement, placement, rule)
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
            signed_at=when_signed(row),
            method=_how(row),
        )
        for row in agreement.signatures.all()
    ]
    return tuple(signed) + tuple(
        Signature(name=names[party], role=str(labels[party]), mine=party in mine and len(mine) == 1)  # type: ignore[index]
        for party in waiting
    )


def when_signed(signature: SignatureRow) -> str:
    """The moment of the signature; of one on a scanned paper the day that stands on it."""
    return day(signature.paper.signed_on) if signature.paper else day_and_clock(signature.signed_at)


def _how(signature: SignatureRow) -> str:
    """How a signature that a worker recorded was given, and who recorded it; empty where it is one's own."""
    if not signature.on_word:
        return ""
    return _("%(how)s, recorded by %(worker)s") % {
        "how": OnWord(signature.on_word).label,
        "worker": signature.signed_by or _("a worker"),
    }


def _recorded_for(placement: Placement, agreement: Agreement, viewer: Any) -> bool:
    """Whether a worker recorded the signature of the party that the reader is."""
    parts = {Party.PARTICIPANT: is_participant, Party.HOST: is_host}
    return any(
        bool(row.on_word) and row.party in parts and bool(parts[Party(row.party)](viewer, placement))
        for row in agreement.signatures.all()
    )


def _date(iso: str) -> str:
    return day(date.fromisoformat(iso)) if iso else ""
