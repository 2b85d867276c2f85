"""The agreement of a place: drawn up in one version and signed by every party."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from programmes.exchange.demo.acts.common import worker_of
from programmes.exchange.demo.acts.place import hours_for, hours_that_grow
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.limits import beyond_of, tell_why, week_of
from programmes.exchange.demo.papers import paper_of
from programmes.exchange.demo.world import Journey, World
from programmes.placements.agreements import Terms
from programmes.placements.codes import ContactField, Party
from programmes.placements.models import Agreement, ContactMend, Placement, PlacementPeriod, Signature
from programmes.placements.states import RUNNING, SUGGESTION
from workflow.forms import OnWord

AIM = "Työrytmi ja se, että tietää, sopiiko työ."
INSURANCE = {True: "Työnantajan tapaturmavakuutus", False: "Työllisyysalueen ryhmävakuutus"}


def issue_agreement(
    world: World, journey: Journey, placement: Placement, starts_on: date, ends_on: date
) -> None:
    """The agreement can be read and signed."""
    place = world.place_of[id(placement)]
    hours = placement.weekly_hours or hours_for(world, journey, placement)
    rule = world.rule(placement)
    placement.weekly_hours, placement.ends_on = hours, ends_on
    steps = hours_that_grow(world, journey, placement, starts_on)
    world.steps_of[id(placement)] = steps
    terms = Terms(
        starts_on=starts_on,
        ends_on=ends_on,
        weekly_hours=hours,
        guide=placement.guide,
        tasks=placement.tasks_shown or (place.row.tasks if place.at_host else str(place.row.title)),  # type: ignore[union-attr]
        aim=AIM,
        insurance=INSURANCE[rule.paid],
        day_begins="09:00",
        hours_steps=steps,
    )
    terms = replace(terms, work_days=week_of(world, placement, terms))
    found = beyond_of(rule, terms)
    world.journal.act(
        placement,
        "issue_agreement",
        by=worker_of(journey),
        starts_on=starts_on,
        ends_on=ends_on,
        weekly_hours=hours,
        guide=placement.guide,
        beyond=[one.limit for one in found],
    )
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
    tell_why(world, agreement, found, worker_of(journey))


def new_version(world: World, journey: Journey, placement: Placement, **changes: Any) -> None:
    """Something is otherwise than in the version before, whose signatures hold no more.

    While the work goes on the version before is in force until all have signed this one.
    """
    before, terms = next(
        (one, terms) for one, terms in reversed(world.rows.agreements) if one.placement is placement
    )
    before.void = placement.state not in RUNNING
    terms = replace(terms, **changes)
    changed = [name for name in ("ends_on", "weekly_hours") if name in changes]
    found = beyond_of(world.rule(placement), terms)
    world.journal.act(
        placement,
        "issue_agreement",
        by=worker_of(journey),
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        weekly_hours=terms.weekly_hours,
        guide=terms.guide,
        version=before.version + 1,
        changed=changed,
        beyond=[one.limit for one in found],
    )
    agreement = Agreement(
        placement=placement,
        version=before.version + 1,
        kind=before.kind,
        changed=changed,
        issued_at=instant(world.course.now),
        decided_on=before.decided_on,
        decision_number=before.decision_number,
    )
    world.agreement_of[id(placement)] = agreement
    world.rows.agreements.append((agreement, terms))
    tell_why(world, agreement, found, worker_of(journey))


def mend_contact(world: World, journey: Journey, placement: Placement) -> None:
    """A number that was written wrong stands right beside the agreement."""
    agreement = world.agreement_of[id(placement)]
    worker = worker_of(journey)
    mend = ContactMend(agreement=agreement, field=ContactField.ADDRESS, was="", now="Rantakatu 2", by=worker)
    mend.at = instant(world.course.now)
    world.rows.mends.append(mend)
    world.journal.note("placement.contact_mended", placement, by=worker, data={"field": "address"})


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
    by, on_word = worker_of(journey), ""
    name = str(by)
    if party == Party.PARTICIPANT:
        by, on_word = world.person_speaker(journey)
        name = str(journey.person)
    elif party == Party.HOST and place.host is not None:
        by, on_word = world.host_speaker(place.host, by)
        name = place.host.row.contact_name if on_word else str(by)
    on_word = OnWord.PAPER if on_word == OnWord.PHONE else on_word  # nobody signs on the telephone
    agreement = world.agreement_of[id(placement)]
    paper = None
    if on_word == OnWord.PAPER:
        paper = paper_of(world, placement, agreement, worker_of(journey))
    late = _lateness(world, placement) if complete else {}
    running, ends_before = placement.state in RUNNING, placement.ends_on
    if complete and running:
        late["terms"] = _terms_of(world, placement)
    happened = world.journal.act(
        placement, "sign", by=by, on_word=on_word, party=party, complete=complete, **late
    )
    world.rows.signatures.append(
        Signature(
            agreement=agreement,
            party=party,
            name=name,
            signed_by=by,
            signed_at=instant(world.course.now),
            on_word=on_word,
            paper=paper,
        )
    )
    if complete and running:
        _extend(world, placement, agreement, ends_before)
    if complete:
        for other in journey.placements:
            if (
                other is not placement
                and other.offer_round is placement.offer_round
                and other.state in SUGGESTION
            ):
                world.journal.act(other, "release", by=by, cause=happened)


def _terms_of(world: World, placement: Placement) -> dict[str, Any]:
    terms = next(terms for one, terms in reversed(world.rows.agreements) if one.placement is placement)
    return {
        "ends_on": terms.ends_on.isoformat(),
        "guide": terms.guide,
        "weekly_hours": str(terms.weekly_hours),
    }


def _extend(world: World, placement: Placement, agreement: Agreement, ends_before: date | None) -> None:
    """The version before is replaced, and a longer one has its period."""
    for one, _terms in world.rows.agreements:
        if one.placement is placement and one is not agreement and not one.void:
            one.replaced_on = one.replaced_on or world.day
    if ends_before and placement.ends_on and placement.ends_on > ends_before:
        world.rows.periods.append(
            PlacementPeriod(
                placement=placement,
                starts_on=ends_before + timedelta(days=1),
                ends_on=placement.ends_on,
                version=agreement.version,
            )
        )


def _lateness(world: World, placement: Placement) -> dict[str, Any]:
    """What the event tells when the last signature comes after the agreed start: the start moves to today."""
    start = placement.starts_on
    if start is None or start >= world.day or placement.state in RUNNING:
        return {}
    return {"agreed_start": start, "days_late": (world.day - start).days, "moved_to": world.day}
