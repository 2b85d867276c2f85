"""An act asks the database little: what the database knows by itself, it says by itself, in words."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from programmes.models import Placement
from tests.programmes.machines import cast as made
from workflow.registry import machines
from workflow.services import act
from workflow.validation import save_checked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

STATEMENTS = 25


def placement_of(cast: made.Cast, state: str) -> Placement:
    """As a request reads it: nothing beside it is known yet."""
    return Placement.objects.get(pk=made.placement(cast, state).pk)


@pytest.mark.parametrize(
    ("state", "name", "part", "fields"),
    [
        ("proposed", "want", "participant", {"shown_to_host": ["phone"]}),
        ("proposed", "decline", "participant", {}),
        ("wanted", "introduce", "responsible", {}),
    ],
)
def test_an_act_is_a_few_statements(state, name, part, fields):
    cast = made.full_cast()
    row = placement_of(cast, state)

    def once() -> None:
        actor = User.objects.get(pk=cast[part].pk)
        act(Placement.objects.get(pk=row.pk), name, by=actor, **fields)

    with contextlib.suppress(TakenBackError), transaction.atomic():
        once()  # what the process remembers for a minute is known by now
        raise TakenBackError
    with CaptureQueriesContext(connection) as asked:
        once()

    # Two of these read the row and who acts; two, which are a savepoint here, begin and end a transaction.
    assert len(asked) - 4 <= STATEMENTS, "\n".join(query["sql"][:150] for query in asked)


class TakenBackError(Exception):
    """Nothing of it has happened."""


def test_the_database_says_in_the_words_of_the_row_what_does_not_hold():
    row = placement_of(made.full_cast(), "wanted")
    row.offered_on = row.wanted_on + timedelta(days=1)

    with pytest.raises(ValidationError) as refused, transaction.atomic():
        save_checked(row, exclude={"state"})

    assert refused.value.messages == ["The days are not in order."]
    assert Placement.objects.get(pk=row.pk).offered_on < row.offered_on


def test_what_no_constraint_of_the_row_forbids_is_no_word_for_a_person():
    cast = made.full_cast()
    row, other = placement_of(cast, "proposed"), made.placement(cast, "declined")
    row.reference = other.reference

    with pytest.raises(IntegrityError), transaction.atomic():
        save_checked(row, exclude={"state", "reference"})


def checks() -> Iterator[tuple[type[models.Model], models.CheckConstraint]]:
    for machine in machines().values():
        for each in machine.model._meta.constraints:
            if isinstance(each, models.CheckConstraint):
                yield machine.model, each


def test_no_two_checks_have_one_name():
    names = [each.name for _model, each in checks()]

    assert sorted(set(names)) == sorted(names)
    assert len(names) > 20


def test_what_has_not_changed_is_not_asked_about():
    """What was right when it was written, and is no more, stops no other act on the row."""
    cast = made.full_cast()
    row = placement_of(cast, "proposed")
    Placement.objects.filter(pk=row.pk).update(shown_to_host=["no such thing"])

    assert act(row, "decline", by=cast["participant"]).to_state == "declined"
    assert row.declined_on == timezone.localdate()
