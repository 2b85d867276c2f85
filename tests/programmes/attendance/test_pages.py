"""The pages of days and hours: what a workplace, a person and a worker see and press."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pikepdf
import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from notifications.models import Message
from notifications.services import rendered
from programmes.models import AttendanceDay, AttendanceMonth, CallRequest, Placement, WeekLink
from programmes.placements.attendance import links, services
from programmes.placements.attendance.keys import key_of
from programmes.placements.attendance.services import Tick, tell_week
from programmes.placements.attendance.tokens import token_of
from tests.programmes.attendance.conftest import FIRST
from tests.test_access import client_of as signed_in
from ui.formats import day as in_digits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

MONDAY = date(2027, 3, 8)  # of the week of the tests; it is Wednesday
FEBRUARY = [date(2027, 2, day) for day in range(1, 29) if date(2027, 2, day).weekday() < 5]


def in_english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def client_of(user: Any) -> Client:
    return in_english(signed_in(user))


def field(row: Placement, day: date) -> str:
    return f"d-{row.reference}-{day:%Y%m%d}"


def chosen(content: str) -> dict[str, str]:
    """What the page's form holds, as a browser would send it."""
    found = {}
    for name, options in re.findall(
        r'<select id="[^"]+" name="([^"]+)"[^>]*>(.*?)</select>', content, re.DOTALL
    ):
        found[name] = re.findall(r'<option value="([^"]*)" selected', options)[0]
    hidden = dict(re.findall(r'<input type="hidden" name="(seen|weekend)" value="([^"]*)"', content))
    return found | hidden


def week_page(client: Client, **query: str) -> str:
    return client.get(reverse("days:host"), query).content.decode()


def tell_february(cast: Any, row: Placement, kind: str = "present") -> AttendanceMonth:
    hours = Decimal(4) if kind == "present" else None
    tell_week({row: [Tick(day, kind, hours) for day in FEBRUARY]}, by=cast["host_admin"], seen=None)
    return AttendanceMonth.objects.get(placement=row)


def test_the_usual_hours_are_chosen_and_one_press_tells_the_week(cast, place):
    rows = [place(), place(weekly_hours=Decimal(12))]
    client = client_of(cast["host_member"])

    form = chosen(week_page(client, week="2027-W10"))
    answer = client.post(f"{reverse('days:host')}?week=2027-W10&at={key_of(rows[0])}", form)

    assert form == {
        "seen": "",
        **{field(row, MONDAY + timedelta(days=n)): "4" for row in rows for n in range(3)},
    }
    assert answer.status_code == 303
    assert AttendanceDay.objects.filter(kind="present", hours=4).count() == 6
    assert "Week 10 is told. Thank you." in client.get(answer["Location"]).content.decode()


def test_a_day_that_was_told_lately_on_other_weekdays_is_usual(cast, place):
    row = place(weekly_hours=Decimal(12))
    monday = date(2027, 3, 1)
    ticks = [Tick(monday + timedelta(days=n), "free") for n in (0, 1)]
    ticks += [Tick(monday + timedelta(days=n), "present", Decimal("6.5")) for n in (2, 3, 4)]
    tell_week({row: ticks}, by=cast["host_admin"], seen=None)

    form = chosen(week_page(client_of(cast["host_admin"]), week="2027-W10"))

    assert [form[field(row, MONDAY + timedelta(days=n))] for n in range(3)] == ["free", "free", "6.5"]


def test_two_phones_the_second_reads_what_the_first_sent_and_keeps_its_own(cast, place):
    row = place()
    first, second = client_of(cast["host_admin"]), client_of(cast["host_member"])
    address = f"{reverse('days:host')}?week=2027-W10&at={key_of(row)}"
    form = chosen(week_page(second, week="2027-W10"))
    first.post(address, form | {field(row, MONDAY): "7"})

    answer = second.post(address, form | {field(row, MONDAY): "away"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Host_admin Testi told this week on" in page
    assert "Told: 7" in page.replace("\xa0", " ")
    again = chosen(page)
    assert again[field(row, MONDAY)] == "away"
    assert AttendanceDay.objects.get(on=MONDAY).hours == 7
    assert second.post(address, again).status_code == 303
    assert AttendanceDay.objects.get(on=MONDAY).kind == "away_unknown"


def test_a_week_that_was_sent_meanwhile_and_a_senseless_value_have_words(cast, place):
    row = place()
    client = client_of(cast["host_admin"])
    address = f"{reverse('days:host')}?week=2027-W08&at={key_of(row)}"
    form = chosen(week_page(client, week="2027-W08"))
    monday = date(2027, 2, 22)

    wrong = client.post(address, form | {field(row, monday): "<b>99"})
    tell_february(cast, row)
    late = client.post(address, form | {field(row, monday): "away"})

    assert (wrong.status_code, late.status_code) == (422, 422)
    assert "choose from the list, or give hours between 0 and 24" in wrong.content.decode()
    assert "The days of Aino were sent meanwhile" in late.content.decode()


def test_a_day_that_left_the_agreement_meanwhile_is_named(cast, place):
    row = place()
    client = client_of(cast["host_admin"])
    address = f"{reverse('days:host')}?week=2027-W10&at={key_of(row)}"
    form = chosen(week_page(client, week="2027-W10"))
    Placement.objects.filter(pk=row.pk).update(ends_on=MONDAY)

    answer = client.post(address, form)

    assert answer.status_code == 422
    assert "Aino, Tue" in answer.content.decode()
    assert "is not a day of the agreement any more: it was left out" in answer.content.decode()
    assert client.post(address, chosen(answer.content.decode())).status_code == 303
    assert list(AttendanceDay.objects.values_list("on", flat=True)) == [MONDAY]


def test_a_host_sees_and_tells_only_its_own_people(cast, place):
    row = place()
    stranger = client_of(cast["other_host"])

    assert "Aino" not in week_page(stranger, week="2027-W10")
    foreign = f"{reverse('days:host')}?week=2027-W10&at={key_of(row)}"
    assert stranger.get(foreign).status_code == 404
    assert stranger.post(foreign, {field(row, MONDAY): "4"}).status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_week_of_a_workplace_costs_as_many_queries_however_many_are_there(cast, place, people):
    for _number in range(people):
        tell_february(cast, place())
    client = client_of(cast["host_member"])
    week_page(client, week="2027-W10")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        week_page(client, week="2027-W10")

    assert len(queries) == 12  # breaks and steps of hours are two reads for all of them


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


@pytest.fixture
def link(cast: Any, place: Any, workplace: Any) -> WeekLink:
    place()
    return links.make_link(
        cast.host, workplace, MONDAY, by=cast["responsible"], channel="email", address="ohjaaja@example.org"
    )


def test_the_link_goes_to_the_guide_and_bears_nothing_personal(cast, link):
    message = Message.objects.get(template="week_link")

    subject, body = rendered(message)

    assert message.address == "ohjaaja@example.org"
    assert f"/week/{token_of(link)}/" in body
    assert "Aino" not in subject + body
    assert re.fullmatch(r"[A-Za-z0-9:_-]+", token_of(link))


def test_a_week_is_told_with_the_link_and_looking_changes_nothing(cast, link):
    client = in_english(Client())
    address = reverse("days:link", args=[token_of(link)])

    page = client.get(address).content.decode()

    assert "Aino" in page
    assert "Karppinen" not in page
    assert (AttendanceDay.objects.count(), WeekLink.objects.get().used_at) == (0, None)
    assert client.post(address, chosen(page)).status_code == 303
    days = AttendanceDay.objects.all()
    assert {(day.by, day.on_word) for day in days} == {(None, "link")}
    assert WeekLink.objects.get().used_at is not None


def test_the_month_that_a_link_fills_is_sent_on_the_workplaces_word(cast, place, workplace, link):
    row = Placement.objects.get(vacancy__workplace=workplace)
    tell_week({row: [Tick(day, "free") for day in FEBRUARY[:-5]]}, by=cast["host_admin"], seen=None)
    client, week = in_english(Client()), {"monday": date(2027, 2, 22), "channel": "sms"}

    with time_machine.travel("2027-03-02T12:00:00+02:00"):
        last = links.make_link(cast.host, workplace, by=cast["responsible"], address="0401234567", **week)
        address = reverse("days:link", args=[token_of(last)])
        client.post(address, chosen(client.get(address).content.decode()))

    event = Event.objects.get(verb="attendance.sent")
    assert (event.actor, event.on_word) == (cast["responsible"], "link")


@pytest.mark.parametrize("how", ["closed", "over", "replaced"])
def test_a_link_that_no_longer_stands_has_kind_words(cast, workplace, link, how):
    address, moment = reverse("days:link", args=[token_of(link)]), "2027-03-10T13:00:00+02:00"
    if how == "closed":
        links.revoke(link, by=cast["responsible"])
    elif how == "replaced":
        links.make_link(
            cast.host, workplace, MONDAY, by=cast["responsible"], channel="email", address="a@b.fi"
        )
    else:
        moment = "2027-03-22T12:00:00+02:00"

    with time_machine.travel(moment):
        answers = [in_english(Client()).get(address), in_english(Client()).post(address, {})]

    assert {answer.status_code for answer in answers} == {410}
    assert "This link is over" in answers[0].content.decode()
    assert not AttendanceDay.objects.exists()


def test_a_made_up_link_is_not_there(cast, link):
    token = token_of(link)

    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), "abc", "1:2:3"):
        assert Client().get(reverse("days:link", args=[wrong])).status_code == 404


def test_a_worker_makes_and_closes_a_link_on_the_page_of_the_week(cast, place):
    row = place()
    client = client_of(cast["responsible"])
    query = f"?week=2027-W10&at={key_of(row)}"

    wrong = client.post(reverse("work:days_link") + query, {"phone": "abc"}, follow=True)
    client.post(reverse("work:days_link") + query, {"phone": "040 123 4567"})
    made = WeekLink.objects.get()
    client.post(reverse("work:days_link_close", args=[made.reference]) + query)
    foreign = client_of(cast["far_coordinator"]).post(
        reverse("work:days_link") + query, {"phone": "0401234567"}
    )

    assert "Check the number" in wrong.content.decode()
    assert Message.objects.get(template="week_link").state == "by_hand"
    assert not WeekLink.objects.get().stands
    assert foreign.status_code == 404


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


def test_hours_with_a_comma_are_hours(cast, place):
    row = place()
    client = client_of(cast["host_admin"])
    address = f"{reverse('days:host')}?week=2027-W10&at={key_of(row)}"
    form = chosen(week_page(client, week="2027-W10"))

    beside = client.post(address, form | {field(row, MONDAY): "7,5", field(row, date(2027, 3, 9)): "<b>99"})
    told = client.post(address, form | {field(row, MONDAY): "7,5"})
    again = client.post(address, form | {field(row, MONDAY): "7,5", "seen": ""})

    assert beside.status_code == 422
    assert chosen(beside.content.decode())[field(row, MONDAY)] == "7.5"
    assert told.status_code == 303
    assert again.status_code in {303, 409}
    assert AttendanceDay.objects.get(month__placement=row, on=MONDAY).hours == Decimal("7.5")


@pytest.mark.parametrize("week", ["0001-W01", "0000-W01", "9999-W52", "1999-W50", "2027-W99"])
def test_a_week_that_nobody_can_tell_leads_to_this_one(cast, place, week):
    row = place()
    pages = [
        client_of(cast["host_admin"]).get(f"{reverse('days:host')}?week={week}"),
        client_of(cast["responsible"]).get(f"{reverse('work:days_week')}?at={key_of(row)}&week={week}"),
        client_of(cast["responsible"]).get(f"{reverse('work:days')}?month={week[:4]}-01"),
        client_of(cast["responsible"]).get(
            f"{reverse('work:days_sheet', args=[row.reference])}?from={week[:4]}-01-01"
        ),
    ]

    assert [page.status_code for page in pages] == [200] * 4
    assert ["Week 10" in page.content.decode() for page in pages[:2]] == [True, True]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"email": "ohjaaja.example.org"}, "valid email"),
        ({"email": "ohjaaja@example.org", "phone": "040 123 4567"}, "The link goes one way"),
        ({"email": "", "phone": "12ab"}, "Check the number"),
    ],
)
def test_a_link_that_cannot_be_sent_says_why_at_the_field_and_keeps_what_was_typed(cast, place, sent, words):
    row = place()
    client = client_of(cast["responsible"])

    answer = client.post(f"{reverse('work:days_link')}?week=2027-W10&at={key_of(row)}", sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "field-errors" in page
    assert words in page.replace("e-mail", "email")
    assert all(f'value="{value}"' in page for value in sent.values() if value)
    assert "Send the week" in page
    assert not WeekLink.objects.exists()


def test_two_of_one_name_are_told_apart_as_far_as_the_reader_may_know(cast, place, workplace):
    rows = [place() for _one in range(4)]
    named = [("Åke", "Åberg"), ("Anneli", "Korhonen"), ("Anneli", "Koskinen"), ("Äijö", "Ahonen")]
    for row, (first, last) in zip(rows, named, strict=True):
        type(row.participation.participant).objects.filter(pk=row.participation.participant_id).update(
            first_name=first, last_name=last
        )
    Placement.objects.filter(pk=rows[2].pk).update(starts_on=date(2027, 2, 1))
    link = links.make_link(
        cast.host, workplace, MONDAY, by=cast["responsible"], channel="email", address="a@example.org"
    )
    host = week_page(signed_in(cast["host_admin"]), week="2027-W10")
    guide = in_english(Client()).get(reverse("days:link", args=[token_of(link)])).content.decode()

    assert legends(host) == ["Anneli Kor.", "Anneli Kos.", "Åke", "Äijö"]
    assert {f"Anneli (began {in_digits(on)})" for on in (FIRST, date(2027, 2, 1))} <= set(legends(guide))
    assert len(set(legends(guide))) == len(rows)
    assert "Kor" not in guide


def legends(page: str) -> list[str]:
    return [one.strip() for one in re.findall(r"<legend>([^<]*) <span", page)]
