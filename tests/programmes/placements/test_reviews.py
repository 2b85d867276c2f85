"""The talk midway and adjustments: scheduled with the start, held, told to two, read by whom they are for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from audit.models import Event
from notifications.models import Message
from programmes.models import Adjustment, Placement, Review
from programmes.placements.services import (
    adjustment_done,
    ask_for_adjustment,
    end,
    hold_review,
)
from programmes.placements.services.reviews import first_review_by, next_review_by
from tests.factories import programmes as make
from workflow.errors import CannotUndo
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def place() -> Placement:
    """A place under way, of a person and a workplace that both have accounts."""
    employer = make.host()
    make.host_person(employer)
    person = make.participant(user=make.account(Role.PARTICIPANT))
    return make.placement(
        "active", row=make.participation("active", person=person), place=make.vacancy(employer=employer)
    )


def page_of(user: Any, address: str) -> str:
    client = Client()
    client.force_login(user, backend=BACKEND)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("starts", "ends", "by"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), date(2026, 1, 16)),
        (date(2026, 1, 1), date(2026, 3, 26), date(2026, 2, 12)),
        (date(2026, 1, 1), date(2026, 12, 31), date(2026, 2, 12)),
        (date(2026, 1, 1), None, date(2026, 2, 12)),
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1)),
    ],
)
def test_the_first_talk_is_halfway_or_after_six_weeks_whichever_is_first(starts, ends, by):
    assert first_review_by(starts, ends) == by


def test_the_start_sets_the_day_of_the_talk(place):
    talk = place.reviews.get()

    assert talk.held_on is None
    assert talk.due_on == first_review_by(place.started_on, place.ends_on)


def test_a_talk_is_told_to_the_two_others_and_the_next_waits(place):
    worker, today = place.participation.coordinator, timezone.localdate()

    hold_review(
        place, by=worker, held_on=today, own_words="Selkä väsyy.", host_view="Hyvin menee.",
        agreed="Tunnit 12:een.", adjustments=["Korkea tuoli"], next_on=today + timedelta(days=60),
    )  # fmt: skip

    held, coming = place.reviews.order_by("due_on")
    assert {held.held_on, coming.held_on} == {today, None}
    assert Adjustment.objects.get().requested_on == today
    assert Message.objects.filter(template="review_held").count() == 2
    assert Event.objects.filter(verb="placement.reviewed").count() == 1


def test_each_reads_what_is_theirs(place):
    worker, today = place.participation.coordinator, timezone.localdate()
    hold_review(
        place, by=worker, held_on=today, own_words="OMATSANAT", host_view="PAIKANSANAT", agreed="SOVITTU",
        adjustments=["KORKEATUOLI"],
    )  # fmt: skip

    own = page_of(place.participation.participant.user, f"/my/places/{place.reference}/")
    host = page_of(place.vacancy.host.memberships.get().user, f"/host/places/{place.reference}/")
    desk = page_of(worker, f"/work/placements/{place.reference}/")

    shown = {"own": own, "host": host, "desk": desk}
    assert {name: [word in page for word in ("OMATSANAT", "PAIKANSANAT", "SOVITTU", "KORKEATUOLI")]
            for name, page in shown.items()} == {
        "own": [True, False, True, True],
        "host": [False, True, True, True],
        "desk": [True, True, True, True],
    }  # fmt: skip


def test_the_words_are_not_to_be_read_in_the_database(place):
    hold_review(
        place, by=place.participation.coordinator, held_on=timezone.localdate(), own_words="SALAISUUS"
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT own_words FROM programmes_review WHERE held_on IS NOT NULL")
        assert "SALAISUUS" not in str(cursor.fetchall())


@pytest.mark.parametrize(
    ("days", "field"), [(1, "held_on"), (-4000, "held_on")], ids=["tomorrow", "before the work"]
)
def test_a_day_that_cannot_be_is_told(place, days, field):
    with pytest.raises(ValidationError) as refused:
        hold_review(
            place, by=place.participation.coordinator, held_on=timezone.localdate() + timedelta(days=days)
        )

    assert field in refused.value.error_dict
    assert not Review.objects.exclude(held_on=None).exists()


def test_what_was_typed_is_there_again_and_two_talks_of_a_day_are_one_too_many(place):
    worker, today = place.participation.coordinator, timezone.localdate()
    client = Client()
    client.force_login(worker, backend=BACKEND)
    sent = {"held_on": f"{today:%-d.%-m.%Y}", "agreed": "Kahvitauko kymmeneltä", "next_on": ""}

    first = client.post(f"/work/placements/{place.reference}/review/", sent)
    second = client.post(f"/work/placements/{place.reference}/review/", sent)

    assert (first.status_code, second.status_code) == (302, 422)
    assert "Kahvitauko kymmeneltä" in second.content.decode()
    assert Review.objects.exclude(held_on=None).count() == 1


def test_notes_are_put_right_and_the_two_hear_of_it(place):
    worker, today = place.participation.coordinator, timezone.localdate()
    hold_review(place, by=worker, held_on=today, agreed="Tunnit 21:een")
    talk = place.reviews.exclude(held_on=None).get()
    client = Client()
    client.force_login(worker, backend=BACKEND)
    address = f"/work/placements/{place.reference}/review/{talk.pk}/"

    client.post(address, {"agreed": "Tunnit 12:een"})
    client.post(address, {"agreed": "Tunnit 12:een"})

    assert Review.objects.get(pk=talk.pk).agreed == "Tunnit 12:een"
    assert Event.objects.filter(verb="placement.review_corrected").count() == 1


def test_an_adjustment_is_done_once_and_not_before_it_was_asked_for(place):
    worker, today = place.participation.coordinator, timezone.localdate()
    one = ask_for_adjustment(place, "Korkea tuoli", by=worker)
    assert ask_for_adjustment(place, " Korkea tuoli ", by=worker) == one

    for wrong in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(ValidationError):
            adjustment_done(one, by=worker, on=wrong)
    adjustment_done(one, by=worker, on=today)

    assert Adjustment.objects.get().done_on == today


def test_a_start_is_taken_back_with_its_talk_but_not_once_it_was_held():
    place = make.placement("active")
    worker = place.participation.coordinator
    started = Event.objects.get(verb="placement.started", object_id=place.pk)
    hold_review(place, by=worker, held_on=place.started_on)

    with pytest.raises(CannotUndo):
        undo(place, started, by=worker)
    assert Review.objects.filter(placement=place).exists()


def test_the_talk_stands_on_the_morning_page_a_week_before_its_day(place):
    worker, today = place.participation.coordinator, timezone.localdate()
    address = f"/work/placements/{place.reference}/review/"

    place.reviews.update(due_on=today + timedelta(days=8))
    assert address not in page_of(worker, "/work/")
    place.reviews.update(due_on=today + timedelta(days=7))
    assert address in page_of(worker, "/work/")


def test_a_next_talk_is_proposed_only_while_the_place_lasts(place):
    place.ends_on = date(2027, 6, 30)
    assert next_review_by(place, date(2027, 1, 1)) == date(2027, 4, 1)
    assert next_review_by(place, date(2027, 4, 20)) is None


def ended(row: Placement, worker: Any) -> Placement:
    """The place, which has run for ten days and ended two days ago."""
    today = timezone.localdate()
    end(row, by=worker, ended_on=today, end_kind="moved_to_job")
    begun = today - timedelta(days=12)
    days = dict.fromkeys(("offered_on", "wanted_on", "introduced_on", "accepted_on", "agreed_on"), begun)
    Placement.objects.filter(pk=row.pk).update(
        **days, starts_on=begun, started_on=begun, ended_on=today - timedelta(days=2)
    )
    return Placement.objects.get(pk=row.pk)


def test_a_talk_held_before_the_end_is_recorded_after_it(place):
    worker, today = place.participation.coordinator, timezone.localdate()
    over = ended(place, worker)
    client = Client()
    client.force_login(worker, backend=BACKEND)
    page = client.get(f"/work/placements/{over.reference}/").content.decode()
    held = today - timedelta(days=5)
    sent = {"held_on": f"{held:%-d.%-m.%Y}", "agreed": "Jatketaan", "next_on": "", "adjustments": "Tuoli"}

    answer = client.post(f"/work/placements/{over.reference}/review/", sent)

    assert f"/work/placements/{over.reference}/review/" in page
    assert answer.status_code == 302
    assert list(over.reviews.values_list("held_on", flat=True)) == [held]
    assert Adjustment.objects.get().requested_on == held


@pytest.mark.parametrize(
    ("days", "next_in", "field"), [(0, None, "held_on"), (5, 30, "next_on")], ids=["after the end", "again"]
)
def test_after_the_end_no_talk_is_held_and_none_comes(place, days, next_in, field):
    worker, today = place.participation.coordinator, timezone.localdate()
    over = ended(place, worker)

    with pytest.raises(ValidationError) as refused:
        hold_review(
            over, by=worker, held_on=today - timedelta(days=days),
            next_on=today + timedelta(days=next_in) if next_in else None,
        )  # fmt: skip

    assert field in refused.value.error_dict


@pytest.mark.parametrize("state", ["proposed", "wanted", "introduced", "refused", "declined"])
def test_where_nobody_works_no_adjustment_is_asked_for(state):
    row = make.placement(state)
    worker = row.participation.coordinator
    client = Client()
    client.force_login(worker, backend=BACKEND)
    address = f"/work/placements/{row.reference}/adjustment/"

    answer = client.post(address, {"what": "Korkea tuoli", "requested_on": ""})

    assert answer.status_code == 422
    assert "Korkea tuoli" in answer.content.decode()
    assert address not in client.get(f"/work/placements/{row.reference}/").content.decode()
    assert not Adjustment.objects.exists()


@pytest.mark.parametrize("state", ["accepted", "signing", "agreed", "active"])
def test_before_the_work_and_while_it_goes_on_an_adjustment_is_asked_for(state):
    row = make.placement(state)

    ask_for_adjustment(row, "Korkea tuoli", by=row.participation.coordinator)

    assert Adjustment.objects.get().placement == row


@pytest.mark.parametrize(("days", "recorded"), [(0, False), (4, True), (-1, False)])
def test_after_the_end_only_what_was_asked_for_before_it_is_recorded(place, days, recorded):
    worker = place.participation.coordinator
    over = ended(place, worker)
    on = timezone.localdate() - timedelta(days=days)
    client = Client()
    client.force_login(worker, backend=BACKEND)

    client.post(
        f"/work/placements/{over.reference}/adjustment/",
        {"what": "Korkea tuoli", "requested_on": f"{on:%-d.%-m.%Y}"},
    )

    assert Adjustment.objects.exists() is recorded
