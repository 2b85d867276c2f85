"""The agreement: drawn up in one version or anew, signed by every party, and then the place is agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from audit.selectors import event_with_token
from programmes.catalogue.models import AgreementKind
from programmes.catalogue.selectors import rule_on
from programmes.placements.agreements import (
    Terms,
    content_of,
    current_agreement,
    differences,
    in_force,
    missing,
    sha256_of,
    unsigned_parties,
)
from programmes.placements.codes import Party
from programmes.placements.dated import Steps, hours_now
from programmes.placements.limits import Beyond, beyond
from programmes.placements.models import Agreement, LimitOverride, Placement, Signature, SignedPaper
from programmes.placements.policies import may_sign_as, signs_for_itself
from programmes.placements.selectors import rule_of
from programmes.placements.services.in_force import with_a_version
from programmes.placements.states import RUNNING, SIGNS, SUGGESTION
from programmes.telling import enqueue_messages
from programmes.turns import due_on, due_to_sign
from workflow.engine import apply
from workflow.forms import OnWord
from workflow.locks import lock
from workflow.notes import keep_for_good, remember_made


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
    work_days: Sequence[int] = (),
    day_begins: time | None = None,
    hours_steps: Steps = (),
    interpreter_offered: bool = False,
    decided_on: date | None = None,
    decision_number: str = "",
    beyond_reason: str = "",
    **common: Any,
) -> Event:
    """The agreement can be read and signed by its parties, exactly this version.

    beyond_reason: why its terms go beyond a limit of the type of service (`limits.py`). Without one they are
    refused with a ValidationError in words; with one each limit is kept beside the version.

    Made again before the work has begun, the signatures of the version before hold no more. Made while the
    work goes on, the version in force holds until all have signed the new one, and the start stays.
    """
    lock(placement)
    token = common.get("token")
    if token and (known := event_with_token(token)) and known.is_about(placement):
        return known
    running = placement.state in RUNNING
    starts_on = (placement.starts_on or starts_on) if running else starts_on
    rule = rule_on(placement.programme_type, starts_on)
    if placement.participation.interpreter_needed and not interpreter_offered:
        raise ValidationError(
            {"interpreter_offered": _("Offer an interpreter before the agreement is read.")}
        )
    if rule.agreement_kind == AgreementKind.EXTERNAL:
        _check_decision(starts_on, decided_on, decision_number)
    begins = f"{day_begins:%H:%M}" if day_begins else ""
    days = tuple(work_days)
    terms = Terms(starts_on, ends_on, weekly_hours, guide, tasks, aim, insurance, days, begins, hours_steps)
    hours = [("weekly_hours", Decimal(each)) for each in (weekly_hours, *(more for _on, more in hours_steps))]
    over = beyond(placement, rule, starts_on=starts_on, ends_on=ends_on, hours=hours, work_days=days)
    if over and not beyond_reason.strip():
        raise ValidationError({one.field: one.told for one in over})
    content = content_of(placement, rule, terms)
    before = current_agreement(placement)
    changed = differences(before.content, content) if before else []
    if before and not changed and before.decision_number == decision_number:
        raise ValidationError(
            _("Nothing is otherwise than in version %(version)s.") % {"version": before.version}
        )
    event = apply(
        placement,
        "issue_agreement",
        by=by,
        starts_on=starts_on,
        ends_on=ends_on,
        weekly_hours=weekly_hours,
        guide=guide,
        version=placement.agreements.count() + 1,
        changed=changed,
        beyond=[one.limit for one in over],
        **common,
    )
    _void_what_waits(placement, running=running)
    agreement = Agreement.objects.create(
        placement=placement,
        version=placement.agreements.count() + 1,
        kind=rule.agreement_kind,
        content=content,
        changed=changed,
        sha256=sha256_of(content),
        decided_on=decided_on,
        decision_number=decision_number,
    )
    remember_made(event, agreement)
    for one in over:
        remember_made(event, _override(agreement, one, by=by, reason=beyond_reason))
    if running:
        set_due(placement, due_to_sign(placement, event.on or timezone.localdate()))
    enqueue_messages(event, placement, verb="placement.agreement_changed" if before else "")
    return event


def _override(agreement: Agreement, one: Beyond, *, by: User, reason: str) -> LimitOverride:
    """The limit stands beside the version that goes beyond it, with the reason."""
    told = {"limit": one.limit, "agreed": one.agreed, "most": one.most, "source": one.source[:200]}
    return LimitOverride.objects.create(
        agreement=agreement, by=by, reason=reason, made_on=timezone.localdate(), **told
    )


def _void_what_waits(placement: Placement, *, running: bool) -> None:
    """Signatures under versions that are not in force hold no more; before the start under none."""
    rule = rule_of(placement)
    kept = in_force(placement, rule) if running else None
    rows = placement.agreements.filter(void=False, replaced_on=None)
    rows.exclude(pk=kept.pk if kept else None).update(void=True)


def void_what_waits(placement: Placement) -> None:
    """The place has ended: a version that not all have signed comes into force no more."""
    _void_what_waits(placement, running=True)


def set_due(placement: Placement, day: date | None) -> None:
    """The turn is to be taken by the day."""
    placement.due_on = day
    placement.save(update_fields=["due_on"])


def signatures_come_first(placement: Placement) -> None:
    """A new version that waits for signatures is due as before, break or not."""
    waits = current_agreement(placement)
    if waits is not None and unsigned_parties(placement, rule_of(placement)):
        set_due(placement, due_to_sign(placement, timezone.localdate(waits.issued_at)))


def _check_decision(starts_on: date, decided_on: date | None, decision_number: str) -> None:
    """An agreement made elsewhere is recorded with its day and number, and the day is before the start."""
    if decided_on is None or not decision_number:
        raise ValidationError({"decision_number": _("Give the day and the number of the decision.")})
    if decided_on > starts_on:
        raise ValidationError({"decided_on": _("The decision must be made before the start.")})


@as_one()
def sign(
    placement: Placement,
    *,
    by: User,
    party: str,
    version: int,
    on_word: str = "",
    signer: str = "",
    paper: SignedPaper | None = None,
    **common: Any,
) -> Event:
    """The party has signed the current version; on the last signature the place is agreed.

    When it is agreed, the other suggestions of the same round are let go. A last signature after the agreed
    start goes in as late: the start moves to this day, and what was agreed stands on the event.
    signer: who signed for the workplace, where a worker records it. paper: the scan on which it stands;
    `on` is then the day of the paper, and a paper that was signed in time is not late.
    """
    others = _suggested_beside(placement)
    lock(placement, *others)
    token = common.get("token")
    if token and (known := event_with_token(token)) and known.is_about(placement):
        return known
    if not may_sign_as(by, placement, party):
        raise PermissionDenied
    _check_word(by, placement, party, on_word)
    agreement = current_agreement(placement)
    if agreement is None or agreement.version != version:
        raise ValidationError(_("The agreement has changed. Read the new version before you sign."))
    waiting = missing(agreement, placement, rule_of(placement))
    if party not in waiting and placement.state in SIGNS:
        raise ValidationError(_("This party has already signed."))
    last = waiting == (party,)
    running = placement.state in RUNNING
    hours_before, ends_before = placement.weekly_hours, placement.ends_on
    if running:
        hours_before = hours_now(placement)
    event = apply(
        placement,
        "sign",
        by=by,
        party=party,
        complete=last,
        version=version,
        terms=agreement.content,
        on_word=on_word,
        **(_lateness(placement, agreement, common.get("on")) if last and not running else {}),
        **common,
    )
    signature = Signature.objects.create(
        agreement=agreement,
        party=party,
        name=signer_name(placement, party, by, on_word, signer),
        signed_by=by,
        on_word=on_word,
        paper=paper,
    )
    remember_made(event, signature)
    if running and not last:
        set_due(placement, due_to_sign(placement, timezone.localdate(agreement.issued_at)))
    enqueue_messages(event, placement)
    if on_word:
        enqueue_messages(event, placement, verb=f"placement.signature_recorded_{party}")
    if last:
        if running:
            today = event.on or timezone.localdate()
            with_a_version(placement, agreement, on=today, hours_before=hours_before, ends_before=ends_before)
        _all_have_signed(placement, agreement, others, event, by=by, running=running)
    return event


def _check_word(by: User, placement: Placement, party: str, on_word: str) -> None:
    """Who records another's signature tells how it was given: never on the telephone (decision 18)."""
    if not on_word and not signs_for_itself(by, placement, party):
        raise ValidationError({"on_word_of": _("Tell how the signature was given.")})
    if on_word == OnWord.PHONE:
        raise ValidationError(
            {
                "on_word_of": _(
                    "Nobody signs on the telephone: who signs has the text before their eyes. "
                    "Send the paper, or agree on a time at the desk."
                )
            }
        )


def _lateness(placement: Placement, agreement: Agreement, signed_on: date | None) -> dict[str, Any]:
    """What the event tells when the last signature comes after the agreed start; empty when it is in time.

    Raises ValidationError when the agreed time is over: there is nothing left to agree on.
    """
    today = timezone.localdate()
    signed_on = signed_on or today
    start, end = (date.fromisoformat(agreement.content[name]) for name in ("starts_on", "ends_on"))
    if end < today:
        raise ValidationError(
            _(
                "The time in this agreement is over. A new version with new days is needed before it is "
                "signed."
            )
        )
    if start >= signed_on:
        return {}
    return {"agreed_start": start, "days_late": (today - start).days, "moved_to": today}


def _all_have_signed(
    placement: Placement,
    agreement: Agreement,
    others: list[Placement],
    event: Event,
    *,
    by: User,
    running: bool,
) -> None:
    """The version is in force: those before it no more, and the rest of the round is let go."""
    earlier = placement.agreements.filter(void=False, replaced_on=None).exclude(pk=agreement.pk)
    earlier.update(replaced_on=timezone.localdate())
    if "moved_to" in event.data:
        agreement.moved_start_on = placement.starts_on
        agreement.save(update_fields=["moved_start_on"])
    _release(others, by=by, cause=event)
    if running:
        keep_for_good(event)
    enqueue_messages(event, placement, verb="placement.agreed")


def signer_name(placement: Placement, party: str, by: User, on_word: str, signer: str = "") -> str:
    """Whose signature it is: the one who signs, or the one whose word a worker recorded."""
    if not on_word:
        return str(by)
    if party == Party.PARTICIPANT:
        return str(placement.participation.participant)
    host = placement.vacancy.host if placement.vacancy else None
    return signer or ((host.contact_name or host.name) if host else str(by))


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
            event = apply(other, "release", by=by, consequence_of=cause)
            enqueue_messages(event, other, verb="placement.fell_away")


def versions_as_before(row: Any, *, undone: Event, **_told: Any) -> None:
    """An undone version or signature: the version before holds again, and the turn is due as it was."""
    if not isinstance(row, Placement):
        return
    if undone.verb == "placement.agreement_issued":
        before = row.agreements.first()
        if before is not None and before.void and undone.from_state != "accepted":
            before.void = False
            before.save(update_fields=["void"])
    elif undone.verb == "placement.signed":
        row.agreements.filter(version=undone.data.get("version")).update(moved_start_on=None)
    else:
        return
    if row.state in RUNNING:
        waits = current_agreement(row) if unsigned_parties(row, rule_of(row)) else None
        issued = timezone.localdate(waits.issued_at) if waits else None
        set_due(row, due_to_sign(row, issued) if issued else due_on("placement", row, timezone.localdate()))
