"""What the person's own page shows: the one thing that matters now, the path so far, the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from areas.selectors import service_phone
from programmes.participants.models import CallRequest, NextStep, Participation
from programmes.participants.states import OPEN
from programmes.placements import states as placement_states
from programmes.placements.agreements import unsigned_parties
from programmes.placements.codes import Outcome, Party
from programmes.placements.models import Placement
from programmes.placements.selectors import rule_of
from programmes.placements.stages import Stage
from programmes.placements.states import HOLDS_PLACE, LIVE, LIVED, RUNNING, SIGNS, PlacementState
from programmes.relations import worker_now
from ui.elements import Step
from ui.formats import day


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
    to_sign: bool
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
    live = sorted((row for row in placements if row.state in LIVE), key=lambda row: row.facts.first)
    is_open = participation.state in OPEN
    focus = live[0] if live and is_open else participation
    others = [row for row in live if row is not focus and row.state != PlacementState.PROPOSED]
    return Home(
        participation=participation,
        title=headline(focus, len(offered)),
        focus=focus,
        offered=offered,
        others=others,
        to_sign=signs(focus),
        running=any(row.state in HOLDS_PLACE for row in placements),
        steps=path_of(participation, placements),
        worker=worker_of(participation),
        next_step=participation.next_steps.filter(done_on=None).first() if is_open else None,
        call=open_call(participation),
    )


def open_call(participation: Participation) -> CallRequest | None:
    """The person's own wish to be called that still waits; what their workplace asks is not theirs."""
    return participation.call_requests.filter(called_at=None, by_host=False).first()


def headline(focus: Participation | Placement, offered: int) -> str:
    """The one thing, in a line."""
    if isinstance(focus, Participation):
        return str(focus.facts.own)
    if focus.state == PlacementState.PROPOSED:
        return offers_headline(offered)
    if focus.state == PlacementState.SIGNING:
        waits = signs(focus)
        return _("Your agreement can be read and signed") if waits else _("You have signed your agreement")
    if focus.state == PlacementState.AGREED:
        return _("You begin on %(date)s") % {"date": day(focus.starts_on)}
    if focus.state in RUNNING and signs(focus):
        return _("Your agreement can be read and signed")
    if focus.state == PlacementState.ACTIVE:
        return _("Your place is under way")
    return str(placement_states.own_words(focus))


def signs(focus: Participation | Placement) -> bool:
    """Whether an agreement waits for the person's own signature."""
    return (
        isinstance(focus, Placement)
        and focus.state in SIGNS
        and Party.PARTICIPANT in unsigned_parties(focus, rule_of(focus))
    )


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
    """Referral, meeting, choice, agreement, work begins: what is done and what is now, or that it is over.

    Each step is done for what runs now: a new round of suggestions begins the choice anew.
    """
    choice, agreement, work = _came_about(placements)
    path = [
        (pgettext("path", "Referral"), participation.accepted_on, day(participation.referred_on)),
        (pgettext("path", "Meeting"), participation.started_on, day(participation.started_on)),
        (pgettext("path", "Choice of place"), choice, ""),
        (pgettext("path", "Agreement"), agreement, ""),
        (pgettext("path", "Work begins"), work, ""),
    ]
    if participation.state not in OPEN:
        over = day(participation.withdrawn_on or participation.ended_on)
        done = [Step(label, "done", note) for label, is_done, note in path if is_done]
        return [*done, Step(str(participation.facts.own), "done", over)]
    now = next((label for label, is_done, _note in path if not is_done), "")
    return [
        Step(label, "done" if is_done else "now" if label == now else "next", note if is_done else "")
        for label, is_done, note in path
    ]


def _came_about(placements: list[Placement]) -> tuple[bool, bool, bool]:
    """Whether a place is chosen by both, agreed, begun: of the places that run, else of the last round."""
    counted = [row for row in placements if row.state in LIVE]
    if not counted:
        counted = [row for row in last_round(placements) if row.state in LIVED and not looks_on(row)]
    stage = max((row.facts.stage for row in counted), default=Stage.NOTHING)
    return stage >= Stage.SEAT, stage >= Stage.AGREED, stage >= Stage.WORK


def last_round(placements: list[Placement]) -> list[Placement]:
    """The places that were suggested last, side by side."""
    if not placements:
        return []
    last = max(placements, key=lambda row: (row.offered_on, row.pk))
    if last.offer_round_id is None:
        return [row for row in placements if row.offered_on == last.offered_on]
    return [row for row in placements if row.offer_round_id == last.offer_round_id]


def looks_on(place: Placement) -> bool:
    """Whether the closing talk of a place found that another is looked for."""
    return place.state == PlacementState.CLOSED and place.outcome == Outcome.NEXT_PLACE


def worker_of(participation: Participation | None) -> Worker:
    """The person to call today; where nobody is responsible, not yet or not any more, the service."""
    person = worker_now(participation)
    if person is None:
        return Worker(_("Välityö service"), _("We answer on weekdays"), service_phone())
    return Worker(str(person), _("your worker"), person.phone or service_phone())
