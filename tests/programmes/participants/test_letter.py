"""The letter with a code opens its person's own page once, and nothing else: who has no e-mail comes in."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation
from pypdf import PdfReader

from accounts.letter import LetterRefused
from accounts.models import User
from accounts.roles import Role
from accounts.services import assign_role, ensure_account
from audit.models import Event
from notifications.codes import send_codes
from programmes.doors import Door, door_of, follow_address, let_in
from programmes.invitations import TRIES, come_in, make_letter, take_address, why_no_letter
from programmes.models import InvitationLetter, Participant
from programmes.recipients import to_participant
from programmes.who_is_who import is_about
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DOOR = "/accounts/letter/"
BORN = date(1971, 3, 5)


@pytest.fixture(autouse=True)
def _forget_attempts() -> None:
    cache.clear()


@pytest.fixture
def worker() -> User:
    return make.coordinator()


@pytest.fixture
def person(worker: User) -> Participant:
    found = make.participant(email="", birth_date=BORN, contact_channel="letter")
    make.participation("active", person=found, coordinator=worker)
    return found


def write(client: Client, code: str, born: str = "5.3.1971") -> Any:
    return client.post(DOOR, {"code": code, "born": born})


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_person_without_an_e_mail_address_comes_in_by_the_letter(client, person, worker):
    made = make_letter(person, by=worker)

    answer = write(client, made.code.lower().replace("-", " "))
    home = client.get("/accounts/home/", follow=True)

    person.refresh_from_db()
    assert answer.status_code == 302
    assert home.redirect_chain[-1][0] == "/my/"
    assert person.first_name in home.content.decode()
    assert person.user.email is None
    assert {one.role for one in person.user.assignments.all()} == {Role.PARTICIPANT}
    assert door_of(person) == Door.BY_LETTER


def test_the_pages_stay_in_the_language_in_which_the_code_was_typed(client, person, worker):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "sv"

    write(client, make_letter(person, by=worker).code)

    assert "Min väg" in client.get("/my/").content.decode()
    assert Participant.objects.get(pk=person.pk).user.language == "sv"


def test_the_code_is_worth_nothing_the_second_time(client, person, worker):
    made = make_letter(person, by=worker)
    write(client, made.code)

    again = Client()
    answer = write(again, made.code)

    assert answer.status_code == 422
    assert "_auth_user_id" not in again.session
    assert "käytettiin" in words(answer)


def test_a_newer_letter_makes_the_older_one_worthless(client, person, worker):
    first, second = make_letter(person, by=worker), make_letter(person, by=worker)

    assert write(client, first.code).status_code == 422
    assert write(client, second.code).status_code == 302


def test_the_same_account_is_opened_by_the_next_letter(person, worker):
    first = come_in(make_letter(person, by=worker).code, BORN)
    person.refresh_from_db()

    assert come_in(make_letter(person, by=worker).code, BORN) == first
    assert User.objects.filter(email=None).count() == 1


def test_a_letter_is_valid_for_thirty_days(person, worker, monkeypatch):
    made = make_letter(person, by=worker)
    today = timezone.localdate()

    monkeypatch.setattr(timezone, "localdate", lambda *_at: today + timedelta(days=31))
    with pytest.raises(LetterRefused, match="voimassa"):
        come_in(made.code, BORN)

    monkeypatch.setattr(timezone, "localdate", lambda *_at: today + timedelta(days=30))
    assert come_in(made.code, BORN)


@pytest.mark.parametrize("code", ["BBBB-BBBB-BBBB", "1", "ä", "BBBB", "-----"])
def test_an_unknown_code_and_a_wrong_day_are_told_apart_by_nobody(client, person, worker, code):
    made = make_letter(person, by=worker)

    unknown, wrong_day = write(client, code), write(client, made.code, "6.3.1971")

    assert (unknown.status_code, wrong_day.status_code) == (422, 422)
    told = [
        re.search(r"Tämä koodi ja tämä syntymäaika[^<]*", answer.content.decode())
        for answer in (unknown, wrong_day)
    ]
    assert told[0] is not None
    assert told[0].group() == told[1].group()


def test_the_fifth_wrong_date_of_birth_makes_the_letter_worthless(person, worker):
    made = make_letter(person, by=worker)

    for day in range(TRIES):
        with pytest.raises(LetterRefused):
            come_in(made.code, BORN + timedelta(days=day + 1))

    with pytest.raises(LetterRefused, match="too many times"), translation.override("en"):
        come_in(made.code, BORN)
    assert InvitationLetter.objects.get().void_at
    assert Event.objects.filter(verb="participation.letter_void").count() == 1


def test_one_visitor_does_not_try_codes_without_end(client, person):
    answers = [write(client, "BBBB-BBBB-BBBB").status_code for _try in range(12)]

    assert answers == [422] * 10 + [429] * 2


def test_no_letter_opens_more_than_a_persons_own_page(worker):
    account = ensure_account("liisa@example.fi", verified=True)
    assign_role(account, Role.PARTICIPANT, by=None)
    person = make.participant(user=account, birth_date=BORN)
    make.participation("active", person=person, coordinator=worker)
    made = make_letter(person, by=worker)

    assign_role(account, Role.COORDINATOR, by=None)

    with pytest.raises(LetterRefused):
        come_in(made.code, BORN)
    assert why_no_letter(person)
    with pytest.raises(PermissionError):
        make_letter(person, by=worker)


def test_nothing_is_made_for_a_person_who_has_died_or_whose_account_is_closed(person, worker):
    come_in(make_letter(person, by=worker).code, BORN)
    person.refresh_from_db()
    person.user.is_active = False
    person.user.save()
    assert why_no_letter(person)

    person.user = None
    person.deceased_on = timezone.localdate()
    person.save()
    with pytest.raises(PermissionError):
        make_letter(person, by=worker)


def test_the_code_stands_nowhere_but_on_the_paper(person, worker):
    code = make_letter(person, by=worker).code

    kept = [str(vars(row)) for row in InvitationLetter.objects.all()]
    kept += [str(vars(event)) for event in Event.objects.all()]
    assert not any(code in text or code.replace("-", "") in text for text in kept)


# The worker's page ------------------------------------------------------------------------------------------


def desk_of(worker: User) -> Client:
    client = Client()
    client.force_login(worker, backend=BACKEND)
    return client


def address_of(person: Participant, tail: str = "letter/") -> str:
    return f"/work/people/{person.participations.get().reference}/{tail}"


@pytest.mark.parametrize("language", ["fi", "sv", "en", "fi-simple"])
def test_the_press_makes_the_paper_and_its_code_opens_the_page(client, person, worker, language):
    answer = desk_of(worker).post(address_of(person), {"language": language})
    code = code_on(answer)

    assert answer["Content-Type"] == "application/pdf"
    assert person.last_name not in answer["Content-Disposition"]
    assert write(client, code).status_code == 302


def code_on(answer: Any) -> str:
    return re.search(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b", text_of(answer)).group()  # type: ignore[union-attr]


def text_of(answer: Any) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_a_protected_address_is_not_on_the_paper(person, worker):
    person.street_address, person.postal_code, person.post_office = "Salatie 4", "80100", "Joensuu"
    person.restricted = True
    person.save()

    answer = desk_of(worker).post(address_of(person), {"language": "fi"})

    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 1
    assert "Salatie" not in text_of(answer)


def test_a_letter_is_called_off(client, person, worker):
    desk = desk_of(worker)
    code = make_letter(person, by=worker).code

    answer = desk.post(address_of(person, "letter/call-off/"), follow=True)

    assert answer.status_code == 200
    assert write(client, code).status_code == 422


# The next time ----------------------------------------------------------------------------------------------


def test_who_came_by_a_letter_gives_an_address_and_comes_in_by_it(client, person, worker, mailoutbox):
    write(client, make_letter(person, by=worker).code)

    client.post("/my/way-in/", {"email": "Uusi.Osoite@Example.net"})
    send_codes()
    code = re.search(r"\d{4}-\d{4}", mailoutbox[-1].body).group()
    answer = client.post("/my/way-in/code/", {"code": code}, follow=True)

    person.refresh_from_db()
    assert answer.redirect_chain[-1][0] == "/my/"
    assert (person.email, person.user.email) == ("uusi.osoite@example.net",) * 2
    assert door_of(person) == Door.ACCOUNT
    assert let_in(person.email, account=person.user) == person.user


def test_an_address_that_somebody_else_has_is_not_taken(person, worker):
    account = come_in(make_letter(person, by=worker).code, BORN)
    person.refresh_from_db()
    make.participation("active", person=make.participant(email="yhteinen@example.net"))
    make.host(contact_email="Kauppa@example.net")

    for taken in ("yhteinen@example.net", "kauppa@example.net", worker.email):
        assert take_address(person, taken, by=account)
    account.refresh_from_db()
    assert account.email is None


def test_an_address_that_a_worker_writes_opens_the_page_by_a_code(person, worker):
    account = come_in(make_letter(person, by=worker).code, BORN)
    person.refresh_from_db()

    person.email = "oma@example.net"
    follow_address(person, person.email, by=worker)
    person.save()

    account.refresh_from_db()
    assert account.email == "oma@example.net"
    assert door_of(person) == Door.ACCOUNT


def test_other_data_put_right_leaves_the_account_of_a_letter(person, worker):
    account = come_in(make_letter(person, by=worker).code, BORN)
    person.refresh_from_db()

    follow_address(person, "", by=worker)

    account.refresh_from_db()
    assert person.user == account
    assert account.is_active


def test_two_who_share_an_address_each_have_their_own_page(worker):
    both = [make.participant(email="perhe@example.net", birth_date=BORN) for _one in range(2)]
    for one in both:
        make.participation("active", person=one, coordinator=worker)

    accounts = {come_in(make_letter(one, by=worker).code, BORN) for one in both}

    assert len(accounts) == 2
    assert let_in("perhe@example.net", account=None) is None


def test_an_account_without_an_address_is_nobodys_own_interest(person, worker):
    """A person without an e-mail address and a person's account without one are not the same person."""
    account = come_in(make_letter(person, by=worker).code, BORN)
    other = make.participation("active", person=make.participant(email=""))

    assert not is_about(account, other)
    assert not to_participant(other.participant).user


def test_nobody_signs_in_with_an_empty_address(client, person, worker):
    come_in(make_letter(person, by=worker).code, BORN)

    answer = client.post("/accounts/login/", {"login": "", "password": ""})

    assert "_auth_user_id" not in client.session
    assert answer.status_code == 200


def as_text(client: Client, person: Participant, **told: str) -> Any:
    address = f"/work/people/{person.participations.get().reference}/letter/text/"
    return client.post(address, {"language": "fi", "known": "", **told})


@pytest.fixture
def desk(client: Client, worker: User) -> Client:
    client.force_login(worker, backend=BACKEND)
    return client


def test_a_code_by_hand_is_shown_once_and_opens_the_page(desk, person, worker):
    Participant.objects.filter(pk=person.pk).update(phone="040 555 0101")
    answer = as_text(desk, person)
    code = re.search(r"[0-9B-Z]{4}-[0-9B-Z]{4}-[0-9B-Z]{4}", words(answer))
    row = InvitationLetter.objects.get()

    assert code
    assert "sms:+358405550101" in answer.content.decode()
    assert str(person.first_name) not in re.search(r"koodisi on.*Kysy", words(answer)).group()
    assert (row.by_text, row.valid_until) == (True, timezone.localdate() + timedelta(days=3))
    assert "no-store" in answer["Cache-Control"]
    assert write(Client(), code.group()).status_code == 302
    assert write(Client(), code.group()).status_code == 422
    assert code.group() not in str(list(Event.objects.values_list("data", flat=True)))


def test_a_code_by_a_gateway_lies_sealed_until_it_has_gone(desk, person, settings, monkeypatch):
    settings.SMS_URL = "https://sms.example/send"
    gone = []
    monkeypatch.setattr("notifications.sms.send", lambda number, text: gone.append((number, text)))
    Participant.objects.filter(pk=person.pk).update(phone="040 555 0101")

    answer = as_text(desk, person)
    from notifications.models import SealedCode  # noqa: PLC0415

    sealed = SealedCode.objects.get().sealed
    sent = send_codes()

    assert answer.status_code == 302
    assert sent == 1
    assert not SealedCode.objects.exists()
    assert gone[0][0] == "040 555 0101"
    code = re.search(r"[0-9B-Z]{4}-[0-9B-Z]{4}-[0-9B-Z]{4}", gone[0][1]).group()
    assert code not in sealed
    assert code not in answer.content.decode()
    assert write(Client(), code).status_code == 302


def test_a_text_without_a_number_is_told_and_a_second_press_makes_nothing_worthless(desk, person):
    Participant.objects.filter(pk=person.pk).update(phone="")
    assert as_text(desk, person).status_code == 302
    assert not InvitationLetter.objects.exists()

    Participant.objects.filter(pk=person.pk).update(phone="040 555 0101")
    as_text(desk, person)
    again = as_text(desk, person)

    assert again.status_code == 409
    assert InvitationLetter.objects.filter(void_at=None).count() == 1
