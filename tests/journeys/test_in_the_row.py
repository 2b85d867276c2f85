"""The routine acts of a morning: in the row, by keyboard, without another page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from programmes.participants.models import NextStep, Participation
from tests.journeys.conftest import DESK, PHONE
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOCUS = "document.activeElement.closest('[id^=task-], [id^=act-]')?.id ?? ''"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_acts_are_done_in_the_row_and_the_focus_goes_on(pages, person, size):
    cast = made.full_cast()
    worker, day = cast["responsible"], timezone.localdate()
    referred = made.participation(
        cast,
        "referred",
        participant=made.person(
            first_name="Eino", last_name="Kärki", birth_date=date(1971, 3, 4), phone="050 555 0199", email=""
        ),
        coordinator=None,
    )
    late = made.participation(cast, "active")
    NextStep.objects.filter(participation=late).delete()
    NextStep.objects.create(
        participation=late, what="Soitto", owner=worker, exists_from=day, due_on=day - timedelta(days=2)
    )
    at_desk = person(size)
    at_desk.sign_in(worker)
    page = at_desk.open("/work/")
    loads: list[str] = []
    page.on("request", lambda asked: loads.append(asked.url) if asked.is_navigation_request() else None)

    page.locator(f"#task-participation-{referred.pk} .acts a").first.press("Enter")
    page.locator(f"#act-participation-{referred.pk} form").wait_for()
    page.wait_for_function(f"() => {FOCUS} === 'act-participation-{referred.pk}'")
    at_desk.look()
    page.locator(f"#act-participation-{referred.pk} [name=coordinator]").select_option(str(worker.pk))
    page.locator(f"#act-participation-{referred.pk} .actions .btn").first.press("Enter")
    page.locator(f"#task-participation-{referred.pk}.task-done").wait_for()
    page.wait_for_function(f"() => {FOCUS} === 'task-participation-{referred.pk}'")
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-settling, .htmx-swapping')")
    at_desk.look()

    page.locator("[data-next-task]").press("Enter")
    page.wait_for_function(f"() => {FOCUS} !== 'task-participation-{referred.pk}'")
    row = f"[id^=task-step-{late.pk}]"
    page.locator(f"{row} .acts a").press("Enter")
    page.locator(f"{row} form").wait_for()
    page.locator(f"{row} [name=what]").fill("Puhelu kotiin")
    page.locator(f"{row} .actions .btn").first.press("Enter")
    page.locator(f"{row} .error-summary").wait_for()
    assert page.locator(f"{row} [name=what]").input_value() == "Puhelu kotiin"
    then = day + timedelta(days=9)
    page.locator(f"{row} [name=due_on]").fill(f"{then.day}.{then.month}.{then.year}")
    page.locator(f"{row} .actions .btn").first.press("Enter")
    page.locator(f"{row}.task-done").wait_for()

    at_desk.problems = [line for line in at_desk.problems if "422" not in line]  # the browser's own word
    assert loads == []
    assert Participation.objects.get(pk=referred.pk).state == "waiting"
    assert NextStep.objects.get(participation=late, done_on=None).what == "Puhelu kotiin"


def test_escape_closes_what_opened_and_where_nothing_answers_the_text_stays(pages, person):
    cast = made.full_cast()
    worker, day = cast["responsible"], timezone.localdate()
    row = made.participation(cast, "active")
    NextStep.objects.create(
        participation=row, what="Soitto", owner=worker, exists_from=day, due_on=day - timedelta(days=1)
    )
    at_desk = person(DESK)
    at_desk.sign_in(worker)
    page = at_desk.open("/work/")
    opener = page.locator(f"#task-step-{row.pk} .acts a")
    form = page.locator(f"#act-step-{row.pk} form")

    opener.press("Enter")
    form.wait_for()
    page.wait_for_function(f"() => {FOCUS} === 'act-step-{row.pk}'")
    page.keyboard.press("Escape")
    form.wait_for(state="detached")
    assert page.evaluate(FOCUS) == f"task-step-{row.pk}"

    opener.press("Enter")
    form.locator("[name=what]").fill("Puhelu")
    at_desk.context.set_offline(True)
    form.locator(".actions .btn").first.press("Enter")
    page.locator("#toasts .toast").wait_for()
    assert form.locator("[name=what]").input_value() == "Puhelu"
    at_desk.problems.clear()  # the browser itself tells of the broken line
