"""Acts over many people: looked at, done row by row, told, taken back."""

from datetime import date, timedelta
from unittest import mock

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Assignment
from audit.models import Event, Read
from notifications.models import Delivery, Message
from notifications.rounds import do_steps
from programmes.participants import services
from programmes.participants.models import NextStep, Participation, WorkerMessage
from programmes.personal import conversation
from programmes.workspace.batches import making, report, running
from programmes.workspace.batches.acts import ACTS
from programmes.workspace.models import Batch, BatchRow
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NEW = "/work/people/together/"


def soon(days=7):
    return timezone.localdate() + timedelta(days=days)


def named(name, state="active", **fields):
    return make.participation(state, person=make.participant(last_name=name), **fields)


def batch_of(desk, rows, act, **more):
    """The batch that stands after the choice on the list."""
    answer = desk.post(NEW, {"act": act, "who": "chosen", "chosen": [row.reference for row in rows], **more})
    assert answer.status_code == 303
    return Batch.objects.latest("pk")


def page(batch):
    return reverse("work:batch", args=[batch.reference])


def begin(desk, batch, **asked):
    return desk.post(page(batch), asked)


def became(batch):
    return [(row.participation.participant.last_name, row.became) for row in batch.rows.all()]


def test_the_page_before_names_whom_it_touches_and_who_is_left_out_and_why(desk, worker):
    own, other = named("Oma", by=worker), named("Toisen")
    over = named("Valmis", "ended", by=worker)

    batch = batch_of(desk, [own, other, over], "step")
    answer = desk.get(page(batch)).content.decode()

    assert became(batch) == [("Oma", "waits"), ("Toisen", "left_out"), ("Valmis", "left_out")]
    assert all(name in answer for name in ("Oma", "Toisen", "Valmis"))
    assert all(row.why for row in batch.rows.filter(became="left_out"))
    assert NextStep.objects.filter(what="Ryhmäinfo").count() == 0
    assert Read.objects.filter(page="work:batch", count=3).exists()


def test_the_good_rows_are_done_and_the_others_listed_with_the_reason(desk, worker):
    rows = [named(name, by=worker) for name in ("Aalto", "Björk", "Cederqvist", "Dahl")]
    batch = batch_of(desk, rows, "step")
    services.set_next_step(rows[1], what="Soitto", due_on=soon(), by=worker)  # somebody acts meanwhile
    Participation.objects.filter(pk=rows[2].pk).update(  # out of scope
        municipality=make.LIEKSA, coordinator=make.coordinator(make.LIEKSA)
    )

    begin(desk, batch, what="Ryhmäinfo", due_on=f"{soon():%d.%m.%Y}")

    assert [one for _name, one in became(batch)] == ["done", "not_done", "not_done", "done"]
    assert set(NextStep.objects.filter(what="Ryhmäinfo").values_list("participation", flat=True)) == {
        rows[0].pk, rows[3].pk,
    }  # fmt: skip
    answer = desk.get(page(batch)).content.decode()
    assert "Cederqvist" not in answer  # nobody out of scope is named
    assert "Björk" in answer
    assert batch.rows.get(participation=rows[1]).why


def test_a_row_that_fails_leaves_nothing_half_done(desk, worker):
    rows = [named(name, by=worker) for name in ("Aalto", "Björk")]
    batch = batch_of(desk, rows, "step")
    real = services._agree_on

    def breaks(step, event):
        if step.participation.pk == rows[0].pk:
            raise RuntimeError("a fault")
        real(step, event)

    with mock.patch.object(services, "_agree_on", breaks):
        begin(desk, batch, what="Ryhmäinfo", due_on=f"{soon():%d.%m.%Y}")

    assert became(batch) == [("Aalto", "not_done"), ("Björk", "done")]
    assert not Event.objects.filter(
        verb="participation.next_step_set", object_id=rows[0].pk, data__due_on=soon().isoformat()
    ).exists()


def test_each_row_stands_by_itself_and_the_worker_goes_on_where_the_request_stopped(desk, worker):
    rows = [named(f"Nimi{number:02}", by=worker) for number in range(12)]
    batch = batch_of(desk, rows, "step")
    with mock.patch.object(running, "go_on", return_value=True):
        begin(desk, batch, what="Ryhmäinfo", due_on=f"{soon():%d.%m.%Y}")
    assert desk.get(page(batch)).context["under_way"]
    batch.refresh_from_db()

    running.go_on(batch, seconds=0)
    assert batch.rows.filter(became="done").count() == 0
    while do_steps():
        pass

    batch.refresh_from_db()
    assert (batch.state, batch.rows.filter(became="done").count()) == ("done", 12)
    groups = Event.objects.filter(verb="participation.next_step_set", object_id__in=[r.pk for r in rows])
    assert len({event.group for event in groups.order_by("-pk")[:12]}) == 12


def test_whoever_is_at_it_is_not_disturbed_and_whoever_stopped_is_followed(worker, desk):
    batch = batch_of(desk, [named("Aalto", by=worker)], "step")
    form = making.form_of(batch, worker, {"what": "Ryhmäinfo", "due_on": f"{soon():%d.%m.%Y}"})
    assert form.is_valid()
    assert (making.begin(batch, form), making.begin(batch, form)) == (True, False)
    Batch.objects.filter(pk=batch.pk).update(claimed_until=timezone.now() + timedelta(seconds=20))

    running.run_due()
    assert batch.rows.get().became == "waits"
    Batch.objects.filter(pk=batch.pk).update(claimed_until=timezone.now() - timedelta(seconds=1))
    running.run_due()

    assert batch.rows.get().became == "done"


def test_a_role_that_has_ended_meanwhile_does_nothing_more(desk, worker):
    row = named("Aalto", by=worker)
    batch = batch_of(desk, [row], "step")
    form = making.form_of(batch, worker, {"what": "Ryhmäinfo", "due_on": f"{soon():%d.%m.%Y}"})
    form.is_valid()
    making.begin(batch, form)
    Assignment.objects.filter(user=worker).delete()

    running.run_due()

    assert batch.rows.get().became == "not_done"
    assert not NextStep.objects.filter(what="Ryhmäinfo").exists()


def test_the_whole_batch_is_taken_back_but_for_whom_something_has_followed(desk, worker):
    rows = [named(name, by=worker) for name in ("Aalto", "Björk", "Cederqvist")]
    before = {row.pk: row.next_steps.get(done_on=None).what for row in rows}
    batch = batch_of(desk, rows, "step")
    begin(desk, batch, what="Ryhmäinfo", due_on=f"{soon():%d.%m.%Y}")
    services.set_next_step(rows[1], what="Soitto", due_on=soon(), by=worker)

    answer = desk.post(reverse("work:batch_take_back", args=[batch.reference]))
    again = desk.post(reverse("work:batch_take_back", args=[batch.reference]))

    undoing = Batch.objects.get(undoes=batch)
    assert answer.url == again.url == page(undoing)
    assert [one for _name, one in became(undoing)] == ["done", "not_done", "done"]
    steps = {row.pk: row.next_steps.get(done_on=None).what for row in rows}
    assert steps == before | {rows[1].pk: "Soitto"}
    assert "Björk" in desk.get(page(undoing)).content.decode()


def test_a_message_to_many_is_taken_back_with_its_mail_unless_it_was_read(desk, worker):
    rows = [named(name, by=worker) for name in ("Aalto", "Björk")]
    for row in rows:
        row.participant.user = make.account(email=f"p{row.pk}@example.fi")
        row.participant.save()
    asked = conversation.write(rows[0], by=rows[0].participant.user, text="Milloin nähdään?")
    batch = batch_of(desk, rows, "message")
    begin(desk, batch, text="Ryhmäinfo on maanantaina.")
    assert [row.became for row in batch.rows.all()] == ["done", "done"]
    asked.refresh_from_db()
    assert asked.answered_at is not None
    conversation.mark_read(rows[1], by_person=True)

    desk.post(reverse("work:batch_take_back", args=[batch.reference]))

    left = WorkerMessage.objects.filter(by_person=False)
    assert [one.participation_id for one in left] == [rows[1].pk]
    asked.refresh_from_db()
    assert asked.answered_at is None
    events = Event.objects.filter(verb="conversation.worker_wrote").order_by("pk")
    told = [set(Message.objects.filter(event=event).values_list("state", flat=True)) for event in events]
    assert told[0] <= {Delivery.CANCELLED}


def test_steps_are_put_on_another_day_and_back(desk, worker):
    row, bare = named("Aalto", by=worker), named("Björk", by=worker)
    step = row.next_steps.get(done_on=None)
    NextStep.objects.filter(participation=bare).update(done_on=timezone.localdate())
    batch = batch_of(desk, [row, bare], "move")
    assert became(batch) == [("Aalto", "waits"), ("Björk", "left_out")]

    begin(desk, batch, due_on=f"{soon(40):%d.%m.%Y}")
    moved = NextStep.objects.get(pk=step.pk)
    row = Participation.objects.get(pk=row.pk)
    assert (moved.due_on, moved.what, row.last_step_on) == (soon(40), step.what, soon(40))
    desk.post(reverse("work:batch_take_back", args=[batch.reference]))

    assert NextStep.objects.get(pk=step.pk).due_on == step.due_on
    assert Participation.objects.get(pk=row.pk).last_step_on == step.due_on


def test_what_is_over_is_archived_leaves_the_list_and_is_found_by_name(desk, worker):
    over, live = named("Valmis", "ended", by=worker), named("Elävä", by=worker)
    batch = batch_of(desk, [over, live], "archive")
    begin(desk, batch)

    def shown(query):
        answer = desk.get(f"/work/people/{query}", follow=True)
        return [row.participant.last_name for row, _cells in answer.context["people"]]

    assert became(batch) == [("Elävä", "left_out"), ("Valmis", "done")]
    assert (shown("?state=ended"), shown("?archived=on"), shown("?q=valmis")) == ([], ["Valmis"], ["Valmis"])
    back = batch_of(desk, [over], "bring_back")
    begin(desk, back)
    assert shown("?state=ended") == ["Valmis"]


def test_referrals_are_accepted_together_by_a_real_transition(desk, worker):
    people = [
        make.participant(last_name="Aalto", phone="040 111 1111", birth_date=date(1980, 1, 1)),
        make.participant(last_name="Björk", phone="040 222 2222", birth_date=date(1990, 2, 2)),
    ]
    rows = [make.participation("referred", person=person) for person in people]
    batch = batch_of(desk, rows, "accept")
    begin(desk, batch, coordinator=worker.pk)

    assert [row.why for row in batch.rows.all()] == ["", ""]
    assert [Participation.objects.get(pk=row.pk).state for row in rows] == ["waiting", "waiting"]
    assert {Participation.objects.get(pk=row.pk).coordinator for row in rows} == {worker}


def test_everybody_on_the_list_is_chosen_by_its_filters(desk, worker):
    named("Aalto", "waiting", by=worker), named("Björk", by=worker), named("Toisen", "waiting")

    answer = desk.post(NEW, {"act": "step", "who": "everyone", "whose": "mine", "state": "waiting"})

    batch = Batch.objects.get()
    assert (answer.status_code, became(batch)) == (303, [("Aalto", "waits")])


@pytest.mark.parametrize(
    "sent", [{"act": "step", "who": "chosen"}, {"act": "", "who": "everyone"}, {"act": "nonsense"}]
)
def test_nothing_chosen_leads_back_to_the_list_with_words(desk, worker, sent):
    named("Aalto", by=worker)

    answer = desk.post(NEW, sent | {"whose": "mine"}, follow=True)

    assert (answer.status_code, len(list(answer.context["messages"]))) == (200, 1)
    assert Batch.objects.count() == 0


def test_too_many_at_once_are_refused_with_the_number(desk, worker, monkeypatch):
    monkeypatch.setattr(making, "MOST", 1)
    named("Aalto", by=worker), named("Björk", by=worker)

    answer = desk.post(NEW, {"act": "step", "who": "everyone", "whose": "mine"}, follow=True)

    assert "1" in str(next(iter(answer.context["messages"])))
    assert Batch.objects.count() == 0


def test_people_out_of_scope_are_not_there_and_it_is_said_how_many(desk, worker):
    own = named("Aalto", by=worker)
    far = make.participation("active", person=make.participant(last_name="Kaukana", municipality=make.LIEKSA))

    answer = desk.post(
        NEW, {"act": "step", "who": "chosen", "chosen": [own.reference, far.reference, "x"]}, follow=True
    )

    assert became(Batch.objects.get()) == [("Aalto", "waits")]
    assert "2" in str(next(iter(answer.context["messages"])))
    assert "Kaukana" not in answer.content.decode()


def test_a_batch_is_nobody_elses(desk, worker, client):
    batch = batch_of(desk, [named("Aalto", by=worker)], "step")
    client.force_login(make.coordinator(first_name="Toinen"))

    asked = [client.get(page(batch)), client.post(page(batch)),
             client.post(reverse("work:batch_take_back", args=[batch.reference]))]  # fmt: skip
    assert [answer.status_code for answer in asked] == [404, 404, 404]


def test_a_wrong_form_keeps_what_was_typed_and_begins_nothing(desk, worker):
    batch = batch_of(desk, [named("Aalto", by=worker)], "step")

    answer = begin(desk, batch, what="Ryhmäinfo", due_on="eilen")

    assert (answer.status_code, 'value="Ryhmäinfo"' in answer.content.decode()) == (422, True)
    batch.refresh_from_db()
    assert batch.state == Batch.State.DRAFT


def test_what_was_written_is_sealed_and_old_batches_are_let_go(desk, worker):
    row = named("Aalto", by=worker)
    row.participant.user = make.account(email="aalto@example.fi")
    row.participant.save()
    batch = batch_of(desk, [row], "message")
    begin(desk, batch, text="Salainen viesti")
    stored = Batch.objects.filter(pk=batch.pk).extra(select={"raw": "asked"}).values_list("raw", flat=True)[0]
    draft = batch_of(desk, [row], "step")

    assert "Salainen" not in stored
    assert report.forget_old_batches() == 0
    Batch.objects.filter(pk=batch.pk).update(done_at=timezone.now() - timedelta(days=31))
    Batch.objects.filter(pk=draft.pk).update(made_at=timezone.now() - timedelta(days=2))
    assert report.forget_old_batches() > 0
    assert (Batch.objects.count(), BatchRow.objects.count()) == (0, 0)


def test_every_act_has_its_words():
    for act in ACTS.values():
        assert str(act.label)


def test_handing_over_is_led_to_its_own_page_with_the_people(desk, worker):
    rows = [named(name, by=worker) for name in ("Aalto", "Björk")]
    chosen = {"act": "hand_over", "who": "chosen", "chosen": [row.reference for row in rows]}

    answer = desk.post(NEW, chosen)
    form = desk.get(answer.url).content.decode()

    assert answer.status_code == 303
    assert answer.url.startswith(reverse("work:handover_new"))
    assert all(f'value="{row.reference}"' in form for row in rows)
    assert not Batch.objects.exists()


def test_more_people_than_fit_into_an_address_are_not_led_on(desk, worker, monkeypatch):
    monkeypatch.setattr(making, "MOST_LED", 1)
    rows = [named(name, by=worker) for name in ("Aalto", "Björk")]
    chosen = {"act": "hand_over", "who": "chosen", "chosen": [row.reference for row in rows]}

    answer = desk.post(NEW, chosen, follow=True)

    assert answer.request["PATH_INFO"] == reverse("work:people")
    assert "1" in " ".join(str(one) for one in answer.context["messages"])
