"""Draft → review → published, by whoever may publish the very page; and what time does by itself."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision, Workflow, WorkflowPage

from accounts.roles import Role
from cms.beside.care import PageCare
from cms.editing import freshness
from cms.editing.freshness import ask_owners, take_care
from cms.editing.review import ensure_workflow
from cms.editing.schedule import expire_due, publish_due
from notifications.models import Delivery, Message
from notifications.services import rendered, send_due
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture(autouse=True)
def _workflow():
    ensure_workflow()


@pytest.fixture
def editor():
    return make.account(Role.EDITOR, municipality="422")


@pytest.fixture
def publisher():
    return make.account(Role.PUBLISHER, municipality="422")


@pytest.fixture
def far_publisher():
    return make.account(Role.PUBLISHER, municipality="167")


@pytest.fixture
def lieksa(page_at):
    return page_at("/fi/kunnat/lieksa/")


def form_of(page, **changed):
    return {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "municipality": page.municipality_id,
        "body-count": "0",
        "search_description": page.search_description,
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    } | changed


def submit(client, editor, page, **changed):
    client.force_login(editor)
    answer = client.post(
        f"/cms-admin/pages/{page.pk}/edit/", form_of(page, **changed) | {"action-submit": "1"}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    return page.current_workflow_task_state


def decide(client, user, page, task_state, action, **fields):
    client.force_login(user)
    return client.post(f"/cms-admin/pages/workflow/action/{page.pk}/{action}/{task_state.pk}/", fields)


def test_workflow_is_made_once_and_an_own_one_stays():
    own = Workflow.objects.create(name="Oma")
    WorkflowPage.objects.update(workflow=own)

    ensure_workflow()

    assert WorkflowPage.objects.get().workflow == own


def test_submitted_page_is_public_only_when_a_publisher_has_approved(client, editor, publisher, lieksa):
    state = submit(client, editor, lieksa, lead="Uusi johdanto Lieksasta.")
    before = client.get("/fi/kunnat/lieksa/").content.decode()
    client.force_login(publisher)
    waiting = client.get("/cms-admin/").content.decode()

    answer = decide(client, publisher, lieksa, state, "approve")

    assert "Uusi johdanto Lieksasta." not in before
    assert f"/cms-admin/pages/{lieksa.pk}/edit/" in waiting
    assert answer.status_code == 302
    assert "Uusi johdanto Lieksasta." in client.get("/fi/kunnat/lieksa/").content.decode()


def test_returned_page_stays_as_it_was_and_its_writer_reads_why(client, editor, publisher, lieksa):
    state = submit(client, editor, lieksa, lead="Keskeneräinen.")

    decide(client, publisher, lieksa, state, "reject", comment="Lisää puhelinnumero.")

    client.force_login(editor)
    shown = client.get(f"/cms-admin/pages/{lieksa.pk}/edit/").content.decode()
    assert "Lisää puhelinnumero." in shown
    assert "Keskeneräinen." not in client.get("/fi/kunnat/lieksa/").content.decode()


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("approve", "Hyväksytty. Lukijat näkevät sivun nyt."),
        ("reject", "Palautettu. Kirjoittaja näkee, mitä kirjoitit."),
    ],
)
def test_publisher_reads_what_became_of_the_page(client, editor, publisher, lieksa, action, told):
    submit(client, editor, lieksa, lead="Uusi johdanto Lieksasta.")
    client.force_login(publisher)
    editing = client.get(f"/cms-admin/pages/{lieksa.pk}/edit/").content.decode()
    acts = {
        "action-workflow-action": "true",
        "workflow-action-name": action,
        "workflow-action-extra-data": '{"comment": "Hyvä."}',
    }

    answer = client.post(
        f"/cms-admin/pages/{lieksa.pk}/edit/",
        form_of(lieksa, lead="Uusi johdanto Lieksasta.") | acts,
        follow=True,
    )

    assert told in answer.content.decode()
    assert 'name="action-publish"' not in editing


def test_publisher_reads_from_when_an_approved_page_is_public(client, editor, publisher, lieksa):
    later = {"go_live_at": "24.12.2099 12:00"}
    submit(client, editor, lieksa, **later)
    client.force_login(publisher)
    acts = {"action-workflow-action": "true", "workflow-action-name": "approve"}

    answer = client.post(f"/cms-admin/pages/{lieksa.pk}/edit/", form_of(lieksa, **later) | acts, follow=True)

    assert "Lukijat näkevät sivun 24.12.2099" in answer.content.decode()


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_publisher_of_another_municipality_does_not_decide(client, editor, far_publisher, lieksa, action):
    state = submit(client, editor, lieksa, lead="Vain Lieksan julkaisijalle.")

    decide(client, far_publisher, lieksa, state, action)

    state.refresh_from_db()
    assert state.status == "in_progress"
    assert "Vain Lieksan" not in client.get("/cms-admin/").content.decode()


def test_editor_neither_publishes_nor_approves(client, editor, lieksa):
    state = submit(client, editor, lieksa, lead="Itse hyväksytty.")

    decide(client, editor, lieksa, state, "approve")
    client.post(f"/cms-admin/pages/{lieksa.pk}/edit/", form_of(lieksa) | {"action-publish": "1"})

    assert "Itse hyväksytty." not in client.get("/fi/kunnat/lieksa/").content.decode()


def test_step_is_told_by_the_outbox_in_plain_words_and_by_nothing_else(
    client, editor, publisher, far_publisher, lieksa
):
    state = submit(client, editor, lieksa, lead="Salainen luonnos.")
    told = Message.objects.get(template="page_submitted")
    subject, body = rendered(told)

    decide(client, publisher, lieksa, state, "reject", comment="Ei vielä.")

    assert told.recipient == publisher
    assert f"/cms-admin/pages/{lieksa.pk}/edit/" in body
    assert "Salainen luonnos." not in subject + body
    assert editor.email not in body
    told.refresh_from_db()
    assert told.state == Delivery.CANCELLED
    assert Message.objects.get(template="page_returned").recipient == editor
    assert mail.outbox == []


def test_approved_page_appears_at_its_time_and_goes_at_its_time(client, editor, publisher, lieksa):
    local = timezone.localtime()
    state = submit(
        client,
        editor,
        lieksa,
        lead="Avoinna syksyllä.",
        go_live_at=(local + timedelta(hours=1)).strftime("%d.%m.%Y %H:%M"),
        expire_at=(local + timedelta(days=2)).strftime("%d.%m.%Y %H:%M"),
    )
    decide(client, publisher, lieksa, state, "approve")
    early, before = publish_due(), client.get("/fi/kunnat/lieksa/").content.decode()
    with time_machine.travel(local + timedelta(hours=2), tick=False):
        published = publish_due(), publish_due()
        text = client.get("/fi/kunnat/lieksa/").content.decode()
    with time_machine.travel(local + timedelta(days=3), tick=False):
        expired = expire_due(), expire_due()
        gone = client.get("/fi/kunnat/lieksa/").status_code

    assert early == 0
    assert lieksa.lead in before
    assert published == (1, 0)
    assert "Avoinna syksyllä." in text
    assert expired == (1, 0)
    assert gone == 404


def test_page_that_cannot_be_published_does_not_hold_back_the_next(lieksa, page_at):
    joensuu = page_at("/fi/kunnat/joensuu/")
    moment = timezone.now() - timedelta(minutes=1)
    broken = lieksa.save_revision(approved_go_live_at=moment - timedelta(hours=1))
    Revision.objects.filter(pk=broken.pk).update(content=broken.content | {"body": "{not json", "locale": 0})
    joensuu.lead = "Joensuu julkaistiin."
    joensuu.save_revision(approved_go_live_at=moment)

    assert publish_due() == 1
    joensuu.refresh_from_db()
    assert joensuu.lead == "Joensuu julkaistiin."


def test_owner_has_one_letter_about_all_pages_and_none_the_second_time(editor, lieksa, page_at):
    today = timezone.localdate()
    for page in (lieksa, page_at("/sv/kommuner/lieksa/")):
        take_care(page, owner=editor, review_on=today)

    assert (ask_owners(), ask_owners()) == (1, 0)
    assert Message.objects.get(template="pages_to_review").recipient == editor
    take_care(lieksa, owner=editor, review_on=today + timedelta(days=30))
    assert ask_owners(today + timedelta(days=30)) == 1


def test_two_machines_in_the_same_minute_write_to_an_owner_once(editor, lieksa, monkeypatch):
    take_care(lieksa, owner=editor, review_on=timezone.localdate())
    unasked, asked = freshness._unasked, []

    def read_before_the_other_machine_asked(on):
        read = list(unasked(on).values_list("pk", flat=True))
        if not asked:
            asked.append(True)
            asked.append(ask_owners())
        return PageCare.objects.filter(pk__in=read)

    monkeypatch.setattr(freshness, "_unasked", read_before_the_other_machine_asked)

    assert (ask_owners(), asked[1]) == (0, 1)
    assert Message.objects.filter(template="pages_to_review").count() == 1


def test_maintain_says_what_it_did_and_does_it_once(editor, lieksa):
    take_care(lieksa, owner=editor, review_on=timezone.localdate())
    first, second = io.StringIO(), io.StringIO()

    call_command("maintain", stdout=first)
    call_command("maintain", stdout=second)

    assert "1 owners asked" in first.getvalue()
    assert "0 owners asked" in second.getvalue()
    assert send_due() == 0
