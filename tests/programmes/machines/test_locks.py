"""Acts on a parent and on its children, many at once: nobody waits for ever, and no half is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, connection
from django.utils import timezone

from audit.verifying import broken_events
from programmes.catalogue.selectors import reasons
from programmes.models import Agreement, Participation, Placement, Signature, Vacancy
from programmes.participants import services as participants
from programmes.placements import services as placements
from programmes.placements.seats import holding_a_seat
from programmes.placements.states import BEFORE_AGREED, HOLDS_PLACE
from programmes.workspace import services as workspace
from tests.programmes.machines import cast as made
from tests.programmes.machines.test_race import at_once
from workflow.errors import CannotUndo, OutOfTurn
from workflow.services import act
from workflow.undo import undo

KIND_NO = (OutOfTurn, ValidationError, PermissionDenied, CannotUndo, Placement.DoesNotExist)


def days() -> dict[str, str]:
    """From today: the day may have changed since the tests were read."""
    today = timezone.localdate()
    return {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=60)).isoformat()}


class Scene:
    """One person's suggestions at two places, and another person at the first of them."""

    def __init__(self, cast: made.Cast) -> None:
        self.by = cast["responsible"]
        self.vacancies = [made.vacancy(cast.host, seats=2), made.vacancy(cast.host, seats=2)]
        self.free = made.vacancy(cast.host)
        self.participations = [
            made.participation(cast, "active", participant=made.person(first_name=name))
            for name in ("Eka", "Toka")
        ]
        self.round = made.offer_round(cast)
        self.round.participation = self.participations[0]
        self.round.save()
        one, two = self.participations
        self.intake = made.intake(seats=1)
        self.rows = {
            "proposed": self.at(cast, "proposed", one, self.vacancies[0]),
            "introduced": self.at(cast, "introduced", one, self.vacancies[1]),
            "signing": self.at(cast, "signing", one, made.vacancy(cast.host)),
            "wanted": made.placement(cast, "wanted", participation=one, vacancy=None, intake=self.intake),
            "declined": self.at(cast, "proposed", one, made.vacancy(cast.host)),
            "other": self.at(cast, "introduced", two, self.vacancies[0]),
            "other_signing": self.at(cast, "signing", two, self.vacancies[1]),
        }
        self.undone = act(self.rows["declined"], "decline", by=self.by, on_word="phone")
        for name in ("signing", "other_signing"):
            agreement = Agreement.objects.create(placement=self.rows[name], content=days(), sha256="0" * 64)
            for party in ("participant", "host"):
                Signature.objects.create(agreement=agreement, party=party, name="Testi")
        Placement.objects.filter(pk__in=[row.pk for row in self.rows.values()]).update(
            starts_on=timezone.localdate(), ends_on=timezone.localdate() + timedelta(days=60)
        )

    def at(self, cast: made.Cast, state: str, participation: Any, vacancy: Any) -> Placement:
        offers = self.round if participation is self.participations[0] else None
        return made.placement(cast, state, participation=participation, vacancy=vacancy, offer_round=offers)

    def row(self, name: str) -> Placement:
        return Placement.objects.get(pk=self.rows[name].pk)

    def person(self, number: int = 0) -> Participation:
        return Participation.objects.get(pk=self.participations[number].pk)

    def place(self, number: int = 0) -> Vacancy:
        return Vacancy.objects.get(pk=self.vacancies[number].pk)


FIRST = ("withdraw", "end", "close_first", "close_second", "sign_last", "propose", "undo")
AGAINST = ("want", "decline", "accept_other", "sign_last_other", "called", "withdraw")
Act = Callable[[Scene], Any]
NEXT = {"what": "Soitto", "due_on": timezone.localdate() + timedelta(days=9)}

ACTS: dict[str, Act] = {
    "want": lambda on: act(on.row("proposed"), "want", by=on.by, on_word="phone"),
    "decline": lambda on: act(on.row("introduced"), "decline", by=on.by, on_word="phone"),
    "accept": lambda on: placements.accept(on.row("introduced"), by=on.by, guide="Raili", on_word="phone"),
    "accept_other": lambda on: placements.accept(on.row("other"), by=on.by, guide="Raili", on_word="phone"),
    "reserve": lambda on: placements.reserve_seat(on.row("wanted"), by=on.by),
    "sign_last": lambda on: placements.sign(on.row("signing"), by=on.by, party="area", version=1),
    "sign_last_other": lambda on: placements.sign(on.row("other_signing"), by=on.by, party="area", version=1),
    "release": lambda on: act(on.row("proposed"), "release", by=on.by),
    "cancel": lambda on: act(on.row("signing"), "cancel", by=on.by),
    "undo": lambda on: undo(on.row("declined"), on.undone, by=on.by),
    "propose": lambda on: placements.propose(
        on.person(),
        [(Vacancy.objects.get(pk=on.free.pk), on.rows["proposed"].programme_type)],
        by=on.by,
        only_one_reason="Ainoa",
    ),
    "propose_first": lambda on: placements.propose(
        on.person(1),
        [(Vacancy.objects.get(pk=on.free.pk), on.rows["proposed"].programme_type)],
        by=on.by,
        only_one_reason="Ainoa",
    ),
    "withdraw": lambda on: placements.withdraw_participation(on.person(), by=on.by, on_word="phone"),
    "end": lambda on: placements.end_participation(
        on.person(1), by=on.by, exit_status="unknown", exit_class="unknown", next_destination="?"
    ),
    "close_first": lambda on: placements.close_vacancy(
        on.place(0), by=on.by, reason=reasons("vacancy", "close").first()
    ),
    "close_second": lambda on: placements.close_vacancy(
        on.place(1), by=on.by, reason=reasons("vacancy", "close").first()
    ),
    "called": lambda on: workspace.called_about(on.row("proposed"), by=on.by),
    "call_asked": lambda on: participants.ask_for_a_call(on.person(), by=on.by),
    "next_step": lambda on: participants.set_next_step(on.person(), by=on.by, **NEXT),
    "hold": lambda on: participants.hold(on.person(), by=on.by, look_again_on=NEXT["due_on"]),
}


def outcome(act: Act, scene: Scene) -> str:
    try:
        act(scene)
    except KIND_NO as no:
        return type(no).__name__
    except OperationalError as clash:
        return f"clash: {clash}"
    return "done"


def against(first: str) -> tuple[str, ...]:
    """With what the act is tried; on SQLite writers take turns, and two of them show what turns can break."""
    number = FIRST.index(first)
    of_two = (AGAINST[number % len(AGAINST)], AGAINST[(number + 3) % len(AGAINST)])
    return of_two if connection.vendor == "sqlite" else AGAINST


def what_must_hold(scene: Scene) -> None:
    """No row tells of something that cannot be beside another."""
    for participation in Participation.objects.filter(state__in=["withdrawn", "ended"]):
        assert not participation.placements.filter(state__in=BEFORE_AGREED | HOLDS_PLACE).exists()
    for vacancy in Vacancy.objects.filter(state="closed"):
        assert not vacancy.placements.filter(state__in=BEFORE_AGREED).exists()
    for vacancy in Vacancy.objects.filter(pk__in=[row.pk for row in scene.vacancies]):
        assert vacancy.placements.filter(holding_a_seat()).count() <= vacancy.seats


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("reference_committed")
@pytest.mark.parametrize("first", FIRST)
def test_acts_in_pairs_eight_at_once_never_wait_for_each_other(first, long):
    cast = made.full_cast()
    for second in ACTS if long else against(first):
        scene = Scene(cast)

        answers = at_once(8, lambda place: outcome(ACTS[(first, second)[place % 2]], scene))  # noqa: B023

        assert not [told for told in answers if told.startswith("clash")], (first, second, answers)
        what_must_hold(scene)
    assert broken_events() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("reference_committed")
def test_every_act_of_the_path_at_once_never_waits_for_ever():
    cast = made.full_cast()
    scene = Scene(cast)
    acts = list(ACTS)

    answers = at_once(len(acts), lambda place: outcome(ACTS[acts[place]], scene))

    assert not [told for told in answers if told.startswith("clash")], dict(zip(acts, answers, strict=True))
    what_must_hold(scene)
