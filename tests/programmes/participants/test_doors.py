"""Who comes in by the first code they ask for, who only by a worker's press; a stranger learns nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import STAFF, Role
from accounts.services import assign_role, ensure_account
from audit.models import Event
from notifications.codes import send_codes
from notifications.models import SealedCode
from programmes.doors import BY_PRESS, Door, door_of, let_in, may_press, open_way
from programmes.models import Participant
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
LOGIN, CODE = "/accounts/login/", "/accounts/login/code/confirm/"
ADDRESS = "aino.karvinen@example.net"


@pytest.fixture(autouse=True)
def _forget_attempts() -> None:
    cache.clear()


def referred(state: str = "referred", **person: Any) -> Participant:
    found = make.participant(**({"email": ADDRESS} | person))
    make.participation(state, person=found)
    return found


def ask(address: str, *, then: str = "") -> tuple[Client, Any]:
    client = Client()
    return client, client.post(LOGIN, {"login": address, "password": "", "next": then})


def codes_of(mailoutbox: Any) -> list[str]:
    send_codes()
    return [re.search(r"\d{4}-\d{4}", mail.body).group() for mail in mailoutbox]  # type: ignore[union-attr]


def come_in(address: str, mailoutbox: Any, *, then: str = "") -> tuple[Client, Any]:
    """Asks for a code and types the one that came; without one, a guess."""
    client, _answer = ask(address, then=then)
    codes = codes_of(mailoutbox)
    return client, client.post(CODE, {"code": codes[-1] if codes else "0000-0000", "next": then})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("state", ["referred", "returned", "waiting", "active", "on_hold"])
def test_a_referred_person_comes_in_by_the_first_code(state, mailoutbox):
    person = referred(state)

    client, answer = come_in(ADDRESS, mailoutbox)
    home = client.get("/accounts/home/", follow=True)

    person.refresh_from_db()
    assert answer["Location"] == "/accounts/home/"
    assert home.redirect_chain[-1][0] == "/my/"
    assert home.status_code == 200
    assert person.user.email == ADDRESS
    assert str(person.user) == str(person)
    assert not person.user.has_usable_password()
    event = Event.objects.get(verb="participation.door_opened")
    assert (event.actor, event.data) == (person.user, {"by": "code"})


def test_asking_makes_nothing_before_the_code_has_come_back(mailoutbox):
    referred()
    before = User.objects.count()

    ask(ADDRESS)
    send_codes()

    assert User.objects.count() == before
    assert len(mailoutbox) == 1


def test_the_second_time_it_is_the_same_account(mailoutbox):
    person = referred()
    come_in(ADDRESS, mailoutbox)
    first = Participant.objects.get(pk=person.pk).user

    client, _answer = come_in(ADDRESS, mailoutbox)

    assert client.session["_auth_user_id"] == str(first.pk)
    assert Event.objects.filter(verb="participation.door_opened").count() == 1


@pytest.mark.parametrize("typed", ["AINO.Karvinen@Example.NET", f"  {ADDRESS} ", "Aino.KARVINEN@example.net"])
@pytest.mark.parametrize("kept", [ADDRESS, "Aino.Karvinen@Example.Net"])
def test_letters_and_spaces_do_not_matter(typed, kept, mailoutbox):
    referred(email=kept)

    assert is_in(come_in(typed, mailoutbox)[0])


def test_one_lands_where_the_mail_pointed(mailoutbox):
    referred("active")

    _client, answer = come_in(ADDRESS, mailoutbox, then="/my/places/")

    assert answer["Location"] == "/my/places/"


def test_where_one_was_going_is_kept_on_every_step(mailoutbox):
    referred("active")
    client = Client()
    asked = client.get("/my/places/")
    sent = client.post(LOGIN, {"login": ADDRESS, "password": "", "next": "/my/places/"})
    page = client.get(sent["Location"]).content.decode()
    again = client.post(CODE, {"action": "resend", "next": "/my/places/"})
    client.cookies.clear()
    lost = client.get(sent["Location"])

    assert asked["Location"] == "/accounts/login/?next=/my/places/"
    assert sent["Location"] == f"{CODE}?next=%2Fmy%2Fplaces%2F"
    assert 'name="next" value="/my/places/"' in page
    assert "/accounts/login/?next=%2Fmy%2Fplaces%2F" in page
    assert again["Location"] == f"{CODE}?next=%2Fmy%2Fplaces%2F"
    assert lost["Location"] == f"{LOGIN}?next=%2Fmy%2Fplaces%2F"


# Addresses of every kind -----------------------------------------------------------------------------------


def unknown() -> None:
    referred(email="somebody.else@example.net")


def shared() -> None:
    referred()
    referred("active", first_name="Eino")


def shared_with_one_who_has_an_account() -> None:
    other = referred(first_name="Eino", email="eino@example.net")
    other.user = ensure_account("eino@example.net")
    other.save()
    Participant.objects.filter(pk=other.pk).update(email=ADDRESS)
    referred()


def restricted() -> None:
    referred(restricted=True)


def dead() -> None:
    referred(deceased_on=timezone.localdate())


def over_for_long() -> None:
    person = referred("ended")
    long_ago = timezone.localdate() - timedelta(days=400)
    person.participations.update(
        referred_on=long_ago, accepted_on=long_ago, started_on=long_ago, ended_on=long_ago
    )


def never_referred() -> None:
    make.participant(email=ADDRESS)


def of_a_host() -> None:
    referred()
    make.host(contact_email="Aino.Karvinen@example.net")


def deactivated() -> None:
    referred()
    user = ensure_account(ADDRESS)
    user.is_active = False
    user.save()


SHUT = [
    unknown,
    shared,
    shared_with_one_who_has_an_account,
    restricted,
    dead,
    over_for_long,
    never_referred,
    of_a_host,
    deactivated,
]


@pytest.mark.parametrize("kind", SHUT)
def test_an_address_that_is_not_clearly_ones_own_opens_nothing(kind, mailoutbox):
    kind()
    before = User.objects.count()

    client, _answer = come_in(ADDRESS, mailoutbox)

    assert (mailoutbox, is_in(client), User.objects.count()) == ([], False, before)
    assert not Participant.objects.filter(user__email=ADDRESS).exists()


@pytest.mark.parametrize(
    "role", [Role.COORDINATOR, Role.REFERRER, Role.MANAGER, Role.EDITOR, Role.HOST_ADMIN]
)
@pytest.mark.parametrize("held", ["today", "formerly"])
def test_the_address_of_another_account_opens_that_account_and_never_a_case(role, held, mailoutbox):
    person = referred()
    user = ensure_account(ADDRESS)
    today = timezone.localdate()
    until = None if held == "today" else today - timedelta(days=1)
    assign_role(user, role, from_=today - timedelta(days=9), until=until, by=None)

    client, _answer = come_in(ADDRESS, mailoutbox)

    person.refresh_from_db()
    assert person.user is None
    if held == "formerly" and role in STAFF:  # a last day is the end of the account (decision 139)
        assert not is_in(client)
        return
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get("/my/").status_code == 403


def test_an_account_without_any_role_is_joined_to_the_person(mailoutbox):
    person = referred()
    user = ensure_account(ADDRESS)

    client, _answer = come_in(ADDRESS, mailoutbox)

    person.refresh_from_db()
    assert person.user == user
    assert client.get("/my/").status_code == 200


@pytest.mark.parametrize("state", ["ended", "withdrawn"])
def test_own_matters_are_read_for_a_year_after_the_end(state, mailoutbox):
    referred(state)

    client, _answer = come_in(ADDRESS, mailoutbox)

    assert client.get("/my/").status_code == 200


def test_page_and_database_say_the_same_of_every_address(mailoutbox):
    seen = {}
    for kind in (*SHUT, referred, lambda: ensure_account(ADDRESS)):
        Participant.objects.update(user=None, email="")
        User.objects.filter(email=ADDRESS).delete()
        cache.clear()
        kind()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client, answer = ask(ADDRESS)
        page = client.get(answer["Location"]).content.decode()
        shown = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
        words = [re.sub(r"'[^']*'|\d+", "", query["sql"]) for query in asked.captured_queries]
        seen[getattr(kind, "__name__", "account")] = (answer["Location"], shown, words)

    assert len({str(one) for one in seen.values()}) == 1
    assert SealedCode.objects.count() == len(seen)
    assert not any("user" in word.lower() or "participant" in word for word in next(iter(seen.values()))[2])


def test_a_code_under_way_opens_nothing_when_the_address_has_been_corrected(mailoutbox):
    person = referred()
    client, _answer = ask(ADDRESS)
    code = codes_of(mailoutbox)[0]
    Participant.objects.filter(pk=person.pk).update(email="right@example.net")

    answer = client.post(CODE, {"code": code}, follow=True)

    assert not is_in(client)
    assert answer.redirect_chain[-1][0] == LOGIN
    assert not User.objects.filter(email=ADDRESS).exists()


# A worker's press ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "door"),
    [
        (shared, Door.SHARED),
        (restricted, Door.PROTECTED),
        (over_for_long, Door.OVER),
        (of_a_host, Door.OTHERS),
        (deactivated, Door.CLOSED),
        (shared_with_one_who_has_an_account, Door.SHARED),
    ],
)
def test_the_door_of_a_person_is_told_and_a_press_opens_it_where_that_is_safe(kind, door):
    kind()
    person = Participant.objects.filter(email=ADDRESS, user=None).first()

    assert door_of(person) == door
    assert may_press(person) == (door in BY_PRESS)


def test_after_the_press_the_person_comes_in_and_the_other_does_not(mailoutbox):
    shared()
    mine, other = Participant.objects.filter(email=ADDRESS).order_by("pk")
    worker = make.coordinator()

    open_way(mine, by=worker)
    client, _answer = come_in(ADDRESS, mailoutbox)

    mine.refresh_from_db()
    assert client.session["_auth_user_id"] == str(mine.user_id)
    assert (door_of(mine), door_of(other), may_press(other)) == (Door.ACCOUNT, Door.SHARED, False)
    with pytest.raises(PermissionError):
        open_way(other, by=worker)


def test_no_press_opens_a_case_to_a_worker():
    person = referred()
    ensure_account(ADDRESS)
    assign_role(User.objects.get(email=ADDRESS), Role.COORDINATOR, by=None)

    with pytest.raises(PermissionError):
        open_way(person, by=make.coordinator())
    assert let_in(ADDRESS, account=User.objects.get(email=ADDRESS)).email == ADDRESS
    person.refresh_from_db()
    assert person.user is None


# Codes as they are pasted, and nobody shuts another out -----------------------------------------------------


@pytest.mark.parametrize(
    "between",
    [
        "-",
        "",
        " ",
        "\N{EN DASH}",
        "\N{NO-BREAK SPACE}",
        "\N{MINUS SIGN}",
        "\N{NON-BREAKING HYPHEN}",
        "\N{SOFT HYPHEN}",
        "\N{ZERO WIDTH SPACE}",
    ],
)
def test_a_code_is_taken_as_it_is_pasted(between, mailoutbox):
    referred()
    client, _answer = ask(ADDRESS)
    code = codes_of(mailoutbox)[0]

    client.post(CODE, {"code": f" {code.replace('-', between)}\N{NO-BREAK SPACE}"})

    assert is_in(client)


@pytest.mark.parametrize("typed", ["", "-", "abc", "۱۲", "1234", "\N{SUPERSCRIPT TWO}" * 8])
def test_what_is_no_code_is_refused_in_words(typed):
    client, _answer = ask(ADDRESS)

    answer = client.post(CODE, {"code": typed})

    assert answer.status_code == 200
    assert answer.context["form"].errors["code"]
    assert not is_in(client)


def test_another_visitor_shuts_nobody_out_of_password_or_code(mailoutbox):
    user = ensure_account(ADDRESS)
    user.set_password("long-enough-to-keep")
    user.save()
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    for number in range(8):
        stranger.post(LOGIN, {"login": ADDRESS, "password": f"guess-{number}"})
        stranger.post(LOGIN, {"login": ADDRESS, "password": ""})

    by_password, by_code = Client(), Client()
    by_password.post(LOGIN, {"login": ADDRESS, "password": "long-enough-to-keep"})
    by_code.post(LOGIN, {"login": ADDRESS, "password": ""})
    by_code.post(CODE, {"code": codes_of(mailoutbox)[-1]})

    assert is_in(by_password)
    assert is_in(by_code)


def test_guesses_from_many_places_are_still_counted():
    user = ensure_account(ADDRESS)
    user.set_password("long-enough-to-keep")
    user.save()
    for number in range(100):
        Client(REMOTE_ADDR=f"203.0.113.{number}").post(LOGIN, {"login": ADDRESS, "password": "guess"})

    client = Client()
    client.post(LOGIN, {"login": ADDRESS, "password": "long-enough-to-keep"})

    assert not is_in(client)
