"""The agreement: drawn up in one version, signed by every party, and then the place is agreed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Event
from audit.selectors import event_with_token
from programmes.catalogue.models import AgreementKind
from programmes.catalogue.selectors import rule_on
from programmes.messages import enqueue_messages
from programmes.placements.agreements import content_of, current_agreement, sha256_of, unsigned_parties
from programmes.placements.models import Agreement, Placement, Signature
from programmes.placements.policies import may_sign_as, signs_for_itself
from programmes.placements.states import SUGGESTION
from workflow.engine import apply
from workflow.locks import lock


@transaction.atomic
def issue_agreement(
    placement: Placement,
    *,
    by: User,
    starts_on: date,
    ends_on: date,
    weekly_hours: Decimal,
    guide: str,
    tasks: str,
    aim: str,
    insurance: str,
    interpreter_offered: bool = False,
    decided_on: date | None = None,
    decision_number: str = "",
    **common: Any,
) -> Event:
    """The agreement can be read and signed by its parties, exactly this version."""
    token = common.get("token")
    if token and (known := event_with_token(token)) and known.is_about(placement):
        return known
    rule = rule_on(placement.programme_type, starts_on)
    if placement.participation.interpreter_needed and not interpreter_offered:
        raise ValidationError(
            {"interpreter_offered": _("Offer an interpreter before the agreement is read.")}
        )
    if rule.agreement_kind == AgreementKind.EXTERNAL:
        _check_decision(starts_on, decided_on, decision_number)
    event = apply(
        placement,
        "issue_agreement",
        by=by,
        starts_on=starts_on,
        ends_on=ends_on,
        weekly_hours=weekly_hours,
        guide=guide,
        **common,
    )
    content = content_of(placement, rule, tasks=tasks, aim=aim, insurance=insurance)
    Agreement.objects.filter(placement=placement).update(void=True)
    Agreement.objects.create(
        placement=placement,
        version=placement.agreements.count() + 1,
        kind=rule.agreement_kind,
        content=content,
        sha256=sha256_of(content),
        decided_on=decided_on,
        decision_number=decision_number,
    )
    enqueue_messages(event, placement)
    return event


def _check_decision(starts_on: date, decided_on: date | None, decision_number: str) -> None:
    """An agreement made elsewhere is recorded with its day and number, and the day is before the start."""
    if decided_on is None or not decision_number:
        raise ValidationError({"decision_number": _("Give the day and the number of the decision.")})
    if decided_on > starts_on:
        raise ValidationError({"decided_on": _("The decision must be made before the start.")})


@transaction.atomic
def sign(
    placement: Placement, *, by: User, party: str, version: int, on_word: str = "", **common: Any
) -> Event:
    """The party has signed the current version; on the last signature the place is agreed.

    When it is agreed, the other suggestions of the same round are let go.
    """
    others = _suggested_beside(placement)
    lock(placement, *others)
    token = common.get("token")
    if token and (known := event_with_token(token)) and known.is_about(placement):
        return known
    if not may_sign_as(by, placement, party):
        raise PermissionDenied
    if not on_word and not signs_for_itself(by, placement, party):
        raise ValidationError({"on_word_of": _("Tell how the signature was given.")})
    agreement = current_agreement(placement)
    if agreement is None or agreement.version != version:
        raise ValidationError(_("The agreement has changed. Read the new version before you sign."))
    rule = rule_on(placement.programme_type, placement.starts_on)
    waiting = unsigned_parties(placement, rule)
    if party not in waiting and placement.state == "signing":
        raise ValidationError(_("This party has already signed."))
    event = apply(
        placement, "sign", by=by, party=party, complete=waiting == (party,), on_word=on_word, **common
    )
    Signature.objects.create(
        agreement=agreement,
        party=party,
        name=signer_name(placement, party, by, on_word),
        signed_by=by,
        on_word=on_word,
    )
    enqueue_messages(event, placement)
    if placement.state == "agreed":
        _release(others, by=by, cause=event)
        enqueue_messages(event, placement, verb="placement.agreed")
    return event


def signer_name(placement: Placement, party: str, by: User, on_word: str) -> str:
    """Whose signature it is: the one who signs, or the one whose word a worker recorded."""
    if not on_word:
        return str(by)
    if party == "participant":
        return str(placement.participation.participant)
    host = placement.vacancy.host if placement.vacancy else None
    return (host.contact_name or host.name) if host else str(by)


def _suggested_beside(placement: Placement) -> list[Placement]:
    """The other suggestions of the same round that still wait."""
    rows = placement.participation.placements.filter(
        offer_round=placement.offer_round_id, offer_round__isnull=False, state__in=sorted(SUGGESTION)
    )
    return list(rows.exclude(pk=placement.pk).order_by("pk"))


def _release(others: list[Placement], *, by: User, cause: Event) -> None:
    """The suggestions that still wait are let go: nobody's no."""
    for other in others:
        if other.state in SUGGESTION:
            apply(other, "release", by=by, consequence_of=cause)
