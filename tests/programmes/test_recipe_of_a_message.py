"""The recipe "A message" of platform/HOW-TO.md, acted out: one line of the table, and one more is told."""

from __future__ import annotations

import pytest

from notifications.models import Message
from programmes import messages
from programmes.destinations import person_at_work
from programmes.messages import MESSAGES, Told
from programmes.recipients import to_user
from programmes.telling import told_now
from programmes.who_may import workers_who_may
from tests.factories import programmes as make
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def who_may_end(row):
    return [to_user(user) for user in workers_who_may("end_placement", row)]


def test_a_line_of_the_table_is_a_message_that_leads_to_its_page(monkeypatch):
    line = Told(who_may_end, "participant_answered", person_at_work)
    monkeypatch.setitem(messages.MESSAGES, "placement.released", (*MESSAGES["placement.released"], line))
    row = make.placement("proposed")
    worker = row.participation.coordinator

    event = act(row, "release", by=worker)

    told = Message.objects.get(event=event, template="participant_answered")
    assert (told.recipient, told.context["path"]) == (worker, f"/work/people/{row.participation.reference}/")
    assert [one.user for one in told_now(told)] == [worker]
