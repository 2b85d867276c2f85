"""States of a placement and of the days of its months: what each means to whom, and the sets that follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from programmes.facts import (
    CALENDAR_DAYS,
    COORDINATOR,
    HOST,
    NOBODY,
    ON_THE_LIST,
    PARTICIPANT,
    SIGNATORY,
    WORKING_DAYS,
    Day,
    Wait,
    agreed_day,
    facts_of_all,
    no_day,
)
from programmes.placements.codes import VisitState
from programmes.placements.stages import MonthFacts, PlacementFacts, SessionFacts, Stage


class PlacementState(models.TextChoices):
    """Where one person's place stands, from suggestion to outcome; the labels are those staff read."""

    PROPOSED = "proposed", pgettext_lazy("staff", "Suggested")
    WANTED = "wanted", pgettext_lazy("staff", "Participant is interested")
    INTRODUCED = "introduced", pgettext_lazy("staff", "Introduced to the workplace")
    ACCEPTED = "accepted", pgettext_lazy("staff", "Workplace says yes")
    REFUSED = "refused", pgettext_lazy("staff", "Did not work out, workplace")
    DECLINED = "declined", pgettext_lazy("staff", "Participant chose otherwise")
    RELEASED = "released", pgettext_lazy("staff", "Let go, another was chosen")
    SIGNING = "signing", pgettext_lazy("staff", "To be signed")
    AGREED = "agreed", pgettext_lazy("staff", "Agreed")
    ACTIVE = "active", pgettext_lazy("staff", "Under way")
    PAUSED = "paused", pgettext_lazy("staff", "Paused")
    ENDED = "ended", pgettext_lazy("staff", "Ended")
    CLOSED = "closed", pgettext_lazy("staff", "Closing talk held")
    CANCELLED = "cancelled", pgettext_lazy("staff", "Called off before the start")
    EXPIRED = "expired", pgettext_lazy("staff", "Suggestion has lapsed")


S = PlacementState


UNDER_WAY_OWN = _(
    "Nothing else is needed from you right now. If something is not right, say so at once: "
    "guide %(guide)s or your worker %(worker)s, %(phone)s."
)
FACTS = facts_of_all(PlacementState, PlacementFacts, {
    S.PROPOSED: PlacementFacts(
        stage=Stage.CHOICE, tone="info", day=CALENDAR_DAYS, first=2, told=8,
        wait=Wait(
            PARTICIPANT, _("Answer the suggestion"),
            own=ngettext_lazy(
                "It is your turn. You have one suggestion. Please answer by %(date)s. "
                "If you do not, your worker calls you. Not answering is not a no.",
                "It is your turn. You have %(n)s suggestions. Please answer by %(date)s. "
                "If you do not, your worker calls you. Not answering is not a no.",
                "n",
            ),
        ),
        own=pgettext_lazy("participant", "Suggested to you"),
        host="",
        officer=_("Places were suggested on %(offered)s; the person chooses"),
    ),
    S.WANTED: PlacementFacts(
        stage=Stage.CHOICE, tone="info", day=WORKING_DAYS, first=5, told=7,
        wait=Wait(
            COORDINATOR, _("Introduce to the workplace"),
            own=_(
                "It is your worker's turn: %(worker)s. You are introduced to the workplace by %(date)s. "
                "You may still change your mind."
            ),
            own_in_a_group=_(
                "It is your worker's turn: %(worker)s. A seat in the group is kept for you by %(date)s. "
                "You may still change your mind."
            ),
        ),
        own=pgettext_lazy("participant", "You said yes"),
        host="",
        officer=_("Chose a place on %(wanted)s; is introduced there next"),
    ),
    S.INTRODUCED: PlacementFacts(
        stage=Stage.CHOICE, tone="info", day=WORKING_DAYS, first=4, told=6,
        wait=Wait(
            HOST, _("Answer the introduction"),
            own=_(
                "It is the workplace's turn: %(host)s. They answer by %(date)s. If they do not, your worker "
                "asks. You may still change your mind."
            ),
        ),
        own=pgettext_lazy("participant", "With the workplace"),
        host=pgettext_lazy("workplace", "Waits for your answer"),
        officer=_("Chose a place; the workplace answers next"),
    ),
    S.ACCEPTED: PlacementFacts(
        stage=Stage.SEAT, tone="ok", day=WORKING_DAYS, first=3, told=5,
        wait=Wait(
            COORDINATOR, _("Draw up the agreement"),
            own=_("It is your worker's turn: %(worker)s. The agreement comes to you to read by %(date)s."),
            host=_(
                "It is the worker's turn. The agreement comes to you to sign by %(date)s. "
                "You need do nothing now."
            ),
        ),
        own=pgettext_lazy("participant", "The workplace said yes"),
        in_a_group=pgettext_lazy("participant", "A seat in the group is kept for you"),
        host=pgettext_lazy("workplace", "You said yes"),
        officer=_("Chose a place, the workplace said yes; the agreement is drawn up"),
    ),
    S.REFUSED: PlacementFacts(
        stage=Stage.NOTHING, tone="warn", day=WORKING_DAYS,
        wait=Wait(
            COORDINATOR, _("Ring the person"),
            own=_("This place did not work out. Your worker calls you and looks for other places."),
            host=_("It is the worker's turn. The worker calls the person. You need do nothing now."),
        ),
        own=pgettext_lazy("participant", "Did not work out this time"),
        host=pgettext_lazy("workplace", "You said no this time"),
        officer="",
    ),
    S.DECLINED: PlacementFacts(
        stage=Stage.NOTHING, tone="quiet", day=WORKING_DAYS,
        wait=Wait(
            COORDINATOR, _("Suggest other places"),
            own=_("You did not choose this. Your worker looks for other places with you."),
        ),
        own=pgettext_lazy("participant", "You did not choose this"),
        host="",
        officer="",
    ),
    S.RELEASED: PlacementFacts(
        stage=Stage.NOTHING, tone="quiet", day=no_day("Another place was chosen: that one goes on."),
        wait=Wait(NOBODY, _("Let go")),
        own=pgettext_lazy("participant", "You chose another place"),
        host="",
        officer="",
    ),
    S.SIGNING: PlacementFacts(
        stage=Stage.SIGNING, tone="warn", tones={ON_THE_LIST: "info"}, day=WORKING_DAYS, first=1, told=4,
        wait=Wait(
            SIGNATORY, _("Read and sign the agreement"),
            own=_(
                "It is your turn. Read the agreement and sign by %(date)s, online or on paper. "
                "If anything is unclear, do not sign: call %(worker)s, %(phone)s."
            ),
        ),
        own=pgettext_lazy("participant", "Agreement to read"),
        host=pgettext_lazy("workplace", "Agreement to sign"),
        officer=_("Chose a place, starts %(start)s when all have signed"),
    ),
    S.AGREED: PlacementFacts(
        stage=Stage.AGREED, tone="ok", day=agreed_day("starts_on", ahead=3), first=6, told=3,
        wait=Wait(
            COORDINATOR, _("The work begins"),
            own=_("You begin on %(start)s. You need do nothing now."),
            host=_("All have signed. The work begins on %(start)s. You need do nothing now."),
        ),
        own=pgettext_lazy("participant", "Agreed"),
        host=pgettext_lazy("workplace", "Agreed"),
        officer=_("Chose a place, starts %(start)s"),
    ),
    S.ACTIVE: PlacementFacts(
        stage=Stage.WORK, tone="ok", tones={ON_THE_LIST: "warn"}, day=agreed_day("ends_on", ahead=30),
        first=7, told=1,
        wait=Wait(NOBODY, _("Under way"), own=UNDER_WAY_OWN),
        own=pgettext_lazy("participant", "Under way"),
        host=pgettext_lazy("workplace", "Under way"),
        officer=_("In a place %(start)s – %(until)s"),
    ),
    S.PAUSED: PlacementFacts(
        stage=Stage.WORK, tone="quiet", tones={ON_THE_LIST: "warn"}, day=agreed_day("resumes_on", ahead=3),
        first=8, told=2,
        wait=Wait(
            NOBODY, _("On a break"),
            own=_(
                "You are on a break. The work continues on %(resume)s. Your place is kept for you. "
                "If the day does not suit you, call %(worker)s, %(phone)s."
            ),
            host=_("The place is on a break. The work continues on %(resume)s. You need do nothing now."),
        ),
        own=pgettext_lazy("participant", "On a break"),
        host=pgettext_lazy("workplace", "On a break"),
        officer=_("On a break from the place, goes on %(resume)s"),
    ),
    S.ENDED: PlacementFacts(
        stage=Stage.OVER, tone="warn", day=WORKING_DAYS, told=9,
        wait=Wait(
            COORDINATOR, _("Hold the closing talk"),
            own=_("The place has ended. Your worker agrees on a closing talk with you by %(date)s."),
            host=_(
                "It is the worker's turn. The worker agrees on a closing talk by %(date)s. "
                "You need do nothing now."
            ),
        ),
        own=pgettext_lazy("participant", "Ended"),
        host=pgettext_lazy("workplace", "Ended"),
        officer=_("The place ended on %(end)s"),
    ),
    S.CLOSED: PlacementFacts(
        stage=Stage.OVER, tone="quiet", told=10,
        day=no_day("Done. A next place that was promised is waited for as after a no."),
        wait=Wait(NOBODY, _("Done")),
        own=pgettext_lazy("participant", "Done"),
        host=pgettext_lazy("workplace", "Done"),
        officer=_("The place ended on %(end)s; the closing talk is held"),
    ),
    S.CANCELLED: PlacementFacts(
        stage=Stage.NOTHING, tone="quiet", day=no_day("Called off; who called it off has told the others."),
        wait=Wait(NOBODY, _("Called off")),
        own=pgettext_lazy("participant", "Called off before the start"),
        host="",
        officer="",
    ),
    S.EXPIRED: PlacementFacts(
        stage=Stage.NOTHING, tone="quiet", day=no_day("The suggestion is over."),
        wait=Wait(NOBODY, _("No longer open")),
        own=pgettext_lazy("participant", "No longer open"),
        host="",
        officer="",
    ),
})  # fmt: skip

# What comes up while a state lasts, or what it comes to for one who has done their part.
ENDING = Wait(
    COORDINATOR,
    _("The agreed end comes: extend the place or end it"),
    own=_(
        "Your agreement runs until %(end)s. Your worker, %(worker)s, talks with you about what comes next. "
        "You can call too: %(phone)s."
    ),
    host=_(
        "It is the worker's turn. The agreement runs until %(end)s. The worker talks with you about what "
        "comes next."
    ),
)
PAST_END = Wait(
    COORDINATOR,
    _("The agreed end has passed: extend the place or end it"),
    own=_(
        "Your agreement ran until %(end)s. Your worker, %(worker)s, talks with you about what comes now. "
        "You can call too: %(phone)s."
    ),
    host=_(
        "It is the worker's turn. The agreement ran until %(end)s. The worker talks with you about what "
        "comes now."
    ),
)
BREAK_ENDS = Wait(
    COORDINATOR,
    _("The break ends: record that the work goes on, or agree on another day"),
    own=_(
        "Your break ends: the work continues on %(resume)s. Your worker, %(worker)s, asks you how it "
        "goes on. You can call too: %(phone)s."
    ),
    host=_("It is the worker's turn. The work continues on %(resume)s. The worker asks you how it goes on."),
)
NEW_VERSION = Wait(
    SIGNATORY,
    _("Read and sign the new version"),
    own=_(
        "It is your turn. Something in your agreement changes. Read the new version and sign by %(date)s. "
        "Until then the earlier one holds. If anything is unclear, call %(worker)s, %(phone)s."
    ),
)
SIGNED = Wait(
    SIGNATORY,
    _("Read and sign the agreement"),
    own=_("You need do nothing now. You have signed, and the others sign by %(date)s."),
    host=_("You have signed. The others sign by %(date)s. You need do nothing now."),
)
DECLINED_BESIDE = Wait(
    NOBODY,
    _("Not chosen, another place goes on"),
    own=_("You did not choose this. Your other suggestions stand."),
)
# Called off, and the workplace has closed the place since or with it.
PLACE_CLOSED = Wait(
    NOBODY,
    _("Called off"),
    own=_(
        "The workplace does not offer this place any more. You need do nothing now: your worker looks for "
        "other places with you."
    ),
)

# A visit comes first: the clock of the answer stands still until it is over (decision 0091).
VISIT_ASKED = Wait(
    COORDINATOR,
    _("Arrange the visit"),
    own=_(
        "It is your worker's turn: %(worker)s. They agree on the time of the visit by %(date)s. "
        "Nobody has to answer before the visit."
    ),
    own_in_a_group=_(
        "It is your worker's turn: %(worker)s. They agree on the time of the visit by %(date)s. "
        "Nobody has to answer before the visit."
    ),
    host=_(
        "It is the worker's turn. The worker agrees on the time of the visit by %(date)s. "
        "You need not answer before the visit."
    ),
)
VISIT_AGREED = Wait(
    NOBODY,
    _("A visit is agreed"),
    own=_("You visit the place on %(visit)s. Nobody has to answer before that."),
    host=_("The visit is on %(visit)s. You need not answer before that."),
)


def _where(holds: Callable[[PlacementFacts], Any]) -> frozenset[PlacementState]:
    return frozenset(state for state, facts in FACTS.items() if holds(facts))


SUGGESTION = _where(lambda facts: Stage.CHOICE <= facts.stage <= Stage.SEAT)
BEFORE_AGREED = _where(lambda facts: Stage.CHOICE <= facts.stage <= Stage.SIGNING)
HOLDS_SEAT = _where(lambda facts: Stage.SEAT <= facts.stage <= Stage.WORK)
HOLDS_PLACE = _where(lambda facts: Stage.AGREED <= facts.stage <= Stage.WORK)
RUNNING = _where(lambda facts: facts.stage == Stage.WORK)
LIVE = BEFORE_AGREED | HOLDS_PLACE
LIVED = _where(lambda facts: facts.stage == Stage.OVER)
# The work goes on, or is over.
WORKED = RUNNING | LIVED
# The agreement is to be signed, or holds: it can be read, and a change of it asked for.
IN_AGREEMENT = _where(lambda facts: Stage.SIGNING <= facts.stage <= Stage.WORK)
# A signature can be waited for: the first agreement's, or a new version's while the work goes on.
SIGNS = RUNNING | {S.SIGNING}
# What a host may see of: only after the introduction.
SEEN_BY_HOST = _where(lambda facts: facts.host)
# Of whom a guide at the workplace sees: who is about to come, is there, or has been.
SEEN_BY_GUIDE = SEEN_BY_HOST & (HOLDS_PLACE | LIVED)
# Whom a host has on its lists: who may come, or is there.
LISTED_FOR_HOST = SEEN_BY_HOST & LIVE
# The agreement names its parties: a host reads it from the signing on, and what came of it.
AGREEMENT_OF_HOST = IN_AGREEMENT | LIVED
# Nothing came of it: the host keeps the first name and no more.
CAME_TO_NOTHING = _where(lambda facts: facts.stage == Stage.NOTHING)
# Nothing more is to be done of it.
OVER = CAME_TO_NOTHING | _where(lambda facts: facts.stage == Stage.OVER and facts.wait.who == NOBODY)
# Introduced to a host, and not coming after all: the host reads so, and nothing else.
NOT_COMING = CAME_TO_NOTHING - SEEN_BY_HOST
# Nobody has answered for good yet: a visit can come first.
MAY_VISIT = _where(lambda facts: facts.stage == Stage.CHOICE)
# Somebody's answer, act or talk is waited for within so many days.
WAITED_FOR = _where(lambda facts: facts.day.counted and facts.stage != Stage.NOTHING)
# An answer or a signature is asked of somebody who is no worker: they are rung when it is late.
ASKED_FOR = _where(lambda facts: facts.wait.who in {PARTICIPANT, HOST, SIGNATORY})
# An answer is asked of the person.
ASKED_OF_PERSON = _where(lambda facts: facts.wait.who == PARTICIPANT)
# What the workplace reads, or will read, can be read by the person: a yes has been said.
SHOWN_TO_PERSON = SEEN_BY_HOST | (LIVE - ASKED_OF_PERSON)
# Nothing came of it, and a worker rings the person or looks for other places.
AFTER_A_NO = _where(lambda facts: facts.stage == Stage.NOTHING and facts.wait.who == COORDINATOR)


def own_words(placement: Any) -> Any:
    """The state of a placement in the words of its person."""
    facts = FACTS[placement.state]
    in_a_group = placement.vacancy_id is None
    return (in_a_group and facts.in_a_group) or facts.own


# The days of a month ----------------------------------------------------------------------------------------


class MonthState(models.TextChoices):
    """How far the days of a month are; the labels are those staff read."""

    OPEN = "open", pgettext_lazy("days of a month", "Being told")
    SENT = "sent", pgettext_lazy("days of a month", "To be checked")
    APPROVED = "approved", pgettext_lazy("days of a month", "Checked")


MONTH_FACTS = facts_of_all(MonthState, MonthFacts, {
    MonthState.OPEN: MonthFacts(
        tone="info", tones={ON_THE_LIST: "warn"}, day=Day(counted="working", since="to_tell_from"),
        wait=Wait(
            HOST, _("Tell the days and hours"),
            own=_("The workplace tells your days and hours by %(date)s. You can say why you were away."),
        ),
        own=pgettext_lazy("own days", "The month is still open"),
        host=pgettext_lazy("workplace, days", "To be told"),
    ),
    MonthState.SENT: MonthFacts(
        tone="warn", tones={ON_THE_LIST: "info"}, day=WORKING_DAYS,
        wait=Wait(
            COORDINATOR, _("Check the days and hours"),
            own=_("It is your worker's turn: %(worker)s. Your days are checked by %(date)s."),
            host=_("It is the worker's turn. The days are checked by %(date)s. You need do nothing now."),
        ),
        own=pgettext_lazy("own days", "Your worker checks the days"),
        host=pgettext_lazy("workplace, days", "With the worker"),
    ),
    MonthState.APPROVED: MonthFacts(
        tone="ok", day=no_day("Checked; a correction opens the month again."),
        wait=Wait(
            NOBODY, _("Checked"),
            own=_("The days of this month are ready. If something is wrong, say so: %(phone)s."),
        ),
        own=pgettext_lazy("own days", "Checked"),
        host=pgettext_lazy("workplace, days", "Checked"),
    ),
})  # fmt: skip

# Days are told, changed and explained while the month is so; afterwards a correction opens it again.
CHANGEABLE = frozenset({MonthState.OPEN})

# A meeting of a group --------------------------------------------------------------------------------------


class SessionState(models.TextChoices):
    """Whether a meeting of a group is held; the labels are those staff read."""

    PLANNED = "planned", pgettext_lazy("meeting of a group", "Planned")
    CANCELLED = "cancelled", pgettext_lazy("meeting of a group", "Called off")


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

# A visit has no machine: the colour of its tag; quiet where nothing comes of it any more.
VISIT_TONES = {VisitState.ASKED: "warn", VisitState.AGREED: "info", VisitState.HELD: "ok"}
