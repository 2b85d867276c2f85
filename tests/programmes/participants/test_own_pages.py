"""The participant's pages: every state, four languages, nobody else's rows."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from audit.services import record_read, record_reads
from programmes.participants.models import CallRequest, Participation
from programmes.participants.states import ParticipationState
from programmes.placements import services as placement_services
from programmes.placements.models import Placement
from programmes.placements.selectors import effect_of_answer
from tests.depth import crossed
from tests.factories import programmes as make
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
LANGUAGES = ["fi", "fi-simple", "sv", "en"]


def signed_in(client: Client, user: User, language: str = "fi") -> Client:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def a_person(state: str = "active", **fields):
    """A participation whose person has an account."""
    user = make.account(Role.PARTICIPANT, first_name="Aino", last_name="Karvinen")
    row = make.participation(state, person=make.participant(first_name="Aino", user=user), **fields)
    return user, row


def offers(row, count: int = 2):
    """A round of `count` places suggested to the person."""
    worker = make.coordinator(row.municipality_id)
    places = [make.vacancy(by=worker, title=f"Paikka {number}") for number in range(count)]
    kind = make.programme_type()
    return placement_services.propose(
        row, [(place, kind) for place in places], by=row.coordinator, only_one_reason="Vain yksi."
    )


@pytest.mark.parametrize(("state", "language"), crossed(ParticipationState.values, LANGUAGES))
def test_own_page_tells_of_every_state_in_every_language(client, state, language):
    user, _row = a_person(state)

    answer = signed_in(client, user, language).get("/my/")

    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1
    assert "%(" not in answer.content.decode()


@pytest.mark.parametrize(
    ("state", "language"), crossed([*make.PLACEMENT_PATH, "declined", "refused"], LANGUAGES)
)
def test_a_place_tells_of_every_state_in_every_language(client, state, language):
    user, row = a_person()
    placement = make.placement(state, row=row)

    signed_in(client, user, language)
    pages = [
        client.get(reverse("my:placement", args=[placement.reference])),
        client.get("/my/"),
        client.get("/my/places/"),
    ]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert all("%(" not in page.content.decode() for page in pages)


def test_two_suggestions_are_the_one_thing_on_the_page(client):
    user, row = a_person()
    offers(row)

    page = signed_in(client, user).get("/my/").content.decode()

    assert "Sinulla on kaksi ehdotusta" in page
    assert page.count("Kyllä, tämä kiinnostaa minua") == 2


def test_what_an_answer_leads_to_stands_before_the_answers(client):
    user, row = a_person(in_plan=True)
    offer_round = offers(row)

    page = signed_in(client, user).get(reverse("my:offers", args=[offer_round.reference])).content.decode()

    assert page.index("Tämä on sovittu työllistymissuunnitelmassasi") < page.index(
        "Kyllä, tämä kiinnostaa minua"
    )


def test_a_person_without_details_is_told_so_kindly(client):
    user = make.account(Role.PARTICIPANT)

    answer = signed_in(client, user).get("/my/")

    assert answer.status_code == 200
    assert "Polkusi ei näy täällä vielä" in answer.content.decode()


def test_pages_are_for_participants_only(client):
    signed_in(client, make.coordinator())

    assert [client.get(url).status_code for url in ("/my/", "/my/places/", "/my/data/", "/my/call/")] == [
        403
    ] * 4


def test_a_visitor_is_led_to_sign_in(client):
    answer = client.get("/my/")

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_another_persons_rows_are_not_found(client):
    user, _mine = a_person()
    _other, theirs = a_person()
    offer_round = offers(theirs)
    placement = offer_round.placements.first()

    signed_in(client, user)

    assert client.get(reverse("my:offers", args=[offer_round.reference])).status_code == 404
    assert client.get(reverse("my:placement", args=[placement.reference])).status_code == 404
    assert client.get(f"/act/placement/{placement.reference}/want/").status_code == 404


def test_call_me_is_one_wish_however_often_it_is_pressed(client):
    user, row = a_person()
    signed_in(client, user)

    answers = [client.post("/my/call/", {"about": "Tunnit"}) for _press in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert CallRequest.objects.filter(participation=row).count() == 1
    assert "Olet pyytänyt soittoa" in client.get("/my/").content.decode()


def test_call_me_is_said_once_on_the_page_that_asks(client):
    user, _row = a_person()

    page = signed_in(client, user).get("/my/call/").content.decode()

    assert page.split("<main")[1].count("Soita minulle") == 1
    assert "<h1>Soitammeko sinulle?</h1>" in page


def test_yes_shows_first_what_the_workplace_will_see(client):
    user, row = a_person()
    placement = offers(row).placements.first()

    page = signed_in(client, user).get(f"/act/placement/{placement.reference}/want/").content.decode()

    assert "Tämän työpaikka näkee sinusta" in page
    assert 'class="own' in page


def test_yes_sent_twice_is_said_once(client):
    user, row = a_person()
    placement = offers(row).placements.first()
    signed_in(client, user)
    data = {"token": "same-token", "rank": "1", "shown_to_host": ["phone"]}

    answers = [client.post(f"/act/placement/{placement.reference}/want/", data) for _press in range(2)]

    placement = Placement.objects.get(pk=placement.pk)
    assert all(answer.status_code in {302, 303} for answer in answers)
    assert (placement.state, placement.shown_to_host) == ("wanted", ["phone"])


def test_own_data_names_who_looked_and_in_which_role(client):
    user, row = a_person()
    record_read(row.coordinator, row, page="person", role=Role.COORDINATOR)
    record_read(user, row, page="person", role=Role.PARTICIPANT)

    page = signed_in(client, user).get("/my/data/").content.decode()

    assert str(row.coordinator) in page
    assert page.count('scope="row"') == 1


def test_own_data_tells_in_groups_what_each_has_seen(client):
    user, row = a_person()
    for page in ("work:person", "work:person", "agreement"):
        record_read(row.coordinator, row.participant, page=page, role=Role.COORDINATOR)
    record_reads(row.coordinator, [row.participant], page="work:people", role=Role.COORDINATOR)
    record_reads(row.coordinator, [make.participation().participant], page="work:people")

    looks = signed_in(client, user).get("/my/data/").context["looks"]

    assert {(look.what, look.times) for look in looks} == {
        ("Sivua sinusta palvelussa", 2),
        ("Sopimustasi", 1),
        ("Luetteloa, jossa on nimesi", 1),
    }


def test_the_sign_page_has_the_plain_words_above_the_form(client):
    user, row = a_person()
    placement = make.placement("signing", row=row)

    page = signed_in(client, user).get(f"/act/placement/{placement.reference}/sign/").content.decode()

    assert page.index("Sopimus selkein sanoin") < page.index("Olen lukenut yllä olevan sopimuksen")


@pytest.mark.parametrize("places", [1, 3])
def test_own_page_asks_the_database_the_same_for_one_and_three(client, django_assert_max_num_queries, places):
    user, row = a_person()
    offers(row, places)
    signed_in(client, user)

    with django_assert_max_num_queries(25):  # four of them ask who cares for the person today
        assert client.get("/my/").status_code == 200


@pytest.mark.parametrize(
    ("kind", "in_plan", "effect"),
    [
        ("work_trial", True, "in_plan"),
        ("work_trial", None, "in_plan"),
        ("work_trial", False, "voluntary"),
        ("open_job", False, "job"),
        ("open_job", True, "in_plan"),
    ],
)
def test_an_answer_leads_to_what_the_plan_and_the_type_of_service_say(kind, in_plan, effect):
    row = make.participation("active", in_plan=in_plan)
    place = make.vacancy(types=(kind,), by=make.coordinator(row.municipality_id))

    assert effect_of_answer(make.placement(row=row, place=place)) == effect


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fi", "Lopettaminen voi vaikuttaa etuuteesi"),
        ("fi-simple", "Sinulle ehdotetut paikat perutaan."),
        ("sv", "Att sluta kan påverka din förmån"),
        ("en", "Stopping can affect your benefit"),
    ],
)
def test_stopping_says_first_what_it_leads_to(client, language, told):
    user, row = a_person()

    page = signed_in(client, user, language).get(f"/act/participation/{row.reference}/withdraw/")

    assert told in page.content.decode()


def test_the_worker_who_records_a_stop_reads_what_it_leads_to(client):
    _user, row = a_person()

    page = signed_in(client, row.coordinator).get(f"/act/participation/{row.reference}/withdraw/")

    assert "Ehdotukset, joista ei ole sopimusta, perutaan" in page.content.decode()


def test_the_path_of_who_stopped_has_no_steps_ahead(client):
    user, row = a_person()
    placement_services.withdraw_participation(row, by=user)

    page = signed_in(client, user).get("/my/").content.decode()
    path = page.split('id="my-path"')[1].split("</section>")[0]

    assert "Lopetit palvelun" in path
    assert "Sopimus" not in path


@pytest.mark.parametrize("act", ["want", "decline"])
def test_a_worker_who_records_an_answer_is_asked_to_read_it_aloud(client, act):
    _user, row = a_person()
    placement = offers(row).placements.first()

    page = (
        signed_in(client, row.coordinator)
        .get(f"/act/placement/{placement.reference}/{act}/")
        .content.decode()
    )

    assert "Lue tämä osallistujalle" in page
    assert page.index("Lue tämä osallistujalle") < page.index("Mihin vastaukseni johtaa")


def test_a_worker_who_calls_off_does_not_read_what_their_own_answer_leads_to(client):
    _user, row = a_person()
    placement = offers(row).placements.first()

    page = (
        signed_in(client, row.coordinator)
        .get(f"/act/placement/{placement.reference}/cancel/")
        .content.decode()
    )

    assert "Mihin vastaukseni johtaa" not in page


def test_who_has_signed_is_led_back_instead_of_a_form_without_a_party(client):
    user, row = a_person()
    placement = make.placement("signing", row=row)
    address = f"/act/placement/{placement.reference}/sign/"
    signed_in(client, user)
    form = client.get(address).context["form"]
    told = {"party": "participant", "version": form["version"].value(), "read": "on"}
    assert client.post(address, told | {"token": "first"}).status_code == 303

    answers = [client.get(address), client.post(address, told | {"token": "second window"})]

    assert [(answer.status_code, answer.url) for answer in answers] == [
        (302, reverse("my:placement", args=[placement.reference]))
    ] * 2
    home = client.get("/my/").content.decode()
    assert "Olet jo allekirjoittanut." in home
    assert "<h1>Olet allekirjoittanut sopimuksesi</h1>" in home


def test_giving_up_a_place_is_not_said_with_the_word_of_an_undo(client):
    user, row = a_person()
    placement = make.placement("signing", row=row)

    page = signed_in(client, user, "fi-simple").get(reverse("my:placement", args=[placement.reference]))

    assert ">En aloita tässä paikassa</a>" in page.content.decode()
    assert ">Peru<" not in page.content.decode()
    assert "Tässä ”sinä” on osallistuja" not in page.content.decode()


def test_who_is_in_a_place_is_led_to_the_worker_before_stopping(client):
    user, row = a_person()
    make.placement("active", row=row)
    leave = f"/act/participation/{row.reference}/withdraw/"

    home = signed_in(client, user).get("/my/").content.decode()

    assert leave not in home
    assert "Pyydä työntekijääsi soittamaan" in home
    assert "Puhu ensin työntekijäsi kanssa" in client.get(leave).content.decode()


def test_who_left_reads_for_a_week_that_they_may_change_their_mind(client, time_machine):
    user, row = a_person()
    placement_services.withdraw_participation(row, by=user)
    home = signed_in(client, user).get("/my/").content.decode()
    address = re.search(r'action="(/act/participation/[^"]+/undo/\d+/)"', home)

    assert "Muutin mieleni" in home
    assert "Voit tehdä tämän viimeistään" in home
    assert client.post(address[1]).status_code == 303
    assert "Muutin mieleni" not in client.get("/my/").content.decode()
    assert Participation.objects.get(pk=row.pk).state != "withdrawn"


def test_worker_records_that_the_person_has_changed_their_mind(client):
    user, row = a_person()
    placement_services.withdraw_participation(row, by=user)

    page = signed_in(client, row.coordinator).get(f"/work/people/{row.reference}/").content.decode()

    assert "Hän muutti mielensä" in page


@pytest.mark.parametrize("act", ["want", "decline"])
def test_a_yes_and_a_no_cost_the_same_presses(client, act):
    """One press to the page of the answer, one press there, and nothing that has to be filled in."""
    user, row = a_person()
    placement = offers(row).placements.first()
    signed_in(client, user)
    home = client.get("/my/").content.decode()
    address = f"/act/placement/{placement.reference}/{act}/"

    form = client.get(address).context["form"]
    answer = client.post(address, {"token": "one-press"})

    assert f'href="{address}"' in home
    assert [name for name, field in form.fields.items() if field.required and name != "token"] == []
    assert answer.status_code == 303
    assert Placement.objects.get(pk=placement.pk).state == {"want": "wanted", "decline": "declined"}[act]


def test_the_page_of_the_yes_opens_with_what_a_yes_leads_to(client):
    user, row = a_person(in_plan=True)
    placement = offers(row).placements.first()

    page = signed_in(client, user).get(f"/act/placement/{placement.reference}/want/")

    (note,) = page.context["notes"]
    assert note.tone == "info"
    assert str(note.text).startswith("Oma työntekijäsi esittelee sinut työpaikalle.")
    assert "työttömyysturvaasi" in str(note.text)


def test_a_yes_is_not_told_to_be_under_way(client):
    user, row = a_person()
    make.placement("wanted", row=row)

    groups = dict(signed_in(client, user).get("/my/places/").context["groups"])

    assert list(groups) == ["Matkalla paikkaan"]


def test_a_no_beside_open_suggestions_does_not_promise_others(client):
    user, row = a_person()
    first, _second = offers(row).placements.all()
    act(first, "decline", by=user)

    page = signed_in(client, user).get(reverse("my:placement", args=[first.reference])).content.decode()

    assert "Muut ehdotuksesi ovat voimassa" in page
