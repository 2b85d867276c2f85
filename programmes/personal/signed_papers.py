"""An agreement that was signed on paper: its scan is kept, sealed, and the signatures on it count."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from audit.selectors import event_with_token
from audit.services import record
from programmes.personal import attachments
from programmes.personal.attachments import Attachment
from programmes.placements.agreements import current_agreement
from programmes.placements.codes import Party
from programmes.placements.models import Agreement, Placement, SignedPaper
from programmes.placements.services import sign
from workflow.forms import OnWord
from workflow.locks import lock
from workflow.notes import keep_note

KEPT = "placement.paper_kept"


def keep_signed_paper(
    placement: Placement,
    *,
    by: User,
    version: int,
    signed_on: date,
    attachment: Attachment,
    parties: Sequence[str] = (),
    signer: str = "",
    token: str = "",
) -> Event:
    """The scan is kept and each of `parties` has signed by it; the last signature agrees the place.

    Signatures on paper that were recorded before and have no scan stand on this one too. The same form twice
    is one paper. Answers the event of the scan, by which all of it is taken back.
    Raises ValidationError, in words: another version stands, the day is before the version was made, or what
    `sign` raises; PermissionDenied for whoever is not responsible. Then no file is left behind.
    """
    if not by.has_perm("programmes.keep_signed_paper", placement):
        raise PermissionDenied
    kept = attachments.keep(attachment)
    event = None
    try:
        event = _kept(placement, by, version, signed_on, attachment, kept, parties, signer, token)
    finally:
        if event is None or event.data["file"] != kept:  # it came to nothing, or came a second time
            attachments.drop(kept)
    return event


@as_one()
def _kept(
    placement: Placement,
    by: User,
    version: int,
    signed_on: date,
    attachment: Attachment,
    kept: str,
    parties: Sequence[str],
    signer: str,
    token: str,
) -> Event:
    lock(placement)
    if (known := event_with_token(token)) and known.is_about(placement):
        return known
    paper = SignedPaper.objects.create(
        agreement=_version_on_paper(placement, version, signed_on),
        signed_on=signed_on,
        file=kept,
        file_kind=attachment.kind,
        file_size=len(attachment.content),
        sha256=hashlib.sha256(attachment.content).hexdigest(),
        kept_by=by,
    )
    told = {"version": version, "scan": paper.sha256, "file": kept}
    event = record(KEPT, placement, by=by, on=signed_on, token=token, data=told, held=True)
    keep_note(event, paper)
    paper.agreement.signatures.filter(on_word=OnWord.PAPER, paper=None).update(paper=paper)
    for party in parties:
        sign(
            placement,
            by=by,
            party=party,
            version=version,
            on=signed_on,
            on_word="" if party == Party.AREA else OnWord.PAPER,
            signer=signer if party == Party.HOST else "",
            paper=paper,
        )
    return event


def _version_on_paper(placement: Placement, version: int, signed_on: date) -> Agreement:
    """The version that was signed, which has to be the one that stands."""
    agreement = current_agreement(placement)
    if agreement is None or agreement.version != version:
        raise ValidationError(
            _("A newer version of the agreement has been made. The paper that was signed is not that one.")
        )
    if signed_on < made_on(agreement):
        raise ValidationError(
            {"signed_on": _("The version was made later than this day. Is it the right paper?")}
        )
    return agreement


def made_on(agreement: Agreement) -> date:
    """The day on which the version was made: no paper of it was signed before."""
    return timezone.localdate(agreement.issued_at)


def take_away(paper: SignedPaper, *, by: User) -> None:
    """A scan that should not be there is gone, its file too; the signatures that were recorded by it stay."""
    placement, file = paper.agreement.placement, paper.file
    if not by.has_perm("programmes.keep_signed_paper", placement):
        raise PermissionDenied
    with transaction.atomic():
        lock(placement)
        SignedPaper.objects.filter(pk=paper.pk).delete()
        told = {"version": paper.agreement.version, "scan": paper.sha256}
        record("placement.paper_removed", placement, by=by, data=told, held=True)
        transaction.on_commit(lambda: attachments.drop(file))


def paper_of(reference: str) -> SignedPaper:
    """The scan with the reference, whoever asks; 404 when there is none. The caller asks who may read it."""
    row = SignedPaper.objects.select_related("agreement__placement").filter(reference=reference).first()
    if row is None:
        raise Http404
    return row


def no_file_without_its_row(row: Any, *, undone: Event, **_told: Any) -> None:
    """A scan that was taken back is gone from the store too."""
    if undone.verb == KEPT and isinstance(row, Placement):
        file = undone.data["file"]
        transaction.on_commit(lambda: attachments.drop(file))
