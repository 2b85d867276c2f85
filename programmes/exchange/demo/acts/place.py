"""What happens to a place: suggested, answered, introduced, begun, ended, closed, and a vacancy's closing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from accounts.models import User
from programmes.exchange.demo.acts.common import cancel_suggestions, worker_of
from programmes.exchange.demo.acts.interest import take_up
from programmes.exchange.demo.acts.participation import ask_for_a_call, mark_called
from programmes.exchange.demo.search import type_for
from programmes.exchange.demo.world import Journey, Place, World
from programmes.participants.profile.showing import copy_of
from programmes.placements.dated import Steps
from programmes.placements.models import (
    HoursStep,
    OfferRound,
    Placement,
    PlacementPause,
    PlacementPeriod,
)

SHOWN_OFTEN = ("skills", "in_own_words", "languages", "helps")
ONLY_ONE = (
    "Muut lähellä olevat paikat ovat juuri nyt täynnä.",
    "Osallistuja pyysi juuri tätä paikkaa.",
    "Muihin paikkoihin ei ole kulkuyhteyttä.",
)
GROWS_AFTER = timedelta(weeks=5)
HOST_VIEWS = (
    "Tuli ajallaan, oppi tehtävät nopeasti ja kysyi, kun oli epäselvää.",
    "Hyvä työkaveri. Aamut olivat alussa vaikeita, loppua kohti rytmi löytyi.",
    "Huolellinen jälki. Voimme suositella.",
    "Pärjäsi omassa tahdissaan. Tehtäviä piti jakaa pienempiin osiin.",
    "Otamme mielellämme uudelleen, kun paikka aukeaa.",
)


def propose(world: World, journey: Journey, places: Sequence[Place]) -> list[Placement]:
    """The places are suggested side by side."""
    by, journal = worker_of(journey), world.journal
    offers = OfferRound(
        reference=world.reference(),
        participation=journey.participation,
        offered_on=world.day,
        offered_by=by,
        only_one_reason=world.rng.choice(ONLY_ONE) if len(places) == 1 else "",
    )
    world.rows.rounds.append(offers)
    begun = journal.note("offer_round.made", offers, by=by, on=world.day, data={"places": len(places)})
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
    take_up(world, journey, offers, begun)
    return made


def want(world: World, journey: Journey, placement: Placement, rank: int = 1) -> None:
    """The person is interested."""
    by, on_word = world.person_speaker(journey)
    shown = [code for code in ("phone", "language", "earliest_start_on") if world.chance(0.35)]
    told = _shown_of_profile(world, journey, placement, shown)
    world.journal.act(placement, "want", by=by, on_word=on_word, rank=rank, **told)


def _shown_of_profile(
    world: World, journey: Journey, placement: Placement, shown: list[str]
) -> dict[str, Any]:
    """What the workplace reads, with items of the profile; from the place's reference alone, so the rest of
    the history does not hang on it."""
    rng = Random(f"{world.seed}-shown-{placement.reference}")  # noqa: S311 - invents what people choose
    profile = world.profile_of.get(id(journey.person))
    if profile is None or not world.place_of[id(placement)].at_host:
        return {"shown_to_host": shown}
    chosen = [key for key in SHOWN_OFTEN if getattr(profile, key) and rng.random() < 0.5]
    return {"shown_to_host": shown + chosen, "shown_profile": copy_of(profile, chosen)}


def decline(world: World, journey: Journey, placement: Placement, reason: str = "") -> None:
    """The person has chosen otherwise."""
    by, on_word = world.person_speaker(journey)
    code = world.reason("placement", "decline", reason) if reason or world.chance(0.7) else None
    world.journal.act(placement, "decline", by=by, on_word=on_word, reason=code)


def introduce(world: World, journey: Journey, placement: Placement) -> None:
    """The host reads what the person chose to show."""
    world.journal.act(placement, "introduce", by=worker_of(journey))


def accept_place(world: World, journey: Journey, placement: Placement) -> None:
    """The host has said yes, or a seat of the group is kept."""
    place = world.place_of[id(placement)]
    if place.host is None:
        guide = " ".join(world.names.person("fi", "unknown"))
        world.journal.act(placement, "reserve_seat", by=worker_of(journey), guide=guide)
        return
    by, on_word = world.host_speaker(place.host, worker_of(journey))
    world.journal.act(placement, "accept", by=by, on_word=on_word, guide=placement.vacancy.guide)  # type: ignore[union-attr]


def refuse(world: World, journey: Journey, placement: Placement, reason: str = "") -> None:
    """The host has said no."""
    place = world.place_of[id(placement)]
    assert place.host is not None  # noqa: S101 - groups refuse nobody
    by, on_word = world.host_speaker(place.host, worker_of(journey))
    world.journal.act(
        placement, "refuse", by=by, on_word=on_word, reason=world.reason("placement", "refuse", reason)
    )


def release(world: World, journey: Journey, placement: Placement) -> None:
    """The suggestion is let go."""
    world.journal.act(placement, "release", by=worker_of(journey))


def cancel(world: World, journey: Journey, placement: Placement, reason: str = "") -> None:
    """The place is called off before its start."""
    world.journal.act(
        placement, "cancel", by=worker_of(journey), reason=world.reason("placement", "cancel", reason)
    )


def start_place(world: World, journey: Journey, placement: Placement) -> None:
    """The work has begun."""
    place = world.place_of[id(placement)]
    by = place.host.user if place.host and place.host.user and world.chance(0.4) else worker_of(journey)
    world.journal.act(placement, "start", by=by, induction_done=True)
    version = world.agreement_of[id(placement)].version
    world.rows.periods.append(
        PlacementPeriod(
            placement=placement, starts_on=placement.starts_on, ends_on=placement.ends_on, version=version
        )
    )
    steps = world.steps_of.get(id(placement), ())
    if steps:
        for on, hours in ((placement.starts_on, placement.weekly_hours), *steps):
            world.rows.steps_of_hours.append(
                HoursStep(placement=placement, from_on=on, weekly_hours=hours)  # type: ignore[misc]
            )


def pause_place(
    world: World, journey: Journey, placement: Placement, resumes_on: date, reason: str = ""
) -> None:
    """The place is on a break from today."""
    code = world.reason("placement", "pause", reason)
    world.journal.act(placement, "pause", by=worker_of(journey), resumes_on=resumes_on, reason=code)
    row = PlacementPause(placement=placement, from_on=world.day, resumes_on=resumes_on, reason=code)
    world.rows.pauses.append(row)
    world.breaks_of[id(placement)].append(row)


def resume_place(world: World, journey: Journey, placement: Placement) -> None:
    """The work goes on from today."""
    world.journal.act(placement, "resume", by=worker_of(journey))
    world.breaks_of[id(placement)][-1].until_on = world.day


def hours_that_grow(world: World, journey: Journey, placement: Placement, starts_on: date) -> Steps:
    """One step to the hours that the person plans for later, where the place lets hours grow."""
    place, rule = world.place_of[id(placement)], world.rule(placement)
    later = world.profile_of[id(journey.person)].hours_later
    if not place.at_host or not place.row.graded_hours or not later:  # type: ignore[union-attr]
        return ()
    most = min(one for one in (later, place.row.weekly_hours_max, rule.weekly_hours_max) if one)  # type: ignore[union-attr]
    hours = Decimal(most)
    on = world.course.on_or_after(starts_on + GROWS_AFTER)
    fits = hours > (placement.weekly_hours or hours) and placement.ends_on and on < placement.ends_on
    return ((on, hours),) if fits else ()


def end_place(
    world: World, journey: Journey, placement: Placement, ended_on: date, end_kind: str, reason: str = ""
) -> None:
    """The place has ended on its last day."""
    code = world.reason("placement", "end", reason) if end_kind.startswith("early_") else None
    world.journal.act(
        placement, "end", by=worker_of(journey), ended_on=ended_on, end_kind=end_kind, reason=code
    )


def close_place(world: World, journey: Journey, placement: Placement, outcome: str) -> None:
    """The closing talk is on record."""
    agrees = world.chance(0.93)
    world.journal.act(
        placement,
        "close",
        by=worker_of(journey),
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
    for placement in cancel_suggestions(world, place.placements, by, happened):
        ask_for_a_call(world, world.journeys[id(placement.participation)], row.title, recorded=False)  # type: ignore[union-attr]


def ring_about(world: World, journey: Journey, placement: Placement) -> None:
    """The person has heard a no from a human."""
    title = world.place_of[id(placement)].row.title
    ask_for_a_call(world, journey, title)
    mark_called(world, journey)


def hours_for(world: World, journey: Journey, placement: Placement) -> Decimal:
    """Weekly hours that fit the person, the place and the rule of the type, from the least they wished."""
    place, rule = world.place_of[id(placement)], world.rule(placement)
    source = place.row if place.at_host else place.row.programme  # type: ignore[union-attr]
    least, most = source.weekly_hours_min or Decimal(4), source.weekly_hours_max or Decimal(37)  # type: ignore[union-attr]
    wished = journey.participation.weekly_hours_min or least
    return min(max(wished, least), most, rule.weekly_hours_max or most)
