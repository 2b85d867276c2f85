"""Watches every request of the suite: what one press does to several rows is one group in the trail."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.signals import request_finished, request_started
from django.db.models.signals import post_save

# Coming in and going out is no act on the row that the request is about.
DOORS = ("account.signed_in", "account.signed_out", "account.sign_in_failed")

_press = threading.local()


def loose(events: list[Any]) -> list[str]:
    """The verbs of the events that are of no group though they are about several rows."""
    alone = [event for event in events if event.group is None and event.verb not in DOORS]
    several = len({(event.object_type, event.object_id) for event in alone}) > 1
    return [event.verb for event in alone] if several else []


@contextmanager
def presses_watched() -> Iterator[list[list[str]]]:
    """Answers the list of what was found loose, a list of verbs for each request."""
    from audit.models import Event  # noqa: PLC0415 - Django must be set up first

    found: list[list[str]] = []

    def begin(**_signal: Any) -> None:
        _press.events = []

    def note(instance: Any, **_signal: Any) -> None:
        if getattr(_press, "events", None) is not None:
            _press.events.append(instance)

    def end(**_signal: Any) -> None:
        if verbs := loose(getattr(_press, "events", None) or []):
            found.append(verbs)
        _press.events = None

    wired = [(request_started, begin, None), (post_save, note, Event), (request_finished, end, None)]
    for signal, receiver, sender in wired:
        signal.connect(receiver, sender=sender, weak=False)
    try:
        yield found
    finally:
        for signal, receiver, sender in wired:
            signal.disconnect(receiver, sender=sender)
