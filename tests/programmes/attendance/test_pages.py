"""Days and hours on the pages of the person, the worker and the workplace."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from programmes.models import AttendanceDay, AttendanceMonth, CallRequest
from programmes.placements.attendance import services
from programmes.placements.attendance.keys import key_of
from programmes.placements.attendance.services import Tick, tell_week
from tests.programmes.attendance.reading import (
    FEBRUARY,
    MONDAY,
    chosen,
    client_of,
    tell_february,
    week_page,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.mark.parametrize("months", [1, 3])
def test_the_persons_days_cost_as_many_queries_however_many_months_there_are(cast, place, months):
    row = place(participation=cast.participation)
    for month in (2, 1, 3)[:months]:
        tell_week({row: [Tick(date(2027, month, 5), "away_unknown")]}, by=cast["host_admin"], seen=None)
    client = client_of(cast["participant"])
    address = reverse("days:own") + "?month=2027-02"
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(address).content.decode()

    assert "You were away. We do not know why." in page
    assert len(queries) == 13


def test_the_person_says_why_and_asks_for_a_correction(cast, place):
    row = place(participation=cast.participation)
    tell_week({row: [Tick(MONDAY, "away_unknown")]}, by=cast["host_admin"], seen=None)
    month = AttendanceMonth.objects.get()
    client = client_of(cast["participant"])

    client.post(reverse("days:why", args=[month.reference]), {f"why-{MONDAY:%Y%m%d}": "transport"})
    wrong = reverse("days:correction", args=[month.reference])
    empty = client.post(wrong, {})
    sent = client.post(wrong, {"on": MONDAY.isoformat(), "wrong": "was_there"})

    assert AttendanceDay.objects.get().why == "transport"
    assert (empty.status_code, sent.status_code) == (200, 303)
    assert "Olin paikalla" in CallRequest.objects.get().about
    assert Event.objects.filter(verb="attendance.correction_asked").count() == 1


def test_a_host_never_reads_why_somebody_was_away(cast, place):
    row = place(participation=cast.participation)
    tell_week({row: [Tick(MONDAY, "away_unknown")]}, by=cast["host_admin"], seen=None)
    month = AttendanceMonth.objects.get()
    services.say_why(month, {MONDAY: "ill"}, by=cast["participant"])
    from programmes.placements.attendance.papers import month_paper  # noqa: PLC0415 - beside its one use

    page = week_page(client_of(cast["host_admin"]), week="2027-W10")

    assert "Ill" not in page
    paper = month_paper(month, cast["host_admin"])
    assert [words for _day, words in paper.days] == ["away"]
    assert "Karppinen" not in str(paper)
    assert [words for _day, words in month_paper(month, cast["responsible"]).days] == ["away: ill"]


def test_a_worker_checks_a_workplace_in_one_press_and_takes_it_back_in_one(cast, place):
    months = [tell_february(cast, place()) for _number in range(3)]
    client = client_of(cast["colleague"])

    page = client.get(reverse("work:days"), {"month": "2027-02", "whose": "all"}).content.decode()
    references = re.findall(r'name="months" value="([^"]+)"', page)
    form = {"months": references, "month": "2027-02", "token": "once"}
    answer = client.post(reverse("work:days_approve"), form)
    twice = client.post(reverse("work:days_approve"), form)

    assert sorted(references) == sorted(month.reference for month in months)
    assert (answer.status_code, twice.status_code) == (302, 302)
    events = Event.objects.filter(verb="attendance.approved")
    assert (events.count(), events.values("group").distinct().count()) == (3, 1)
    done = client.get(answer["Location"]).content.decode()
    undo = re.findall(r'action="(/undo/[^"]+|/act/[^"]+/undo/[^"]+)"', done)[0]
    client.post(undo, {"next": reverse("work:days")})
    assert set(AttendanceMonth.objects.values_list("state", flat=True)) == {"sent"}


def test_an_approval_of_somebody_elses_month_is_refused(cast, place):
    month = tell_february(cast, place())
    form = {"months": [month.reference], "month": "2027-02", "token": "t"}

    assert client_of(cast["far_coordinator"]).post(reverse("work:days_approve"), form).status_code == 404
    assert client_of(cast["host_admin"]).post(reverse("work:days_approve"), form).status_code == 403
    assert AttendanceMonth.objects.get().state == "sent"


def test_a_worker_sees_what_differs_from_the_agreement(cast, place):
    row = place()
    tell_week(
        {row: [Tick(day, "present", Decimal(2)) for day in FEBRUARY[:-1]]}, by=cast["host_admin"], seen=None
    )

    page = client_of(cast["colleague"]).get(reverse("work:days"), {"month": "2027-02", "whose": "all"})

    text = page.content.decode().replace("\xa0", " ")
    assert "1 day not told" in text
    assert re.search(r"38 <span[^>]*>/ 80</span>", text)
    assert 'name="months"' not in text


def test_a_worker_tells_a_week_on_their_word_and_says_how(cast, place):
    row = place()
    client = client_of(cast["responsible"])
    address = f"{reverse('work:days_week')}?week=2027-W10&at={key_of(row)}"
    form = chosen(client.get(address).content.decode())

    without = client.post(address, form)
    with_it = client.post(address, form | {"on_word": "phone"})

    assert (without.status_code, with_it.status_code) == (422, 303)
    assert "Tell how the workplace told you." in without.content.decode()
    assert set(AttendanceDay.objects.values_list("on_word", "by")) == {("phone", cast["responsible"].pk)}


def test_two_weeks_can_be_copied_as_plain_text(cast, place):
    row = place(participation=cast.participation)
    tell_week(
        {row: [Tick(date(2027, 3, 1), "present", Decimal("4.5")), Tick(date(2027, 3, 2), "away_unknown")]},
        by=cast["host_admin"], seen=None,
    )  # fmt: skip

    page = client_of(cast["responsible"]).get(
        reverse("work:days_sheet", args=[row.reference]), {"from": "2027-03-01"}
    )

    text = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page.content.decode(), re.DOTALL)[0]
    assert "Person: Helmi Karppinen" in text
    assert "Mon 1 Mar  there, 4.5 h" in text
    assert "Tue 2 Mar  away: reason not known" in text
    assert "Wed 3 Mar  not told yet" in text
    assert "Days there: 1\nHours: 4.5\nDays away: 1" in text
    assert "\xa0" not in text


def test_the_paper_of_a_month_is_a_tagged_pdf_in_the_readers_language(cast, place):
    row = place(participation=cast.participation)
    month = tell_february(cast, row)

    answer = client_of(cast["participant"]).get(reverse("documents:month", args=[month.reference]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    with pikepdf.open(io.BytesIO(answer.content)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert str(paper.Root.Lang) == "en"
    assert "Karppinen" not in answer["Content-Disposition"]


def test_days_to_check_and_late_days_are_one_row_of_a_host_on_the_morning_page(cast, place):
    months = [tell_february(cast, place()) for _number in range(2)]
    client = client_of(cast["responsible"])

    page = client.get(reverse("work:home")).content.decode()

    assert page.count("Check the days and hours") == 1
    assert f"month=2027-02&amp;at={key_of(months[0].placement)}" in page
    with time_machine.travel("2027-04-20T12:00:00+03:00"):
        services_open = AttendanceMonth.objects.exclude(pk__in=[month.pk for month in months])
        assert not services_open.exists()


def test_a_call_for_unknown_days_is_first_on_the_morning_page(cast, place):
    row = place()
    days = [Tick(date(2027, 3, day), "away_unknown") for day in (3, 4, 5)]

    tell_week({row: days}, by=cast["host_admin"], seen=None)

    page = client_of(cast["responsible"]).get(reverse("work:home")).content.decode().replace("\xa0", " ")
    assert "Poissa kolme päivää, syy ei ole tiedossa" in page
    assert "By Mon 15 Mar" in page


# The link of a week -----------------------------------------------------------------------------------------


def test_days_of_a_place_that_is_over_are_asked_for_before_they_are_late(cast, place):
    row = place("ended", ended_on=date(2027, 2, 26))
    AttendanceMonth.objects.create(placement=row, month=date(2027, 2, 1), due_on=date(2027, 3, 12))

    page = client_of(cast["host_member"]).get(f"/host/places/{row.reference}/")

    assert (page.context["turn"].kind, page.context["turn"].title) == ("mine", "Tell the days of the month")


@pytest.mark.parametrize("told", [True, False], ids=["every day told", "days untold"])
@pytest.mark.parametrize("state", ["active", "ended", "closed"])
def test_what_the_workplace_is_asked_on_its_page_is_asked_on_the_persons_and_the_places(
    cast, place, state, told
):
    """Kind: no page of a workplace says "nothing" over a month that waits for it."""
    over = {"ended_on": date(2027, 2, 26)} if state != "active" else {}
    row = place(state, **over)
    month = AttendanceMonth.objects.create(placement=row, month=date(2027, 2, 1), due_on=date(2027, 3, 5))
    if told:
        for number in range(1, 29):
            AttendanceDay.objects.create(
                month=month, on=date(2027, 2, number), kind="present", hours=Decimal(4)
            )
    act = "Send the days of the month" if told else "Tell the days of the month"
    name = row.participation.participant.first_name

    client = client_of(cast["host_member"])
    home = client.get("/host/")
    own = client.get(f"/host/places/{row.reference}/")
    over_it = client.get(f"/host/vacancies/{row.vacancy.reference}/")

    assert [(one.title, one.act) for one in home.context["waiting"]] == [(name, act)]
    assert (own.context["turn"].kind, own.context["turn"].title) == ("mine", act)
    assert own.context["turn_url"] == home.context["waiting"][0].url
    assert (over_it.context["turn"].kind, over_it.context["turn"].title) == ("mine", f"{name}: {act}")
