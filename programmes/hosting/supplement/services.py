"""The acts of the employment supplement: applied for, taken back, granted, refused, entered, paid (0115)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from areas.working_days import add_working_days
from audit.services import record
from programmes.catalogue.selectors import parameter, rule_on
from programmes.employers.aid import day_of_room
from programmes.employers.models import (
    Business,
    HostEmployer,
    LinkedUndertaking,
    OtherAid,
    SupplementApplication,
    SupplementInstalment,
    SupplementStatus,
)
from programmes.employers.models.supplement import OPEN
from programmes.employers.supplement_sums import euros_of, monthly_of, months_of
from programmes.hosting.supplement.payments import (
    due_day,
    earned,
    last_day_of,
    missing,
    next_duty,
    next_one,
    plan,
    to_pay,
)
from programmes.hosting.supplement.selectors import with_names
from programmes.hosting.supplement.undertaking import hosts_with, ids_of, standing_of
from programmes.placements.models import Placement
from programmes.placements.states import RUNNING, PlacementState
from programmes.telling import enqueue_messages
from ui.formats import day, money
from workflow.engine import first_time
from workflow.locks import lock

APPLIES = frozenset({PlacementState.AGREED, *RUNNING})


@dataclass(frozen=True)
class Told:
    """What the workplace tells of one application. Wage and support in euros a month."""

    from_on: date
    until_on: date
    monthly_wage: Decimal
    other_support: Decimal
    business: str


def in_euros(euros: Decimal) -> str:
    """The sum as a page says it."""
    return money(int(euros * 100))


def why_not(placement: Placement) -> str:
    """Why the supplement cannot be applied for, in words; empty when it can."""
    begins = placement.starts_on
    if placement.vacancy_id is None or begins is None or placement.state not in APPLIES:
        return _("The supplement is applied for when the place has been agreed, and while the work goes on.")
    if not rule_on(placement.programme_type, begins).paid:
        return _("The supplement is for paid work. In this service the workplace pays no wage.")
    until = begins + timedelta(days=int(parameter("supplement-apply-within")))
    if until < timezone.localdate():
        return _("The supplement had to be applied for by %(day)s.") % {"day": day(until)}
    return ""


@transaction.atomic
def apply_for(
    placement: Placement, told: Told, *, by: User, on_word: str = "", token: str | None = None
) -> SupplementApplication:
    """A worker has the application, to be decided within ten working days; the same form twice is one.

    Raises ValidationError in words: not for this place, outside the agreement, too long.
    """
    lock(placement)
    if (known := first_time(token, SupplementApplication)) is not None:
        return SupplementApplication.objects.get(pk=known.object_id)
    _check(placement, told)
    today = timezone.localdate()
    row = SupplementApplication(
        placement=placement,
        host=placement.vacancy.host,  # type: ignore[union-attr]
        sent_by=by,
        on_word=on_word,
        due_on=add_working_days(today, int(parameter("supplement-decide-within"))),
        **vars(told),
    )
    row.full_clean()
    row.save()
    event = record("supplement.sent", row, by=by, token=token, on_word=on_word)
    enqueue_messages(event, row)
    return row


def _check(placement: Placement, told: Told) -> None:
    if reason := why_not(placement):
        raise ValidationError(reason)
    if placement.supplements.filter(status__in=OPEN).exists():
        raise ValidationError(_("There is already an application for this place."))
    if placement.starts_on and told.from_on < placement.starts_on:
        words = _("The work begins on %(day)s: give that day or a later one.")
        raise ValidationError({"from_on": words % {"day": day(placement.starts_on)}})
    if placement.ends_on and told.until_on > placement.ends_on:
        words = _("The agreement ends on %(day)s: give that day or an earlier one.")
        raise ValidationError({"until_on": words % {"day": day(placement.ends_on)}})
    most = parameter("supplement-months-most")
    if months_of(told.from_on, told.until_on) > most:
        words = _("The supplement is for at most %(months)s months.")
        raise ValidationError({"until_on": words % {"months": int(most)}})


@transaction.atomic
def take_back(row: SupplementApplication, *, by: User) -> SupplementApplication:
    """The workplace does not apply any more. Raises ValidationError when it has been decided."""
    now = _open_again(row)
    now.status, now.decided_on = SupplementStatus.TAKEN_BACK, timezone.localdate()
    return _kept(now, "supplement.taken_back", by=by)


@transaction.atomic
def grant(
    row: SupplementApplication, *, by: User, monthly: Decimal, grounds: str = ""
) -> SupplementApplication:
    """The supplement is granted from today, so many euros a month, under the ceiling of de minimis aid.

    Everybody who may be granted aid as the same undertaking is locked: two decisions never go over it.
    Raises ValidationError in words, with the sum, the rest and the day when there is room.
    """
    _lock_undertaking(row)
    now = _open_again(row, by=by)
    today = timezone.localdate()
    most = monthly_of(parameter("supplement-month", now.from_on), now.monthly_wage, now.other_support)
    if not 0 < monthly <= most:
        words = _("At most %(most)s a month: the supplement and other support never pass the wage costs.")
        raise ValidationError({"monthly": words % {"most": in_euros(most)}})
    if now.business == Business.PRIMARY:
        raise ValidationError(
            _("Aid to farming and fishing itself has ceilings of its own, which are not counted here.")
        )
    euros = euros_of(monthly, months_of(now.from_on, now.until_on))
    if now.is_de_minimis:
        _under_the_ceiling(now, euros, today)
    now.status, now.decided_on, now.decided_by = SupplementStatus.GRANTED, today, by
    now.monthly, now.granted, now.grounds = monthly, euros, grounds.strip()
    now.save()
    SupplementInstalment.objects.bulk_create(plan(now))
    return _kept(_fresh(now.pk), "supplement.granted", by=by, data={"euros": str(euros)})


def _lock_undertaking(row: SupplementApplication) -> None:
    """Everybody whose aid counts beside this is held until it is decided."""
    lock(row.placement, *_hosts_of(row.host))


def _hosts_of(host: HostEmployer) -> list[HostEmployer]:
    return hosts_with(ids_of(host))


def _under_the_ceiling(row: SupplementApplication, euros: Decimal, today: date) -> None:
    """The sum before and the ceiling stand on the row, and by when it is entered in the register."""
    standing = standing_of(row.host, today)
    if euros > standing.room:
        raise ValidationError({"monthly": _too_much(standing, euros, today)})
    row.counted_before, row.ceiling = standing.counted, standing.ceiling.euros
    row.register_by = register_by(today)


def register_by(granted_on: date) -> date | None:
    """By when aid of the day is entered in the central register; none before there was one."""
    try:
        within = int(parameter("de-minimis-register-within", granted_on))
    except LookupError:
        return None
    return add_working_days(granted_on, within)


def _too_much(standing: Any, euros: Decimal, today: date) -> str:
    """What has been granted, what is left, and from when this fits."""
    told = {
        "sum": in_euros(standing.counted),
        "years": standing.ceiling.years,
        "ceiling": in_euros(standing.ceiling.euros),
        "rest": in_euros(max(standing.room, Decimal(0))),
        "asked": in_euros(euros),
    }
    words = _(
        "%(asked)s goes over the ceiling of de minimis aid. The undertaking has been granted %(sum)s in "
        "%(years)s years; the ceiling is %(ceiling)s, and %(rest)s is left."
    )
    fits = day_of_room(standing.grants, euros, today, standing.ceiling)
    if fits is None:
        return " ".join([words % told, _("So much can never be granted.")])
    return " ".join([words % told, _("So much fits from %(day)s on.") % {"day": day(fits)}])


@transaction.atomic
def refuse(row: SupplementApplication, *, by: User, grounds: str) -> SupplementApplication:
    """The supplement is not granted; the workplace reads why, and how to ask for a review."""
    now = _open_again(row, by=by)
    now.status, now.decided_on, now.decided_by = SupplementStatus.REFUSED, timezone.localdate(), by
    now.grounds = grounds.strip()
    return _kept(now, "supplement.refused", by=by)


@transaction.atomic
def enter(row: SupplementApplication, *, by: User, on: date) -> SupplementApplication:
    """The aid stands in the central register from the day. Raises ValidationError for a day before it."""
    now = _again(row)
    if now.status != SupplementStatus.GRANTED or now.register_by is None or now.registered_on is not None:
        raise ValidationError(_("There is nothing to enter in the register."))
    if now.decided_on and on < now.decided_on:
        raise ValidationError({"registered_on": _("The aid was granted after that day.")})
    now.registered_on = on
    return _kept(now, "supplement.registered", by=by)


@transaction.atomic
def payslip_seen(row: SupplementApplication, *, by: User) -> SupplementApplication:
    """A worker has looked at the payslip that the second instalment needs; it is not kept here."""
    now = _again(row)
    rows = now.instalments.filter(number=2, payslip_seen_on=None, paid_on=None)
    if not rows.update(payslip_seen_on=timezone.localdate()):
        raise ValidationError(_("No instalment waits for a payslip."))
    return _kept(_fresh(now.pk), "supplement.payslip_seen", by=by)


@transaction.atomic
def pay(row: SupplementApplication, *, by: User, number: int) -> SupplementApplication:
    """The instalment has been sent to be paid, as much as it is today. Raises ValidationError for what it
    still needs."""
    now = _again(row)
    waits = next_one(now)
    if now.status != SupplementStatus.GRANTED or waits is None or waits.number != number:
        raise ValidationError(_("This instalment has been paid already, or another comes first."))
    if still := missing(now, waits):
        raise ValidationError(still)
    waits.paid, waits.paid_on, waits.paid_by = to_pay(now, waits), timezone.localdate(), by
    waits.save(update_fields=["paid", "paid_on", "paid_by"])
    return _kept(_fresh(now.pk), "supplement.paid", by=by, data={"number": number, "euros": str(waits.paid)})


@transaction.atomic
def tell_link(host: HostEmployer, *, by: User, business_id: str, name: str) -> LinkedUndertaking:
    """Another business id is one undertaking with the host's. Raises ValidationError for its own."""
    lock(host)
    if business_id == host.business_id:
        raise ValidationError({"business_id": _("This is your own business id: it counts already.")})
    row = LinkedUndertaking(host=host, business_id=business_id, name=name)
    row.full_clean()
    row.save()
    record("host.undertaking_told", host, by=by, data={"business_id": business_id})
    return row


@transaction.atomic
def tell_aid(
    host: HostEmployer, *, by: User, business_id: str, granter: str, granted_on: date, euros: Decimal
) -> OtherAid:
    """De minimis aid of somebody else is told. Raises ValidationError for a business id not of theirs."""
    lock(host)
    if business_id not in ids_of(host):
        words = _("Tell first that this business id belongs to the same undertaking.")
        raise ValidationError({"business_id": words})
    row = OtherAid(host=host, business_id=business_id, granter=granter, granted_on=granted_on, euros=euros)
    row.full_clean()
    row.save()
    record("host.aid_told", host, by=by, data={"euros": str(euros), "on": granted_on.isoformat()})
    return row


@transaction.atomic
def take_off(row: LinkedUndertaking | OtherAid, *, by: User) -> None:
    """What was told by mistake does not count any more; that it was told stays in the trail."""
    lock(row.host)
    what = {"business_id": row.business_id, "kind": row._meta.model_name}
    record("host.aid_taken_off", row.host, by=by, data=what)
    row.delete()


def follow_places() -> int:
    """Places that ended or were called off earlier have their instalments shortened, and the workplace has
    been asked for the payslip that the last one needs. Answers how many were touched."""
    today = timezone.localdate()
    rows = SupplementApplication.objects.filter(
        status=SupplementStatus.GRANTED, instalments__number=2, instalments__paid_on=None
    )
    return sum(_follow(pk, today) for pk in list(rows.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _follow(key: int, today: date) -> bool:
    row = _fresh(key)
    lock(row.placement)
    row = _fresh(key)
    last = next((one for one in row.instalments.all() if one.number == 2 and one.paid_on is None), None)
    if last is None:
        return False
    until, touched = last_day_of(row), False
    if until < last.until_on:
        for part, new in zip(row.instalments.all(), plan_again(row), strict=True):
            if part.paid_on is None:
                part.until_on, part.due_on, part.planned = new.until_on, new.due_on, new.planned
                part.save(update_fields=["until_on", "due_on", "planned"])
        row = _kept(_fresh(key), "supplement.shortened", by=None, data={"until": until.isoformat()})
        last, touched = _fresh(key).instalments.get(number=2), True
    if last.until_on < today and last.asked_on is None and last.payslip_seen_on is None and to_pay(row, last):
        last.asked_on = today
        last.save(update_fields=["asked_on"])
        event = record("supplement.payslip_asked", row, by=None)
        enqueue_messages(event, row)
        touched = True
    return touched


def plan_again(row: SupplementApplication) -> list[SupplementInstalment]:
    """The instalments of the shorter time, worth what the work is worth that was done."""
    until, whole, before = last_day_of(row), earned(row), Decimal(0)
    parts = plan(row)
    for part, known in zip(parts, row.instalments.all(), strict=True):
        left = max(whole - before, Decimal(0))
        part.until_on = max(min(part.until_on, until), row.from_on)
        part.due_on = due_day(part.until_on)
        part.planned = min(part.planned, left) if part.number == 1 else left
        before += part.planned if known.paid is None else known.paid
    return parts


def _open_again(row: SupplementApplication, *, by: User | None = None) -> SupplementApplication:
    """The row as it is now, held. Raises ValidationError: decided already, or by whom wrote it down."""
    now = _again(row)
    if now.status != SupplementStatus.SENT:
        told = _("Somebody was faster: this was already told as “%(status)s” on %(day)s.")
        raise ValidationError(told % {"status": now.get_status_display(), "day": day(now.decided_on)})
    if by is not None and now.on_word and now.sent_by_id == by.pk:
        raise ValidationError(_("You wrote this application down yourself: somebody else decides on it."))
    return now


def _again(row: SupplementApplication) -> SupplementApplication:
    lock(row.placement)
    return _fresh(row.pk)


def _fresh(key: int) -> SupplementApplication:
    return with_names(SupplementApplication.objects.all()).get(pk=key)


def _kept(
    row: SupplementApplication, verb: str, *, by: User | None, data: dict[str, Any] | None = None
) -> SupplementApplication:
    """Saved with what waits for a worker next, on record, and told."""
    row.due_on, row.waits_for = next_duty(row)
    row.full_clean(exclude=["reference"])
    row.save()
    event = record(verb, row, by=by, data=data or {})
    enqueue_messages(event, row)
    return row
