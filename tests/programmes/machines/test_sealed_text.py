"""Text that is encrypted stands nowhere in the clear, whatever is done and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from programmes.models import Participation, ReasonCode
from programmes.participants import services as participants
from tests.programmes.machines import cast as made
from workflow.models import UndoNote
from workflow.notes import forget_old_notes
from workflow.services import act
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
FIRST, SECOND = "ensimmäinen salainen syy", "toinen salainen syy"


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


def where_it_stands(text: str) -> list[str]:
    """The tables of the database that hold the text in the clear."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own
            if any(text in str(value) for row in cursor.fetchall() for value in row):
                found.append(table)
    return found


def returned_twice(cast: made.Cast) -> Participation:
    """A referral that was returned with a reason, sent again, and returned with another."""
    row = made.participation(cast, "referred")
    reason = ReasonCode.objects.get(machine="participation", code="more_needed")
    act(row, "return_referral", by=cast["responsible"], reason=reason, reason_text=FIRST)
    participants.refer_again(row, by=cast["referrer"])
    act(row, "return_referral", by=cast["responsible"], reason=reason, reason_text=SECOND)
    return row


def test_the_search_finds_what_stands_in_the_clear(cast):
    assert where_it_stands("Veikko-työpaikka") == []
    cast.host.name = "Veikko-työpaikka"
    cast.host.save()

    assert where_it_stands("Veikko-työpaikka") == ["programmes_hostemployer"]


def test_no_encrypted_text_stands_anywhere_after_a_walk(cast):
    returned_twice(cast)

    assert UndoNote.objects.exists()
    assert {text: where_it_stands(text) for text in (FIRST, SECOND)} == {FIRST: [], SECOND: []}


def test_an_undo_brings_back_encrypted_text(cast):
    row = returned_twice(cast)
    newest = UndoNote.objects.order_by("event").last().event

    undo(row, newest, by=cast["responsible"])

    assert (row.reason_text, Participation.objects.get(pk=row.pk).reason_text) == (FIRST, FIRST)


def test_notes_end_when_something_has_followed_or_a_year_has_gone(cast, time_machine):
    returned_twice(cast)
    newest = UndoNote.objects.order_by("event").last()

    forget_old_notes()
    kept = list(UndoNote.objects.all())
    time_machine.move_to(timezone.now() + timedelta(days=366))
    forget_old_notes()

    assert (kept, list(UndoNote.objects.all())) == ([newest], [])
