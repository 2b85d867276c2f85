"""Counting how often one visitor knocks at a door that is open to everyone."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def too_many(request: HttpRequest, door: str, *, tries: int, within_seconds: int) -> bool:
    """Whether this address of the net has knocked at the door more than `tries` times within the time."""
    return counted(f"{door}:{get_adapter(request).get_client_ip(request)}", within_seconds) > tries


def counted(key: str, within_seconds: int) -> int:
    """How many knocks there have been with the key within the time, this one with them.

    Knocks that come at once are counted one by one. A count kept in the session is not: each of them reads it
    as the one before it had not come (decision 0055).
    """
    cache.add(key, 0, within_seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # the time ended between the two lines
        return 1
