"""Rows that go in many at once say what they would say had each been saved by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from audit.among import among
from audit.contents import EVENT_FIELDS, event_hash
from audit.grouping import in_parts
from audit.many import insert, maker
from audit.models import Event
from audit.sealing import seal_everything
from audit.services import append_first, new_event
from audit.verifying import verify
from programmes.employers.states import VacancyState
from programmes.models import Participant, Participation, Vacancy
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

OWN = {"id", "reference", "created_at", "state_since"}


def said(row: models.Model) -> dict[str, Any]:
    found = type(row)._default_manager.filter(pk=row.pk).values().get()
    return {name: value for name, value in found.items() if name not in OWN}


def person() -> Participant:
    return Participant(
        first_name="Väinö",
        last_name='von "Öhman"\t\\N',
        birth_date=date(1980, 4, 3),
        municipality_id=make.JOENSUU,
        street_address="Salakatu 1",
        phone="040 555 0101",
        restricted=True,
    )


def place() -> Vacancy:
    row = Vacancy(
        host=make.host(),
        title="Apulainen",
        municipality_id=make.JOENSUU,
        seats=2,
        weekly_hours_min="7.5",
        adjustments=["hitaampi tahti", 'lainausmerkki "'],
        language_levels={"fi": "A2"},
    )
    row._meta.get_field("state").set_state(row, VacancyState.OPEN)
    return row


@pytest.mark.parametrize("made", [person, place])
def test_a_row_says_the_same_as_one_that_was_saved(made):
    saved, several = made(), [made(), made()]
    if isinstance(saved, Vacancy):
        for row in several:
            row.host = saved.host
    saved.save()

    insert(several)

    assert [said(row) for row in several] == [said(saved)] * 2
    assert len({saved.pk, *(row.pk for row in several)}) == 3
    assert not any(row._state.adding for row in several)


def test_what_comes_after_them_has_keys_of_its_own():
    several = [person() for _number in range(3)]
    insert(several)
    later = person()
    later.save()

    assert later.pk > max(row.pk for row in several)


def test_what_the_database_refuses_is_the_same_error():
    row = Participation(participant=make.participant(), municipality_id=make.JOENSUU)
    row._meta.get_field("state").set_state(row, "nowhere")

    with pytest.raises(IntegrityError), transaction.atomic():
        insert([row])


def test_a_row_that_was_made_at_once_is_as_a_row_that_was_made():
    made, rows = Participation(), [maker(Participation)() for _number in range(2)]

    names = [field.attname for field in Participation._meta.local_concrete_fields]
    assert list(vars(rows[0])) == list(vars(made))
    assert {name: getattr(rows[0], name) for name in names if name not in OWN} == {
        name: getattr(made, name) for name in names if name not in OWN
    }
    assert rows[0].reference != rows[1].reference
    assert rows[0]._state is not rows[1]._state
    assert maker(Participation, filled=["referred_on"])().referred_on is None


def test_first_events_of_many_are_as_events_of_one_each():
    people = [person() for _number in range(3)]
    insert(people)
    at, keys = timezone.now(), ["P 1", 'ä"\\', "\U0001f600"]
    with in_parts() as group:
        numbers = append_first(
            "participant.imported",
            people,
            at=at,
            data={"source": "Ö", "new": True},
            each=("row", keys),
        )

    events = list(Event.objects.filter(pk__in=numbers).order_by("pk"))
    assert [event.pk for event in events] == list(numbers)
    for event, row, key in zip(events, people, keys, strict=True):
        like = new_event("participant.imported", row, by=None, at=at, group=group)
        like.data = {"source": "Ö", "new": True, "row": key}
        assert {name: getattr(event, name) for name in EVENT_FIELDS} == {
            name: getattr(like, name) for name in EVENT_FIELDS
        }
        assert bytes(event.hash) == event_hash(event) == event_hash(like)
        assert bytes(event.previous_hash) == b""
    seal_everything()
    assert verify().broken == []
    assert append_first("participant.imported", [], at=at, data={}, each=("row", [])) == []


def test_rows_among_keys_are_those_in_the_keys():
    host = make.host(name='pilkku, {aalto} "lainaus" \\')
    rows = [make.vacancy(employer=host) for _number in range(3)]
    asked = [
        (Vacancy, "pk", [rows[0].pk, rows[2].pk, 2**62]),
        (Vacancy, "host_id", [host.pk]),
        (Vacancy, "host", [host.pk, host.pk + 1]),
        (Vacancy, "opened_on", [rows[0].opened_on, date(1980, 1, 1)]),
        (Vacancy, "municipality_id", [make.JOENSUU, "999"]),
        (type(host), "name", [host.name, "ö'"]),
        (Vacancy, "pk", []),
    ]
    for model, column, keys in asked:
        found = among(model._base_manager.all(), column, keys)
        alike = model._base_manager.filter(**{f"{column}__in": keys})
        assert set(found) == set(alike)
        assert bool(alike) is bool(keys)


def test_nothing_is_nothing():
    insert([])
