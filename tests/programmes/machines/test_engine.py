"""What `apply` does, and that nothing has happened when it refuses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.models import Event, Read
from audit.services import record_read
from audit.triggers import create as create_triggers
from audit.triggers import create_against_replace, drop_against_replace
from audit.triggers import drop as drop_triggers
from audit.verifying import broken_events
from notifications.models import Delivery, Message
from notifications.services import send_due
from programmes.models import CallRequest, NextStep, Participation, Placement, ReasonCode, Vacancy
from programmes.participants import services as participants
from programmes.participants.steps import tell_last_day
from programmes.placements import services as placements
from tests.programmes.machines import cast as made
from workflow.engine import apply
from workflow.errors import CannotUndo, OutOfTurn
from workflow.models import UndoNote
from workflow.notes import change_beside, keep_for_good, remember_made
from workflow.services import act
from workflow.undo import can_undo, undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


def everything() -> tuple[Any, ...]:
    return (
        Event.objects.count(),
        Message.objects.count(),
        list(Placement.objects.values_list("pk", "state", "wanted_on").order_by("pk")),
    )


def test_a_transition_changes_the_row_and_leaves_one_event_and_the_messages(cast):
    row = made.placement(cast, "proposed")

    event = act(row, "want", by=cast["participant"], rank=2, shown_to_host=["phone"])

    row.refresh_from_db(fields=["wanted_on", "wanted_rank", "shown_to_host", "due_on"])
    assert (row.state, row.wanted_on, row.wanted_rank, row.shown_to_host) == (
        "wanted",
        timezone.localdate(),
        2,
        ["phone"],
    )
    assert (event.verb, event.from_state, event.to_state, event.actor_id, event.data) == (
        "placement.wanted",
        "proposed",
        "wanted",
        cast["participant"].pk,
        {"rank": 2},
    )
    assert list(Message.objects.values_list("template", "recipient__email", "state")) == [
        ("participant_answered", "stand_in@example.org", Delivery.PENDING)
    ]


@pytest.mark.parametrize(
    "part", ["other_participant", "host_admin", "referrer", "colleague", "manager", "anonymous"]
)
def test_nothing_happens_when_the_policy_says_no(cast, part):
    row = made.placement(cast, "proposed")
    before = everything()

    with pytest.raises(PermissionDenied):
        act(row, "want", by=cast[part])

    assert everything() == before


def test_nothing_happens_out_of_turn(cast):
    row = made.placement(cast, "declined")
    before = everything()

    with pytest.raises(OutOfTurn):
        act(row, "want", by=cast["participant"])

    assert everything() == before


def test_nothing_happens_when_a_value_is_wrong(cast):
    row = made.placement(cast, "proposed")
    before = everything()

    with pytest.raises(ValidationError):
        act(row, "want", by=cast["participant"], on=row.offered_on - timedelta(days=1))

    assert everything() == before


def test_the_same_form_twice_is_one_transition(cast):
    row = made.placement(cast, "proposed")

    first = act(row, "want", by=cast["participant"], token="abc")
    second = act(row, "want", by=cast["participant"], token="abc")

    assert (second.pk, Event.objects.count(), Message.objects.count()) == (first.pk, 1, 1)


def test_a_day_may_be_ninety_days_back_and_no_more(cast):
    day = timezone.localdate() - timedelta(days=90)
    row = made.placement(cast, "proposed", offered_on=day - timedelta(days=5))

    with pytest.raises(ValidationError):
        act(row, "want", by=cast["responsible"], on=day - timedelta(days=1))
    event = act(row, "want", by=cast["responsible"], on=day, on_word="phone")

    assert (event.on, event.on_word, row.wanted_on) == (day, "phone", day)


def test_a_day_in_the_future_is_refused(cast):
    row = made.placement(cast, "proposed")

    with pytest.raises(ValidationError):
        act(row, "want", by=cast["responsible"], on=timezone.localdate() + timedelta(days=1))


def test_a_full_vacancy_takes_nobody_more(cast):
    made.placement(cast, "accepted")
    other = made.placement(cast, "introduced", participation=made.participation(cast, "active"))

    with pytest.raises(ValidationError, match="taken"):
        placements.accept(other, by=cast["host_admin"], guide="Veikko")

    assert Placement.objects.get(pk=other.pk).state == "introduced"


def test_the_last_signature_agrees_the_place_and_lets_the_others_go(cast):
    offers = made.offer_round(cast)
    row = made.placement(cast, "accepted", offer_round=offers)
    beside = made.placement(cast, "wanted", offer_round=offers, vacancy=made.vacancy(cast.host, seats=2))
    issue(cast, row)

    placements.sign(row, by=cast["participant"], party="participant", version=1)
    placements.sign(row, by=cast["host_admin"], party="host", version=1)
    half = row.state
    placements.sign(row, by=cast["responsible"], party="area", version=1)

    assert (half, row.state, row.agreed_on) == ("signing", "agreed", timezone.localdate())
    assert Placement.objects.get(pk=beside.pk).state == "released"
    assert [signature.party for signature in row.agreements.get().signatures.all()] == [
        "participant",
        "host",
        "area",
    ]


def test_a_signature_needs_the_version_that_was_read(cast):
    row = made.placement(cast, "accepted")
    issue(cast, row)

    with pytest.raises(ValidationError, match="changed"):
        placements.sign(row, by=cast["participant"], party="participant", version=2)


@pytest.mark.parametrize(
    ("part", "party"), [("participant", "host"), ("host_admin", "participant"), ("host_admin", "area")]
)
def test_nobody_signs_for_another(cast, part, party):
    row = made.placement(cast, "accepted")
    issue(cast, row)

    with pytest.raises(PermissionDenied):
        placements.sign(row, by=cast[part], party=party, version=1)


def issue(cast: made.Cast, row: Placement) -> None:
    today = timezone.localdate()
    placements.issue_agreement(
        row,
        by=cast["responsible"],
        starts_on=today,
        ends_on=today + timedelta(days=60),
        weekly_hours=16,
        guide="Veikko",
        tasks="Tiskaus",
        aim="Työn taidot",
        insurance="Työllisyysalue",
    )


def test_leaving_the_service_calls_off_what_was_not_agreed(cast):
    row = made.placement(cast, "introduced")

    participants_left = placements.withdraw_participation(cast.participation, by=cast["participant"])

    cancelled = Event.objects.get(verb="placement.cancelled")
    assert Placement.objects.get(pk=row.pk).state == "cancelled"
    assert cancelled.data == {"consequence_of": participants_left.pk}


def test_leaving_waits_for_a_running_place(cast):
    made.placement(cast, "active")

    with pytest.raises(ValidationError, match="under way"):
        placements.withdraw_participation(cast.participation, by=cast["participant"])


def test_closing_a_vacancy_asks_for_a_call(cast):
    made.placement(cast, "introduced")

    placements.close_vacancy(
        cast.vacancy, by=cast["host_admin"], reason=ReasonCode.objects.get(machine="vacancy", code="filled")
    )

    assert Vacancy.objects.get(pk=cast.vacancy.pk).state == "closed"
    assert CallRequest.objects.filter(participation=cast.participation, called_at=None).count() == 1


def test_undo_brings_the_row_back_and_takes_the_message(cast):
    row = made.placement(cast, "proposed")
    event = act(row, "want", by=cast["participant"], rank=2)

    undo(row, event, by=cast["participant"])

    fresh = Placement.objects.get(pk=row.pk)
    assert (fresh.state, fresh.wanted_on, fresh.wanted_rank) == ("proposed", None, None)
    assert list(Message.objects.values_list("state", flat=True)) == [Delivery.CANCELLED]
    assert Event.objects.order_by("-pk").first().undoes_id == event.pk


def test_undo_takes_away_the_rows_that_the_act_made(cast):
    row = made.participation(cast, "waiting")
    event = participants.start(
        row,
        by=cast["responsible"],
        next_step="Puhelu",
        next_step_due_on=timezone.localdate() + timedelta(days=7),
    )

    undo(row, event, by=cast["responsible"])

    assert (row.state, row.started_on, NextStep.objects.count()) == ("waiting", None, 0)


def test_what_comes_with_an_act_that_stays_for_good_is_not_kept_for_an_undo(cast):
    row = made.placement(cast, "proposed")
    event = act(row, "want", by=cast["participant"], shown_to_host=[])
    today = timezone.localdate()
    step = NextStep.objects.create(participation=cast.participation, what="Soitto", due_on=today)
    tell_last_day([cast.participation.pk])

    keep_for_good(event)
    remember_made(event, step)
    change_beside(event, NextStep.objects.filter(pk=step.pk), done_on=today)

    assert not UndoNote.objects.filter(event=event).exists()
    assert NextStep.objects.get(pk=step.pk).done_on == today


def test_a_message_that_has_gone_is_followed_by_a_correction(cast):
    row = made.placement(cast, "proposed")
    event = act(row, "want", by=cast["participant"])
    Message.objects.update(state=Delivery.SENT)

    undo(row, event, by=cast["participant"])

    assert list(Message.objects.order_by("pk").values_list("template", "state")) == [
        ("participant_answered", Delivery.SENT),
        ("correction", Delivery.PENDING),
    ]


def test_undo_is_not_there_when_something_has_followed(cast):
    row = made.placement(cast, "proposed")
    first = act(row, "want", by=cast["participant"])
    placements.introduce(row, by=cast["responsible"])

    assert can_undo(row, first, cast["participant"]) is False
    with pytest.raises(CannotUndo):
        undo(row, first, by=cast["participant"])


def test_undo_is_ones_own_for_a_day_and_a_managers_after(cast, time_machine):
    row = made.placement(cast, "proposed")
    event = act(row, "want", by=cast["participant"])

    assert [can_undo(row, event, cast[part]) for part in ("participant", "responsible", "manager")] == [
        True,
        False,
        True,
    ]
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    assert [can_undo(row, event, cast[part]) for part in ("participant", "responsible", "manager")] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("who", ["participant", "responsible"])
def test_who_left_may_change_their_mind_for_seven_days(cast, time_machine, who):
    row = cast.participation
    event = placements.withdraw_participation(row, by=cast["participant"], on=timezone.localdate())
    time_machine.move_to(timezone.now() + timedelta(days=6, hours=23))

    undo(row, event, by=cast[who])

    kept = Participation.objects.get(pk=row.pk)
    assert (kept.state, kept.withdrawn_on) == ("active", None)


def test_after_seven_days_only_a_manager_brings_a_person_back(cast, time_machine):
    row = cast.participation
    event = placements.withdraw_participation(row, by=cast["participant"], on=timezone.localdate())
    others = [cast[who] for who in ("referrer", "host_admin", "far_coordinator", "other_participant")]
    early = [can_undo(row, event, other) for other in others]

    time_machine.move_to(timezone.now() + timedelta(days=7, minutes=1))

    assert not any(early)
    assert [can_undo(row, event, cast[who]) for who in ("participant", "responsible", "manager")] == [
        False,
        False,
        True,
    ]


def test_a_changed_mind_does_not_make_two_times_in_the_service_at_once(cast):
    row = cast.participation
    event = placements.withdraw_participation(row, by=cast["participant"], on=timezone.localdate())
    Participation.objects.create(participant=row.participant, municipality_id=row.municipality_id)

    with pytest.raises(CannotUndo):
        undo(row, event, by=cast["participant"])


def test_a_state_cannot_be_set_past_the_engine(cast):
    row = made.placement(cast, "proposed")

    with pytest.raises(TypeError):
        Placement.objects.filter(pk=row.pk).update(state="closed")
    with pytest.raises(AttributeError):
        row.state = "closed"


def test_the_chain_holds_and_shows_what_was_changed(cast):
    row = made.placement(cast, "proposed")
    act(row, "want", by=cast["participant"])
    middle = apply(row, "release", by=cast["responsible"])
    whole = broken_events()

    Event.objects.filter(pk=middle.pk).update(verb="placement.declined")

    assert (whole, broken_events()) == ([], [middle.pk])


def test_the_database_refuses_to_change_what_is_on_record(cast):
    row = made.placement(cast, "proposed")
    event = act(row, "want", by=cast["participant"])
    record_read(cast["responsible"], cast.participant, page="work:person")
    look = Read.objects.get()
    with (
        connection.schema_editor(atomic=False)
        if connection.vendor != "sqlite"
        else _sqlite_editor() as editor
    ):
        create_triggers(editor)
        create_against_replace(editor)
        try:
            for change in (
                lambda: Event.objects.filter(pk=event.pk).update(verb="x"),
                lambda: Event.objects.filter(pk=event.pk)._raw_delete("default"),
                lambda: _replace(event),
                lambda: _replace(look),
            ):
                with pytest.raises(Exception, match="append-only"), transaction.atomic():
                    change()
            record_read(cast["colleague"], cast.participant, page="work:person")  # new rows still go in
        finally:
            drop_triggers(editor)
            drop_against_replace(editor)


def _replace(row: Any) -> None:
    """The row is put in the place of itself with another word, by an insert that meets it."""
    other = "role" if isinstance(row, Read) else "verb"
    fields = [field for field in row._meta.concrete_fields if field.attname != other]
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    quoted = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    verb, meets = ("REPLACE", "") if connection.vendor == "sqlite" else ("INSERT", ON_CONFLICT)
    marks = ", ".join(["%s"] * len(values))
    statement = f"{verb} INTO {row._meta.db_table} ({quoted}, {other}) VALUES ({marks}, 'x'){meets}"
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


ON_CONFLICT = " ON CONFLICT (id) DO UPDATE SET object_type = 'x'"


class _sqlite_editor:  # noqa: N801 - SQLite's own editor refuses to open inside a transaction
    def __enter__(self) -> Any:
        self.connection = connection
        return self

    def __exit__(self, *error: Any) -> None:
        return None

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_message_waits_its_ten_minutes_and_goes_once(cast, mailoutbox, time_machine):
    row = made.placement(cast, "proposed")
    act(row, "want", by=cast["participant"])

    early = send_due()
    time_machine.move_to(timezone.now() + timedelta(minutes=11))
    late, again = send_due(), send_due()

    assert (early, late, again, len(mailoutbox)) == (0, 1, 0, 1)
    assert Message.objects.get().state == Delivery.SENT


def test_a_sender_that_died_leaves_a_message_in_doubt_that_is_not_sent_again(cast, mailoutbox, time_machine):
    row = made.placement(cast, "proposed")
    act(row, "want", by=cast["participant"])
    Message.objects.update(state=Delivery.SENDING, claimed_at=timezone.now())

    time_machine.move_to(timezone.now() + timedelta(minutes=30))
    sent = send_due()

    assert (sent, mailoutbox, Message.objects.get().state) == (0, [], Delivery.IN_DOUBT)


def test_a_person_holds_one_seat_at_a_vacancy(cast):
    made.placement(cast, "accepted")

    with pytest.raises(IntegrityError), transaction.atomic():
        made.placement(cast, "agreed")
