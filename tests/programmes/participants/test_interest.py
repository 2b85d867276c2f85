""" "This interests me": a signal that somebody has, that is answered, and that leads to a suggestion."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from areas.working_days import add_working_days
from audit.models import Read
from audit.selectors import last_event
from notifications.models import Message
from programmes.models import Interest, Programme
from programmes.placements import services as placement_services
from programmes.placements.services.interest import send
from programmes.workspace.outbox import ROWS, messages_for
from programmes.workspace.tasks import waiting_for
from tests.access.people import client_of
from tests.factories import programmes as make
from tests.programmes.machines import cast as made
from tests.programmes.participants.test_own_pages import LANGUAGES, a_person, signed_in
from workflow.registry import machines
from workflow.services import act
from workflow.undo import undo, undo_group

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def a_service() -> Programme:
    return Programme.objects.filter(is_active=True).order_by("pk")[0]


def token_of(answer) -> str:
    return answer.content.decode().split('name="token" value="')[1].split('"')[0]


def told(row) -> list[tuple[str, str]]:
    rows = Message.objects.filter(event__object_type="interest", event__object_id=row.pk)
    return sorted((message.template, str(message.recipient or message.recipient_name)) for message in rows)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["programme", "intake", "vacancy"])
def test_it_is_sent_to_each_kind_and_the_person_sees_who_has_it(client, kind, language):
    user, row = a_person()
    worker = row.coordinator
    target = {"programme": a_service, "intake": make.intake, "vacancy": make.vacancy}[kind]()
    key = target.code if kind == "programme" else target.reference
    address = f"/my/interests/new/?{kind}={key}"
    form = signed_in(client, user, language).get(address)

    answer = client.post(address, {"token": token_of(form), "wish": "Aamuisin."})
    page = client.get(answer.headers["Location"])
    sent = Interest.objects.get()

    assert answer.status_code == 303
    assert (sent.target, sent.wish, sent.state) == (target, "Aamuisin.", "sent")
    assert sent.due_on == add_working_days(timezone.localdate(), 5)
    assert str(worker) in page.content.decode()
    assert "Aamuisin." in page.content.decode()
    assert told(sent) == [("interest_sent", str(worker))]
    assert [client.get(one).status_code for one in ("/my/", "/my/interests/")] == [200, 200]


def test_whoever_is_not_signed_in_comes_back_to_it_after_signing_in(client):
    answer = client.get(f"/my/interests/new/?vacancy={make.vacancy().reference}")

    assert answer.status_code == 302
    assert "next=/my/interests/new/%3Fvacancy" in answer.headers["Location"]


def test_a_press_twice_and_a_second_time_are_one(client):
    user, row = a_person()
    place = make.vacancy()
    address = f"/my/interests/new/?vacancy={place.reference}"
    form = signed_in(client, user).get(address)

    answers = [client.post(address, {"token": token_of(form)}) for _press in range(2)]
    again = send(row, place, by=user)

    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Interest.objects.get() == again


@pytest.mark.parametrize("state", ["draft", "submitted", "closed"])
def test_a_place_that_is_not_open_is_not_there(client, state):
    user, _row = a_person()
    place = make.vacancy(state)

    assert signed_in(client, user).get(f"/my/interests/new/?vacancy={place.reference}").status_code == 404
    assert client.get("/my/interests/new/").status_code == 404
    assert client.get("/my/interests/new/?programme=nowhere").status_code == 404


def test_without_a_worker_it_waits_in_the_queue_of_the_municipality():
    user, row = a_person("referred")
    colleague = make.coordinator(row.municipality_id)
    far = make.coordinator("422")

    sent = send(row, a_service(), by=user)

    assert ("interest_sent", str(colleague)) in told(sent)
    assert sent in [task.row for task in waiting_for(colleague).tasks]
    assert sent not in [task.row for task in waiting_for(far).tasks]


def test_it_stands_on_the_morning_page_until_it_is_answered(client):
    user, row = a_person()
    sent = send(row, make.vacancy(title="Kahvilan apulainen"), by=user)
    signed_in(client, row.coordinator)
    before = client.get("/work/").content.decode()

    page = client.get(reverse("work:interest", args=[sent.reference]))
    act(sent, "answer_not_now", by=row.coordinator, answer="Ryhmä on täynnä.", suggested=a_service())
    after = client.get("/work/").content.decode()

    assert reverse("work:interest", args=[sent.reference]) in before
    assert page.status_code == 200
    assert reverse("work:interest", args=[sent.reference]) not in after


def test_a_passed_day_makes_it_late_and_refuses_nobody():
    user, row = a_person()
    sent = send(row, a_service(), by=user)
    Interest.objects.filter(pk=sent.pk).update(due_on=timezone.localdate() - timedelta(days=1))

    task = next(task for task in waiting_for(row.coordinator, view="late").tasks if task.row == sent)

    assert task.late
    assert Interest.objects.get().state == "sent"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_read_by_the_person(client, language):
    user, row = a_person()
    sent = send(row, a_service(), by=user)
    other = Programme.objects.filter(is_active=True).exclude(pk=sent.programme_id)[0]

    act(sent, "answer_not_now", by=row.coordinator, answer="Alkaa vasta keväällä.", suggested=other)
    page = signed_in(client, user, language).get(f"/my/interests/{sent.reference}/").content.decode()

    assert "Alkaa vasta keväällä." in page
    assert f"?programme={other.code}" in page
    assert ("interest_answered", str(user)) in told(sent)


def test_the_words_are_sealed():
    user, row = a_person()
    sent = send(row, a_service(), by=user, wish="Salainen toive")
    act(sent, "answer_not_now", by=row.coordinator, answer="Salainen vastaus")

    with connection.cursor() as cursor:
        cursor.execute("SELECT wish, answer FROM programmes_interest")
        stored = " ".join(cursor.fetchone())

    assert "Salainen" not in stored


def test_a_suggestion_takes_up_what_it_answers_and_undo_brings_it_back(client):
    user, row = a_person()
    worker, kind = row.coordinator, make.programme_type()
    place, other = make.vacancy(by=worker), make.vacancy(by=worker)
    wanted, service = send(row, place, by=user), send(row, a_service(), by=user)

    offers = placement_services.propose(row, [(place, kind), (other, kind)], by=worker)
    taken = Interest.objects.get(pk=wanted.pk)
    page = signed_in(client, user).get(f"/my/interests/{wanted.reference}/").content.decode()
    round_key = offers.pk
    undo_group(last_event(offers).group, by=worker)

    assert (taken.state, taken.offer_round_id) == ("taken_up", round_key)
    assert reverse("my:offers", args=[offers.reference]) in page
    assert Interest.objects.get(pk=wanted.pk).state == "sent"
    assert Interest.objects.get(pk=service.pk).state == "sent"


@pytest.mark.parametrize("name", ["withdraw", "end"])
def test_what_waits_falls_away_with_the_service_and_undo_brings_it_back(name):
    user, row = a_person()
    worker = row.coordinator
    waiting = send(row, a_service(), by=user)
    answered = send(row, make.vacancy(by=worker), by=user)
    act(answered, "answer_not_now", by=worker, answer="Kev\u00e4\u00e4ll\u00e4.")
    reason = {"reason": make.a_reason("participation", "withdraw")} if name == "withdraw" else {
        "exit_status": "unemployed", "exit_class": "unemployment", "next_destination": "Jatkaa muualla",
    }  # fmt: skip

    event = getattr(placement_services, f"{name}_participation")(row, by=worker, **reason)
    states = Interest.objects.order_by("pk").values_list("state", flat=True)
    after = list(states)

    assert after == ["cancelled", "answered"]
    assert event.group == last_event(waiting).group
    assert ("interest_cancelled", str(worker)) not in told(waiting)
    undo_group(event.group, by=worker)
    assert list(states.all()) == ["sent", "answered"]


def test_what_the_worker_answers_by_a_suggestion_is_taken_up_with_it(client):
    user, row = a_person()
    worker, kind = row.coordinator, make.programme_type()
    places = [make.vacancy(by=worker), make.vacancy(by=worker)]
    sent = send(row, a_service(), by=user)

    placement_services.propose(row, [(one, kind) for one in places], by=worker, interest=sent.reference)

    assert Interest.objects.get().state == "taken_up"


def test_the_propose_page_answers_the_interest_it_was_opened_from(client):
    user, row = a_person()
    worker = row.coordinator
    place = make.vacancy(by=worker)
    sent = send(row, place, by=user)
    page = signed_in(client, worker).get(reverse("work:interest", args=[sent.reference])).content.decode()
    address = f"/work/people/{row.reference}/propose/?interest={sent.reference}"

    opened = client.get(f"{address}&places=v-{place.reference}")
    client.post(
        address,
        {
            "token": token_of(opened), "places": [f"v-{place.reference}"], "only_one_reason": "Oma toive.",
            f"type-v-{place.reference}": "work_trial",
        },
    )  # fmt: skip

    assert f"interest={sent.reference}&amp;places=v-{place.reference}" in page
    assert Interest.objects.get().state == "taken_up"


def test_taking_up_without_a_suggestion_is_refused_in_words(client):
    user, row = a_person()
    sent = send(row, a_service(), by=user)

    answer = signed_in(client, row.coordinator).post(
        f"/act/interest/{sent.reference}/take_up/", {"token": "x" * 20}
    )

    assert answer.status_code in {409, 422}
    assert Interest.objects.get().state == "sent"


def test_the_person_takes_it_back_and_can_say_it_again(client):
    user, row = a_person()
    place = make.vacancy()
    sent = send(row, place, by=user)

    act(sent, "cancel", by=user)
    again = send(row, place, by=user)

    assert Interest.objects.get(pk=sent.pk).state == "cancelled"
    assert again.pk != sent.pk


def test_sending_can_be_undone():
    user, row = a_person()
    sent = send(row, a_service(), by=user)

    undo(sent, last_event(sent), by=user)

    assert not Interest.objects.exists()


def test_a_worker_writes_it_down_on_the_persons_word_and_the_person_hears(client):
    user, row = a_person()
    service = a_service()
    address = reverse("work:interest_new", args=[row.reference])
    form = signed_in(client, row.coordinator).get(address)

    answer = client.post(
        address,
        {"token": token_of(form), "target": f"programme:{service.code}", "on_word": "phone", "wish": ""},
    )
    sent = Interest.objects.get()

    assert answer.status_code == 302
    assert sent.programme == service
    assert ("interest_recorded", str(user)) in told(sent)
    assert str(service) in client.get(reverse("work:person", args=[row.reference])).content.decode()


def test_what_has_closed_meanwhile_is_told_and_nothing_is_lost(client):
    _user, row = a_person()
    place = make.vacancy(by=row.coordinator)
    address = reverse("work:interest_new", args=[row.reference])
    form = signed_in(client, row.coordinator).get(address)
    typed = {
        "token": token_of(form),
        "target": f"vacancy:{place.reference}",
        "on_word": "desk",
        "wish": "Pian",
    }
    act(place, "close", by=row.coordinator, reason=make.a_reason("vacancy", "close"))

    answer = client.post(address, typed)

    assert answer.status_code == 422
    assert "Pian" in answer.content.decode()
    assert not Interest.objects.exists()


def test_messages_about_every_machine_come_up_where_workers_tell_them():
    assert set(ROWS) == {one.model._meta.model_name for one in machines().values()} | {
        "weeklink",
        "sessionseat",
        "correctionrequest",
        "workermessage",
    }


def test_what_goes_by_voice_is_on_the_worker_s_list():
    user, row = a_person()
    row.participant.contact_channel = "worker"
    row.participant.save()
    sent = send(row, a_service(), by=user)
    act(sent, "answer_not_now", by=row.coordinator, answer="Ei nyt.")

    about = {message.event.object_type for message in messages_for(row.coordinator)}

    assert "interest" in about


def test_each_look_of_a_worker_is_on_record(client):
    user, row = a_person()
    sent = send(row, a_service(), by=user)

    signed_in(client, row.coordinator).get(reverse("work:interest", args=[sent.reference]))

    assert Read.objects.get(page="work:interest").object_id == row.participant.pk


def test_nobody_else_sees_it(client):
    user, row = a_person()
    sent = send(row, make.vacancy(), by=user)
    other, _theirs = a_person()
    host = make.host_person(sent.vacancy.host)
    officer = row.referrer

    answers = {
        "other": signed_in(client, other).get(f"/my/interests/{sent.reference}/").status_code,
        "host": signed_in(client, host).get(f"/my/interests/{sent.reference}/").status_code,
        "officer": signed_in(client, officer).get(f"/work/interests/{sent.reference}/").status_code,
        "far": signed_in(client, make.coordinator("422"))
        .get(f"/work/interests/{sent.reference}/")
        .status_code,
    }

    assert answers == {"other": 404, "host": 403, "officer": 403, "far": 404}


def test_the_host_reads_nothing_of_an_interest_in_its_place(client):
    user, row = a_person()
    sent = send(row, make.vacancy(), by=user, wish="Salainen toive")
    host = make.host_person(sent.vacancy.host)
    signed_in(client, host)

    pages = [
        client.get(address).content.decode()
        for address in ("/host/", "/host/vacancies/", reverse("host:vacancy", args=[sent.vacancy.reference]))
    ]

    assert not any("Salainen" in page or row.participant.first_name in page for page in pages)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_as_much_for_three_as_for_one(client, rows, django_assert_max_num_queries):
    user, row = a_person()
    for _number in range(rows):
        sent = send(row, make.vacancy(by=row.coordinator), by=user)
    signed_in(client, user)

    for address in ("/my/", "/my/interests/", f"/my/interests/{sent.reference}/"):
        with django_assert_max_num_queries(25):
            client.get(address)


def test_what_was_filled_or_closed_meanwhile_is_said_and_what_was_typed_stays():
    cast = made.full_cast()
    client = client_of(cast["participant"])
    address = f"/my/interests/new/?vacancy={cast.vacancy.reference}"
    assert client.get(address).status_code == 200
    type(cast.vacancy).objects.filter(pk=cast.vacancy.pk).update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )

    closed = client.post(address, {"token": "a", "wish": "Aamuvuoro sopisi"})
    never = client.get("/my/interests/new/?vacancy=nonesuch")

    assert (closed.status_code, never.status_code) == (404, 404)
    assert "Tämä ei ole enää avoinna" in closed.content.decode()
    assert closed.content.decode().count("Aamuvuoro sopisi") == 1  # told once, by the page itself
    assert "Tämä ei ole enää avoinna" in never.content.decode()
