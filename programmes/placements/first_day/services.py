"""The card of the first day is filled in, and both say how the day went (decision 0092)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from areas.working_days import add_working_days
from audit.grouping import as_one
from audit.services import record
from programmes.participants.services import ask_for_a_call
from programmes.placements.codes import Face, Party
from programmes.placements.first_day.card import FIELDS, first_day_of, has_been, values_of
from programmes.placements.models import FirstDay, Placement
from programmes.placements.states import HOLDS_PLACE, PlacementState
from programmes.telling import enqueue_messages
from workflow.locks import lock

BAD_DAY = "first_day"


@as_one()
def fill_in(placement: Placement, *, by: User, **told: Any) -> FirstDay:
    """The card says what was written; the person hears of it when it says otherwise than before.

    Raises ValidationError when there is no first day to come or going on.
    """
    lock(placement)
    if not by.has_perm("programmes.fill_first_day", placement):
        raise PermissionDenied
    if placement.state not in HOLDS_PLACE:
        raise ValidationError(_("There is no first day: the place is not agreed."))
    row = first_day_of(placement)
    before = values_of(row) | {"arrives_at": row.arrives_at}
    for name in ("arrives_at", *FIELDS):
        setattr(row, name, told[name])
    row.full_clean(exclude=["placement"])
    row.save()
    now = values_of(row) | {"arrives_at": row.arrives_at}
    changed = sorted(name for name, value in now.items() if before[name] != value)
    if changed:
        event = record("placement.first_day_filled", placement, by=by, data={"fields": changed})
        if placement.state == PlacementState.AGREED:
            enqueue_messages(event, placement)
    return row


@as_one()
def tell_first_day(placement: Placement, *, party: str, face: str, by: User | None) -> None:
    """How the first day went is with the worker; a bad one is a call to make on the next working day.

    by: None for who came by link. Told again, the later word holds. Raises ValidationError before the day.
    """
    lock(placement)
    if not has_been(placement):
        raise ValidationError(_("The first day has not been yet."))
    row = first_day_of(placement)
    name = "own_face" if party == Party.PARTICIPANT else "host_face"
    if getattr(row, name) == face:
        return
    setattr(row, name, Face(face))
    row.full_clean(exclude=["placement"])
    row.save()
    record("placement.first_day_told", placement, by=by, data={"party": party, "face": face})
    if face == Face.BAD:
        _call(placement, party, by)


def _call(placement: Placement, party: str, by: User | None) -> None:
    """The worker reads on the list of calls whose day went badly, and whom to ring."""
    host = placement.vacancy.host if placement.vacancy else None
    with override("fi"):  # a worker reads it
        if party == Party.PARTICIPANT:
            about = _("The first day went badly, says the participant.")
        else:
            who = f"{host.contact_name} {host.contact_phone}".strip() if host else ""
            about = " ".join([_("The first day went badly, says the workplace."), who]).strip()
    ask_for_a_call(
        placement.participation,
        by=by,
        about=about,
        by_host=party != Party.PARTICIPANT,
        place=placement.reference,
        because=BAD_DAY,
        due_on=add_working_days(timezone.localdate(), 1),
    )
