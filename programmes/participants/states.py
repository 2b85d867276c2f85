"""States of a participation: what each means to whom (`FACTS`), and the sets of them that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.facts import (
    COORDINATOR,
    IN_THE_CASELOAD,
    NOBODY,
    ON_THE_LIST,
    REFERRER,
    TO_THE_OFFICER,
    WORKING_DAYS,
    StateFacts,
    Text,
    Wait,
    facts_of_all,
    no_day,
    set_by_the_act,
)


class ParticipationState(models.TextChoices):
    """Where one person's time in the service stands; the labels are those staff read."""

    REFERRED = "referred", pgettext_lazy("staff", "Referred")
    WAITING = "waiting", pgettext_lazy("staff", "Waiting to start")
    RETURNED = "returned", pgettext_lazy("staff", "Back with the officer")
    ACTIVE = "active", pgettext_lazy("staff", "Under way")
    ON_HOLD = "on_hold", pgettext_lazy("staff", "On a break")
    WITHDRAWN = "withdrawn", pgettext_lazy("staff", "Stopped at own request")
    ENDED = "ended", pgettext_lazy("staff", "Ended")


S = ParticipationState
# So long after the end its worker may open the time again, then a manager (workflows.md 1).
REOPENED_WITHIN = timedelta(days=28)


class Stage(IntEnum):
    """How far the person has come on the path."""

    REFERRAL = 1
    IN_SERVICE = 2
    OVER = 3


@dataclass(frozen=True, kw_only=True)
class ParticipationFacts(StateFacts):
    """What a state of a participation tells.

    own: in the person's words. several: what a tab of several people is called. officer: one line for the
    officer. takes_offers: places may be suggested.
    """

    stage: Stage
    own: Text
    several: Text
    officer: Text
    takes_offers: bool = False


FACTS = facts_of_all(ParticipationState, ParticipationFacts, {
    S.REFERRED: ParticipationFacts(
        stage=Stage.REFERRAL, tone="info", day=WORKING_DAYS,
        wait=Wait(
            COORDINATOR, _("Take up the referral"),
            own=_(
                "It is our turn. We take up your referral by %(date)s. You need not do anything. "
                "If you do not hear from us, call %(phone)s."
            ),
            officer=_(
                "It is the worker's turn. The worker takes up the referral by %(date)s. "
                "You need do nothing now."
            ),
        ),
        own=pgettext_lazy("participant", "You have been referred to the service"),
        several=pgettext_lazy("several", "Referral has come"),
        officer=_("A coordinator takes the referral up"),
    ),
    S.WAITING: ParticipationFacts(
        stage=Stage.IN_SERVICE, tone="warn", day=WORKING_DAYS, takes_offers=True,
        wait=Wait(
            COORDINATOR, _("Hold the start interview"),
            own=_(
                "It is your worker's turn: %(worker)s. A first meeting is agreed with you by %(date)s. "
                "If it takes longer, the manager is told."
            ),
            officer=_(
                "It is the worker's turn. The worker holds the start interview by %(date)s. "
                "You need do nothing now."
            ),
        ),
        own=pgettext_lazy("participant", "You are waiting to start"),
        several=pgettext_lazy("several", "Waiting to start"),
        officer=_("The start interview is being arranged"),
    ),
    S.RETURNED: ParticipationFacts(
        stage=Stage.REFERRAL, tone="quiet", day=WORKING_DAYS,
        tones={ON_THE_LIST: "info", IN_THE_CASELOAD: "warn", TO_THE_OFFICER: "late"},
        wait=Wait(
            REFERRER, _("Refer again or close"),
            own=_("Your officer calls you by %(date)s. You need not do anything."),
        ),
        own=pgettext_lazy("participant", "Your officer will contact you"),
        several=pgettext_lazy("several", "Back with the officer"),
        officer=_("Your turn: refer again or close"),
    ),
    S.ACTIVE: ParticipationFacts(
        stage=Stage.IN_SERVICE, tone="ok", day=no_day("Each next step has its own day."), takes_offers=True,
        wait=Wait(
            NOBODY, _("Under way"),
            own=_(
                "Nothing is needed from you right now. "
                "If something is not right, call your worker: %(worker)s, %(phone)s."
            ),
        ),
        own=pgettext_lazy("participant", "You are in"),
        several=pgettext_lazy("several", "Under way"),
        officer=_("The person is in the service"),
    ),
    S.ON_HOLD: ParticipationFacts(
        stage=Stage.IN_SERVICE, tone="quiet",
        day=set_by_the_act("The day to look again is chosen with the break.", ahead=3),
        wait=Wait(
            COORDINATOR, _("Look again at the break"),
            own=_("You are on a break. Your worker looks at it with you by %(date)s."),
            officer=_(
                "It is the worker's turn. The worker looks again at the break by %(date)s. "
                "You need do nothing now."
            ),
        ),
        own=pgettext_lazy("participant", "On a break"),
        several=pgettext_lazy("several", "On a break"),
        officer=_("On a break"),
    ),
    S.WITHDRAWN: ParticipationFacts(
        stage=Stage.OVER, tone="quiet", day=no_day("The person has stopped."),
        wait=Wait(NOBODY, _("Stopped")),
        own=pgettext_lazy("participant", "You chose to stop"),
        several=pgettext_lazy("several", "Stopped at their own wish"),
        officer=_("The person chose to stop, or the referral was closed"),
    ),
    S.ENDED: ParticipationFacts(
        stage=Stage.OVER, tone="quiet", day=no_day("The service is over."),
        wait=Wait(NOBODY, _("Ended")),
        own=pgettext_lazy("participant", "Ended"),
        several=pgettext_lazy("several", "Ended"),
        officer=_("The service has ended"),
    ),
})  # fmt: skip

OPEN = frozenset(state for state, facts in FACTS.items() if facts.stage != Stage.OVER)
OVER = frozenset(ParticipationState) - OPEN
CAN_MEND = frozenset(state for state, facts in FACTS.items() if facts.stage == Stage.REFERRAL)
IN_SERVICE = frozenset(state for state, facts in FACTS.items() if facts.stage == Stage.IN_SERVICE)
TAKES_OFFERS = frozenset(state for state, facts in FACTS.items() if facts.takes_offers)
CAN_WITHDRAW = (S.REFERRED, S.WAITING, S.ACTIVE, S.ON_HOLD)


class InterestState(models.TextChoices):
    """Where a sign of interest stands; the labels are those staff read."""

    SENT = "sent", pgettext_lazy("interest", "Sent")
    TAKEN_UP = "taken_up", pgettext_lazy("interest", "Led to a suggestion")
    ANSWERED = "answered", pgettext_lazy("interest", "Answered")
    CANCELLED = "cancelled", pgettext_lazy("interest", "Taken back")


@dataclass(frozen=True, kw_only=True)
class InterestFacts(StateFacts):
    """What a state of an interest tells. own: in the person's words."""

    own: Text


INTEREST_FACTS = facts_of_all(InterestState, InterestFacts, {
    InterestState.SENT: InterestFacts(
        tone="info", day=WORKING_DAYS,
        wait=Wait(
            COORDINATOR, _("Answer the interest"),
            own=_(
                "It is your worker's turn: %(worker)s. Your worker answers you by %(date)s. "
                "You need not do anything."
            ),
        ),
        own=pgettext_lazy("interest of a participant", "Your worker answers you"),
    ),
    InterestState.TAKEN_UP: InterestFacts(
        tone="ok", day=no_day("Places have been suggested."),
        wait=Wait(NOBODY, _("Led to a suggestion")),
        own=pgettext_lazy("interest of a participant", "It led to a suggestion"),
    ),
    InterestState.ANSWERED: InterestFacts(
        tone="quiet", day=no_day("The answer was given."),
        wait=Wait(NOBODY, _("Answered")),
        own=pgettext_lazy("interest of a participant", "You have an answer"),
    ),
    InterestState.CANCELLED: InterestFacts(
        tone="quiet", day=no_day("It is no longer open."),
        wait=Wait(NOBODY, pgettext_lazy("interest", "No longer open")),
        own=pgettext_lazy("interest of a participant", "No longer open"),
    ),
})  # fmt: skip
