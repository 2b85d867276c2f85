"""Joining two records of one person: nothing that points to either is lost, one press takes it back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.selectors import holds_more_than_own_page
from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from notifications.models import Delivery, Message
from programmes.exchange.models import ImportedRow
from programmes.merging.comparing import (
    CHOSEN,
    colliding,
    lines_of,
    obstacles,
    relations_of,
    which_goes_on,
)
from programmes.participants.models import (
    InvitationLetter,
    Participant,
    Participation,
    ToldApart,
    WorkProfile,
    pair_of,
)
from programmes.participants.steps import tell_last_day
from workflow.kept import values_of
from workflow.locks import lock
from workflow.models import StateRow
from workflow.notes import change_beside, changed_beside, keep_note
from workflow.registry import machine_of

TOLD_APART = "participation.told_apart"
NOBODY_BORN = date(1900, 1, 1)
UNTOLD = (Delivery.PENDING, Delivery.BY_HAND, Delivery.FAILED, Delivery.IN_DOUBT)


@as_one()
def merge(
    kept: Participant,
    other: Participant,
    *,
    by: User,
    take: Collection[str] | None = None,
    profile_of_other: bool = False,
    account_of_other: bool = False,
) -> Event:
    """The two are one person: `kept`, with everything of `other`, whose reference leads to it from now on.

    take: names of the fields that `kept` gets from `other`; without it those that only the other tells.
    profile_of_other, account_of_other: which work profile and which account stay, where both have one.
    Raises PermissionDenied, or ValidationError with what to do first; then nothing has changed.
    """
    _hold(kept, other)
    times = list(Participation.everything.filter(participant__in=[kept, other]))
    if not all(by.has_perm("programmes.merge_participation", time) for time in times):
        raise PermissionDenied
    if kept.merged_into_id or other.merged_into_id:
        raise ValidationError(_("One of the records has been joined with another meanwhile."))
    if found := obstacles(kept, other):
        raise ValidationError(found)
    if take is None:
        take = [line.name for line in lines_of(kept, other) if line.proposed == "other"]
    goes_on, joined = which_goes_on(kept, other)
    current = [time for time in times if time.merged_into_id is None]
    main = goes_on or max(current, key=lambda time: (time.participant_id == kept.pk, time.pk))
    told = {"kept": kept.reference, "other": other.reference}
    event = _tell(
        main, by, told, before={"participant_id": main.participant_id, "referred_on": main.referred_on}
    )
    for time in Participation.everything.filter(participant=other).order_by("pk"):
        if joined is None or time.pk != joined.pk:  # that one stays, and leads to the one that goes on
            if time.pk != main.pk:
                _tell(time, by, told, before={"participant_id": other.pk})
            Participation.everything.filter(pk=time.pk).update(participant_id=kept.pk)
    if joined is not None:
        _join_times(event, by, told, main, joined)
    _move_beside(event, kept, other, profile_of_other=profile_of_other)
    _move_memory(event, kept, other, main, joined)
    _join_people(event, kept, other, take, account_of_other=account_of_other)
    tell_last_day([time.pk for time in current])
    return event


def _hold(kept: Participant, other: Participant) -> None:
    """Both records, their times and what moves with a state of its own are held, in one order."""
    times = list(Participation.everything.filter(participant__in=[kept.pk, other.pk]))
    moving: list[Model] = []
    for relation in relations_of(Participation):
        if issubclass(relation.related_model, StateRow):
            moving += relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": times})
    lock(kept, other, *times, *moving)


def _tell(row: Any, by: User, told: dict[str, Any], *, before: dict[str, Any]) -> Event:
    """It is on record of the row that it was part of it."""
    verb = f"{machine_of(row).code}.merged"
    event = record(verb, row, by=by, data=told, from_state=row.state, to_state=row.state, held=True)
    keep_note(event, before=before)
    return event


def _join_times(
    event: Event, by: User, told: dict[str, Any], main: Participation, joined: Participation
) -> None:
    """What stood at the one open time stands at the other; the waiting counts from the first of both days."""
    before: dict[str, Any] = {"merged_into_id": None}
    _tell(joined, by, told, before=before)
    Participation.everything.filter(pk=joined.pk).update(merged_into=main)
    change_beside(event, Participation.everything.filter(merged_into=joined), merged_into_id=main.pk)
    for relation in relations_of(Participation):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: joined})
        moving = rows.exclude(pk__in=colliding(rows, relation, main)).order_by("pk")
        _move(event, by, told, moving, relation.field.attname, main.pk)
    waiting = Message.objects.filter(
        event__object_type="participation", event__object_id=joined.pk, state__in=UNTOLD
    )
    for message in waiting.order_by("pk"):
        same = Message.objects.filter(event=event, template=message.template, recipient=message.recipient)
        if not same.filter(address=message.address).exists():
            change_beside(event, Message.objects.filter(pk=message.pk), event_id=event.pk)
    if joined.referred_on < main.referred_on:
        Participation.everything.filter(pk=main.pk).update(referred_on=joined.referred_on)


def _move(event: Event, by: User, told: dict[str, Any], rows: Any, column: str, target: int) -> None:
    """The rows point to the target; one with a state of its own has it on its trail."""
    if not issubclass(rows.model, StateRow):
        change_beside(event, rows, **{column: target})
        return
    for row in list(rows):
        _tell(row, by, told, before={column: getattr(row, column)})
        rows.model._base_manager.filter(pk=row.pk).update(**{column: target})


def _move_beside(event: Event, kept: Participant, other: Participant, *, profile_of_other: bool) -> None:
    """What points to the person and is no time in the service: letters, the work profile, whatever comes."""
    change_beside(event, Participant.everything.filter(merged_into=other), merged_into_id=kept.pk)
    for relation in relations_of(Participant):
        if relation.related_model is Participation:
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: other})
        stuck = colliding(rows, relation, kept)
        if relation.related_model is InvitationLetter:  # its code would open a record that tells nothing
            change_beside(event, rows.filter(pk__in=stuck), void_at=timezone.now())
            stuck = []
        change_beside(event, rows.exclude(pk__in=stuck), **{relation.field.attname: kept.pk})
        if relation.related_model is WorkProfile and stuck and profile_of_other:
            _change_about(event, kept, other)


def _change_about(event: Event, kept: Participant, other: Participant) -> None:
    """The two work profiles change places: what the kept one told stays with the other record."""
    mine, theirs = WorkProfile.objects.get(participant=kept), WorkProfile.objects.get(participant=other)
    before = values_of(mine), values_of(theirs)
    same = {"id", "participant_id"}
    for row, values in ((mine, before[1]), (theirs, before[0])):
        for name, value in values.items():
            if name not in same:
                setattr(row, name, value)
        row.save()
    for row, values in zip((mine, theirs), before, strict=True):
        changed_beside(event, row, values)


def _move_memory(
    event: Event, kept: Participant, other: Participant, main: Participation, joined: Participation | None
) -> None:
    """The next import finds the kept rows by the keys of the others."""
    rows = ImportedRow.objects.all()
    change_beside(event, rows.filter(file="participants", object_id=other.pk), object_id=kept.pk)
    if joined is not None:
        change_beside(event, rows.filter(file="participations", object_id=joined.pk), object_id=main.pk)


def _join_people(
    event: Event, kept: Participant, other: Participant, take: Collection[str], *, account_of_other: bool
) -> None:
    """The kept record tells what was chosen; the other tells nothing any more and leads to it."""
    before = values_of(kept), values_of(other)
    taken = {name: getattr(other, name) for name in CHOSEN if name in take}
    account = _account(event, kept, other, of_other=account_of_other)
    restricted, died = kept.restricted or other.restricted, kept.deceased_on or other.deceased_on
    for name in CHOSEN:
        field = Participant._meta.get_field(name)
        if name not in {"birth_date", "municipality"}:
            setattr(other, name, field.get_default() if not field.null else None)  # type: ignore[union-attr]
    other.birth_date, other.merged_into, other.user = NOBODY_BORN, kept, None
    other.restricted, other.deceased_on = restricted, died
    other.save()
    for name, value in taken.items():
        setattr(kept, name, value)
    kept.restricted, kept.deceased_on, kept.user = restricted, died, account
    kept.full_clean(exclude={field.name for field in Participant._meta.fields} - set(taken))
    kept.save()
    changed_beside(event, kept, before[0])  # first: it lets the account of the other go
    changed_beside(event, other, before[1])


def _account(event: Event, kept: Participant, other: Participant, *, of_other: bool) -> User | None:
    """The account that stays; where both had one, the other lets nobody in unless it is a worker's too."""
    if kept.user is None or other.user is None:
        return kept.user or other.user
    stays, goes = (other.user, kept.user) if of_other else (kept.user, other.user)
    if not holds_more_than_own_page(goes.pk):
        change_beside(event, User.objects.filter(pk=goes.pk), is_active=False)
    return stays


@transaction.atomic
def tell_apart(one: Participation, other: Participation, *, by: User) -> Event | None:
    """Nobody asks again whether the two are one person; said once more, nothing changes and None is answered.

    Taken back, they are asked about again. Raises PermissionDenied.
    """
    lock(one, other)
    for row in (one, other):
        if not by.has_perm("programmes.merge_participation", row):
            raise PermissionDenied
    said, made = ToldApart.objects.get_or_create(
        pair=pair_of(one.participant, other.participant), defaults={"by": by}
    )
    if not made:
        return None
    event = record(TOLD_APART, one, by=by)
    keep_note(event, said)
    return event
