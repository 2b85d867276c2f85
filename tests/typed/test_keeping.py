"""What is kept: for whom, how long, what never; and where it stands sealed."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from accounts.services import ensure_account
from notifications.codes import send_codes
from tests.access.people import client_of
from tests.programmes.machines import cast as made
from tests.typed.forms import ORIGIN, Form, get, post
from tests.ui.test_identity_codes import SAMPLE
from typed import keeping
from typed.filling import fill, form_for, read
from typed.owners import COOKIE
from typed.sent import SECRET
from typed.switching import with_the_form
from typed.words import told

IN_FINNISH = f"/language/?{urlencode({'language': 'fi', 'next': '/refer/new/', 'for': '/refer/new/'})}"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
NEW = "/refer/new/"
REGISTRATION = {
    "name": ["Uusi ry"],
    "kind": ["association"],
    "municipality": [made.HERE],
    "workplace_name": ["Paja"],
    "street_address": ["Katu 1"],
    "contact_name": ["Anna Ahola"],
    "contact_phone": ["040 555 0102"],
    "email": ["anna@example.org"],
}


def referral(words: str) -> Form:
    return Form(NEW, NEW, {"aim": [words], "first_name": ["Aino"]}, {})


@pytest.fixture
def cast() -> made.Cast:
    cache.clear()
    return made.full_cast()


def signed_out(cast: Any, part: str = "referrer") -> Client:
    """A browser whose session has ended, and that knows whose it was."""
    client = client_of(cast[part])
    client.get("/accounts/")
    del client.cookies["sessionid"]
    return client


def test_the_text_lies_sealed_and_the_cookie_tells_nothing(cast):
    client = signed_out(cast)
    post(client, referral("Pihatyötä aamuisin"))

    stored = Session.objects.get(pk=client.cookies["sessionid"].value).session_data
    kept = client.session[keeping.SLOT][0]

    assert "Pihaty" not in stored
    assert "Pihaty" not in json.dumps(kept)
    assert str(cast["referrer"].pk) not in client.cookies[COOKIE].value.split("gAAAA")[0]
    assert (client.cookies[COOKIE]["httponly"], client.cookies[COOKIE]["samesite"]) == (True, "Lax")


def test_after_an_hour_nothing_waits(cast, monkeypatch):
    client = signed_out(cast)
    post(client, referral("Pihatyötä aamuisin"))
    client.force_login(cast["referrer"], backend="allauth.account.auth_backends.AuthenticationBackend")
    later = time.time() + keeping.GOOD_FOR_SECONDS + 1
    monkeypatch.setattr(keeping.time, "time", lambda: later)

    page = get(client, NEW)

    assert b"Pihaty" not in page.content
    assert keeping.SLOT not in client.session


def test_maintenance_takes_sessions_whose_time_is_over(cast):
    client = signed_out(cast)
    post(client, referral("Pihatyötä aamuisin"))
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert keeping.end_old_sessions() >= 1
    assert not Session.objects.exists()


def test_a_session_that_only_keeps_a_text_lasts_an_hour_and_a_signed_in_one_as_long_as_ever(cast):
    client = signed_out(cast)
    post(client, referral("Pihatyötä aamuisin"))
    before = client.session.get_expiry_age()

    client.force_login(cast["referrer"], backend="allauth.account.auth_backends.AuthenticationBackend")

    assert (before, client.session.get_expiry_age()) == (3600, 8 * 3600)


def test_whoever_signs_out_leaves_no_trace_of_who_they_were(cast):
    client = client_of(cast["referrer"])
    client.get("/accounts/")

    client.post("/accounts/logout/")
    answer = post(client, referral("Pihatyötä aamuisin"))

    assert client.cookies[COOKIE].value == ""
    assert answer.status_code == 403
    assert "Pihatyötä aamuisin" in answer.content.decode()
    assert "/accounts/login/?next=%2Frefer%2Fnew%2F" in answer.content.decode()
    assert keeping.SLOT not in client.session


def test_another_person_who_signs_in_finds_nothing_in_the_session(cast):
    client = signed_out(cast)
    post(client, referral("Pihatyötä aamuisin"))

    client.force_login(cast["other_referrer"], backend="allauth.account.auth_backends.AuthenticationBackend")

    assert keeping.SLOT not in client.session
    assert b"Pihaty" not in get(client, NEW).content


def test_the_text_is_there_after_a_code_by_mail(cast, mailoutbox):
    ensure_account("referrer@example.org")
    client = signed_out(cast)
    sign_in = post(client, referral("Pihatyötä aamuisin"))["Location"]
    asked = client.post(sign_in, {"login": "referrer@example.org", "password": "", "next": NEW})
    send_codes()
    code = "".join(sign for sign in mailoutbox[0].body.split("\n\n")[1] if sign.isdigit())

    answer = client.post(asked["Location"], {"code": code, "next": NEW})

    assert answer["Location"] == NEW
    assert "Pihatyötä aamuisin" in get(client, NEW).content.decode()


def test_passwords_codes_and_files_are_not_kept(cast):
    client = client_of(cast["referrer"])
    data = {"aim": "Pihatyö", "password": "salainen-sana", "code": "1234-5678"}
    post(client, Form(NEW, IN_FINNISH, {}, {}), data)

    kept = keeping.unseal(client.session[keeping.SLOT][0]["sealed"])

    assert (kept["values"], kept["withheld"]) == ([["aim", ["Pihatyö"]]], True)
    assert "annetaan" in get(client, NEW).content.decode() or kept["withheld"]
    assert all(SECRET.search(name) for name in ("password", "new_password1", "code", "otp", "recovery-code"))


def test_a_postal_code_is_kept_as_the_rest_of_an_address(cast):
    client = client_of(cast["referrer"])
    data = {"postal_code": "80100", "points-0-postal_code": "80110"}
    post(client, Form(NEW, IN_FINNISH, {}, {}), data)

    kept = keeping.unseal(client.session[keeping.SLOT][0]["sealed"])

    assert kept["values"] == [["postal_code", ["80100"]], ["points-0-postal_code", ["80110"]]]
    assert not kept["withheld"]
    assert all(SECRET.search(name) for name in ("login_code", "login-0-code", "postal_password", "Code"))


def test_an_identity_code_is_not_kept_either(cast):
    client = signed_out(cast)
    post(client, referral(f"Hän on {SAMPLE}, pihatyö"))

    kept = keeping.unseal(client.session[keeping.SLOT][0]["sealed"])

    assert dict(kept["values"])["aim"] == ["Hän on –, pihatyö"]


def test_too_much_is_shown_and_not_kept(cast):
    client = signed_out(cast)

    answer = post(client, referral("a" * 200_000))

    assert (answer.status_code, b"a" * 200_000 in answer.content) == (403, True)
    assert keeping.SLOT not in client.session


def test_a_press_without_words_keeps_nothing_and_leads_to_its_page(cast):
    client = signed_out(cast)

    answer = post(client, Form("/work/", "/work/calls/5/called/", {}, {"token": ["x"]}))

    assert answer["Location"] == "/accounts/login/?next=%2Fwork%2F"


def test_a_script_that_asks_in_the_background_keeps_nothing(cast):
    client = signed_out(cast)
    headers = {"origin": ORIGIN, "referer": ORIGIN + NEW, "sec-fetch-mode": "cors"}

    client.post(NEW, {"aim": "Pihatyö"}, headers=headers)

    assert keeping.SLOT not in client.session


def test_a_refused_form_shows_what_was_typed_in_it(cast):
    row = made.participation(cast, "waiting")
    start = f"/act/participation/{row.reference}/start/"

    answer = post(
        client_of(cast["manager"]), Form(start, start, {"next_step": ["Tapaaminen kirjastossa"]}, {})
    )

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Tapaaminen kirjastossa" in page
    assert "Mitä seuraavaksi tapahtuu" in page or "seuraavaksi" in page


def test_when_the_service_fails_the_page_shows_what_was_typed(cast, monkeypatch):
    row = made.participation(cast, "waiting")
    start = f"/act/participation/{row.reference}/start/"
    client = client_of(cast["responsible"])
    client.raise_request_exception = False

    def away(*_args: Any, **_rest: Any) -> None:
        raise OperationalError("away")

    monkeypatch.setattr("workflow.views.TransitionView.post", away)

    answer = post(client, Form(start, start, {"next_step": ["Tapaaminen <b>kirjastossa</b>"]}, {}))

    assert answer.status_code == 503
    assert "Tapaaminen &lt;b&gt;kirjastossa&lt;/b&gt;" in answer.content.decode()


def test_labels_and_choices_are_told_in_words_and_rows_are_not():
    values = [
        ("aim", ["Pihatyö"]), ("contact_channel", ["phone"]), ("interpreter_needed", ["on"]),
        ("municipality", ["167"]), ("x", ["k7m2x9p4qa"]), ("y", ["omia sanoja"]), ("token", ["x"]),
    ]  # fmt: skip

    words = dict(told(values))

    assert list(words.values()) == ["Pihatyö", "Puhelu", "Kyllä", "omia sanoja"]


def test_a_field_of_another_kind_is_not_filled_and_its_words_are_left():
    page = '<main><form method="post"><select name="a"><option value="1">1</option></select></form></main>'
    tree = read(page)
    kept = keeping.Kept("/x/", "/x/", "language", [("a", ["2"]), ("b", ["sana"])], withheld=False)
    form = form_for(tree, kept)

    assert form is not None
    assert fill(form, kept) == [("a", ["2"]), ("b", ["sana"])]


def test_a_wrong_business_id_costs_nothing_else(cast):
    client = Client()
    typed = REGISTRATION | {"business_id": ["0242746-2"]}
    form = Form("/host/register/", "/host/register/", typed, {"token": ["t-1"]})

    refused = post(client, form)
    again = get(client, "/host/register/").content.decode()

    assert refused.status_code == 409
    for words in ("Uusi ry", "Paja", "Katu 1", "Anna Ahola", "040 555 0102", "anna@example.org"):
        assert words in again


def test_three_wrong_codes_cost_none_of_the_registration(cast):
    client = Client()
    typed = REGISTRATION | {"business_id": ["0112038-9"]}
    post(client, Form("/host/register/", "/host/register/", typed, {"token": ["t-1"]}))
    for _try in range(3):
        client.post("/host/register/code/", {"code": "1111-2222"})

    again = get(client, "/host/register/").content.decode()

    for words in ("0112038-9", "Uusi ry", "Paja", "Katu 1", "Anna Ahola", "anna@example.org"):
        assert words in again


PAGE = """<body class="x"><a href="#main">Skip</a>{languages}<main><form method="post">
<input type="hidden" name="a"></form><form method="post" action="/b/?x=1&amp;y=2" data-guard><input name="b">
<button type="button">No</button><button type="submit" name="step" value="on">On</button></form></main>
</body>"""
CHOICE = (
    '<form method="post" action="/language/" data-language>'
    '<input type="hidden" name="next" value="/p/?q=1&amp;r=2">'
    '<button type="submit" name="language" value="sv" lang="sv">Svenska</button></form>'
)
LINK = '<a href="/sv/p/" data-language="/language/" lang="sv" hreflang="sv">Svenska</a>'


@pytest.mark.parametrize(("languages", "back"), [(CHOICE, "/p/?q=1&r=2"), (LINK, "/sv/p/")])
def test_a_language_is_chosen_by_sending_the_form_that_is_typed_in(languages, back):
    tree = read(with_the_form(PAGE.format(languages=languages), "/p/"))

    form = tree.select("form")[1]
    choice = tree.select_one("button[data-language]")
    first = tree.select(f'button[form="{form["id"]}"], form[id="{form["id"]}"] button[type=submit]')[0]

    assert (choice["form"], choice["lang"], choice.text) == (form["id"], "sv", "Svenska")
    assert parse_qs(urlsplit(choice["formaction"]).query) == {
        "language": ["sv"],
        "next": [back],
        "for": ["/b/?x=1&y=2"],
    }
    assert (first.get("name"), first.get("value"), first.get("formaction")) == ("step", "on", None)


def test_a_page_without_a_form_to_type_in_keeps_its_choice_of_language():
    form = '<form method="post"><input type="hidden" name="a"><button>B</button></form>'
    page = f"<body>{CHOICE}<main>{form}</main></body>"

    assert with_the_form(page, "/p/") == page


def test_a_language_chosen_where_nothing_was_typed_keeps_nothing(cast):
    client = client_of(cast["referrer"])

    answer = post(client, Form(NEW, "/language/?language=sv&next=/refer/new/", {}, {}), {"aim": "Pihatyö"})

    assert (answer["Location"], client.cookies["django_language"].value) == (NEW, "sv")
    assert keeping.SLOT not in client.session
