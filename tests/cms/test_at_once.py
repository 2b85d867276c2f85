"""Two who press at the same moment in the page editor: one goes first, the other reads what has happened."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, TaskState, WorkflowState

from accounts.roles import Role
from cms.editing.review import ensure_workflow
from tests.cms.desk import Desk
from tests.factories import programmes as make
from tests.programmes.machines.test_race import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pages")]

SUBMIT, PUBLISH = {"action-submit": "1"}, {"action-publish": "1"}
APPROVE = {"action-workflow-action": "1", "workflow-action-name": "approve"}
REJECT = {
    "action-workflow-action": "1",
    "workflow-action-name": "reject",
    "workflow-action-extra-data": '{"comment": "Kesken."}',
}


@pytest.fixture
def desk() -> Desk:
    ensure_workflow()
    return Desk()


def signed_in(user: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def form_of(client: Client, page: Page, **typed: str) -> dict[str, Any]:
    """The form of the page as the browser would send it."""
    shown = client.get(f"/cms-admin/pages/{page.pk}/edit/").context["form"]
    sent = {name: shown[name].value() for name in shown.fields if name in {"title", "slug", "lead"}}
    html = client.get(f"/cms-admin/pages/{page.pk}/edit/").content.decode()
    hidden = dict(re.findall(r'name="(loaded_revision_\w+)" value="([^"]*)"', html))
    fixed = {
        "date": f"{page.specific.date:%d.%m.%Y}",
        "body-count": "0",
        "search_description": "Kuvaus.",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    return sent | hidden | fixed | typed


def press(client: Client, page: Page, sent: dict[str, Any], *, autosave: bool = False) -> Any:
    accept = {"accept": "application/json"} if autosave else {}
    return client.post(f"/cms-admin/pages/{page.pk}/edit/", sent, headers=accept)


def words_of(client: Client) -> str:
    """What the page after the press tells."""
    return words_in(client.get("/cms-admin/"))


def words_in(answer: Any) -> str:
    html = answer.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("pressed", [SUBMIT, PUBLISH], ids=["sent in", "published"])
@pytest.mark.parametrize("turn", range(3))
def test_a_page_that_is_sent_on_while_it_is_saved_by_itself_breaks_nothing(desk, pressed, turn):
    user = desk.editor if pressed is SUBMIT else desk.publisher
    page = desk.write(f"qautosaveq{turn}", user)
    browser = [signed_in(user) for _window in range(4)]
    forms = [form_of(one, page, lead="Uusi johdanto.") for one in browser]

    answers = at_once(
        4,
        lambda place: press(
            browser[place], page, forms[place] | ({} if place % 2 else pressed), autosave=bool(place % 2)
        ),
    )

    assert {answer.status_code for answer in answers} <= {200, 302, 400, 403, 409}, [
        answer.status_code for answer in answers
    ]
    if pressed is SUBMIT:
        assert WorkflowState.objects.filter(object_id=str(page.pk)).count() <= 1


@pytest.mark.parametrize("second", [APPROVE, REJECT], ids=["approved twice", "approved and sent back"])
def test_of_two_decisions_at_once_one_holds_and_the_other_reads_which(desk, second):
    page = desk.write("qdecideq", desk.editor, **SUBMIT)
    publishers = [desk.publisher, make.account(Role.PUBLISHER)]
    browser = [signed_in(user) for user in publishers]
    forms = [form_of(one, page) for one in browser]

    answers = at_once(2, lambda place: press(browser[place], page, forms[place] | (APPROVE, second)[place]))

    decided = TaskState.objects.get(workflow_state__object_id=str(page.pk))
    first = publishers.index(decided.finished_by)
    assert answers[first].status_code == 302
    assert Page.objects.get(pk=page.pk).live is (decided.status == TaskState.STATUS_APPROVED)
    # Who has written something besides has it in the form still: the version there is an older one now.
    slower = answers[1 - first]
    told = words_in(slower) if slower.status_code == 200 else words_of(browser[1 - first])
    assert f"{decided.finished_by.get_full_name()} on jo" in told
    assert "Painalluksesi ei ratkaissut mitään" not in words_of(browser[first])
