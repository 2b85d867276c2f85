"""The draft of an edition between the worker who counts it and the manager who looks at it and publishes it.

What is published is what was looked at: a draft holds until another edition is published, for an hour.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from programmes.personal import attachments
from reports.disclosure.attack import Clash
from reports.disclosure.veil import Veiled
from reports.figures import Figure
from reports.made.ordering import own_makings
from reports.models import Making
from reports.periods import Period
from reports.publishing import Draft, newest_number

HOLDS = timedelta(hours=1)


class NoDraftError(Exception):
    """There is no draft that could be published: it has to be counted."""


def ready_draft(viewer: User, period: Period) -> tuple[Making, Draft]:
    """The newest draft of the period that the viewer asked for and that holds; NoDraftError without one."""
    drafts = own_makings(viewer).filter(
        kind=Making.Kind.DRAFT,
        status=Making.Status.READY,
        period_from=period.start,
        period_to=period.end,
        ended_at__gte=timezone.now() - HOLDS,
    )
    making = drafts.first()
    if making is None:
        raise NoDraftError
    try:
        draft, newest = from_text(attachments.opened(making.file).decode(), period)
    except FileNotFoundError as gone:
        raise NoDraftError from gone
    if newest != newest_number():
        raise NoDraftError
    return making, draft


def as_text(draft: Draft, newest: int) -> str:
    """The draft as JSON. newest: the number of the edition that was the newest before it was counted."""
    told = {
        "name": draft.name,
        "replaces": draft.replaces,
        "clashes": [asdict(each) for each in draft.clashes],
    }
    veiled = asdict(draft.veiled) if draft.veiled else None
    return json.dumps(told | {"newest": newest, "veiled": veiled}, default=list)


def from_text(text: str, period: Period) -> tuple[Draft, int]:
    """The draft of the period, and the number of the edition that was the newest before it was counted."""
    told: dict[str, Any] = json.loads(text)
    veiled = _veiled(told["veiled"]) if told["veiled"] else None
    clashes = tuple(Clash(**each) for each in told["clashes"])
    return Draft(period, told["name"], told["replaces"], veiled, clashes), told["newest"]


def _veiled(told: dict[str, Any]) -> Veiled:
    small, beside = (frozenset((name, tuple(row)) for name, row in told[why]) for why in ("small", "beside"))
    return Veiled(tuple(Figure(**each) for each in told["figures"]), small, beside)
