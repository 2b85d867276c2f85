"""States of one meeting of a group: what each means to whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.facts import NOBODY, StateFacts, Text, Wait, facts_of_all, no_day


class SessionState(models.TextChoices):
    """Whether a meeting of a group is held; the labels are those staff read."""

    PLANNED = "planned", pgettext_lazy("meeting of a group", "Planned")
    CANCELLED = "cancelled", pgettext_lazy("meeting of a group", "Called off")


@dataclass(frozen=True, kw_only=True)
class SessionFacts(StateFacts):
    """What a state of a meeting tells. own: in the words of who comes to it."""

    own: Text


SESSION_FACTS = facts_of_all(SessionState, SessionFacts, {
    SessionState.PLANNED: SessionFacts(
        tone="info", day=no_day("It has its own day, and is held then."),
        wait=Wait(NOBODY, pgettext_lazy("meeting of a group", "Planned")),
        own=pgettext_lazy("own day in the group", "Your day in the group"),
    ),
    SessionState.CANCELLED: SessionFacts(
        tone="quiet", day=no_day("It is not held."),
        wait=Wait(NOBODY, pgettext_lazy("meeting of a group", "Called off")),
        own=pgettext_lazy("own day in the group", "There is no group on this day"),
    ),
})  # fmt: skip
