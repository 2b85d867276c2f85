"""The pages of the board, as an instructor and a coordinator meet them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Read
from programmes.catalogue.loading import ensure_catalogue
from programmes.models import AttendanceDay, Participant, Session, SessionSeat, WeeklyWord
from tests.access.people import client_of as signed_in
from tests.programmes.board.conftest import NINE, ONE
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

WEDNESDAY, MONDAY = (2, NINE), (0, NINE)
TODAY = date(2027, 3, 10)


@pytest.fixture(autouse=True)
def _catalogue(reference: Any) -> None:
    ensure_catalogue()


@pytest.fixture
def instructor(cast: made.Cast) -> Client:
    return client_of(cast["instructor"])


def client_of(user: Any) -> Client:
    """The person with the pages in English."""
    client = signed_in(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def post(client: Client, address: str, data: dict[str, Any]) -> Any:
    return client.post(address, data, headers={"origin": "http://testserver"})


def test_the_week_shows_times_seats_and_people_by_first_name(instructor, group, meet, come):
    meet()
    come(WEDNESDAY)

    page = instructor.get(reverse("board:home")).content.decode()

    assert "Aino K." in page
    assert "Karppinen" not in page
    assert "9:00" in page or "9.00" in page
    assert "(1/3)" in page
    assert Read.objects.filter(page="board:home").count() == 1


def test_an_instructor_of_another_municipality_sees_nothing_of_the_group(cast, group, meet, come):
    cast["instructor"].assignments.update(municipality_id=made.FAR)
    client = client_of(cast["instructor"])

    week = client.get(reverse("board:home")).content.decode()
    answers = {
        client.get(address).status_code
        for address in (
            reverse("board:group", args=[group.reference]),
            reverse("board:day", args=[group.reference, "2027-03-10"]),
            reverse("board:meetings", args=[group.reference]),
            reverse("board:month", args=[group.reference]),
        )
    }

    assert group.reference not in week
    assert answers == {404}


def test_meetings_are_made_from_the_form_and_closed_days_are_named(instructor, group):
    address = reverse("board:meetings", args=[group.reference])
    typed = {
        "weekdays": ["0", "4"],
        "starts_at": "9.00",
        "ends_at": "13",
        "first": "22.3.2027",
        "last": "9.4.2027",
    }

    answer = post(instructor, address, typed)
    page = instructor.get(answer["Location"]).content.decode()

    assert Session.objects.count() == 4
    assert "4 meetings are made" in page
    assert "Good Friday" in page


def test_a_meeting_that_ends_before_it_begins_keeps_what_was_typed(instructor, group):
    address = reverse("board:meetings", args=[group.reference])
    typed = {
        "weekdays": ["0"],
        "starts_at": "13.00",
        "ends_at": "9.00",
        "first": "22.3.2027",
        "last": "9.4.2027",
    }

    answer = post(instructor, address, typed)

    assert answer.status_code == 422
    assert "It ends before it begins" in answer.content.decode()
    assert 'value="13.00"' in answer.content.decode()


def test_a_person_is_put_on_days_and_a_full_day_is_told(instructor, cast, group, meet, come):
    meet(seats=1)
    first, second = come(), come()
    addresses = [reverse("board:days", args=[group.reference, row.reference]) for row in (first, second)]
    typed = {"slots": ["2-0900"], "first": "10.3.2027"}

    done, full = post(instructor, addresses[0], typed), post(instructor, addresses[1], typed)

    assert done.status_code == 302
    assert full.status_code == 422
    assert "Full:" in full.content.decode()
    assert not SessionSeat.objects.filter(placement=second).exists()


def test_one_press_sends_the_day_and_the_page_says_so(instructor, group, meet, come):
    meet()
    here, away = come(WEDNESDAY), come(WEDNESDAY)
    address = reverse("board:day", args=[group.reference, "2027-03-10"])
    names = [f"p-{row.reference}" for row in (here, away)]

    answer = post(
        instructor, address, {"shown": names, names[0]: "on", f"{names[0]}-hours": "3.5", "seen": ""}
    )
    page = instructor.get(answer["Location"]).content.decode()

    kinds = dict(AttendanceDay.objects.filter(on=TODAY).values_list("month__placement", "kind"))
    assert kinds == {here.pk: "present", away.pk: "away_unknown"}
    assert AttendanceDay.objects.get(month__placement=here, on=TODAY).hours == 3.5
    assert "This day is told" in page


def test_who_sees_the_group_and_does_not_run_it_sends_nothing(cast, group, meet, come):
    meet()
    come(WEDNESDAY)
    client = client_of(cast["manager"])
    address = reverse("board:day", args=[group.reference, "2027-03-10"])

    assert "Send the day" not in client.get(address).content.decode()
    assert post(client, address, {}).status_code == 403


def test_a_day_that_does_not_exist_is_not_found(instructor, group):
    for day in ("2027-02-30", "today", "2027-3-1"):
        assert instructor.get(f"/board/{group.reference}/day/{day}/").status_code == 404


def test_calling_off_tells_how_many_hear_of_it_and_offers_undo(instructor, cast, group, meet, come):
    session = next(one for one in meet() if one.on == date(2027, 3, 17))
    come(WEDNESDAY)
    address = f"/act/session/{session.reference}/cancel/"

    page = instructor.get(address).content.decode()
    token = page.split('name="token" value="')[1].split('"')[0]
    reason = page.split('name="reason" value="')[1].split('"')[0]
    answer = post(instructor, address, {"token": token, "reason": reason})
    after = instructor.get(answer["Location"]).content.decode()

    assert "1 person is told." in page
    assert Session.objects.get(pk=session.pk).state == "cancelled"
    assert "Undo" in after


def test_a_weekly_word_is_read_by_the_person_and_their_worker(instructor, cast, group, meet, come):
    meet()
    row = come(WEDNESDAY, participation=cast.participation)
    address = reverse("board:words", args=[group.reference])

    page = instructor.get(address).content.decode()
    answer = post(instructor, address, {f"w-{row.reference}": "Hyvä viikko.", "seen": ""})
    own = client_of(cast["participant"]).get(reverse("my:home")).content.decode()
    worker = client_of(cast["responsible"]).get(reverse("work:person", args=[row.participation.reference]))

    manager = client_of(cast["manager"]).get(reverse("work:person", args=[row.participation.reference]))

    assert "The person and their worker read this" in page
    assert "Hyvä viikko." not in manager.content.decode()
    assert answer.status_code == 303
    assert "Hyvä viikko." in own
    assert "Hyvä viikko." in worker.content.decode()
    assert WeeklyWord.objects.get().monday == date(2027, 3, 8)


def test_a_word_of_somebody_else_is_not_written_over(instructor, cast, group, meet, come):
    meet()
    row = come(WEDNESDAY)
    address = reverse("board:words", args=[group.reference])
    post(client_of(cast["responsible"]), address, {f"w-{row.reference}": "Ensin minä.", "seen": ""})

    late = post(instructor, address, {f"w-{row.reference}": "Sitten minä.", "seen": ""})

    assert late.status_code == 409
    assert "Ensin minä." in late.content.decode()
    assert "Sitten minä." in late.content.decode()
    assert WeeklyWord.objects.get().text == "Ensin minä."


def test_a_word_keeps_no_identity_code_and_an_illness_is_told_of(instructor, group, meet, come):
    meet()
    row = come(WEDNESDAY)
    address = reverse("board:words", args=[group.reference])

    refused = post(instructor, address, {f"w-{row.reference}": "Tunnus 131052-308T", "seen": ""})
    told = post(instructor, address, {f"w-{row.reference}": "Poissa, masennus.", "seen": ""})
    after = instructor.get(told["Location"]).content.decode()

    assert refused.status_code == 422
    assert "It is not needed here" in after


def test_the_month_sheet_prints_and_comes_as_a_harmless_file(instructor, group, meet, come):
    meet()
    row = come(WEDNESDAY)
    Participant.objects.filter(pk=row.participation.participant_id).update(first_name="=cmd")
    name = f"p-{row.reference}"
    post(
        instructor, reverse("board:day", args=[group.reference, "2027-03-10"]), {"shown": [name], name: "on"}
    )
    address = reverse("board:month", args=[group.reference])

    page = instructor.get(address).content.decode()
    file = instructor.get(f"{address}?format=csv").content.decode()

    assert "1 days, 4 h" in page
    assert "'=cmd" in file
    assert Read.objects.filter(page="board:month").count() == 2


def test_whom_to_call_is_named_by_the_person_and_read_with_a_trace(instructor, cast, group, meet, come):
    row = come(participation=cast.participation)
    own = client_of(cast["participant"])
    answer = post(own, reverse("my:emergency"), {"emergency_name": "Sisko", "emergency_phone": "0405550199"})
    address = reverse("board:contact", args=[group.reference, row.reference])

    listed = instructor.get(reverse("board:group", args=[group.reference])).content.decode()
    page = instructor.get(address).content.decode()
    looks = own.get(reverse("own:data")).content.decode()

    assert answer.status_code == 303
    assert {address, reverse("board:words", args=[group.reference])} <= set(
        re.findall(r'href="([^"]+)"', listed)
    )
    assert "0199" not in listed
    assert "0199" in page
    assert Read.objects.filter(page="board:contact", reader=cast["instructor"]).count() == 1
    assert "Whom to call if something happens to you" in looks


@pytest.mark.parametrize("people", [1, 3])
def test_the_pages_ask_few_queries(instructor, group, meet, come, django_assert_max_num_queries, people):
    meet()
    rows = [come(WEDNESDAY) for _one in range(people)]
    group.refresh_from_db()
    for address in (
        reverse("board:home"),
        reverse("board:group", args=[group.reference]),
        reverse("board:day", args=[group.reference, "2027-03-10"]),
        reverse("board:month", args=[group.reference]),
        reverse("board:words", args=[group.reference]),
        reverse("board:contact", args=[group.reference, rows[0].reference]),
    ):
        instructor.get(address)
        with django_assert_max_num_queries(25):
            assert instructor.get(address).status_code == 200


def test_own_days_in_the_group_stand_on_the_own_page(cast, group, meet, come):
    meet()
    come(WEDNESDAY, participation=cast.participation)

    page = client_of(cast["participant"]).get(reverse("my:home")).content.decode()

    assert "My days in the group" in page
    assert timezone.localdate() == TODAY
    assert ONE.hour == 13
