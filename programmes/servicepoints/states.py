"""States of a complaint: what each means to whom, and the sets of them that follow."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.facts import (
    CALENDAR_DAYS,
    HANDLER,
    NOBODY,
    TO_THE_SENDER,
    WORKING_DAYS,
    StateFacts,
    Text,
    Wait,
    facts_of_all,
    no_day,
)


class ComplaintState(models.TextChoices):
    """Where a complaint stands, as the staff reads it."""

    RECEIVED = "received", pgettext_lazy("complaint", "Received")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("complaint", "Being looked into")
    ANSWERED = "answered", pgettext_lazy("complaint", "Answered")
    CLOSED = "closed", pgettext_lazy("complaint", "Closed")


S = ComplaintState


@dataclass(frozen=True, kw_only=True)
class ComplaintFacts(StateFacts):
    """What a state of a complaint tells. own: what the sender reads beside the code."""

    own: Text
    unanswered: bool = False


FACTS = facts_of_all(ComplaintState, ComplaintFacts, {
    S.RECEIVED: ComplaintFacts(
        tone="info", day=WORKING_DAYS, unanswered=True,
        wait=Wait(HANDLER, _("Take it up and name who looks into it")),
        own=_("Your message has come to us"),
    ),
    # The answer is due fourteen days from when it came, whenever it was taken up.
    S.ACKNOWLEDGED: ComplaintFacts(
        tone="warn", tones={TO_THE_SENDER: "info"}, day=replace(CALENDAR_DAYS, since="clock_from"),
        unanswered=True,
        wait=Wait(HANDLER, _("Answer in plain words")),
        own=_("We are looking into it"),
    ),
    S.ANSWERED: ComplaintFacts(
        tone="ok", day=no_day("The answer has been given."),
        wait=Wait(NOBODY, pgettext_lazy("complaint", "Answered")),
        own=_("You have an answer"),
    ),
    S.CLOSED: ComplaintFacts(
        tone="quiet", day=no_day("Nothing more is done."),
        wait=Wait(NOBODY, pgettext_lazy("complaint", "Closed")),
        own=_("This has been closed"),
    ),
})  # fmt: skip

UNANSWERED = frozenset(state for state, facts in FACTS.items() if facts.unanswered)
