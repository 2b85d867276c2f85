"""States of a work ability assessment: what each means to whom, and the sets of them that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.facts import (
    ASSESSOR,
    NOBODY,
    PARTNER,
    WORKING_DAYS,
    Day,
    StateFacts,
    Text,
    Wait,
    facts_of_all,
    no_day,
    set_by_the_act,
)


class AssessmentState(models.TextChoices):
    """Where an assessment stands, as the staff reads it."""

    OPENED = "opened", pgettext_lazy("assessment", "Opened")
    GATHERING = "gathering", pgettext_lazy("assessment", "Gathering information")
    MEETING = "meeting", pgettext_lazy("assessment", "Joint meeting")
    AWAITING = "awaiting_decision", pgettext_lazy("assessment", "Awaiting a decision")
    CONCLUDED = "concluded", pgettext_lazy("assessment", "Next step agreed")
    INTERRUPTED = "interrupted", pgettext_lazy("assessment", "Interrupted")


S = AssessmentState


@dataclass(frozen=True, kw_only=True)
class AssessmentFacts(StateFacts):
    """What a state of an assessment tells. own: in the person's words. live: it goes on."""

    own: Text
    live: bool = True


FACTS = facts_of_all(AssessmentState, AssessmentFacts, {
    S.OPENED: AssessmentFacts(
        tone="info", day=WORKING_DAYS,
        wait=Wait(
            ASSESSOR, _("Take up the assessment and agree on the steps"),
            own=_(
                "It is the work ability coordinator's turn. They take this up by %(date)s. "
                "You need not do anything."
            ),
        ),
        own=pgettext_lazy("assessment of a participant", "Started"),
    ),
    S.GATHERING: AssessmentFacts(
        tone="info", day=set_by_the_act("Each step has its own day.", ahead=3),
        wait=Wait(
            ASSESSOR, _("See to the steps"),
            own=_(
                "It is the turn of %(worker)s. The next thing happens by %(date)s. "
                "If you want to ask, call %(phone)s."
            ),
        ),
        own=pgettext_lazy("assessment of a participant", "Being put together"),
    ),
    S.MEETING: AssessmentFacts(
        tone="warn", day=set_by_the_act("The meeting or the look at the plan has its own day.", ahead=3),
        wait=Wait(
            ASSESSOR, _("Hold the meeting and see to what was agreed"),
            own=_(
                "It is the turn of %(worker)s. The next thing happens by %(date)s. "
                "If you want to ask, call %(phone)s."
            ),
        ),
        own=pgettext_lazy("assessment of a participant", "A meeting"),
    ),
    # Counted from the application, and anew each time that somebody has asked how it is coming.
    S.AWAITING: AssessmentFacts(
        tone="warn", day=Day(counted="calendar", ahead=timedelta(0)),
        wait=Wait(
            PARTNER, _("Make the decision"),
            own=_(
                "A decision is being made elsewhere. %(worker)s asks how it is coming by %(date)s. "
                "You need not do anything."
            ),
        ),
        own=pgettext_lazy("assessment of a participant", "A decision is awaited"),
    ),
    S.CONCLUDED: AssessmentFacts(
        tone="ok", live=False, day=no_day("What comes next has been agreed."),
        wait=Wait(NOBODY, pgettext_lazy("assessment", "Next step agreed")),
        own=pgettext_lazy("assessment of a participant", "What comes next is agreed"),
    ),
    S.INTERRUPTED: AssessmentFacts(
        tone="quiet", live=False, day=no_day("The assessment does not go on."),
        wait=Wait(NOBODY, pgettext_lazy("assessment", "Interrupted")),
        own=pgettext_lazy("assessment of a participant", "It does not go on"),
    ),
})  # fmt: skip

# What comes up while a decision is awaited.
DECIDED = Wait(
    ASSESSOR, _("The decision is there: agree on what comes next"),
    own=_("The decision is there. %(worker)s talks with you about what comes next by %(date)s."),
)  # fmt: skip
ASK = Wait(
    ASSESSOR, _("Ask how the decision is coming"),
    own=_("A decision is being made elsewhere. %(worker)s asks how it is coming. You need not do anything."),
)  # fmt: skip

LIVE = frozenset(state for state, facts in FACTS.items() if facts.live)
OVER = frozenset(AssessmentState) - LIVE
