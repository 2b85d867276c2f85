"""The trail: each act follows the one before it about the same object, and all is sealed: nothing unseen."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from audit import sealing
from audit.contents import event_hash, read_hash
from audit.models import Event, Read, Seal, SealEnd
from audit.sealing import seal_everything
from audit.services import append, new_event, record, record_read
from audit.verifying import ANEW, CHANGED, GONE, NO_LINK, SLIPPED_IN, verify

pytestmark = pytest.mark.django_db
EVENTS = 60


@pytest.fixture
def people() -> list[User]:
    return [User.objects.create(email=f"{number}@example.org") for number in range(5)]


@pytest.fixture
def trail(people: list[User], monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """Sixty acts about five objects under seals of ten, and as many looks."""
    monkeypatch.setattr(sealing, "MOST_AT_ONCE", 10)
    events = [
        record("test.done", people[number % 5], by=people[0], data={"n": number}) for number in range(EVENTS)
    ]
    for number in range(EVENTS):
        record_read(people[0], people[number % 5], page="test:page")
    seal_everything()
    return events


def broken() -> list[tuple[str, int, str]]:
    return [(found.table, found.number, found.wrong) for found in verify().broken]


def rows(model: Any, **where: Any) -> Any:
    return model._base_manager.filter(**where)


def test_everything_is_sealed_and_holds(trail):
    found = verify()

    assert (found.broken, found.rows, found.sealed) == (
        [],
        {"event": EVENTS, "read": EVENTS},
        {"event": EVENTS, "read": EVENTS},
    )
    assert [seal.count for seal in Seal.objects.filter(table="event")] == [10] * 6


def test_each_event_follows_the_one_before_it_about_the_same_object(trail):
    own = [event for event in trail if event.object_id == trail[0].object_id]

    assert bytes(own[0].previous_hash) == b""
    assert [bytes(event.previous_hash) for event in own[1:]] == [bytes(event.hash) for event in own[:-1]]


def test_events_written_at_once_follow_one_another(people):
    append([new_event("test.done", people[number % 2], by=None) for number in range(10)])
    record("test.done", people[0], by=None)

    assert broken() == []


def test_what_is_not_sealed_yet_is_said_to_be_so(trail, people):
    record("test.done", people[0], by=None)
    said = StringIO()

    call_command("audit", "verify", "--workers", "1", stdout=said)

    assert said.getvalue().splitlines() == [
        "61 events: 60 sealed, 1 not sealed yet",
        "60 looks: all sealed",
        "The trail is whole",
    ]


def test_the_command_names_what_is_broken_and_fails(trail):
    rows(Event, pk=trail[3].pk).update(verb="test.other")
    said = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("audit", "verify", "--workers", "1", stdout=said)

    assert (ended.value.code, said.getvalue().splitlines()[0]) == (
        1,
        f"Broken: event {trail[3].pk} {CHANGED}",
    )


# Each plants one change in the row, as somebody with the database in their hands would.
def change(event: Event) -> None:
    rows(Event, pk=event.pk).update(verb="test.other")


def change_and_hash_anew(event: Event) -> None:
    event.verb = "test.other"
    rows(Event, pk=event.pk).update(verb=event.verb, hash=event_hash(event))


def take_away(event: Event) -> None:
    rows(Event, pk=event.pk)._raw_delete("default")


def date_back(event: Event) -> None:
    rows(Event, pk=event.pk).update(at=F("at") - timedelta(seconds=1))


def give_to_another(event: Event) -> None:
    rows(Event, pk=event.pk).update(actor=None)


PLANTED: dict[Callable[[Event], None], str] = {
    change: CHANGED,
    change_and_hash_anew: ANEW,
    take_away: GONE,
    date_back: CHANGED,
    give_to_another: CHANGED,
}


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_change_is_named_wherever_it_is(trail, plant):
    for event in random.Random(1).sample(trail, 4):
        kept = Event.objects.get(pk=event.pk)
        plant(event)

        assert ("event", event.pk, PLANTED[plant]) in broken()

        rows(Event, pk=event.pk)._raw_delete("default")
        kept.save(force_insert=True)
    assert broken() == []


def test_two_events_that_change_places_are_both_named(trail):
    one, other = trail[7], trail[8]
    values = {field.attname: getattr(other, field.attname) for field in Event._meta.concrete_fields[1:]}
    own = {field.attname: getattr(one, field.attname) for field in Event._meta.concrete_fields[1:]}
    rows(Event, pk=other.pk).update(token="away")

    rows(Event, pk=one.pk).update(**values)
    rows(Event, pk=other.pk).update(**own)

    assert {("event", one.pk, ANEW), ("event", other.pk, ANEW)} <= set(broken())


def test_an_event_put_between_others_is_named(people, trail):
    numbers = [event.pk for event in trail]
    rows(Event, pk=numbers[1])._raw_delete("default")
    between = new_event("test.done", people[1], by=None)
    between.pk = numbers[-1] + 1
    append([between])

    rows(Event, pk=between.pk).update(id=numbers[1])

    found = {number for table, number, _wrong in broken() if table == "event"}
    assert found == {numbers[1], numbers[6]}


def test_an_act_that_ended_after_a_younger_one_comes_under_the_next_seal(people):
    first = record("test.done", people[0], by=None)
    late = new_event("test.done", people[1], by=None)
    late.pk = first.pk + 1
    younger = new_event("test.done", people[2], by=None)
    younger.pk = first.pk + 2
    append([younger])
    sealed = seal_everything()

    append([late])
    assert broken() == []
    again = seal_everything()

    assert (sealed, again, broken()) == (2, 1, [])
    newest = Seal.objects.filter(table="event").last()
    assert (newest.late, newest.holes) == ([[late.pk, late.pk]], [])


def test_a_number_that_nothing_came_to_is_not_waited_for_for_ever(people, time_machine):
    first = record("test.done", people[0], by=None)
    younger = new_event("test.done", people[2], by=None)
    younger.pk = first.pk + 2
    append([younger])
    seal_everything()
    time_machine.move_to(timezone.now() + timedelta(days=1, minutes=1))
    far = new_event("test.done", people[2], by=None)
    far.pk = first.pk + 3
    append([far])

    seal_everything()

    assert Seal.objects.filter(table="event").last().holes == []
    late = new_event("test.done", people[1], by=None)
    late.pk = first.pk + 1
    append([late])
    assert broken() == [("event", late.pk, SLIPPED_IN)]


@pytest.mark.parametrize("number", [0, 3, 5])
def test_a_seal_that_was_changed_is_named(trail, number):
    seal = Seal.objects.filter(table="event").order_by("first")[number]
    rows(Seal, pk=seal.pk).update(at=F("at") - timedelta(days=1))

    assert ("seal of event", seal.pk, "was changed, or was not made by the service") in broken()


def test_a_seal_that_is_gone_is_missed_by_the_next(trail):
    gone, following = Seal.objects.filter(table="event").order_by("first")[2:4]
    rows(Seal, pk=gone.pk)._raw_delete("default")

    assert broken() == [("seal of event", following.pk, "does not follow the seal before it")]


@pytest.mark.parametrize("also_the_end", [False, True])
def test_an_end_that_is_cut_off_with_its_seals_is_missed(trail, also_the_end):
    *_others, kept, last = Seal.objects.filter(table="event").order_by("first")
    rows(Event, pk__gte=last.first)._raw_delete("default")
    rows(Seal, pk=last.pk)._raw_delete("default")
    if also_the_end:  # made to point at another seal, without the key
        rows(SealEnd, table="event").update(seal=kept.pk)

    assert [(table, wrong) for table, _number, wrong in broken()] == [
        ("seal of event", "is not the last one: seals are gone from the end")
    ]


def test_a_whole_table_written_anew_does_not_pass_for_the_old_one(trail, settings):
    """Everything that the database holds is made again, as well as it can be without the key."""
    keys = settings.FIELD_ENCRYPTION_KEYS
    settings.FIELD_ENCRYPTION_KEYS = ["YW5vdGhlci1rZXktb2Ytc29tZWJvZHktZWxzZS0wMDA="]
    for kind in (Seal, SealEnd, Read):
        rows(kind)._raw_delete("default")
    for event in Event.objects.order_by("pk"):
        own = Event.objects.filter(object_id=event.object_id, pk__lt=event.pk).order_by("pk").last()
        event.data, event.previous_hash = {"n": -1}, own.hash if own else b""
        rows(Event, pk=event.pk).update(
            data=event.data, previous_hash=event.previous_hash, hash=event_hash(event)
        )
    seal_everything()
    own_eyes = broken()
    settings.FIELD_ENCRYPTION_KEYS = keys

    found = broken()

    assert own_eyes == []
    assert {wrong for table, _number, wrong in found if table == "seal of event"} == {
        "was changed, or was not made by the service",
        "is not the last one: seals are gone from the end",
    }


def test_seals_of_an_older_key_hold_after_a_new_one_has_come(trail, settings, people):
    settings.FIELD_ENCRYPTION_KEYS = [
        "bmV3LWtleS1vZi10aGUtc2VydmljZS1uZXZlci11c2U=",
        *settings.FIELD_ENCRYPTION_KEYS,
    ]
    record("test.done", people[0], by=None)
    seal_everything()

    assert broken() == []


def test_a_look_that_was_changed_or_taken_away_is_named(trail):
    changed, anew, gone = Read.objects.order_by("pk")[3:6]
    rows(Read, pk=changed.pk).update(page="test:other")
    anew.page = "test:other"
    rows(Read, pk=anew.pk).update(page=anew.page, hash=read_hash(anew))
    rows(Read, pk=gone.pk)._raw_delete("default")

    assert broken() == [("read", changed.pk, CHANGED), ("read", anew.pk, ANEW), ("read", gone.pk, GONE)]


def test_an_unsealed_event_taken_out_of_the_middle_is_missed(people):
    _first, gone, following = [record("test.done", people[0], by=None) for _time in range(3)]
    rows(Event, pk=gone.pk)._raw_delete("default")

    assert broken() == [("event", following.pk, NO_LINK)]


def test_a_thousand_planted_changes_are_each_named(people, long):
    if not long:
        pytest.skip("a thousand changes: --long")
    events = append(
        [new_event("test.done", people[n % 5], by=people[0], data={"n": n}) for n in range(5_000)]
    )
    seal_everything()
    chosen = random.Random(2).sample(events, 1_000)
    ways = list(PLANTED)
    for number, event in enumerate(chosen):
        ways[number % len(ways)](event)

    named = {number for table, number, _wrong in broken() if table == "event"}

    assert {event.pk for event in chosen} <= named
