"""Counting how often one visitor knocks at a door that is open to everyone."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def too_many(request: HttpRequest, door: str, *, tries: int, within_seconds: int) -> bool:
    """Whether this address of the net has knocked at the door more than `tries` times within the time."""
    key = f"{door}:{get_adapter(request).get_client_ip(request)}"
    cache.add(key, 0, within_seconds)
    try:
        return cache.incr(key) > tries
    except ValueError:  # the time ended between the two lines
        return False
