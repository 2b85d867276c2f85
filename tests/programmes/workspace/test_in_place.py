"""An act in the row of a list: the form and what was done come as parts, any other answer moves the page."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from audit.selectors import last_event
from programmes.participants.models import CallRequest, NextStep
from tests.factories import programmes as make
from workflow.engine import apply

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HOME = "/work/"


def in_row(key, part="act"):
    return {"HX-Request": "true", "HX-Target": f"{part}-{key}"}


def act(row, name):
    return reverse("workflow:act", args=["participation", row.reference, name])


def typed(page, **values):
    return {"token": page.context["form"]["token"].value(), "next": HOME, **values}


def test_the_form_of_an_act_comes_as_a_part_and_as_a_page_without_a_script(desk):
    row = make.participation("referred")

    part = desk.get(act(row, "accept"), headers=in_row("participation-1"))
    page = desk.get(act(row, "accept"))

    assert (part["HX-Retarget"], part["HX-Reswap"]) == ("#act-participation-1", "innerHTML")
    assert b"<html" not in part.content
    assert b'id="participation-1-token"' in part.content
    assert b"<html" in page.content
    assert "HX-Retarget" not in page


def test_what_was_done_stands_in_the_place_of_the_row_and_can_be_taken_back(desk, worker):
    row = make.participation("referred")
    form = desk.get(act(row, "accept"), headers=in_row("participation-1"))

    done = desk.post(
        act(row, "accept"), typed(form, coordinator=worker.pk), headers=in_row("participation-1", "task")
    )

    row = type(row).objects.get(pk=row.pk)
    assert (done.status_code, done["HX-Retarget"], row.state) == (200, "#task-participation-1", "waiting")
    assert done["HX-Trigger-After-Settle"] == "acted"
    assert done.content.strip().startswith(b'<tbody id="task-participation-1"')
    assert reverse("workflow:undo", args=["participation", row.reference, last_event(row).pk]) in (
        done.content.decode()
    )


def test_what_is_wrong_is_said_in_the_row_with_what_was_typed(desk, worker):
    row = make.participation("active", by=worker)
    url = reverse("work:next_step", args=[row.reference])
    form = desk.get(url, headers=in_row("step-1"))

    wrong = desk.post(
        url, typed(form, what="Puhelu kotiin", due_on="31.2.2027"), headers=in_row("step-1", "task")
    )

    assert (wrong.status_code, wrong["HX-Retarget"]) == (422, "#act-step-1")
    assert "Puhelu kotiin" in wrong.content.decode()
    assert b'href="#step-1-due_on"' in wrong.content


def test_the_next_step_has_a_page_of_its_own_that_leads_back(desk, worker):
    row = make.participation("active", by=worker)
    url = reverse("work:next_step", args=[row.reference])
    day = timezone.localdate() + timedelta(days=7)
    page = desk.get(url, {"next": HOME})

    wrong = desk.post(url, typed(page, step="1", what="", due_on=str(day)))
    done = desk.post(url, typed(page, step="1", what="Puhelu", due_on=f"{day.day}.{day.month}.{day.year}"))

    assert wrong.templates[0].name == "workspace/next_step.html"
    assert (done.status_code, done["Location"].partition("?")[0]) == (303, HOME)
    assert NextStep.objects.get(participation=row, done_on=None).what == "Puhelu"


def test_whoever_comes_second_is_told_in_the_row(desk, worker):
    row = make.participation("referred")
    form = desk.get(act(row, "accept"), headers=in_row("participation-1"))
    apply(type(row).objects.get(pk=row.pk), "accept", by=make.coordinator(), coordinator=worker)

    late = desk.post(
        act(row, "accept"), typed(form, coordinator=worker.pk), headers=in_row("participation-1", "task")
    )

    assert (late.status_code, late["HX-Retarget"]) == (409, "#act-participation-1")
    assert b"<html" not in late.content


def test_a_call_beside_the_list_is_done_in_its_line(desk, worker):
    row = make.participation("active", by=worker)
    asked = CallRequest.objects.create(participation=row, asked_at=timezone.now())

    done = desk.post(
        reverse("work:called", args=[asked.pk]), {"next": HOME}, headers=in_row("item-call-1", "task")
    )

    assert done.content.strip().startswith(b'<li id="task-item-call-1"')


def test_a_session_that_has_ended_moves_the_whole_page_to_the_door(client):
    row = make.participation("referred")

    answer = client.post(act(row, "accept"), {}, headers=in_row("participation-1", "task"))

    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith("/accounts/login/")


def test_what_was_typed_in_a_row_is_there_again_after_sign_in(desk, worker):
    row = make.participation("active", by=worker)
    url = reverse("work:next_step", args=[row.reference])
    form = desk.get(url, headers=in_row("step-1"))
    del desk.cookies[settings.SESSION_COOKIE_NAME]

    sent = typed(form, step="1", what="Puhelu kotiin", due_on="")
    moved = desk.post(url, sent, headers=in_row("step-1", "task") | {"Origin": "http://testserver"})
    door = moved["HX-Redirect"]
    desk.force_login(worker)
    page = desk.get(parse_qs(urlsplit(door).query)["next"][0])

    assert (moved.status_code, page.context["next"]) == (204, HOME)
    assert 'value="Puhelu kotiin"' in page.content.decode()


@pytest.mark.parametrize("target", ["", "found", "task-", "act-<b>", "task-" + "a" * 61])
def test_any_other_target_is_answered_with_the_page(desk, target):
    row = make.participation("referred")

    page = desk.get(act(row, "accept"), headers={"HX-Request": "true", "HX-Target": target})

    assert b"<html" in page.content
