"""What one press did is one group in the trail, and is taken back as one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext

from audit.grouping import as_one, group_now
from audit.models import Event
from audit.selectors import last_event
from audit.services import record
from audit.verifying import verify
from notifications.models import Delivery, Message
from programmes.catalogue.selectors import reasons
from programmes.models import CallRequest, NextStep, Participation, Placement, Vacancy
from programmes.participants import services as participants
from programmes.placements import services as placements
from programmes.workspace import services as workspace
from tests.grouped import loose
from tests.programmes.machines import cast as made
from workflow.engine import apply
from workflow.errors import CannotUndo
from workflow.models import UndoNote
from workflow.notes import forget_old_notes
from workflow.services import act
from workflow.undo import can_undo, undo

REFUSED, FOLLOWED = "Nothing was taken back. %(what)s: %(why)s.", "something has followed it"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


def states(*rows: Placement) -> list[str]:
    return [Placement.objects.get(pk=row.pk).state for row in rows]


def closed(cast: made.Cast, by: str = "responsible") -> Event:
    return placements.close_vacancy(cast.vacancy, by=cast[by], reason=reasons("vacancy", "close").first())


def many(cast: made.Cast, count: int, state: str = "active") -> list[Participation]:
    return [
        made.participation(cast, state, participant=made.person(first_name=f"Osallistuja{number}"))
        for number in range(count)
    ]


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def pressed(client: Client, row: Any, event: Event, **data: str) -> list[str]:
    """What the page says after the press of Undo."""
    code = event.verb.partition(".")[0]
    answer = client.post(f"/act/{code}/{row.reference}/undo/{event.pk}/", data)
    page = client.get(answer.headers["Location"])
    assert (answer.status_code, page.status_code) == (303, 200)
    return [str(one) for one in page.context["messages"]]


def told(message: str, **values: Any) -> str:
    """The message as the pages say it, in Finnish."""
    with translation.override("fi"):
        return gettext(message) % values if values else gettext(message)


def whole() -> bool:
    return verify().broken == []


# The group -------------------------------------------------------------------------------------------------


def test_what_is_recorded_together_bears_one_number_that_is_hashed(cast):
    with as_one() as group:
        record("host.join_asked", cast.host, by=cast["responsible"])
        with as_one() as inner:
            record("vacancy.changed", cast.vacancy, by=cast["responsible"])
    alone = record("host.join_asked", cast.host, by=cast["responsible"])

    assert inner == group
    assert list(Event.objects.order_by("pk").values_list("group", flat=True)) == [group, group, None]
    assert (alone.group, group_now()) == (None, None)
    assert whole()


def test_a_group_that_fails_leaves_nothing_and_does_not_go_on(cast):
    @as_one()
    def fail() -> None:
        record("host.join_asked", cast.host, by=cast["responsible"])
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()

    assert not Event.objects.exists()
    assert group_now() is None


def test_what_an_act_brings_along_is_of_its_group(cast):
    row = made.placement(cast, "wanted")
    cause = act(made.placement(cast, "proposed"), "want", by=cast["participant"])

    with pytest.raises(RuntimeError, match="one group"):
        apply(row, "release", by=cast["responsible"], consequence_of=cause)


def test_notes_of_a_group_outlive_what_the_same_group_did_next(cast):
    participants.ask_for_a_call(cast.participation, by=cast["participant"])
    request = CallRequest.objects.get()
    with as_one():
        participants.set_next_step(
            cast.participation, what="Soitto", due_on=timezone.localdate(), by=cast["responsible"]
        )
        participants.mark_called(request, by=cast["responsible"])

    forgotten = forget_old_notes()

    assert forgotten == 1
    assert set(UndoNote.objects.values_list("event__verb", flat=True)) == {
        "participation.next_step_set",
        "participation.called",
    }


def test_a_press_on_several_rows_outside_a_group_is_found(cast):
    one, other = cast.host, cast.vacancy

    same = [record("host.join_asked", row, by=None) for row in (one, one)]
    several = [record("host.join_asked", row, by=None) for row in (one, other)]
    with as_one():
        grouped = [record("host.join_asked", row, by=None) for row in (one, other)]
    entered = [record("account.signed_in", cast["responsible"], by=None), same[0]]

    assert [loose(press) for press in (same, several, grouped, entered)] == [
        [],
        ["host.join_asked"] * 2,
        [],
        [],
    ]


# Undo of what one press did --------------------------------------------------------------------------------


def test_a_closed_place_opens_again_with_its_suggestions(cast):
    rows = [made.placement(cast, "introduced", participation=one, weekly_hours=12) for one in many(cast, 2)]
    before = list(Placement.objects.order_by("pk").values())
    event = closed(cast)
    assert states(*rows) == ["cancelled"] * 2

    done = undo(cast.vacancy, event, by=cast["responsible"])

    after = list(Placement.objects.order_by("pk").values())
    assert Vacancy.objects.get(pk=cast.vacancy.pk).state == "open"
    assert [{key for key in old if old[key] != new[key]} for old, new in zip(before, after, strict=True)] in (
        [set(), set()],
        [{"state_since"}, {"state_since"}],
    )
    assert not CallRequest.objects.exists()
    assert set(Message.objects.values_list("state", flat=True)) <= {Delivery.CANCELLED}
    assert {one.group for one in done.events} != {event.group}
    assert len({one.group for one in done.events}) == 1
    assert sorted(one.undoes_id for one in done.events) == sorted(
        Event.objects.filter(group=event.group).values_list("pk", flat=True)
    )
    assert whole()


@pytest.mark.parametrize("where", ["last", "first"])
def test_nothing_is_taken_back_when_something_has_followed_on_one_row(cast, where):
    rows = [made.placement(cast, "introduced", participation=one) for one in many(cast, 2)]
    event = closed(cast)
    followed = rows[0 if where == "first" else 1]
    record("placement.change_asked", followed, by=cast["responsible"])
    before = (states(*rows), Event.objects.count())

    with pytest.raises(CannotUndo) as stop:
        undo(cast.vacancy, event, by=cast["responsible"])

    assert stop.value.row == followed
    assert not can_undo(cast.vacancy, event, cast["responsible"])
    assert (states(*rows), Event.objects.count()) == before
    assert pressed(signed_in(cast["responsible"]), cast.vacancy, event) == [
        told(REFUSED, what=f"{followed.participation.participant.short_name}: {followed}", why=told(FOLLOWED))
    ]


def test_whoever_has_been_rung_because_of_it_has_heard(cast):
    made.placement(cast, "introduced")
    event = closed(cast)
    workspace.call_was_made(CallRequest.objects.get(), by=cast["responsible"])

    with pytest.raises(CannotUndo, match="rung"):
        undo(cast.vacancy, event, by=cast["responsible"])


def test_a_host_does_not_read_the_name_of_whom_it_was_never_shown(cast):
    hidden = made.placement(cast, "wanted")
    event = closed(cast, by="host_admin")
    record("placement.change_asked", hidden, by=cast["responsible"])

    words = pressed(signed_in(cast["host_admin"]), cast.vacancy, event)

    assert words == [told(REFUSED, what=told("Something that came with it"), why=told(FOLLOWED))]


def test_undo_of_a_group_is_ones_own_for_a_day_and_a_managers_after(cast, time_machine):
    made.placement(cast, "introduced")
    event = closed(cast)
    parts = ("responsible", "colleague", "host_admin", "manager")
    first = [can_undo(cast.vacancy, event, cast[part]) for part in parts]
    time_machine.move_to(timezone.now() + timedelta(hours=25))

    assert first == [True, False, False, True]
    assert [can_undo(cast.vacancy, event, cast[part]) for part in parts] == [False, False, False, True]
    with pytest.raises(CannotUndo, match="more than a day"):
        undo(cast.vacancy, event, by=cast["responsible"])
    with pytest.raises(CannotUndo, match="somebody else"):
        undo(cast.vacancy, event, by=cast["colleague"])


def test_who_ended_a_time_in_the_service_by_mistake_has_it_back_with_its_step_and_suggestions(cast):
    row = made.placement(cast, "wanted")
    participants.set_next_step(
        cast.participation, what="Soitto", due_on=timezone.localdate(), by=cast["responsible"]
    )
    event = placements.end_participation(
        cast.participation,
        by=cast["responsible"],
        exit_status="unknown",
        exit_class="unknown",
        next_destination="?",
    )
    assert not NextStep.objects.filter(done_on=None).exists()

    undo(cast.participation, event, by=cast["responsible"])

    kept = Participation.objects.get(pk=cast.participation.pk)
    assert (kept.state, kept.ended_on, kept.exit_status, kept.next_destination) == ("active", None, "", "")
    assert states(row) == ["wanted"]
    assert NextStep.objects.get().done_on is None


def test_who_changes_their_mind_comes_back_even_where_a_suggestion_cannot(cast):
    stays = made.placement(cast, "wanted")
    wakes = made.placement(cast, "wanted", vacancy=made.vacancy(cast.host))
    event = placements.withdraw_participation(cast.participation, by=cast["participant"])
    closed(cast)

    words = pressed(signed_in(cast["participant"]), cast.participation, event)

    assert Participation.objects.get(pk=cast.participation.pk).state == "active"
    assert states(stays, wakes) == ["cancelled", "wanted"]
    assert words == [
        told("Taken back. No message of it had gone."),
        told("There is no place for this now, it stays as it is: %(what)s", what=stays),
    ]
    assert whole()


def test_a_place_that_was_called_off_does_not_wake_in_a_service_that_is_over(cast):
    row = made.placement(cast, "agreed")
    event = act(row, "cancel", by=cast["responsible"])
    placements.withdraw_participation(cast.participation, by=cast["participant"])

    with pytest.raises(CannotUndo, match="is over"):
        undo(row, event, by=cast["responsible"])


def test_a_call_about_several_suggestions_is_taken_back_as_one(cast):
    offers = made.offer_round(cast)
    rows = [
        made.placement(cast, "proposed", offer_round=offers, vacancy=made.vacancy(cast.host), due_on=day)
        for day in (timezone.localdate() - timedelta(days=2), None)
    ]
    client = signed_in(cast["responsible"])

    answer = client.post(f"/work/placements/{rows[0].reference}/called/")
    page = client.get(answer.url).content.decode()

    event = Event.objects.filter(verb="placement.asked_again").order_by("pk").first()
    assert page.count(f"/undo/{event.pk}/") == 1
    undo(Placement.objects.get(pk=event.object_id), event, by=cast["responsible"])
    assert [Placement.objects.get(pk=row.pk).due_on for row in rows] == [rows[0].due_on, None]


def test_a_call_after_a_no_is_waited_for_again(cast):
    row = made.placement(cast, "refused")
    event = workspace.called_about(row, by=cast["responsible"])
    assert CallRequest.objects.get().called_at

    undo(cast.participation, event, by=cast["responsible"])

    assert not CallRequest.objects.exists()


def test_a_break_that_was_ended_by_mistake_goes_on(cast):
    row = made.participation(cast, "active", participant=made.person(first_name="Tauko"))
    participants.hold(row, by=cast["responsible"], look_again_on=timezone.localdate() + timedelta(days=9))
    event = participants.resume(
        row, by=cast["responsible"], next_step="Soitto", next_step_due_on=timezone.localdate()
    )

    undo(row, event, by=cast["responsible"])

    assert (row.state, row.holds.get().until_on, row.next_steps.count()) == ("on_hold", None, 0)


def test_the_next_step_before_comes_back(cast):
    day = timezone.localdate()
    first = participants.set_next_step(cast.participation, what="Eka", due_on=day, by=cast["responsible"])
    participants.set_next_step(cast.participation, what="Toka", due_on=day, by=cast["responsible"])

    undo(cast.participation, last_event(cast.participation), by=cast["responsible"])

    assert [(step.pk, step.done_on) for step in NextStep.objects.all()] == [(first.pk, None)]


# Pressed twice, too late, by a stranger --------------------------------------------------------------------


def proposed(cast: made.Cast) -> tuple[Placement, Event]:
    kind = cast.vacancy.programme_types.first()
    places = [(cast.vacancy, kind), (made.vacancy(cast.host), kind)]
    offers = placements.propose(cast.participation, places, by=cast["responsible"])
    row = offers.placements.order_by("pk").first()
    return row, last_event(row)


def test_undo_pressed_twice_says_that_it_is_done(cast):
    row, event = proposed(cast)
    client, person = signed_in(cast["responsible"]), f"/work/people/{cast.participation.reference}/"

    first = pressed(client, row, event, next=person)
    second = pressed(client, row, event, next=person)

    assert first == [told("Taken back. No message of it had gone.")]
    assert second == [told("This has been taken back already.")]
    assert Event.objects.filter(undoes=event).count() == 1


@pytest.mark.parametrize("part", ["far_coordinator", "other_participant", "host_admin"])
def test_a_group_of_others_is_not_there(cast, part):
    row, event = proposed(cast)

    answer = signed_in(cast[part]).post(f"/act/placement/{row.reference}/undo/{event.pk}/", {"next": "/my/"})

    assert answer.status_code == 404
    assert states(row) == ["proposed"]


def test_the_number_of_another_group_is_not_there(cast):
    row, _event = proposed(cast)
    other = closed(made.Cast(people=cast.people, vacancy=made.vacancy(cast.host)))

    answer = signed_in(cast["responsible"]).post(f"/act/placement/{row.reference}/undo/{other.pk}/")

    assert answer.status_code == 404


def test_there_is_one_button_for_all_that_was_done(cast):
    made.placement(cast, "introduced")
    client = signed_in(cast["responsible"])

    answer = client.post(
        f"/act/vacancy/{cast.vacancy.reference}/close/",
        {"token": "t", "reason": reasons("vacancy", "close").first().pk},
    )
    address = answer.headers["Location"]
    page = client.get(address).content.decode()

    event = Event.objects.get(verb="vacancy.closed")
    assert address.endswith(f"?done={event.pk}")
    assert page.count("/undo/") == 1
    assert told("What came with it is taken back too.") in page
