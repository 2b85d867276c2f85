"""What the person's own page shows: the one thing that matters now, the path so far, the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from programmes.participants.models import CallRequest, NextStep, Participation
from programmes.participants.states import OPEN, OWN_WORDS, ParticipationState
from programmes.placements import states as placement_states
from programmes.placements.agreements import unsigned_parties
from programmes.placements.codes import Party
from programmes.placements.models import Placement
from programmes.placements.selectors import rule_of
from programmes.placements.states import HOLDS_PLACE, PlacementState
from ui.elements import Step
from ui.formats import day

# What comes first on the page when several things are open at once.
FIRST = (
    PlacementState.SIGNING,
    PlacementState.PROPOSED,
    PlacementState.ACCEPTED,
    PlacementState.INTRODUCED,
    PlacementState.WANTED,
    PlacementState.AGREED,
    PlacementState.ACTIVE,
    PlacementState.PAUSED,
)
AFTER_CHOICE = frozenset({PlacementState.ACCEPTED, PlacementState.SIGNING}) | HOLDS_PLACE
OVER = frozenset({PlacementState.ENDED, PlacementState.CLOSED})


@dataclass(frozen=True)
class Worker:
    """Who helps: the responsible coordinator, or the service's own number before there is one."""

    name: str
    role: str
    phone: str


@dataclass(frozen=True)
class Home:
    """One participation as its person sees it today."""

    participation: Participation
    title: str
    focus: Participation | Placement
    offered: list[Placement]
    others: list[Placement]
    running: bool
    steps: list[Step]
    worker: Worker
    next_step: NextStep | None
    call: CallRequest | None


def current(participations: Iterable[Participation]) -> Participation | None:
    """The newest that is open, else the newest of all."""
    rows = list(participations)
    return next((row for row in rows if row.state in OPEN), rows[0] if rows else None)


def home_of(participation: Participation, placements: list[Placement]) -> Home:
    """The person's page for one participation; `placements` are those of this participation."""
    offered = [row for row in placements if row.state == PlacementState.PROPOSED]
    live = sorted((row for row in placements if row.state in FIRST), key=lambda row: FIRST.index(row.state))
    is_open = participation.state in OPEN
    focus = live[0] if live and is_open else participation
    others = [row for row in live if row is not focus and row.state != PlacementState.PROPOSED]
    return Home(
        participation=participation,
        title=headline(focus, len(offered)),
        focus=focus,
        offered=offered,
        others=others,
        running=any(row.state in HOLDS_PLACE for row in placements),
        steps=path_of(participation, placements),
        worker=worker_of(participation),
        next_step=participation.next_steps.filter(done_on=None).first() if is_open else None,
        call=open_call(participation),
    )


def open_call(participation: Participation) -> CallRequest | None:
    """The wish to be called that still waits."""
    return participation.call_requests.filter(called_at=None).first()


def headline(focus: Participation | Placement, offered: int) -> str:
    """The one thing, in a line."""
    if isinstance(focus, Participation):
        return str(OWN_WORDS[ParticipationState(focus.state)])
    if focus.state == PlacementState.PROPOSED:
        return offers_headline(offered)
    if focus.state == PlacementState.SIGNING:
        waits = Party.PARTICIPANT in unsigned_parties(focus, rule_of(focus))
        return _("Your agreement can be read and signed") if waits else _("You have signed your agreement")
    if focus.state == PlacementState.AGREED:
        return _("You begin on %(date)s") % {"date": day(focus.starts_on)}
    if focus.state == PlacementState.ACTIVE:
        return _("Your place is under way")
    return str(placement_states.OWN_WORDS[PlacementState(focus.state)])


def offers_headline(count: int) -> str:
    """How many places are suggested, small numbers as words."""
    small: dict[int, Callable[[], str]] = {
        2: lambda: _("You have two suggestions"),
        3: lambda: _("You have three suggestions"),
    }
    if count in small:
        return small[count]()
    return ngettext("You have one suggestion", "You have %(n)s suggestions", count) % {"n": count}


def path_of(participation: Participation, placements: list[Placement]) -> list[Step]:
    """Referral, meeting, choice, agreement, work begins: what is done and what is now, or that it is over."""
    labels = [
        pgettext("path", "Referral"),
        pgettext("path", "Meeting"),
        pgettext("path", "Choice of place"),
        pgettext("path", "Agreement"),
        pgettext("path", "Work begins"),
    ]
    notes = [day(participation.referred_on), day(participation.started_on), "", "", ""]
    reached = _reached(participation, placements)
    done = [Step(label, "done", note) for label, note in zip(labels[:reached], notes, strict=False)]
    if participation.state not in OPEN:
        over = day(participation.withdrawn_on or participation.ended_on)
        return [*done, Step(str(OWN_WORDS[ParticipationState(participation.state)]), "done", over)]
    return done + [Step(label, "next" if place else "now") for place, label in enumerate(labels[reached:])]


def _reached(participation: Participation, placements: list[Placement]) -> int:
    """How many of the five steps are behind."""
    states = {row.state for row in placements}
    if states & (OVER | {PlacementState.ACTIVE, PlacementState.PAUSED}):
        return 5
    if PlacementState.AGREED in states:
        return 4
    if states & AFTER_CHOICE:
        return 3
    if participation.started_on:
        return 2
    return 1 if participation.accepted_on else 0


def worker_of(participation: Participation | None) -> Worker:
    """The person to call; before anyone is responsible, the service."""
    person = participation.coordinator if participation else None
    if person is None:
        return Worker(_("Välityö service"), _("We answer on weekdays"), settings.SERVICE_PHONE)
    return Worker(str(person), _("your worker"), person.phone or settings.SERVICE_PHONE)
