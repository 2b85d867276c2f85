"""A link for one week at one workplace: made and closed by a worker, used without an account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.grouping import as_one
from audit.services import record
from programmes.employers.models import HostEmployer, Workplace
from programmes.placements.attendance.services import BY_LINK, Tick, ToldWeek, tell_week
from programmes.placements.models import Placement, WeekLink
from programmes.telling import enqueue_messages
from workflow.engine import first_time
from workflow.locks import lock_all

# A week is told in it or in the week after; then its link is over.
VALID_AFTER = timedelta(days=13)


@as_one()
def make_link(
    host: HostEmployer,
    workplace: Workplace | None,
    monday: date,
    *,
    by: User,
    channel: str,
    address: str,
    language: str = "fi",
    token: str = "",
) -> WeekLink:
    """The guide has a message with a link for the week; earlier links of the same week are closed.

    token: of the form; one that comes twice makes one link.
    The caller has asked whether `by` may tell the days of somebody at the workplace.
    """
    if (known := first_time(token, WeekLink)) is not None:
        return WeekLink.objects.get(pk=known.object_id)
    until = monday + VALID_AFTER
    if until < timezone.localdate():
        raise ValidationError(_("The week is too long ago for a link: tell its days on their word."))
    for earlier in WeekLink.objects.filter(host=host, workplace=workplace, monday=monday, revoked_at=None):
        revoke(earlier, by=by)
    link = WeekLink.objects.create(
        host=host,
        workplace=workplace,
        monday=monday,
        channel=channel,
        address=address,
        language=language,
        made_by=by,
        valid_until=until,
    )
    told = {"monday": monday.isoformat(), "channel": channel}
    event = record("week_link.made", link, by=by, data=told, token=token or None)
    enqueue_messages(event, link)
    return link


@transaction.atomic
def revoke(link: WeekLink, *, by: User) -> None:
    """The link is closed from now on; closed twice it is closed once."""
    held = lock_all(WeekLink.objects.filter(pk=link.pk))[0]
    if held.revoked_at is not None:
        return
    WeekLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())
    record("week_link.revoked", link, by=by)


@as_one()
def tell_by_link(
    link: WeekLink, ticks: Mapping[Placement, Sequence[Tick]], *, seen: datetime | None
) -> ToldWeek:
    """What the guide ticked stands, as `tell_week` keeps it; the worker who made the link sends the month."""
    if not link.stands:
        raise PermissionDenied
    sunday = link.monday + timedelta(days=6)
    if any(not link.monday <= tick.on <= sunday for told in ticks.values() for tick in told):
        raise PermissionDenied
    told = tell_week(ticks, by=None, sender=link.made_by, seen=seen, on_word=BY_LINK)
    WeekLink.objects.filter(pk=link.pk).update(used_at=timezone.now())
    return told
