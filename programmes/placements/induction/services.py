"""The acts of the safety list: the workplace shows, the person confirms or says that it was not so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from areas.working_days import add_working_days
from audit.grouping import as_one
from audit.services import record
from programmes.participants.services import ask_for_a_call
from programmes.placements.induction.items import due_day, first_day_of_work, is_shown, items_of
from programmes.placements.models import Induction, InductionTick, Placement
from programmes.placements.states import RUNNING
from programmes.telling import enqueue_messages
from workflow.locks import lock

BECAUSE = "induction"
OPENED_WITHIN = timedelta(days=14)


def list_of(placement: Placement) -> Induction:
    """The list of the placement, made when it is first needed. Its row is held by the placement's lock."""
    first = first_day_of_work(placement)
    due_on = due_day(first) if first else None
    row, _made = Induction.objects.get_or_create(placement=placement, defaults={"due_on": due_on})
    if row.due_on != due_on and row.done_on is None:
        row.due_on = due_on
        row.save(update_fields=["due_on"])
    return row


@transaction.atomic
def show(
    placement: Placement, keys: Collection[int], *, by: User, on_word: str = "", said: Collection[int] = ()
) -> int:
    """These lines have been shown; answers how many were new. The person is asked when all of them have been.

    said: lines of which the person has told a worker that they were shown.
    Raises ValidationError where there is no list.
    """
    lock(placement)
    if not by.has_perm("programmes.show_induction", placement):
        raise PermissionDenied
    _check(placement)
    row, items = list_of(placement), {item.pk: item for item in items_of(placement)}
    known = set(row.ticks.values_list("item_id", flat=True))
    new = [key for key in items if key in set(keys) | set(said) and key not in known]
    today = timezone.localdate()
    ticks = [InductionTick(induction=row, item=items[key], shown_on=today, shown_by=by) for key in new]
    InductionTick.objects.bulk_create(ticks)
    if said:
        _confirm(row, said, by=by, on_word=on_word)
    if not new:
        return 0
    is_done = len(known | set(new)) >= len(items) and row.done_on is None
    if is_done:
        row.done_on = today
        row.save(update_fields=["done_on"])
    told = {"lines": len(new), "all": is_done}
    event = record("placement.induction_shown", placement, by=by, data=told, on_word=on_word)
    if is_done:
        enqueue_messages(event, placement)
    return len(new)


@transaction.atomic
def confirm(placement: Placement, keys: Collection[int], *, by: User) -> int:
    """The person says that they were shown these lines; answers how many were new."""
    lock(placement)
    if not by.has_perm("programmes.confirm_induction", placement):
        raise PermissionDenied
    _check(placement)
    return _confirm(list_of(placement), keys, by=by)


def _confirm(row: Induction, keys: Collection[int], *, by: User, on_word: str = "") -> int:
    waiting = row.ticks.filter(item__in=sorted(keys), confirmed_at=None)
    count = waiting.update(confirmed_at=timezone.now())
    if count:
        told = {"lines": count}
        record("placement.induction_confirmed", row.placement, by=by, data=told, on_word=on_word)
    return count


@as_one()
def was_not_shown(placement: Placement, *, by: User) -> None:
    """The person says that something was not shown: their worker calls by the next working day."""
    lock(placement)
    if not by.has_perm("programmes.confirm_induction", placement):
        raise PermissionDenied
    _check(placement)
    with override("fi"):
        about = _("Something of the safety list was not shown, says the participant.")
    ask_for_a_call(
        placement.participation,
        by=by,
        about=about,
        place=placement.reference,
        because=BECAUSE,
        due_on=add_working_days(timezone.localdate(), 1),
    )
    record("placement.induction_doubted", placement, by=by)


def _check(placement: Placement) -> None:
    if not is_shown(placement):
        raise ValidationError(_("There is no safety list: the place is not agreed, or it has ended."))


def open_lists() -> int:
    """Who has begun within a fortnight has a list, so that it can wait. Answers how many were made."""
    since = timezone.localdate() - OPENED_WITHIN
    rows = Placement.objects.filter(
        state__in=sorted(RUNNING), started_on__gt=since, vacancy__isnull=False, inductions=None
    )
    return sum(_open(pk) for pk in list(rows.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _open(key: int) -> bool:
    placement = Placement.objects.get(pk=key)
    lock(placement)
    if not is_shown(placement) or placement.inductions.exists():
        return False
    list_of(placement)
    return True
