"""Nobody who writes pages meets a person anywhere in the page editor: every address is walked."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.log_actions import log

from accounts.roles import Role
from accounts.services import ensure_account
from cms.editing.freshness import ensure_care
from cms.editing.review import ensure_workflow
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")
SEARCH, EXPORT = "?q=Salaperäinen&search=Salaperäinen", "?export=csv"
OFFERS_SEARCH, OFFERS_EXPORT = re.compile(rb'name="(?:q|search)"'), b"export="
NUMBER = re.compile(r"<(?:int|str|slug):(\w+)>|\(\?P<(\w+)>[^)]*\)")


@pytest.fixture
def person():
    """A participant with an account, known in every place where the service keeps people."""
    person = make.participant(
        first_name="Aamunkoitto",
        last_name="Salaperäinen",
        email="aamunkoitto.salaperainen@posti.example",
        phone="040 555 123 987",
        street_address="Piilopolku 13 B 7",
    )
    person.user = ensure_account(person.email, first_name=person.first_name, last_name=person.last_name)
    person.save()
    return person


@pytest.fixture
def marks(person):
    """Words that must not appear, as they might be written."""
    return ("Salaperäinen", "salaperainen@", "Aamunkoitto", "040 555 123 987", "040555123987", "Piilopolku")


def places() -> list[str]:
    """Every address of the page editor that has nothing to fill in, or something that can be."""
    values = {
        "page_id": "{page}", "parent_page_id": "{page}", "page_to_copy_id": "{page}", "pk": "{page}",
        "language": "sv", "app_label": "accounts", "model_name": "user", "app_name": "accounts",
        "action": "delete", "translation_id": "1", "object_id": "{page}",
    }  # fmt: skip
    found = []

    def walk(patterns, before):
        for one in patterns:
            text = before + str(one.pattern)
            if isinstance(one, URLResolver):
                walk(one.url_patterns, text)
            elif isinstance(one, URLPattern):
                plain = NUMBER.sub(lambda hit: values.get(hit[1] or hit[2], "1"), text)
                found.append("/" + plain.replace("^", "").replace("$", ""))

    walk([one for one in get_resolver().url_patterns if str(one.pattern) == "cms-admin/"], "")
    return found


def questions(content: bytes, *, every: bool) -> list[str]:
    """What more is asked of an address: what its page offers to search and to take away; `every` asks all."""
    offered = ((SEARCH, OFFERS_SEARCH.search(content)), (EXPORT, OFFERS_EXPORT in content))
    return [question for question, there in offered if there or every]


def walked(user, page, part="", *, every=False) -> dict[str, bytes]:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    answers = {}
    for place in places():
        if "logout" in place or "failwhale" in place or ".*" in place or part not in place:
            continue
        address = place.replace("{page}", str(page.pk))
        answers[address] = asked_of(client, address)
        if place.count("/") <= 4:
            more = questions(answers[address], every=every)
            answers |= {address + question: asked_of(client, address + question) for question in more}
    return answers


def asked_of(client, address) -> bytes:
    answer = client.get(address)
    assert answer.status_code != 500, address
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A publisher of the whole area opens whatever an editor does; with --long both are walked."""
    if "role" in metafunc.fixturenames:
        long = metafunc.config.getoption("--long")
        metafunc.parametrize("role", [Role.PUBLISHER, Role.EDITOR] if long else [Role.PUBLISHER])


def test_nobody_meets_a_person_in_the_page_editor(role, person, marks, page_at, long):
    ensure_care()
    ensure_workflow()
    area = {"municipality": "422"} if role == Role.EDITOR else {}
    user, page = make.account(role, **area), page_at("/fi/kunnat/lieksa/")
    page.save_revision(user=user)

    answers = walked(user, page, every=long)
    opened = [address for address, content in answers.items() if b"</html>" in content or b"{" in content]

    assert len(opened) > 60
    assert len([address for address in answers if address.endswith(SEARCH)]) > 5
    assert len([address for address in answers if address.endswith(EXPORT)]) > 2
    leaks = {
        (address, mark)
        for address, content in answers.items()
        for mark in marks
        if mark in content.decode("utf-8", "replace") and "q=" not in address and "search=" not in address
    }
    assert leaks == set()
    # What was typed stands in the search box again; nothing more may be found by it.
    found = {
        address
        for address, content in answers.items()
        if ("q=" in address or "search=" in address)
        and any(mark in content.decode("utf-8", "replace") for mark in marks[3:])
    }
    assert found == set()


def test_the_walk_would_find_a_person(person, marks, page_at):
    """An operator sees accounts: the same walk finds the person there, so it can fail."""
    operator = make.account()
    type(operator).objects.filter(pk=operator.pk).update(is_superuser=True)
    operator.refresh_from_db()

    answers = walked(operator, page_at("/fi/kunnat/lieksa/"), "/users/")

    assert any("Aamunkoitto" in answers[address].decode() for address in answers if "/users/" in address)


def test_history_names_colleagues_by_name_and_never_by_address(client, person, page_at):
    editor = make.account(Role.EDITOR, municipality="422")
    colleague = make.account(Role.PUBLISHER)
    page = page_at("/fi/kunnat/lieksa/")
    log(page, "wagtail.edit", user=colleague)
    client.force_login(editor)

    html = client.get(f"/cms-admin/pages/{page.pk}/history/").content.decode()

    assert colleague.get_full_name() in html
    assert colleague.email not in html


def test_walk_reaches_the_pages_of_every_part():
    known = " ".join(places())

    for part in ("pages/{page}/edit/", "images/", "documents/", "lists/freshness/", "localize/", "users/"):
        assert part in known
