"""EURA 2021: the start data within 14 days of the start, the exit data within 28 days of the end.

The person gives their data there themself; the service keeps only that they have, so that nobody is left out
of the figures of the project by being forgotten (facts.md 1 and 3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Event
from audit.services import record
from programmes.participants.models import EuraKind, EuraRecord, EuraState, Participation
from ui.formats import day
from workflow.engine import first_time
from workflow.locks import lock
from workflow.notes import change_beside, keep_note, remember_made

RECORDED = "participation.eura_recorded"
# Which day of the time each is counted from, and within how many days it is to be given.
SINCE: Mapping[str, str] = {EuraKind.START: "started_on", EuraKind.EXIT: "ended_on"}
WITHIN: Mapping[str, timedelta] = {EuraKind.START: timedelta(days=14), EuraKind.EXIT: timedelta(days=28)}
OVER = (EuraState.DONE, EuraState.REFUSED)


@dataclass(frozen=True)
class EuraLine:
    """One of the two: by when, how far it is, and whether it is late. state: empty while nobody has asked."""

    kind: EuraKind
    due_on: date
    state: str = ""
    on: date | None = None
    why: str = ""

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and it is neither given nor refused."""
        return self.state not in OVER and self.due_on < timezone.localdate()

    @property
    def words(self) -> Any:
        """How far it is."""
        return EuraState(self.state).label if self.state else _("Not asked for yet")


def eura_of(row: Participation) -> list[EuraLine]:
    """Those of the two that are to be given by now, in their order."""
    known = {each.kind: each for each in EuraRecord.objects.filter(participation=row)}
    lines = []
    for kind in EuraKind:
        if since := getattr(row, SINCE[kind]):
            due_on, told = since + WITHIN[kind], known.get(kind)
            lines.append(
                EuraLine(kind, due_on, told.state, told.on, told.why) if told else EuraLine(kind, due_on)
            )
    return lines


def missing(kind: EuraKind, *, late: date | None = None) -> Any:
    """Participations whose data of the kind are to be given, and are neither given nor refused. late: only
    those whose day has passed on that day."""
    since, over = (
        SINCE[kind],
        EuraRecord.objects.filter(participation=OuterRef("pk"), kind=kind, state__in=OVER),
    )
    due = {f"{since}__lt": late - WITHIN[kind]} if late else {f"{since}__isnull": False}
    return Q(**due) & ~Exists(over.order_by())


@transaction.atomic
def record_eura(
    row: Participation,
    *,
    kind: str,
    state: str,
    on: date,
    by: User,
    why: str = "",
    token: str | None = None,
) -> Event:
    """The data of the kind are so far; the same form twice is one press. Taken back, it is as it was.

    Raises PermissionDenied; ValidationError, in words, for data whose time has not come, a day that cannot
    be, and a refusal that does not say how it was tried.
    """
    lock(row)
    if not by.has_perm("programmes.record_status", row):
        raise PermissionDenied
    if (known := first_time(token, Participation)) is not None:
        return known
    since = getattr(row, SINCE[kind])
    if since is None:
        raise ValidationError({"kind": _("These data are given later.")})
    if not since <= on <= timezone.localdate():
        told = _("The day lies between %(date)s and today.")
        raise ValidationError({"on": told % {"date": day(since)}})
    if state == EuraState.REFUSED and not why.strip():
        raise ValidationError({"why": _("Tell how it was tried: the project has to show it.")})
    event = record(RECORDED, row, by=by, on=on, data={"kind": kind, "state": state}, token=token, held=True)
    keep_note(event)
    stands = EuraRecord.objects.filter(participation=row, kind=kind)
    values: dict[str, Any] = {"state": state, "on": on, "why": why.strip()}
    if stands.exists():
        change_beside(event, stands, **values)
    else:
        made = EuraRecord(participation=row, kind=kind, **values)
        made.full_clean()
        made.save()
        remember_made(event, made)
    return event
