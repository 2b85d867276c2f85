"""The key of a feed: worked out with the secret of the service, so that nobody reads it in the database."""

from __future__ import annotations

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User
from programmes.placements.models import CalendarFeed

SALT = "calendar.feed"
DIGITS = 40


def token_of(feed: CalendarFeed) -> str:
    """What stands in the address."""
    return feed.reference + _mac(feed.reference)


def feed_from(token: str) -> CalendarFeed | None:
    """The feed whose key it is, of an account that is in use; None for any other text."""
    reference, mac = token[:-DIGITS], token[-DIGITS:]
    if not reference or not constant_time_compare(mac, _mac(reference)):
        return None
    rows = CalendarFeed.objects.select_related("user")
    return rows.filter(reference=reference, user__is_active=True).first()


def feed_of(user: User) -> CalendarFeed | None:
    """The feed of the person, if they have one."""
    return CalendarFeed.objects.filter(user=user).first()


@transaction.atomic
def new_feed(user: User) -> CalendarFeed:
    """A new address; the one before opens nothing any more."""
    close_feed(user)
    return CalendarFeed.objects.create(user=user)


def close_feed(user: User) -> None:
    """No address opens the person's calendar."""
    CalendarFeed.objects.filter(user=user).delete()


def _mac(reference: str) -> str:
    return salted_hmac(SALT, reference, algorithm="sha256").hexdigest()[:DIGITS]
