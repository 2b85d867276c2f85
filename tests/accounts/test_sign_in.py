"""The door: a password, a code, nothing that tells who has an account."""

import re

import pytest
from django.urls import reverse

from accounts.services import end_other_sessions, ensure_account
from audit.models import Event
from notifications.codes import send_codes
from tests.accounts.conftest import PASSWORD, at_once

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
CODE = "/accounts/login/code/confirm/"


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def code_in(mail) -> str:
    return re.search(r"\d{4}-\d{4}", mail.body).group()


def ask(client, address: str, **kwargs):
    """A code is asked for, and the worker has passed by."""
    answer = client.post(LOGIN, {"login": address, "password": ""}, **kwargs)
    send_codes()
    return answer


def words_of(response) -> list[str]:
    return [str(error) for error in response.context["form"].non_field_errors()]


def test_password_signs_in_and_leads_home(client, person):
    response = client.post(LOGIN, {"login": "Sirpa@Example.fi", "password": PASSWORD})

    assert response["Location"] == "/accounts/home/"
    assert signed_in(client)
    assert Event.objects.get(verb="account.signed_in").data == {"way": "password"}


def test_sign_in_brings_the_language_of_the_account(client, person):
    person.language = "sv"
    person.save()

    response = client.post(LOGIN, {"login": person.email, "password": PASSWORD})

    assert response.cookies["django_language"].value == "sv"


def test_without_password_a_code_comes_and_signs_in(client, person, mailoutbox):
    asked = ask(client, person.email, follow=True)
    before = client.session.session_key

    client.post(CODE, {"code": code_in(mailoutbox[0])})

    assert asked.redirect_chain[-1][0] == CODE
    assert signed_in(client)
    assert client.session.session_key != before
    assert Event.objects.get(verb="account.signed_in").data == {"way": "code"}


def test_code_is_taken_without_its_dash(client, person, mailoutbox):
    ask(client, person.email)

    client.post(CODE, {"code": code_in(mailoutbox[0]).replace("-", "")})

    assert signed_in(client)


@pytest.mark.parametrize("language", ["fi", "sv", "en", "fi-simple"])
def test_code_mail_holds_the_code_and_nothing_about_the_person(client, person, mailoutbox, language):
    client.cookies["django_language"] = language
    ask(client, person.email)

    mail = mailoutbox[0]
    text = mail.subject + mail.body
    assert code_in(mail) in mail.body
    assert "\n" not in mail.subject
    assert mail.content_subtype == "plain"
    assert [word for word in ("Sirpa", "Lehto", person.email, "http") if word in text] == []


def test_code_page_says_the_same_for_a_stranger(client, person, mailoutbox):
    known = ask(client, person.email, follow=True)
    client.cookies.clear()
    stranger = ask(client, "sirp4@example.fi", follow=True)

    def body(response, address):
        text = response.content.decode().replace(address, "")
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)

    assert len(mailoutbox) == 1
    assert stranger.redirect_chain == known.redirect_chain
    assert body(stranger, "sirp4@example.fi") == body(known, person.email)


def test_stranger_gets_in_with_no_code(client, person):
    ask(client, "nobody@example.fi")

    for code in ("", "0", "0000-0000"):
        client.post(CODE, {"code": code})

    assert not signed_in(client)


def test_three_wrong_codes_end_the_try(client, person, mailoutbox):
    ask(client, person.email)
    code = code_in(mailoutbox[0])
    wrong = "1111-1111" if code != "1111-1111" else "2222-2222"

    for _ in range(3):
        client.post(CODE, {"code": wrong})
    client.post(CODE, {"code": code})

    assert not signed_in(client)


def test_guesses_that_come_at_once_are_counted_one_by_one(client, person, mailoutbox):
    ask(client, person.email)
    code = code_in(mailoutbox[0])
    wrong = "1111-1111" if code != "1111-1111" else "2222-2222"

    answers = at_once(client, CODE, [{"code": wrong}] * 3 + [{"code": code}])

    assert (answers, signed_in(client)) == ([200, 200, 302, 302], False)


def test_presses_for_a_new_code_that_come_at_once_fill_no_mailbox(client, person, mailoutbox):
    ask(client, person.email)

    at_once(client, CODE, [{"action": "resend"}] * 8)
    send_codes()

    assert len(mailoutbox) == 5


def test_new_code_replaces_the_old(client, person, mailoutbox):
    ask(client, person.email)
    client.post(CODE, {"action": "resend"})
    send_codes()
    old, new = (code_in(mail) for mail in mailoutbox)

    client.post(CODE, {"code": old})
    assert old == new or not signed_in(client)
    client.post(CODE, {"code": new})

    assert signed_in(client)


def test_code_is_too_old_after_a_quarter_of_an_hour(client, person, mailoutbox, time_machine):
    time_machine.move_to("2026-03-03 09:00:00+02:00", tick=False)
    ask(client, person.email)
    time_machine.move_to("2026-03-03 09:16:00+02:00", tick=False)

    client.post(CODE, {"code": code_in(mailoutbox[0])})

    assert not signed_in(client)


def test_wrong_password_reads_as_unknown_account(client, person):
    wrong = client.post(LOGIN, {"login": person.email, "password": "not-the-one"})
    unknown = client.post(LOGIN, {"login": "nobody@example.fi", "password": "not-the-one"})

    assert words_of(wrong) == words_of(unknown)
    assert len(words_of(wrong)) == 1
    assert wrong.status_code == unknown.status_code == 200
    assert not signed_in(client)


def test_failed_try_is_on_record_without_the_address(client, person):
    client.post(LOGIN, {"login": person.email, "password": "not-the-one"})
    client.post(LOGIN, {"login": "nobody@example.fi", "password": "not-the-one"})

    events = Event.objects.filter(verb="account.sign_in_failed")
    assert list(events.values_list("object_id", "data")) == [(person.pk, {}), (None, {})]


def test_sixth_guess_is_refused_even_with_the_right_password(client, person):
    for guess in range(5):
        client.post(LOGIN, {"login": person.email, "password": f"guess-{guess}"})

    response = client.post(LOGIN, {"login": person.email, "password": PASSWORD})

    assert not signed_in(client)
    assert len(words_of(response)) == 1


def test_sixth_code_within_a_quarter_is_not_sent(client, person, mailoutbox):
    for _ in range(6):
        client.cookies.clear()
        ask(client, person.email)

    assert len(mailoutbox) == 5


def test_thirty_first_press_from_one_place_meets_a_plain_page(client, db):
    for press in range(30):
        client.post(LOGIN, {"login": f"name-{press}"})

    response = client.post(LOGIN, {"login": "name"})

    assert response.status_code == 429
    assert "429" in response.content.decode()
    assert client.get(LOGIN).status_code == 200


def test_closed_account_gets_neither_session_nor_code(client, person, mailoutbox):
    person.is_active = False
    person.save()

    client.post(LOGIN, {"login": person.email, "password": PASSWORD})
    ask(client, person.email)

    assert not signed_in(client)
    assert mailoutbox == []


def test_account_without_password_refuses_every_password(client, db):
    ensure_account("uusi@example.fi")

    for password in ("!", "uusi@example.fi", " "):
        client.post(LOGIN, {"login": "uusi@example.fi", "password": password})

    assert not signed_in(client)


@pytest.mark.parametrize("target", ["/reports/", "/cms-admin/pages/3/"])
def test_next_on_this_site_is_followed(client, person, target):
    response = client.post(LOGIN, {"login": person.email, "password": PASSWORD, "next": target})

    assert response["Location"] == target


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
    ],
)
def test_next_elsewhere_is_not_followed(client, person, target):
    by_password = client.post(LOGIN, {"login": person.email, "password": PASSWORD, "next": target})
    when_signed_in = client.get(LOGIN, {"next": target})
    by_role = client.post("/accounts/logout/", {"next": target})

    assert "evil" not in by_password["Location"]
    assert "javascript" not in by_password["Location"]
    assert "evil" not in when_signed_in["Location"]
    assert "evil" not in by_role["Location"]


def test_session_key_given_by_a_stranger_does_not_survive_sign_in(client, person):
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key

    client.post(LOGIN, {"login": person.email, "password": PASSWORD})

    assert client.session.session_key != planted


def test_sign_out_takes_a_press_and_ends_the_session(client, person):
    client.force_login(person)

    client.get("/accounts/logout/")
    assert signed_in(client)
    client.post("/accounts/logout/")

    assert not signed_in(client)
    assert Event.objects.filter(verb="account.signed_out", actor=person).count() == 1


def test_signing_out_everywhere_keeps_this_session_only(client, client_elsewhere, person):
    client.force_login(person)
    client_elsewhere.force_login(person)

    client.post(reverse("account_sign_out_everywhere"))

    assert client.get("/accounts/").status_code == 200
    assert client_elsewhere.get("/accounts/").status_code == 302


def test_new_round_of_sessions_ends_the_old(client, person):
    client.force_login(person)

    end_other_sessions(person)

    assert client.get("/accounts/").status_code == 302


@pytest.mark.parametrize("name", ["signup", "password/reset", "password/change", "password/set", "email"])
def test_doors_that_are_not_offered_do_not_exist(client, person, name):
    client.force_login(person)

    assert client.get(f"/accounts/{name}/", follow=True).status_code == 404
