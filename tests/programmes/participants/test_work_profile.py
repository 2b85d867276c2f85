"""Me and work: told in short steps and kept as it is typed, by the person or with their worker."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from audit.models import Event, Read
from programmes.catalogue.scales import Demand
from programmes.models import Participation, WorkProfile
from programmes.participants.profile.illness import names_illness
from programmes.participants.profile.sections import SECTIONS
from programmes.participants.profile.services import change, profile_of
from tests.factories import programmes as make
from tests.programmes.participants.test_own_pages import LANGUAGES, a_person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
TYPED = {"HTTP_HX_REQUEST": "true"}


def seen(answer) -> str:
    return re.search(r'name="seen"[^>]*value="(\w+)"', answer.content.decode())[1]


def send(client, address, **values):
    """A step sent by its button, as it was shown."""
    return client.post(address, {"seen": seen(client.get(address)), **values})


def told(row) -> WorkProfile:
    return WorkProfile.objects.get(participant=row.participant)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_is_there_in_every_language(client, language):
    user, _row = a_person()
    signed_in(client, user, language)

    pages = [client.get("/my/profile/"), *(client.get(f"/my/profile/{one.code}/") for one in SECTIONS)]

    assert [page.status_code for page in pages] == [200] * (len(SECTIONS) + 1)
    assert all(page.content.decode().count("<h1") == 1 for page in pages)


def test_every_scale_is_asked_once_and_every_field_has_a_step():
    asked = [name for section in SECTIONS for name in section.fields]
    own = {field.name for field in WorkProfile._meta.concrete_fields} - {"id", "participant"}

    assert len(asked) == len(set(asked))
    assert set(Demand.values) < set(asked)
    assert own <= set(asked)


def test_work_is_found_chosen_and_kept_without_scripts(client):
    user, row = a_person()
    signed_in(client, user)

    found = send(client, "/my/profile/likes/", find="siivoojana", look="1")
    page = client.get(found.headers["Location"])
    kept = send(client, "/my/profile/likes/", occupations=["9112"], in_own_words="Olen siivonnut kouluja.")

    assert 'value="9112"' in page.content.decode()
    assert kept.headers["Location"] == "/my/profile/hours/"
    assert (told(row).occupations, told(row).in_own_words) == (["9112"], "Olen siivonnut kouluja.")


def test_what_is_typed_is_kept_on_the_server_at_once(client):
    user, row = a_person()
    page = signed_in(client, user).get("/my/profile/help/")

    first = client.post("/my/profile/help/", {"seen": seen(page), "helps": "Selkeät"}, **TYPED)
    second = client.post("/my/profile/help/", {"seen": seen(first), "helps": "Selkeät ohjeet"}, **TYPED)

    assert (first.status_code, second.status_code) == (200, 200)
    assert told(row).helps == "Selkeät ohjeet"


def test_of_what_is_typed_the_right_part_is_kept_and_the_wrong_part_told(client):
    user, row = a_person()
    page = signed_in(client, user).get("/my/profile/travel/")
    typed = {"seen": seen(page), "travel_km": "neljä", "travel_by": ["bus"]}

    answer = client.post("/my/profile/travel/", typed, **TYPED)

    assert told(row).travel_by == ["bus"]
    assert told(row).travel_km is None
    assert 'class="icon' in answer.content.decode()
    assert client.post("/my/profile/travel/", typed | {"seen": seen(answer)}).status_code == 422


def test_not_said_is_another_answer_than_not_at_all(client):
    user, row = a_person()
    signed_in(client, user)

    send(client, "/my/profile/body/", lifting="0", standing="3", sitting="")
    before = told(row)
    send(client, "/my/profile/body/", lifting="", standing="3", sitting="")

    assert (before.lifting, before.standing, before.sitting) == (0, 3, None)
    assert told(row).lifting is None


@pytest.mark.parametrize("wrong", ["4", "-1", "paljon", "0.5", "٣"])
def test_a_scale_takes_no_other_number(client, wrong):
    user, row = a_person()
    signed_in(client, user)

    answer = send(client, "/my/profile/body/", lifting=wrong)

    assert answer.status_code == 422
    assert not WorkProfile.objects.filter(participant=row.participant).exists()


def test_hours_and_interpreter_are_those_of_the_referral_not_asked_twice(client):
    user, row = a_person(weekly_hours_min=8, weekly_hours_max=20)
    signed_in(client, user)

    page = client.get("/my/profile/hours/").content.decode()
    send(client, "/my/profile/hours/", weekly_hours_min="6", weekly_hours_max="12,5", days=["1", "3"])
    send(client, "/my/profile/languages/", interpreter_needed="on", language_0="uk", level_0="B1")
    row = Participation.objects.get(pk=row.pk)

    assert 'value="8"' in page
    assert (row.weekly_hours_min, float(row.weekly_hours_max), row.interpreter_needed) == (6, 12.5, True)
    assert (told(row).days, told(row).languages) == ([1, 3], {"uk": "B1"})


def test_a_language_without_a_level_waits_for_it_and_loses_no_other(client):
    user, row = a_person()
    signed_in(client, user)
    send(client, "/my/profile/languages/", language_0="uk", level_0="B1")
    page = client.get("/my/profile/languages/")
    typed = {"seen": seen(page), "language_0": "uk", "level_0": "B1", "language_1": "ru", "level_1": ""}

    client.post("/my/profile/languages/", typed, **TYPED)

    assert told(row).languages == {"uk": "B1"}


def test_a_card_has_the_day_until_which_it_holds(client):
    user, row = a_person()
    signed_in(client, user)

    send(client, "/my/profile/cards/", has_hygiene="on", until_hot_work="31.5.2029", has_hot_work="on")

    assert told(row).licences == {"hygiene": "", "hot_work": "2029-05-31"}
    assert "31.5.2029" in client.get("/my/profile/cards/").content.decode()


def test_what_makes_work_easier_is_kept_as_places_write_it(client):
    user, row = a_person()
    signed_in(client, user, "sv")

    send(
        client,
        "/my/profile/wishes/",
        easier=["oma työtahti"],
        easier_else="- oma ovi\n\n",
        wished_municipalities=["167"],
    )

    assert told(row).adjustments == ["oma työtahti", "oma ovi"]
    assert told(row).wished_municipalities == ["167"]


def test_the_words_are_sealed_in_the_database(client):
    user, row = a_person()
    signed_in(client, user)
    send(client, "/my/profile/help/", helps="Hiljainen nurkka")
    send(client, "/my/profile/wishes/", easier=["oma työtahti"])

    with connection.cursor() as cursor:
        cursor.execute("SELECT helps, wished_adjustments FROM programmes_workprofile")
        stored = " ".join(cursor.fetchone())

    assert "nurkka" not in stored
    assert "työtahti" not in stored
    assert told(row).helps == "Hiljainen nurkka"


@pytest.mark.parametrize(
    ("step", "field"),
    [("likes", "in_own_words"), ("help", "helps"), ("cards", "other_licences"), ("wishes", "easier_else")],
)
def test_a_personal_identity_code_is_refused_and_nothing_typed_is_lost(client, step, field):
    user, row = a_person()
    signed_in(client, user)
    typed = {field: "Olen 131052-308T ja reipas"}

    answer = send(client, f"/my/profile/{step}/", **typed)
    page = client.get(f"/my/profile/{step}/")
    client.post(f"/my/profile/{step}/", {"seen": seen(page), **typed}, **TYPED)

    assert answer.status_code == 422
    assert "ja reipas" in answer.content.decode()
    assert not WorkProfile.objects.filter(participant=row.participant).exists()


@pytest.mark.parametrize(
    "text",
    [
        "Minulla on masennus", "sairastan diabetesta", "F32.1", "ADHD", "Jag har epilepsi",
        "I have cancer", "sairauteni", "MS-tauti", "migreenin takia", "reuma",
    ],
)  # fmt: skip
def test_the_name_of_an_illness_gets_a_note_and_is_not_stopped(client, text):
    user, row = a_person()
    signed_in(client, user)

    page = client.get("/my/profile/help/")
    answer = client.post("/my/profile/help/", {"seen": seen(page), "helps": text}, **TYPED)

    assert told(row).helps == text
    assert re.search(r'<div id="note-helps"[^>]*>\s*<p', answer.content.decode())


@pytest.mark.parametrize(
    "text",
    [
        "Selkeät ohjeet ja rauhallinen paikka", "Oma tahti, tauot", "Bussi kulkee klo 8.30",
        "Jag tycker om djur",
        "I like working outside", "Olen ollut siivooja B12-rakennuksessa", "autan äitiä",
        "reunakivet ja puutyöt",
        "hiven apua alussa",
    ],
)  # fmt: skip
def test_what_is_no_illness_gets_no_note(text):
    assert not names_illness(text)


def test_one_event_a_sitting_and_part_however_often_it_is_saved(client):
    user, row = a_person()
    signed_in(client, user)
    answer = client.get("/my/profile/help/")
    for words in ["S", "Se", "Sel", "Selk"]:
        answer = client.post("/my/profile/help/", {"seen": seen(answer), "helps": words}, **TYPED)
    send(client, "/my/profile/body/", lifting="1")

    events = Event.objects.filter(object_type="workprofile", object_id=told(row).pk).order_by("pk")

    assert [(event.actor, event.data) for event in events] == [
        (user, {"section": "help"}), (user, {"section": "body"}),
    ]  # fmt: skip


def test_a_later_sitting_is_told_anew(client):
    _user, row = a_person()
    section = SECTIONS[-1]
    change(row, section, {"helps": "a"}, by=row.coordinator, on_word="desk")
    earlier = timezone.now() - timedelta(minutes=40)
    with patch("django.utils.timezone.now", return_value=earlier + timedelta(minutes=80)):
        change(row, section, {"helps": "b"}, by=row.coordinator, on_word="desk")

    assert Event.objects.filter(object_type="workprofile").count() == 2


def test_nothing_of_what_was_said_stands_in_the_trail(client):
    user, _row = a_person()
    signed_in(client, user)
    send(client, "/my/profile/help/", helps="Salainen toive")

    event = Event.objects.filter(object_type="workprofile").get()

    assert "Salainen" not in str(event.data)


def test_a_worker_writes_it_down_and_the_person_sees_who_changed_what(client):
    user, row = a_person()
    signed_in(client, row.coordinator)
    address = reverse("work:profile_step", args=[row.reference, "travel"]) + "?word=phone"

    answer = send(client, address, travel_km="25", own_car="0")
    own = signed_in(client, user).get("/my/profile/").content.decode()

    assert "word=phone" in answer.headers["Location"]
    assert (told(row).travel_km, told(row).own_car) == (25, 0)
    assert str(row.coordinator) in own
    assert "puhelimessa" in own
    assert Event.objects.get(object_type="workprofile").on_word == "phone"


def test_each_look_of_a_worker_is_on_record_and_the_person_reads_it(client):
    user, row = a_person()
    signed_in(client, row.coordinator)

    client.get(reverse("work:profile", args=[row.reference]))
    client.get(reverse("work:profile_step", args=[row.reference, "body"]))
    pages = list(Read.objects.filter(reader=row.coordinator).values_list("page", flat=True))
    own = signed_in(client, user).get("/my/data/").content.decode()

    assert pages == ["work:profile", "work:profile"]
    assert str(row.coordinator) in own


def test_two_at_once_lose_nothing_and_are_told(client):
    user, row = a_person()
    page = signed_in(client, user).get("/my/profile/help/")
    change(row, SECTIONS[-1], {"helps": "Työntekijän sana"}, by=row.coordinator, on_word="phone")
    typed = {"seen": seen(page), "helps": "Oma sana"}

    as_typed = client.post("/my/profile/help/", typed, **TYPED)
    first = client.post("/my/profile/help/", typed)
    stood = told(row).helps
    again = client.post("/my/profile/help/", typed | {"seen": seen(first)})

    assert seen(as_typed) == seen(page)
    assert first.status_code == 409
    assert stood == "Työntekijän sana"
    assert str(row.coordinator) in first.content.decode()
    assert "Oma sana" in first.content.decode()
    assert again.status_code == 302 or again.status_code == 303
    assert told(row).helps == "Oma sana"


def test_hours_that_cannot_be_are_told_and_nothing_is_lost(client):
    user, _row = a_person()
    signed_in(client, user)

    answer = send(client, "/my/profile/hours/", weekly_hours_min="20", weekly_hours_max="10")

    assert answer.status_code == 422
    assert 'value="20"' in answer.content.decode()


def test_nobody_else_changes_the_profile(client):
    _user, row = a_person()
    other, _their_row = a_person()
    far = make.coordinator("422")
    manager = make.manager()
    address = reverse("work:profile_step", args=[row.reference, "help"])

    answers = [
        signed_in(client, person).post(address, {"seen": "x", "helps": "?"}).status_code
        for person in (far, manager, other)
    ]

    assert answers == [404, 403, 403]
    assert profile_of(row.participant).pk is None


def test_a_step_that_is_not_there_is_404(client):
    user, _row = a_person()

    assert signed_in(client, user).get("/my/profile/nowhere/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_of_the_profile_ask_as_much_for_three_rows_as_for_one(
    client, rows, django_assert_max_num_queries
):
    user, row = a_person()
    codes = ["9112", "7522", "5120"][:rows]
    change(row, SECTIONS[0], {"occupations": codes}, by=user)
    change(row, SECTIONS[6], {"languages": dict.fromkeys(["sv", "en", "uk"][:rows], "B1")}, by=user)
    signed_in(client, user)
    client.get("/my/profile/")

    for address in ["/my/profile/", *(f"/my/profile/{one.code}/" for one in SECTIONS)]:
        with django_assert_max_num_queries(25):
            client.get(address)
