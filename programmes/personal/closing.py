"""The account is closed: what is deleted at once, what is kept, until when by dated rows (decision 0095)."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import leave_account
from audit.grouping import as_one
from audit.services import record
from notifications.models import Delivery, Message
from programmes.catalogue.models import CountedFrom, RetentionRule
from programmes.catalogue.selectors import times_of_keeping
from programmes.invitations import make_worthless
from programmes.participants.codes import ContactChannel
from programmes.participants.models import Participant, Participation
from programmes.placements.calendar_feed.tokens import close_feed
from programmes.placements.models import Placement
from programmes.placements.states import HOLDS_PLACE
from ui.formats import day
from workflow.locks import lock


@dataclass(frozen=True)
class Kept:
    """One kind of data that is kept: what, counted from what, until when, by which rule."""

    what: str
    how_long: str
    until: str
    source: str
    checked: bool


def deleted_at_once() -> list[RetentionRule]:
    """What is gone with the account."""
    return [rule for rule in times_of_keeping() if rule.counted_from == CountedFrom.AT_ONCE]


def kept_of(participation: Participation) -> list[Kept]:
    """What stays, and until when, for this person's last time in the service."""
    ended_on = participation.ended_on or participation.withdrawn_on
    rules = [rule for rule in times_of_keeping() if rule.counted_from != CountedFrom.AT_ONCE]
    return [
        Kept(str(rule), _how_long(rule), day(rule.until(ended_on)), rule.source, rule.verified)
        for rule in rules
    ]


def _how_long(rule: RetentionRule) -> str:
    years, months = divmod(rule.months, 12)
    count = _("%(number)s months") % {"number": rule.months}
    if not months:
        count = _("1 year") if years == 1 else _("%(number)s years") % {"number": years}
    return _("%(time)s, counted from %(event)s") % {
        "time": count,
        "event": rule.get_counted_from_display(),
    }


def talked_about_first(person: Participant) -> list[Placement]:
    """Places that are agreed or under way: they are talked about with the worker before an account closes."""
    rows = Placement.objects.filter(participation__participant=person, state__in=sorted(HOLDS_PLACE))
    return list(rows.select_related("vacancy__workplace", "vacancy__host", "intake__programme"))


@as_one()
def close_account(person: Participant, *, by: User) -> None:
    """Nobody comes in as the person any more, and no message goes to them by itself.

    What else is held of them stays for its time. They come back by a worker's letter. Raises ValidationError
    while a place of theirs is agreed or under way.
    """
    lock(person)
    if talked_about_first(person):
        raise ValidationError(_("You are in a place. Talk with your worker first."))
    make_worthless(person, by=by)
    waiting = Message.objects.filter(recipient=by, state=Delivery.PENDING)
    waiting.update(state=Delivery.CANCELLED)
    time = person.participations.order_by("-referred_on", "-pk").first()
    record("account.closed_by_person", time or person, by=by)
    leave_account(by, by=by)
    if not by.is_active:
        _forget_account(by)
    person.user, person.email, person.contact_channel = None, "", ContactChannel.WORKER
    person.save(update_fields=["user", "email", "contact_channel"])


def _forget_account(account: User) -> None:
    """Of an account that nobody uses any more only the name is left, by which the log tells who acted: no
    address, and no calendar that somebody's telephone still reads."""
    EmailAddress.objects.filter(user=account).delete()
    close_feed(account)
    account.email, account.phone = None, ""
    account.set_unusable_password()
    account.save(update_fields=["email", "phone", "password"])
