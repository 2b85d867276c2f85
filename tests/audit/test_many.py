"""Rows that go in many at once say what they would say had each been saved by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from audit.many import insert
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


def test_nothing_is_nothing():
    insert([])
