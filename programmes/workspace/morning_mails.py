"""One mail a working morning for who wants it: how many things wait, nothing of anybody (decision 0151)."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.duty import acting_for
from accounts.models import User
from accounts.roles import COORDINATING, Role
from accounts.selectors import scope_of
from areas.working_days import is_working_day
from audit.grouping import as_one
from audit.services import record
from notifications.models import MorningMail
from notifications.services import NewMessage, enqueue_all
from programmes.personal.conversation import waiting_messages
from programmes.recipients import to_user
from programmes.workspace import caseload
from programmes.workspace.counting import bounded_count
from programmes.workspace.outbox import to_tell
from programmes.workspace.tasks import waiting_for
from programmes.workspace.waiting import own
from workflow.locks import lock

log = logging.getLogger("valityo.morning_mails")
TEMPLATE = "morning_mail"
# Made when the night is over; a morning that no worker process has seen until noon is let go.
BEGINS, ENDS = time(6, 30), time(12)


@as_one()
def choose(user: User, how: str) -> bool:
    """The wish stands, and is on record; answers whether anything changed."""
    wish, _new = MorningMail.objects.get_or_create(user=user)
    lock(wish)
    if wish.how == how:
        return False
    MorningMail.objects.filter(pk=wish.pk).update(how=how)
    record("morning_mail.chosen", wish, by=user, data={"how": how})
    return True


def wish_of(user: User) -> str:
    """How the morning mail comes to the person; empty for not at all."""
    return MorningMail.objects.filter(user=user).values_list("how", flat=True).first() or ""


def make_morning_mails() -> int:
    """Everybody who wants one has their mail of this working morning, at most one, where anything waits."""
    now = timezone.localtime()
    if not is_working_day(now.date()) or not BEGINS <= now.time() < ENDS:
        return 0
    due = MorningMail.objects.exclude(how="").exclude(made_on=now.date()).select_related("user")
    return sum(_made(wish) for wish in due)


def _made(wish: MorningMail) -> bool:
    """As `_make`; where it fails the others have theirs, and it is tried again with the next round."""
    try:
        return _make(wish)
    except Exception:
        log.exception("morning mail %s failed", wish.pk)
        return False


@transaction.atomic
def _make(wish: MorningMail) -> bool:
    """The morning is looked at once, also by two machines; answers whether there is a mail of it."""
    today = timezone.localdate()
    taken = MorningMail.objects.filter(pk=wish.pk).exclude(made_on=today).update(made_on=today)
    if not taken or not _is_at_work(wish.user):
        return False
    counts = counts_for(wish.user)
    if not any(counts.values()):
        return False
    event = record("morning_mail.made", wish, by=None, data={"counts": counts})
    recipient = replace(to_user(wish.user), path=reverse("work:home"))
    enqueue_all(event, [NewMessage(recipient, TEMPLATE, rests=True)])
    return True


def counts_for(user: User) -> dict[str, int]:
    """What waits for the worker, as their morning page counts it."""
    everyone = not scope_of(user).holds(*COORDINATING)
    waiting = waiting_for(user, everyone=everyone, most=1).counts
    tell, failed = to_tell(user)
    return {
        "all": waiting["all"],
        "late": waiting["late"],
        "new": waiting["new"],
        "places": waiting["places"],
        "forgotten": bounded_count(caseload.without_next_step(user, everyone=everyone)),
        "written": bounded_count(waiting_messages(user).filter(own(user, "participation__"))),
        "to_tell": tell - failed,
        "failed": failed,
    }


def _is_at_work(user: User) -> bool:
    """Whether the person works here today, and nobody stands in for them."""
    return bool(user.email) and acting_for(user, *COORDINATING, Role.MANAGER) == user
