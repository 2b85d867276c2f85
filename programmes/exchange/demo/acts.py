"""The verbs of the history: each does to rows in memory what the service of the same name does to the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import User
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.search import type_for
from programmes.exchange.demo.world import Journey, Place, World
from programmes.participants.models import CallRequest, Hold, NextStep
from programmes.placements.codes import Party
from programmes.placements.models import Agreement, OfferRound, Placement, Signature
from programmes.placements.states import BEFORE_AGREED, SUGGESTION

INSURANCE = {True: "Työnantajan tapaturmavakuutus", False: "Työllisyysalueen ryhmävakuutus"}
ONLY_ONE = (
    "Muut lähellä olevat paikat ovat juuri nyt täynnä.",
    "Osallistuja pyysi juuri tätä paikkaa.",
    "Muihin paikkoihin ei ole kulkuyhteyttä.",
)


def refer(world: World, journey: Journey) -> None:
    """The person is referred."""
    participation = journey.participation
    world.rows.participations.append(participation)
    participation.referrer = journey.referrer
    world.journal.made(
        participation, "referred", by=journey.referrer, data={"municipality": participation.municipality_id}
    )


def accept(world: World, journey: Journey, coordinator: User) -> None:
    """A coordinator is responsible."""
    journey.coordinator = coordinator
    world.caseload[coordinator.pk] += 1
    world.journal.act(journey.participation, "accept", by=coordinator, coordinator=coordinator)


def start(world: World, journey: Journey, *, plan_made_on: date, step: str, due_on: date) -> None:
    """The start interview was held and the first next step stands."""
    world.journal.act(journey.participation, "start", by=_worker(journey), plan_made_on=plan_made_on)
    set_next_step(world, journey, step, due_on, recorded=False)


def set_next_step(world: World, journey: Journey, what: str, due_on: date, *, recorded: bool = True) -> None:
    """A new next step stands; those that were open are done."""
    finish_steps(world, journey)
    step = NextStep(
        participation=journey.participation, what=what, owner=_worker(journey), exists_from=world.day, due_on=due_on
    )
    journey.steps.append(step)
    world.rows.steps.append(step)
    if recorded:
        world.journal.note(
            "participation.next_step_set", journey.participation, by=_worker(journey), data={"due_on": due_on.isoformat()}
        )


def finish_steps(world: World, journey: Journey) -> None:
    """No next step is open."""
    for step in journey.steps[-2:]:
        step.done_on = step.done_on or world.day


def hold(world: World, journey: Journey, look_again_on: date, reason: str = "") -> None:
    """The participation is on a break."""
    code = world.reason("participation", "hold", reason)
    world.journal.act(journey.participation, "hold", by=_worker(journey))
    row = Hold(participation=journey.participation, from_on=world.day, look_again_on=look_again_on, reason=code)
    journey.holds.append(row)
    world.rows.holds.append(row)


def resume(world: World, journey: Journey, step: str, due_on: date) -> None:
    """The break is over."""
    world.journal.act(journey.participation, "resume", by=_worker(journey))
    journey.holds[-1].until_on = world.day
    set_next_step(world, journey, step, due_on, recorded=False)


def withdraw(world: World, journey: Journey, reason: str = "") -> None:
    """The person has left; suggestions that were not agreed are called off with it."""
    by, on_word = world.person_speaker(journey)
    code = world.reason("participation", "withdraw", reason)
    happened = world.journal.act(journey.participation, "withdraw", by=by, on_word=on_word, reason=code)
    _leave(world, journey, by, happened)


def end(world: World, journey: Journey, exit_status: str, exit_class: str, where: str) -> None:
    """The participation has ended."""
    by = _worker(journey)
    happened = world.journal.act(
        journey.participation, "end", by=by, exit_status=exit_status, exit_class=exit_class, next_destination=where
    )
    _leave(world, journey, by, happened)


def _leave(world: World, journey: Journey, by: User, cause: Happened) -> None:
    """What was open is called off or done, and the coordinator has one person less."""
    _cancel_suggestions(world, journey.placements, by, cause)
    finish_steps(world, journey)
    if journey.coordinator is not None:
        world.caseload[journey.coordinator.pk] -= 1


def propose(world: World, journey: Journey, places: Sequence[Place]) -> list[Placement]:
    """The places are suggested side by side."""
    by, journal = _worker(journey), world.journal
    offers = OfferRound(
        reference=world.reference(),
        participation=journey.participation,
        offered_on=world.day,
        offered_by=by,
        only_one_reason=world.rng.choice(ONLY_ONE) if len(places) == 1 else "",
    )
    world.rows.rounds.append(offers)
    journal.note("offer_round.made", offers, by=by, on=world.day, data={"places": len(places)})
    made = []
    for place in places:
        placement = Placement(
            reference=world.reference(),
            participation=journey.participation,
            offer_round=offers,
            programme_type=type_for(world, journey, place),
            alternatives_shown=len(places),
            offered_on=world.day,
            **{"vacancy" if place.at_host else "intake": place.row},
        )
        place.placements.append(placement)
        world.place_of[id(placement)] = place
        world.rows.placements.append(placement)
        journey.placements.append(placement)
        journey.places_seen.append(place)
        journal.made(placement, "proposed", by=by)
        made.append(placement)
    return made


def want(world: World, journey: Journey, placement: Placement, rank: int = 1) -> None:
    """The person is interested."""
    by, on_word = world.person_speaker(journey)
    shown = [code for code in ("phone", "aim", "earliest_start_on") if world.chance(0.35)]
    world.journal.act(placement, "want", by=by, on_word=on_word, rank=rank, shown_to_host=shown)


def decline(world: World, journey: Journey, placement: Placement, reason: str = "") -> None:
    """The person has chosen otherwise."""
    by, on_word = world.person_speaker(journey)
    code = world.reason("placement", "decline", reason) if reason or world.chance(0.7) else None
    world.journal.act(placement, "decline", by=by, on_word=on_word, reason=code)


def introduce(world: World, journey: Journey, placement: Placement) -> None:
    """The host reads what the person chose to show."""
    world.journal.act(
        placement,
        "introduce",
        by=_worker(journey),
        tasks_shown=placement.vacancy.tasks,  # type: ignore[union-attr]
        weekly_hours=hours_for(world, journey, placement),
    )


def accept_place(world: World, journey: Journey, placement: Placement) -> None:
    """The host has said yes, or a seat of the group is kept."""
    place = world.place_of[id(placement)]
    if place.host is None:
        guide = " ".join(world.names.person("fi", "unknown"))
        world.journal.act(placement, "reserve_seat", by=_worker(journey), guide=guide)
        return
    by, on_word = world.host_speaker(place.host, _worker(journey))
    world.journal.act(placement, "accept", by=by, on_word=on_word, guide=placement.vacancy.guide)  # type: ignore[union-attr]


def refuse(world: World, journey: Journey, placement: Placement, reason: str = "") -> None:
    """The host has said no."""
    place = world.place_of[id(placement)]
    assert place.host is not None  # noqa: S101 - groups refuse nobody
    by, on_word = world.host_speaker(place.host, _worker(journey))
    world.journal.act(placement, "refuse", by=by, on_word=on_word, reason=world.reason("placement", "refuse", reason))


def release(world: World, journey: Journey, placement: Placement) -> None:
    """The suggestion is let go."""
    world.journal.act(placement, "release", by=_worker(journey))


def cancel(world: World, journey: Journey, placement: Placement, reason: str = "") -> None:
    """The place is called off before its start."""
    world.journal.act(placement, "cancel", by=_worker(journey), reason=world.reason("placement", "cancel", reason))


def issue_agreement(world: World, journey: Journey, placement: Placement, starts_on: date, ends_on: date) -> None:
    """The agreement can be read and signed."""
    place = world.place_of[id(placement)]
    hours = placement.weekly_hours or hours_for(world, journey, placement)
    rule = world.rule(placement)
    terms = {
        "tasks": placement.tasks_shown or (place.row.tasks if place.at_host else str(place.row.title)),  # type: ignore[union-attr]
        "aim": journey.participation.aim,
        "insurance": INSURANCE[rule.paid],
    }
    world.journal.act(
        placement, "issue_agreement", by=_worker(journey), starts_on=starts_on, ends_on=ends_on, weekly_hours=hours,
        guide=placement.guide,
    )  # fmt: skip
    decided_on = world.day - timedelta(days=world.rng.randint(0, 5)) if world.is_external(placement) else None
    agreement = Agreement(
        placement=placement,
        kind=rule.agreement_kind,
        issued_at=instant(world.course.now),
        decided_on=decided_on,
        decision_number=f"TA/{world.rng.randint(100, 9999)}/{decided_on.year}" if decided_on else "",
    )
    world.agreement_of[id(placement)] = agreement
    world.rows.agreements.append((agreement, terms))


def parties_of(world: World, placement: Placement) -> list[str]:
    """Who must sign, in the order in which they usually do (as `agreements.signatories`)."""
    if world.is_external(placement):
        return [Party.PARTICIPANT]
    return [
        Party.PARTICIPANT,
        *([Party.HOST] if world.place_of[id(placement)].at_host else []),
        *([Party.AREA] if world.rule(placement).area_signs else []),
    ]


def sign(world: World, journey: Journey, placement: Placement, party: str, *, complete: bool) -> None:
    """The party has signed; on the last signature the place is agreed and the rest of the round is let go."""
    place = world.place_of[id(placement)]
    by, on_word = _worker(journey), ""
    name = str(by)
    if party == Party.PARTICIPANT:
        by, on_word = world.person_speaker(journey)
        name = str(journey.person)
    elif party == Party.HOST and place.host is not None:
        by, on_word = world.host_speaker(place.host, by)
        name = place.host.row.contact_name if on_word else str(by)
    agreement = world.agreement_of[id(placement)]
    happened = world.journal.act(placement, "sign", by=by, on_word=on_word, party=party, complete=complete)
    world.rows.signatures.append(
        Signature(
            agreement=agreement,
            party=party,
            name=name,
            signed_by=by,
            signed_at=instant(world.course.now),
            on_word=on_word,
        )
    )
    if complete:
        for other in journey.placements:
            if other is not placement and other.offer_round is placement.offer_round and other.state in SUGGESTION:
                world.journal.act(other, "release", by=by, cause=happened)


def start_place(world: World, journey: Journey, placement: Placement) -> None:
    """The work has begun."""
    place = world.place_of[id(placement)]
    by = place.host.user if place.host and place.host.user and world.chance(0.4) else _worker(journey)
    world.journal.act(placement, "start", by=by, induction_done=True)


def end_place(
    world: World, journey: Journey, placement: Placement, ended_on: date, end_kind: str, reason: str = ""
) -> None:
    """The place has ended on its last day."""
    code = world.reason("placement", "end", reason) if end_kind.startswith("early_") else None
    world.journal.act(
        placement, "end", by=_worker(journey), ended_on=ended_on, end_kind=end_kind, reason=code
    )


def close_place(world: World, journey: Journey, placement: Placement, outcome: str) -> None:
    """The closing talk is on record."""
    agrees = world.chance(0.93)
    world.journal.act(
        placement,
        "close",
        by=_worker(journey),
        outcome=outcome,
        host_view=world.rng.choice(HOST_VIEWS) if world.place_of[id(placement)].at_host else "",
        participant_agrees=agrees,
        own_words="" if agrees else "Työ oli raskaampaa kuin sovittiin.",
    )


def close_vacancy(world: World, place: Place, *, by: User, reason: str = "") -> None:
    """The place is closed; open suggestions are called off and the people are to be rung."""
    row = place.row
    world.open_places[row.municipality_id].remove(place)
    full = place.free_seats(world.day) <= 0
    code = world.reason("vacancy", "close", reason or ("filled" if full else ""))
    happened = world.journal.act(row, "close", by=by, reason=code)
    for placement in _cancel_suggestions(world, place.placements, by, happened):
        ask_for_a_call(world, world.journeys[id(placement.participation)], row.title, recorded=False)  # type: ignore[union-attr]


def ask_for_a_call(world: World, journey: Journey, about: str, *, recorded: bool = True) -> None:
    """The worker is to ring the person; asked again while open, it is the same wish."""
    if any(call.called_at is None for call in journey.calls):
        return
    call = CallRequest(participation=journey.participation, asked_at=instant(world.course.now), about=about[:200])
    journey.calls.append(call)
    world.rows.calls.append(call)
    if recorded:
        by = journey.person.user or _worker(journey)
        world.journal.note("participation.call_asked", journey.participation, by=by)


def mark_called(world: World, journey: Journey) -> None:
    """The person has been rung."""
    for call in journey.calls:
        if call.called_at is None:
            call.called_at = instant(world.course.now)
            world.journal.note("participation.called", journey.participation, by=_worker(journey))


def hours_for(world: World, journey: Journey, placement: Placement) -> Decimal:
    """Weekly hours that fit the person, the place and the rule of the type."""
    place, rule = world.place_of[id(placement)], world.rule(placement)
    source = place.row if place.at_host else place.row.programme  # type: ignore[union-attr]
    least, most = source.weekly_hours_min or Decimal(4), source.weekly_hours_max or Decimal(37)  # type: ignore[union-attr]
    wished = journey.participation.weekly_hours_max or most
    return min(max(wished, least), most, rule.weekly_hours_max or most)


def _cancel_suggestions(world: World, placements: list[Placement], by: User, cause: Happened) -> list[Placement]:
    waiting = [placement for placement in placements if placement.state in BEFORE_AGREED]
    for placement in waiting:
        world.journal.act(placement, "cancel", by=by, cause=cause)
    return waiting


def _worker(journey: Journey) -> Any:
    """The responsible coordinator."""
    return journey.coordinator


HOST_VIEWS = (
    "Tuli ajallaan, oppi tehtävät nopeasti ja kysyi, kun oli epäselvää.",
    "Hyvä työkaveri. Aamut olivat alussa vaikeita, loppua kohti rytmi löytyi.",
    "Huolellinen jälki. Voimme suositella.",
    "Pärjäsi omassa tahdissaan. Tehtäviä piti jakaa pienempiin osiin.",
    "Otamme mielellämme uudelleen, kun paikka aukeaa.",
)
