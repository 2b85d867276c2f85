"""Every form of the product through every mishap: what was typed comes back, to whose it is, unsent.

The forms are found by machine: on every page of the access table and on the page of every transition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from audit.models import Event
from programmes.models import Membership, Vacancy
from tests.access.people import client_of
from tests.access.posts import POSTS
from tests.access.rows import rows  # noqa: F401 - a fixture
from tests.access.table import TABLE
from tests.factories import programmes as make
from tests.programmes.machines import cast as made
from tests.programmes.machines.test_engine import issue
from tests.programmes.machines.test_matrix import (
    ASSESSMENT,
    COMPLAINT,
    HOST_EMPLOYER,
    PARTICIPATION,
    PLACEMENT,
    VACANCY,
)
from tests.typed.forms import Form, forms_of, get, held_by, names_in, post
from typed.owners import COOKIE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PARTS = ("responsible", "work_ability", "referrer", "host_admin", "participant", "manager")


def act_pages(cast: Any) -> Iterator[tuple[str, str]]:
    """The page of every transition in every state it starts from, and who opens it."""
    makers: dict[str, Any] = {
        "participation": (
            PARTICIPATION,
            lambda state: made.participation(cast, state, participant=somebody()),
        ),
        "vacancy": (VACANCY, lambda state: made.vacancy(cast.host, state)),
        "complaint": (COMPLAINT, lambda state: made.complaint(cast, state)),
        "placement": (PLACEMENT, lambda state: placement(cast, state)),
        "host": (HOST_EMPLOYER, lambda state: employer(cast, state)),
        "assessment": (
            ASSESSMENT,
            lambda state: made.assessment(
                cast, state, participation=made.participation(cast, "active", participant=somebody())
            ),
        ),
    }
    for machine, (table, a_row) in makers.items():
        for name, (sources, _targets, who) in table.items():
            row = a_row("signing" if name == "sign" else sorted(sources)[0])
            for part in PARTS:
                if part in who:
                    yield f"/act/{machine}/{row.reference}/{name}/", part


def employer(cast: Any, state: str) -> Any:
    """A host employer of its own business id, which the administrator of the cast administers too."""
    number = make.business_id()
    row = made.host(number, f"Uusi {number}", state)
    Membership.objects.create(
        user=cast["host_admin"], host=row, role="signer", valid_from=timezone.localdate()
    )
    return row


def somebody() -> Any:
    somebody.number = getattr(somebody, "number", 0) + 1  # type: ignore[attr-defined]
    return made.person(first_name=f"Aino{somebody.number}", email="", user=None)  # type: ignore[attr-defined]


def placement(cast: Any, state: str) -> Any:
    if state == "signing":
        row = made.placement(cast, "accepted", vacancy=made.vacancy(cast.host))
        issue(cast, row)
        return row
    return made.placement(cast, state, vacancy=made.vacancy(cast.host))


def pages(known: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every page of the access table for one of each kind of person who gets it."""
    for name, rule in TABLE.items():
        address = reverse(name, kwargs=rule.arguments(known)) + rule.query(known)
        parts = [part for part in PARTS if part in rule.ok]
        yield from ((address, part) for part in parts)
        if name.endswith("vacancy_edit"):
            steps = ("task", "where", "hours", "demands", "support")
            yield from ((f"{address}?step={step}", part) for part in parts for step in steps)
    yield reverse("my:call"), "participant"


def every_form(known: dict[str, Any]) -> list[tuple[Form, str]]:
    """Each form once, with one of those who fill it in: the same view with other fields is another form."""
    cast = known["cast"]
    # A call that is asked for takes the form off the page of asking: here another person has asked.
    known["call"].participation = made.participation(cast, "active", participant=somebody())
    known["call"].save()
    found: dict[Any, tuple[Form, str]] = {}
    for address, part in [*pages(known), *act_pages(cast)]:
        answer = client_of(cast[part]).get(address)
        if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
            for form in forms_of(answer.content.decode(), address):
                met = resolve(form.action.split("?")[0])
                act = met.kwargs.get("transition"), met.kwargs.get("machine")
                found.setdefault((met.view_name, act, frozenset(form.typed)), (form, part))
    return list(found.values())


# A press and no word: nothing can be lost.
ACTS_WITHOUT_A_FORM = {
    "host.reinstate",
    "participation.close_referral",
    "vacancy.expire",
    "vacancy.renew",
    "vacancy.resume",
}


def test_every_form_comes_back_after_every_mishap_to_whose_it_is(rows, long):  # noqa: F811
    cast, lost = rows["cast"], []
    walked = every_form(rows)
    before = told()
    # Of the two that open the form again each form meets one, and one of the two that show it at once.
    turns = ((session_gone, language_changed), (secret_gone, every_cookie_gone))
    for number, (form, part) in enumerate(walked):
        for mishap in sum(turns, ()) if long else turns[number % 2]:
            cache.clear()
            if problem := mishap(cast, form, part):
                lost.append((mishap.__name__, form.action, part, problem))

    assert lost == []
    assert told() == before
    check_the_walk(walked)


def check_the_walk(walked: list[tuple[Form, str]]) -> None:
    """Every transition that asks something was met, and the forms that stand by themselves."""
    paths = {form.action for form, _part in walked}
    acts = {tuple(path.split("/")[2:5:2]) for path in paths if path.startswith("/act/")}
    tables = {
        "participation": PARTICIPATION,
        "vacancy": VACANCY,
        "complaint": COMPLAINT,
        "placement": PLACEMENT,
        "host": HOST_EMPLOYER,
        "assessment": ASSESSMENT,
    }
    known = {(machine, name) for machine, table in tables.items() for name in table}
    assert {".".join(one) for one in known - acts} == ACTS_WITHOUT_A_FORM
    assert {"/refer/new/", "/host/register/", "/work/hosts/new/", "/accounts/", "/my/call/"} <= paths
    assert len(walked) > 45


def session_gone(cast: Any, form: Form, part: str) -> str:
    """Signed in again, the same person has the text; another has not. A public form is simply shown."""
    client = client_of(cast[part])
    get(client, "/accounts/")  # the browser learns who it is
    del client.cookies["sessionid"]
    stranger = Client()
    stranger.cookies[COOKIE] = client.cookies[COOKIE].value
    for visitor, user in ((client, cast[part]), (stranger, cast["auditor"])):
        answer = post(visitor, form)
        if answer.status_code == 422:
            return problem_of(answer, form)
        if answer.status_code == 303 and Client().get(form.page).status_code == 200:
            return ""  # a public form that was right: it is taken, whoever sends it
        if not answer.headers.get("Location", "").startswith("/accounts/login/?next="):
            return f"no way to sign in: {answer.status_code}"
        if "data-typed" not in visitor.get(answer["Location"]).content.decode():
            return "the sign-in page does not say why"
        visitor.force_login(user, backend=BACKEND)
        again = get(visitor, form.page)
        if visitor is client:
            problem = problem_of(again, form) or ("" if b"data-typed" in again.content else "no word why")
        else:
            problem = "shown to another" if b"Sana " in again.content else ""
        if problem:
            return problem
    return ""


def secret_gone(cast: Any, form: Form, part: str) -> str:
    """The page that refuses shows the text, and its form opens again with it."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast[part], backend=BACKEND)
    refused = post(client, form)
    return not_shown(refused, form) or problem_of(get(client, form.page), form)


def every_cookie_gone(cast: Any, form: Form, part: str) -> str:
    """The page that refuses shows the text."""
    return not_shown(post(Client(enforce_csrf_checks=True), form), form)


def language_changed(cast: Any, form: Form, part: str) -> str:
    """The page in the other language has the text, with a script and without: its button sends the form."""
    client = client_of(cast[part])
    shown = BeautifulSoup(get(client, form.page).content.decode(), "html.parser")
    buttons = shown.select('button[data-language][lang="sv"]')
    if not buttons:
        return "no choice of language that sends the form"
    address = urlsplit(buttons[0]["formaction"])
    sent = shown.find("form", id=buttons[0]["form"])
    if sent is None or not (set(form.typed) <= names_in(sent) or len(forms_of(str(shown), form.page)) > 1):
        return "another form is sent"
    # Of several forms the script names the one that was written in.
    asked = urlencode(parse_qs(address.query) | {"for": [form.action]}, doseq=True)
    answer = post(client, Form(form.page, f"{address.path}?{asked}", {}, {}), form.data)
    again = get(client, answer["Location"])
    return problem_of(again, form) or ("" if b'lang="sv"' in again.content else "not in the language")


def problem_of(answer: Any, form: Form) -> str:
    held = held_by(answer.content.decode(), form)
    return (
        ""
        if in_any_order(held) == in_any_order(form.typed)
        else f"{answer.status_code}: typed {form.typed}, held {held}"
    )


def told() -> int:
    """How many acts are on record; a link open to everyone takes what it is sent, and opens a month."""
    return Event.objects.exclude(verb__startswith="account.").exclude(verb="attendance.opened").count()


def in_any_order(values: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is ticked has no order: another language lists it otherwise."""
    return {name: sorted(several) for name, several in values.items()}


def not_shown(refused: Any, form: Form) -> str:
    page = refused.content.decode()
    words = [value for values in form.typed.values() for value in values if value.startswith("Sana ")]
    missing = [word for word in words if word.split(" &")[0] not in page]
    return f"{refused.status_code}, not shown: {missing}" if missing or refused.status_code != 403 else ""


def test_another_site_gets_nothing_kept_and_nothing_shown(rows):  # noqa: F811
    client = Client(enforce_csrf_checks=True)
    client.force_login(rows["cast"]["referrer"], backend=BACKEND)

    page = client.post("/refer/new/", {"aim": "Sana 1"}, headers={"origin": "https://evil.example"})

    assert page.status_code == 403
    assert b"Sana " not in page.content
    assert b"Sana " not in get(client, "/refer/new/").content


def test_every_address_that_only_takes_a_form_leads_back_to_a_page(rows):  # noqa: F811
    cast = rows["cast"]
    for name, rule in POSTS.items():
        part = next((part for part in PARTS if part in (rule.ok or rule.hidden)), "participant")
        answer = get(client_of(cast[part]), reverse(name, kwargs=rule.arguments(rows)))

        assert answer.status_code == 200, name


def test_a_form_sent_twice_with_other_words_says_which_words_were_not_taken(rows):  # noqa: F811
    cast = rows["cast"]
    row = made.vacancy(cast.host, "submitted")
    client, address = client_of(cast["responsible"]), f"/act/vacancy/{row.reference}/return_vacancy/"
    form = Form(address, address, {}, {})

    pages = [
        get(
            client, post(client, form, {"token": "once", "change_wanted": words})["Location"]
        ).content.decode()
        for words in ("Kerro tauoista", "Kerro tauoista", "Kerro myös melusta")
    ]

    assert ["data-typed" in page for page in pages] == [False, False, True]
    assert "Kerro myös melusta" in pages[2]
    assert Vacancy.objects.get(pk=row.pk).change_wanted == "Kerro tauoista"
