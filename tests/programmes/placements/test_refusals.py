"""Where the services of a person's path say no in words, and nothing has happened; and a group's way."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from audit.models import Event
from notifications.models import Message
from programmes.catalogue.models import IntakeStatus
from programmes.models import (
    Agreement,
    OfferRound,
    Participation,
    Placement,
    Signature,
)
from programmes.participants import services as participants
from programmes.placements import services as placements
from programmes.placements.partial import fits_partial_ability
from programmes.placements.seats import with_free_seats
from tests.factories import programmes as make
from tests.programmes.placements.refusing import says_no
from ui.formats import day
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def agreement_of(row: Placement, **changes: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "starts_on": today,
        "ends_on": today + timedelta(days=90),
        "weekly_hours": Decimal(16),
        "guide": "Raili Hirvonen",
        "tasks": "Pihatyöt",
        "aim": "Työrytmi",
        "insurance": "Työllisyysalue vakuuttaa",
        "by": row.participation.coordinator,
    } | changes


# Suggesting places


@pytest.fixture
def person() -> Participation:
    return make.participation("active")


@pytest.fixture
def place(person: Participation) -> Any:
    return make.vacancy(municipality=person.municipality_id)


def choice(place: Any, code: str = "work_trial") -> tuple[Any, Any]:
    return place, make.programme_type(code)


def test_the_same_form_twice_is_one_round(person, place):
    def send() -> OfferRound:
        return placements.propose(
            person, [choice(place)], by=person.coordinator, only_one_reason="Ainoa", token="t"
        )

    assert send() == send()
    assert Placement.objects.count() == 1


def test_somebody_else_suggests_nothing(person, place):
    with pytest.raises(PermissionDenied):
        placements.propose(person, [choice(place)], by=make.coordinator("422"), only_one_reason="Ainoa")

    assert Placement.objects.count() == 0


def test_nothing_is_suggested_to_somebody_who_is_not_under_way(place):
    referred = make.participation("referred", by=make.coordinator())
    Participation.objects.filter(pk=referred.pk).update(coordinator=make.coordinator())
    referred = Participation.objects.get(pk=referred.pk)

    assert says_no(
        lambda: placements.propose(
            referred, [choice(place)], by=referred.coordinator, only_one_reason="Ainoa"
        )
    ) == ["Places are suggested to a person who is waiting or under way."]


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (lambda place: [], "Choose at least one place."),
        (
            lambda place: [choice(place)],
            "Two places or more make a choice. If there is only one, say why.",
        ),
        (lambda place: [choice(place)] * 2, "The same place stands twice."),
        (
            lambda place: [choice(place, "open_job"), choice(make.intake())],
            "Kylätalon apulainen does not take Job on the open labour market.",
        ),
    ],
)
def test_a_choice_that_is_none_is_refused_in_words(person, place, choices, words):
    given = choices(place)

    assert says_no(lambda: placements.propose(person, given, by=person.coordinator)) == [words]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda place, one: placements.close_vacancy(
            place, by=make.coordinator(), reason=make.a_reason("vacancy", "close")
        ), "is no longer open."),
        (lambda place, one: make.placement("accepted", place=place), "is full."),
        (lambda place, one: make.placement("wanted", row=one, place=place),
         "has already been suggested to this person."),
    ],
)  # fmt: skip
def test_a_place_that_cannot_be_had_is_not_suggested(person, place, spoil, words):
    spoil(place, person)
    place.refresh_from_db(fields=["seats"])
    place = type(place).objects.get(pk=place.pk)

    refused = says_no(
        lambda: placements.propose(person, [choice(place)], by=person.coordinator, only_one_reason="Ainoa")
    )

    assert refused == [f"Kylätalon apulainen {words}"]


# Groups


@pytest.fixture
def in_group(person: Participation) -> Placement:
    offers = placements.propose(
        person, [choice(make.intake(seats=1), "workshop")], by=person.coordinator, only_one_reason="Ainoa"
    )
    row = offers.placements.get()
    act(row, "want", by=person.coordinator, on_word="phone")
    return row


def test_a_seat_in_a_group_is_held_and_the_next_one_hears_that_it_is_full(in_group):
    worker, group = in_group.participation.coordinator, in_group.intake
    other = make.participation("active")
    second = Placement.objects.create(
        participation=other, intake=group, programme_type=in_group.programme_type, state="wanted",
        offered_on=timezone.localdate(), wanted_on=timezone.localdate(),
    )  # fmt: skip

    placements.reserve_seat(in_group, by=worker)

    assert (in_group.state, in_group.accepted_on) == ("accepted", timezone.localdate())
    assert with_free_seats(type(group).objects.filter(pk=group.pk)).get().free_seats == 0
    assert says_no(lambda: placements.reserve_seat(second, by=other.coordinator)) == [
        "Every seat is taken. The worker suggests another place."
    ]


def test_a_group_has_no_host_and_a_workplace_has_no_seat_of_a_group(in_group):
    wanted = make.placement("wanted")

    assert says_no(lambda: placements.introduce(in_group, by=in_group.participation.coordinator)) == [
        "A group has no host: reserve a seat."
    ]
    assert says_no(lambda: placements.reserve_seat(wanted, by=wanted.participation.coordinator)) == [
        "Only a group's seat is reserved: introduce the person to the workplace."
    ]


def test_a_group_that_is_called_off_is_not_suggested(person):
    group = make.intake(status=IntakeStatus.CANCELLED)

    refused = says_no(
        lambda: placements.propose(
            person, [choice(group, "workshop")], by=person.coordinator, only_one_reason="Ainoa"
        )
    )

    assert [words.endswith("is no longer open.") for words in refused] == [True]


def test_a_suggestion_is_let_go_and_is_nobodys_no():
    """Who said yes hears of it, and reads of no no."""
    row = make.placement("wanted")
    before = Message.objects.count()

    act(row, "release", by=row.participation.coordinator)

    assert (row.state, row.released_on) == ("released", timezone.localdate())
    assert (row.declined_on, row.refused_on, Message.objects.count()) == (None, None, before + 1)


# The agreement


def test_an_agreement_waits_for_an_interpreter_who_is_needed():
    row = make.placement("accepted")
    Participation.objects.filter(pk=row.participation_id).update(interpreter_needed=True)
    row = Placement.objects.get(pk=row.pk)

    assert says_no(lambda: placements.issue_agreement(row, **agreement_of(row))) == [
        "Offer an interpreter before the agreement is read."
    ]
    placements.issue_agreement(row, **agreement_of(row, interpreter_offered=True))
    assert row.state == "signing"


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ({}, "Give the day and the number of the decision."),
        ({"decided_on": 0}, "Give the day and the number of the decision."),
        ({"decision_number": "12/2026"}, "Give the day and the number of the decision."),
        ({"decided_on": 1, "decision_number": "12/2026"}, "The decision must be made before the start."),
    ],
)
def test_a_decision_made_elsewhere_has_its_day_and_number(decision, words):
    place = make.vacancy(types=("tailored_job",))
    row = make.placement("accepted", place=place)
    today = timezone.localdate()
    if "decided_on" in decision:
        decision = decision | {"decided_on": today + timedelta(days=decision["decided_on"])}

    assert says_no(lambda: placements.issue_agreement(row, **agreement_of(row, **decision))) == [words]


def test_what_was_decided_elsewhere_needs_the_persons_signature_alone():
    row = make.placement("accepted", place=make.vacancy(types=("tailored_job",)))
    decided = {"decided_on": timezone.localdate(), "decision_number": "12/2026"}
    placements.issue_agreement(row, **agreement_of(row, **decided))

    placements.sign(row, by=row.participation.coordinator, party="participant", version=1, on_word="paper")

    assert row.state == "agreed"
    assert list(Signature.objects.values_list("party", flat=True)) == ["participant"]


def test_the_same_agreement_and_the_same_signature_twice_are_one():
    row = make.placement("accepted")
    worker = row.participation.coordinator

    issued = [placements.issue_agreement(row, **agreement_of(row), token="a") for _time in range(2)]
    signed = [
        placements.sign(row, by=worker, party="host", version=1, on_word="paper", token="b")
        for _time in range(2)
    ]

    assert issued[0] == issued[1]
    assert signed[0] == signed[1]
    assert (Agreement.objects.count(), Signature.objects.count()) == (1, 1)


def test_nobody_signs_twice_nor_another_version_nor_for_another_without_saying_how():
    row = make.placement("signing")
    worker = row.participation.coordinator
    placements.sign(row, by=worker, party="host", version=1, on_word="paper")

    def sign(**changes: Any) -> list[str]:
        given = {"by": worker, "party": "participant", "version": 1, "on_word": "paper"} | changes
        return says_no(lambda: placements.sign(row, **given))

    assert sign(party="host") == ["This party has already signed."]
    assert sign(version=2) == ["The agreement has changed. Read the new version before you sign."]
    assert sign(on_word="") == ["Tell how the signature was given."]
    with pytest.raises(PermissionDenied):
        placements.sign(row, by=make.coordinator("422"), party="area", version=1)


# Life of a place


def test_a_place_starts_on_its_day_and_ends_no_later_than_today():
    row = make.placement("agreed")
    today = timezone.localdate()
    Placement.objects.filter(pk=row.pk).update(starts_on=today + timedelta(days=1))
    row = Placement.objects.get(pk=row.pk)
    worker = row.participation.coordinator

    with translation.override("en"):
        tomorrow = day(today + timedelta(days=1))
    assert says_no(lambda: placements.start(row, by=worker)) == [
        f"The agreed start is {tomorrow}. It can be recorded on that day."
    ]
    running = make.placement("active")
    assert says_no(
        lambda: placements.end(
            running,
            by=running.participation.coordinator,
            ended_on=today + timedelta(days=1),
            end_kind="completed",
        )
    ) == ["The last day cannot be after today."]


# The person's own time


def test_the_same_referral_twice_is_one_and_an_open_one_is_the_only_one():
    person = make.participant()
    sender = make.referrer()

    def refer(token: str | None = None) -> Event:
        row = Participation(
            participant=person,
            municipality=person.municipality,
            referrer=sender,
            grounds="long_term_unemployed",
            referred_on=timezone.localdate(),
        )
        return participants.refer(row, by=sender, token=token)

    assert refer("r") == refer("r")
    assert Participation.objects.count() == 1
    assert says_no(refer) == ["This person already has an open time in the service."]


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False), (90, False), (91, True)])
def test_a_break_is_looked_at_again_within_ninety_days(person, days, refused):
    def hold() -> Event:
        return participants.hold(
            person,
            by=person.coordinator,
            look_again_on=timezone.localdate() + timedelta(days=days),
            reason=make.a_reason("participation", "hold"),
        )

    if refused:
        assert says_no(hold) == ["Look again within 90 days."]
    else:
        hold()
        assert person.state == "on_hold"


def test_a_next_step_is_not_in_the_past(person):
    yesterday = timezone.localdate() - timedelta(days=1)

    assert says_no(
        lambda: participants.set_next_step(person, what="Puhelu", due_on=yesterday, by=person.coordinator)
    ) == ["The day has already passed."]


def test_who_asks_to_be_rung_twice_is_rung_once(person):
    account = make.account("participant")

    first = participants.ask_for_a_call(person, by=account, about="Bussi")
    again = participants.ask_for_a_call(person, by=account, about="Bussi taas")
    participants.mark_called(first, by=person.coordinator)
    later = participants.ask_for_a_call(person, by=account)

    assert (first == again, first == later) == (True, False)
    assert [event.verb for event in Event.objects.order_by("-pk")[:3]] == [
        "participation.call_asked",
        "participation.called",
        "participation.call_asked",
    ]


# What fits a part of one's ability


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, True),
        ({"hours_min": Decimal("15.5")}, False),
        ({"hours_min": None}, False),
        ({"hours_min": None, "graded_hours": True}, True),
        ({"adjustments": []}, False),
        ({"demands": {}}, False),
        ({"demands": {"lifting": 3, "noise": 2}}, True),
        ({"demands": {"lifting": 3, "noise": 3}}, False),
    ],
)
def test_work_fits_when_hours_ways_and_demands_all_allow(changes, fits):
    place = {
        "hours_min": Decimal(15), "graded_hours": False, "adjustments": ["breaks"], "demands": {"lifting": 1},
    }  # fmt: skip

    assert fits_partial_ability(**(place | changes)) is fits
