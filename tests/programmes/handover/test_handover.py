"""People go from one worker to another: one, some or all, now or on a day; each hears; taken back as one."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from areas.models import Municipality
from audit.models import Event
from notifications.models import Delivery, Message
from notifications.services import rendered
from programmes.handover.services import call_off, carry_out_due, first_event, hand_over
from programmes.models import NextStep, Participation, WorkerChange
from programmes.relations import is_responsible, worker_now
from programmes.who_may import takers_on
from tests.access.people import client_of
from tests.factories import programmes as make
from tests.programmes.machines.test_groups import whole
from workflow.undo import undo_group

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
FAR = "422"


@pytest.fixture
def old() -> Any:
    return make.coordinator(first_name="Sirpa", last_name="Lehto")


@pytest.fixture
def new() -> Any:
    return make.coordinator(first_name="Jouni", last_name="Kettunen", phone="013 555 0199")


def at(day: Any) -> Any:
    """The morning of the day."""
    moment = datetime.combine(day, time(9), tzinfo=timezone.get_current_timezone())
    return time_machine.travel(moment, tick=False)


def people(of: Any, number: int = 3) -> list[Participation]:
    return [make.participation("active", by=of) for _each in range(number)]


def workers_of(rows: list[Participation]) -> list[Any]:
    found = {row.pk: row.coordinator for row in Participation.objects.filter(pk__in=[one.pk for one in rows])}
    return [found[row.pk] for row in rows]


def test_everybody_goes_with_their_next_steps_and_hears_of_it(old, new):
    rows = people(old)

    batch = hand_over(rows, to=new, by=old, greeting="Hyvää jatkoa!")

    assert workers_of(rows) == [new] * 3
    assert set(NextStep.objects.filter(done_on=None).values_list("owner", flat=True)) == {new.pk}
    assert [one.done_at is not None for one in WorkerChange.objects.filter(batch=batch)] == [True] * 3
    events = Event.objects.filter(verb="participation.handed_over")
    assert (events.count(), len({event.group for event in events})) == (3, 1)
    assert Message.objects.filter(template="worker_changed").count() == 3
    assert {one.recipient for one in Message.objects.filter(template="people_handed_to_you")} == {new}


def test_the_letter_names_the_new_worker_and_their_number_in_the_readers_language(old, new):
    row = make.participation("active", by=old, person=make.participant(language="sv"))

    hand_over([row], to=new, by=old)

    subject, body = rendered(Message.objects.get(template="worker_changed"))
    assert "Jouni Kettunen" in body
    assert "013 555 0199" in body
    assert (subject, "ny" in body) == ("Du har en ny kontaktperson", True)


def test_the_whole_of_it_is_taken_back_as_one(old, new):
    rows = people(old)
    batch = hand_over(rows, to=new, by=old)

    done = undo_group(first_event(batch).group, by=old)

    assert len(done.events) == 3
    assert workers_of(rows) == [old] * 3
    assert set(NextStep.objects.filter(done_on=None).values_list("owner", flat=True)) == {old.pk}
    assert set(Message.objects.filter(template="worker_changed").values_list("state", flat=True)) == {
        Delivery.CANCELLED
    }
    assert carry_out_due() == 0
    assert workers_of(rows) == [old] * 3
    assert whole()


def test_who_cannot_go_stays_with_a_reason_and_the_others_go(old, new):
    here, far = people(old, 2)
    Participation.objects.filter(pk=far.pk).update(municipality=FAR)
    far = Participation.objects.get(pk=far.pk)
    over = make.participation("ended", by=old)
    over.follow_ups.all().delete()
    others = make.participation("active")
    planned = make.participation("active", by=old)
    hand_over([planned], to=new, by=old, on=timezone.localdate() + timedelta(days=3))

    batch = hand_over([here, far, over, others, planned], to=new, by=User.objects.get(pk=old.pk))

    told = {one.participation_id: one.left_because for one in WorkerChange.objects.filter(batch=batch)}
    assert told == {
        here.pk: "", far.pk: "out_of_area", over.pk: "over", others.pk: "not_yours", planned.pk: "planned",
    }  # fmt: skip
    assert workers_of([here, far, over, others, planned]) == [new, old, old, others.coordinator, old]


def test_nobody_becomes_somebodys_who_works_elsewhere(old):
    far, row = make.coordinator(FAR), make.participation("active", by=old)

    with pytest.raises(ValidationError, match=r"municipality|kunnassa"):
        hand_over([row], to=far, by=old)

    assert far not in [taker.user for taker in takers_on(timezone.localdate()) if taker.covers(row)]
    assert not WorkerChange.objects.exists()


def test_the_same_press_twice_is_one_handover(old, new):
    rows = people(old, 2)

    assert hand_over(rows, to=new, by=old, batch="sama") == hand_over(rows, to=new, by=old, batch="sama")

    assert Event.objects.filter(verb="participation.handed_over").count() == 2


def test_a_planned_handover_comes_by_itself_on_its_day_and_not_before(old, new):
    rows = people(old, 2)
    day = timezone.localdate() + timedelta(days=7)

    hand_over(rows, to=new, by=old, on=day)

    assert workers_of(rows) == [old, old]
    assert "Jouni" not in rendered(Message.objects.filter(template="worker_changes")[0])[1]
    with at(day - timedelta(days=1)):
        assert carry_out_due() == 0
    with at(day):
        assert carry_out_due() == 2
        assert carry_out_due() == 0
    assert workers_of(rows) == [new, new]
    assert (
        len(set(Event.objects.filter(verb="participation.handed_over").values_list("group", flat=True))) == 1
    )


def test_a_plan_that_was_called_off_does_not_come_and_who_read_of_it_hears(old, new):
    rows = people(old, 2)
    day = timezone.localdate() + timedelta(days=7)
    batch = hand_over(rows, to=new, by=old, on=day)
    Message.objects.filter(template="worker_changes").update(state=Delivery.SENT)

    assert call_off(batch, by=old) == 2

    with at(day):
        assert carry_out_due() == 0
    assert workers_of(rows) == [old, old]
    assert Message.objects.filter(template="correction").count() == 2


def test_whoever_moved_meanwhile_is_left_and_told(old, new):
    row, third = make.participation("active", by=old), make.coordinator(first_name="Kolmas")
    day = timezone.localdate() + timedelta(days=2)
    batch = hand_over([row], to=new, by=old, on=day)
    Participation.objects.filter(pk=row.pk).update(coordinator=third)

    with at(day):
        assert carry_out_due() == 0

    assert WorkerChange.objects.get(batch=batch).left_because == "other_worker"
    assert workers_of([row]) == [third]


def test_the_person_reads_who_is_their_worker_and_the_greeting(old, new):
    user = make.account(Role.PARTICIPANT, first_name="Aino")
    person = make.participant(user=user)
    row = make.participation("active", by=old, person=person)
    day = timezone.localdate() + timedelta(days=5)

    hand_over([row], to=new, by=old, on=day, greeting="Kiitos yhteisestä tiestä!")
    before = client_of(user).get("/my/").content.decode()
    with at(day):
        carry_out_due()
        after = client_of(user).get("/my/").content.decode()

    assert "Jouni Kettunen" in before
    assert "Kiitos yhteisestä tiestä!" in before
    assert "Jouni Kettunen" in after
    assert worker_now(Participation.objects.get(pk=row.pk)) == new


def test_the_page_takes_chosen_people_and_leads_to_what_became_of_each(old, new):
    rows = people(old, 3)
    client = client_of(old)
    address = reverse("work:handover_new") + "?people=" + ",".join(row.reference for row in rows)
    page = client.get(address)
    token = page.context["form"].initial["token"]

    answer = client.post(
        address,
        {
            "token": token,
            "to": new.pk,
            "on": timezone.localdate().strftime("%d.%m.%Y"),
            "people": [rows[0].reference, rows[2].reference],
        },
        follow=True,
    )

    assert workers_of(rows) == [new, old, new]
    assert answer.redirect_chain[0][0].startswith(f"/work/handovers/{token}/?done=")
    assert (len(answer.context["moved"]), len(answer.context["changes"])) == (2, 2)
    letters = client_of(new).get(reverse("work:handover_letters", args=[token])).content.decode()
    assert letters.count('class="letter-page') == 2


def test_a_colleague_may_not_hand_over_who_is_not_theirs(old, new):
    row = make.participation("active", by=old)
    client = client_of(new)
    address = reverse("work:handover_new") + f"?people={row.reference}"
    token = client.get(address).context["form"].initial["token"]

    client.post(
        address,
        {
            "token": token,
            "to": new.pk,
            "on": timezone.localdate().strftime("%d.%m.%Y"),
            "people": [row.reference],
        },
    )

    assert WorkerChange.objects.get().left_because == "not_yours"
    assert not is_responsible(new, Participation.objects.get(pk=row.pk))


def test_people_of_another_area_are_not_there(new):
    far = make.participation(
        "active", by=make.coordinator(FAR), municipality=Municipality.objects.get(code=FAR)
    )

    page = client_of(new).get(reverse("work:handover_new") + f"?people={far.reference}")

    assert page.context["rows"] == []
    assert far.participant.last_name not in page.content.decode()


def test_who_sees_a_part_of_a_plan_calls_off_that_part_alone(old, new):
    """The plan of a manager is over two areas: the worker of one of them takes nothing of the other back."""
    far = make.coordinator(FAR)
    everywhere = make.account(Role.COORDINATOR)
    here = make.participation("active", by=old)
    there = make.participation("active", by=far, municipality=Municipality.objects.get(code=FAR))
    day = timezone.localdate() + timedelta(days=7)
    batch = hand_over([here, there], to=everywhere, by=make.manager(), on=day)

    answer = client_of(old).post(reverse("work:handover_call_off", args=[batch]))

    assert answer.status_code == 302
    left = WorkerChange.objects.filter(batch=batch, called_off_at=None)
    assert [one.participation for one in left] == [there]
