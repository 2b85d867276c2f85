"""The demo: the same each time, every state there, no rule broken, nothing done where people may be real."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.db.models import Count
from django.db.utils import DatabaseError

from accounts.models import Assignment, User
from audit.models import Event
from audit.services import record
from audit.verifying import broken_events
from notifications.models import Delivery, Message
from programmes.employers.models import HostEmployer, Vacancy
from programmes.exchange.demo import NotADemoError, check_free, flush_demo, load_demo, stamp
from programmes.exchange.demo.course import HISTORY_DAYS
from programmes.exchange.models import ImportRun
from programmes.participants.models import Interest, Participant, Participation, StatusChange
from programmes.placements.models import (
    Adjustment,
    AttendanceDay,
    HoursStep,
    Placement,
    PlacementPause,
    PlacementPeriod,
    Review,
    Session,
)
from programmes.servicepoints.models import Complaint, Feedback, HoursException, SafetyReport
from programmes.workspace.figures import read_tables
from programmes.workspace.models import SavedList
from tests.programmes.exchange import demo_rules

TODAY = date(2026, 11, 22)
PEOPLE = 120
# What is there by chance or by the clock; of a sealed file its name, for its content has its own hash.
LEFT_OUT = {"id", "previous_hash", "hash", "object_id", "last_login", "date_joined", "made_at", "password",
            "root", "marks", "previous", "file", "report"}  # fmt: skip


def made(**changes: Any) -> None:
    load_demo(
        **{"participants": PEOPLE, "seed": 7, "today": TODAY, "tell": lambda what, share: None} | changes
    )


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, reference: None) -> Iterator[None]:
    """One demo for the checks that only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        made()
        yield
        transaction.set_rollback(True)


def kinds() -> list[type[models.Model]]:
    """Every kind of row that a demo makes."""
    return [
        *apps.get_app_config("programmes").get_models(),
        *apps.get_app_config("audit").get_models(),
        *apps.get_app_config("notifications").get_models(),
        User,
    ]


def digest() -> str:
    """A hash over all that the rows say, with rows named by their references and not by numbers."""
    said = []
    for model in kinds():
        columns = [column for field in model._meta.concrete_fields if (column := _column(field))]
        if not columns:
            continue
        rows = model._default_manager.order_by("pk").values(*columns)
        if model is Event:
            rows = rows.exclude(verb__startswith="account.").exclude(verb__startswith="role.")
        said.append([model.__name__, [_plain(row) for row in rows]])
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def _column(field: models.Field) -> str:
    if field.name in LEFT_OUT:
        return ""
    if not field.is_relation:
        return field.name
    named = [name.name for name in field.related_model._meta.concrete_fields]
    return next(
        (f"{field.name}__{name}" for name in ("reference", "code", "email", "business_id") if name in named),
        "",
    )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    numbers = {"consequence_of", "coordinator", "user", "handler"}
    return row | (
        {"data": {k: v for k, v in row["data"].items() if k not in numbers}} if "data" in row else {}
    )


def test_demo_is_the_same_for_the_same_numbers(db: None, reference: None) -> None:
    made()
    first = digest()

    flush_demo()
    made()

    assert digest() == first


def test_demo_differs_for_another_seed(db: None, reference: None) -> None:
    made()
    first = set(Participant.objects.values_list("first_name", "last_name", "birth_date"))

    flush_demo()
    made(seed=8)

    assert set(Participant.objects.values_list("first_name", "last_name", "birth_date")) != first


@pytest.mark.usefixtures("demo")
class TestRules:
    """What the rows of one demo say, read apart from the code that made them."""

    def test_every_state_that_can_be_reached_is_there(self) -> None:
        states = {
            model: set(model.objects.values_list("state", flat=True))
            for model in (Participation, Interest, HostEmployer, Vacancy, Placement, Session, Complaint)
        }

        assert states == {
            Participation: {"referred", "returned", "waiting", "active", "on_hold", "withdrawn", "ended"},
            Interest: {"sent", "taken_up", "answered", "cancelled"},
            HostEmployer: {"registered", "verified", "rejected", "suspended", "closed"},
            Session: {"planned", "cancelled"},
            Complaint: {"received", "acknowledged", "answered", "closed"},
            Vacancy: {"draft", "submitted", "returned", "open", "paused", "expired", "closed"},
            Placement: {
                "proposed", "wanted", "introduced", "accepted", "refused", "declined", "released", "signing",
                "agreed", "active", "paused", "ended", "closed", "cancelled",
            },
        }  # fmt: skip

    def test_sizes_are_those_asked_for(self) -> None:
        assert Participant.objects.count() == PEOPLE

    @pytest.mark.parametrize(
        "check",
        [
            demo_rules.dates_out_of_order,
            demo_rules.states_against_dates,
            demo_rules.offers_outside_open_time,
            demo_rules.rounds_wrong,
            demo_rules.participations_wrong,
            demo_rules.agreements_wrong,
            demo_rules.vacancies_wrong,
            demo_rules.limits_untold,
            demo_rules.reasons_missing,
            demo_rules.trail_wrong,
        ],
        ids=lambda check: check.__name__,
    )
    def test_rule_holds(self, check: Any) -> None:
        assert check() == []

    def test_seats_are_never_over(self) -> None:
        assert demo_rules.seats_over(TODAY) == []

    def test_chain_is_whole(self) -> None:
        assert broken_events() == []

    def test_no_text_looks_like_an_identity_code(self) -> None:
        assert demo_rules.identity_codes(kinds()) == []

    def test_history_reaches_from_two_years_back_to_yesterday(self) -> None:
        days = Event.objects.exclude(on=None).aggregate(first=models.Min("on"), last=models.Max("on"))

        assert (TODAY - days["first"]).days > HISTORY_DAYS - 60
        assert days["last"] == date(2026, 11, 20)

    def test_addresses_belong_to_nobody(self) -> None:
        addresses = [*Participant.objects.exclude(email="").values_list("email", flat=True)]
        addresses += [*HostEmployer.objects.values_list("contact_email", flat=True)]

        assert {address.split("@")[1] for address in addresses} == {"demo.example"}
        assert all(
            one.startswith("040 555 ")
            for one in Participant.objects.exclude(phone="").values_list("phone", flat=True)
        )
        assert all(one.startswith("9") for one in HostEmployer.objects.values_list("business_id", flat=True))

    def test_demo_person_has_two_places_to_answer(self) -> None:
        person = Participant.objects.get(user__email="participant@demo.example")

        waiting = Placement.objects.filter(participation__participant=person, state="proposed")

        assert str(person) == "Helmi Karppinen"
        assert waiting.count() == 2
        assert waiting.values("offer_round").distinct().count() == 1

    def test_demo_host_has_something_of_each_kind(self) -> None:
        host = HostEmployer.objects.get(
            memberships__user__email="host@demo.example", memberships__role="signer"
        )
        at_host = Placement.objects.filter(vacancy__host=host)

        assert host.state == "verified"
        assert set(host.vacancies.values_list("state", flat=True)) == {
            "draft",
            "submitted",
            "returned",
            "open",
            "paused",
            "expired",
            "closed",
        }
        assert host.vacancies.filter(state="open", warned_days=14).exists()
        assert host.vacancies.filter(pauses__by_quota=True, monthly_quota=3).exists()
        assert {"introduced", "signing", "active"} <= set(at_host.values_list("state", flat=True))

    def test_demo_coordinator_has_something_told_of_each_kind(self) -> None:
        worker = User.objects.get(email="coordinator@demo.example")
        own = Complaint.objects.filter(handler=worker)

        assert {"acknowledged", "answered"} <= set(own.values_list("state", flat=True))
        assert own.filter(state="acknowledged", due_on__lt=TODAY).exists()
        assert Feedback.objects.filter(answered_on=None, due_on__lt=TODAY).exists()
        assert SafetyReport.objects.filter(called_at=None).count() == 1
        assert Feedback.objects.filter(kind="experience", score__gte=9).exists()

    def test_breaks_steps_and_extensions_are_there(self) -> None:
        over = PlacementPause.objects.exclude(until_on=None)
        told = AttendanceDay.objects.filter(
            month__placement__pauses__from_on__lte=models.F("on"),
            month__placement__pauses__until_on__gt=models.F("on"),
        )

        assert over.exists()
        assert not told.exists()
        assert Placement.objects.filter(state="paused", due_on=models.F("resumes_on")).count() == 2
        assert PlacementPeriod.objects.filter(version=2, starts_on__lte=TODAY).exists()
        assert HoursStep.objects.exists()
        assert not HoursStep.objects.filter(from_on__gt=models.F("placement__ends_on")).exists()

    def test_no_interest_waits_for_long_or_after_the_service(self) -> None:
        sent = Interest.objects.filter(state="sent")

        assert sent.exists()
        assert not sent.exclude(
            participation__state__in=["referred", "waiting", "active", "on_hold"]
        ).exists()
        assert sent.order_by("sent_on")[0].sent_on > TODAY - timedelta(days=30)

    def test_talks_and_adjustments_are_there_in_each_state(self) -> None:
        running = Review.objects.filter(placement__state="active")
        mine = Adjustment.objects.filter(
            placement__participation__coordinator__email="coordinator@demo.example"
        )

        assert running.filter(held_on=None, due_on__lt=TODAY).exists()
        assert running.filter(held_on=None, due_on__gte=TODAY).exists()
        assert running.exclude(held_on=None).exclude(agreed="").exists()
        assert not Review.objects.filter(held_on__lt=models.F("placement__started_on")).exists()
        assert not Review.objects.filter(held_on__gt=models.F("placement__ended_on")).exists()
        assert mine.filter(done_on=None).exists()
        assert Adjustment.objects.filter(done_on__gt=models.F("requested_on")).exists()

    def test_demo_referrer_sees_how_referrals_went(self) -> None:
        states = Participation.objects.filter(referrer__email="referrer@demo.example").values_list(
            "state", flat=True
        )

        assert sorted(states) == [
            "active", "active", "active", "ended", "referred", "returned", "waiting", "withdrawn",
        ]  # fmt: skip

    def test_demo_coordinator_has_the_rare_things_too(self) -> None:
        mine = Placement.objects.filter(participation__coordinator__email="coordinator@demo.example")
        two_versions = mine.filter(state="active", agreements__version=2, due_on__lt=models.F("ends_on"))
        late = Event.objects.filter(verb="placement.signed", data__days_late__gte=1)
        shared = Participant.objects.filter(email="yhteinen@demo.example")

        assert two_versions.get().agreements.filter(void=False).count() == 2
        assert mine.filter(state="signing", starts_on__lt=TODAY).exists()
        assert mine.filter(state="agreed", pk__in=late.values("object_id")).exists()
        assert shared.filter(user=None, contact_channel="email").count() == 2

    def test_people_of_a_worker_who_has_left_wait_for_another(self) -> None:
        left = Event.objects.get(verb="role.ended")
        theirs = Participation.objects.filter(coordinator=left.object_id)

        assert not Assignment.objects.current(TODAY).filter(user=left.object_id).exists()
        assert theirs.filter(state__in=["waiting", "active", "on_hold"]).exists()
        assert not list(Event.objects.filter(actor=left.object_id, on__gt=left.at.date()))

    def test_a_service_point_has_days_with_other_hours_after_each_other(self) -> None:
        spans = HoursException.objects.exclude(until=None)

        assert {span.opens is None for span in spans} == {True, False}

    def test_outbox_has_a_message_in_each_state(self) -> None:
        assert set(Message.objects.values_list("state", flat=True)) == set(Delivery.values)

    def test_reports_can_read_it(self) -> None:
        assert len(read_tables(None)["participations"]["participation_id"]) == Participation.objects.count()


def test_people_without_a_stamp_are_left_alone(db: None, reference: None) -> None:
    HostEmployer.objects.create(business_id="9100007-1", name="Oikea ry")

    with pytest.raises(CommandError, match="not stamped as demo") as refusal:
        call_command("load_demo", stdout=StringIO(), stderr=StringIO())

    assert refusal.value.returncode == 2
    assert stamp() is None
    with pytest.raises(NotADemoError):
        check_free()


def test_flush_without_a_stamp_empties_nothing(db: None, reference: None) -> None:
    HostEmployer.objects.create(business_id="9100007-1", name="Oikea ry")

    with pytest.raises(CommandError, match="not stamped as demo") as refusal:
        call_command("load_demo", "--flush", stdout=StringIO(), stderr=StringIO())

    assert refusal.value.returncode == 2
    assert HostEmployer.objects.count() == 1


def test_second_run_says_it_is_there(db: None, reference: None) -> None:
    made(participants=60)
    before, said = digest(), StringIO()

    call_command("load_demo", "--participants", "500", stdout=said, stderr=StringIO())

    assert said.getvalue() == "The demo is there already: seed 7, up to 2026-11-22.\n"
    assert digest() == before


def test_acts_go_on_at_the_end_of_the_chain(db: None, reference: None) -> None:
    made(participants=60)
    newest = Event.objects.latest("pk")

    event = record("account.signed_in", None, by=None)

    assert (event.pk > newest.pk, broken_events()) == (True, [])


def test_flush_keeps_areas_and_the_door_and_locks_the_trail_again(db: None, reference: None) -> None:
    made(participants=60)

    flush_demo()

    assert (Participant.objects.count(), Event.objects.count(), stamp()) == (0, 0, None)
    assert User.objects.filter(email="coordinator@demo.example").exists()
    made(participants=60)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE audit_event SET verb = 'x'")


@pytest.mark.parametrize(
    "wrong", [("--participants", "5"), ("--participants", "many"), ("--today", "22.11.2026")]
)
def test_wrong_numbers_are_named(db: None, wrong: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match=wrong[0]):
        call_command("load_demo", *wrong, stdout=StringIO(), stderr=StringIO())


def test_an_import_waits_to_be_looked_at_and_a_worker_has_saved_lists(demo: None) -> None:
    run = ImportRun.objects.get()

    assert (run.status, run.new, run.rejected) == ("checked", 3, 1)
    assert SavedList.objects.values("user").annotate(lists=Count("pk")).get()["lists"] == 2
    assert StatusChange.objects.exists()
