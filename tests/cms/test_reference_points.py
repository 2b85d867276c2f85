"""Publishers keep the hours of service points: the week a line a day, the days that differ."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from audit.models import Event
from programmes.models import HoursException, ServicePoint
from programmes.servicepoints.hours import Slot
from programmes.servicepoints.week import line_of, slots_of, week_of
from tests.cms.test_reference import as_publisher, change, publisher, values_on

__all__ = ["as_publisher", "publisher"]

pytestmark = pytest.mark.usefixtures("site")

POINT = "/fi/palvelupisteet/joensuu/"


@pytest.fixture
def point() -> ServicePoint:
    return ServicePoint.objects.get(code="joensuu")


def test_week_changes_at_once_and_is_on_record(as_publisher, publisher, client, point):
    answer = change(as_publisher, "servicepoint", point, hours_0="10–11.30, 12–14", hours_4="")

    assert answer.status_code == 302
    assert line_of(week_of(point)[0]) == "10–11.30, 12–14"
    assert week_of(point)[4] == ()
    event = Event.objects.filter(verb="reference.changed").latest("pk")
    assert event.actor == publisher
    assert "10–11.30, 12–14" in event.data["changes"]["week"][1]
    assert ModelLogEntry.objects.filter(object_id=str(point.pk)).exists()
    client.logout()
    assert "klo 10–11.30 ja 12–14" in client.get(POINT).content.decode().replace("\xa0", " ")


def test_saved_as_it_stands_nothing_changes(as_publisher, point):
    before = week_of(point)

    change(as_publisher, "servicepoint", point)

    assert week_of(point) == before
    assert not Event.objects.filter(verb="reference.changed").exists()


def test_line_that_cannot_be_read_is_said_at_its_day(as_publisher, point):
    answer = change(as_publisher, "servicepoint", point, hours_1="aamulla")

    assert answer.status_code == 200
    assert answer.context["form"].errors["hours_1"]
    assert line_of(week_of(point)[1]) == "9–16"


def test_day_that_differs_shows_and_goes_when_it_is_as_usual_after_all(as_publisher, client, point):
    row = HoursException.objects.create(point=point, on=date.today(), reason_fi="Muuttopäivä")  # noqa: DTZ011
    shown = client.get(POINT).content.decode()

    change(as_publisher, "hoursexception", row, cancelled="on")

    assert "Muuttopäivä" in shown
    assert "Muuttopäivä" not in client.get(POINT).content.decode()


def test_new_point_has_its_week(as_publisher):
    values = values_on(as_publisher, "/cms-admin/servicepoint/new/") | {
        "code": "uusi",
        "name_fi": "Uusi piste",
        "municipality": "422",
        "in_person": "on",
        "hours_2": "9-12",
        "help_offered": ["worker"],
        "languages": ["fi"],
    }

    answer = as_publisher.post("/cms-admin/servicepoint/new/", values)

    assert answer.status_code == 302
    assert week_of(ServicePoint.objects.get(code="uusi"))[2] == (Slot(time(9), time(12)),)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", ""),
        ("9-15", "9–15"),
        (" 12.00 – 15:30 ; 9–11 ", "9–11, 12–15.30"),
        ("20–24", "20–24"),
        ("9–12, 12–15", "9–12, 12–15"),
    ],
)
def test_line_is_read_as_people_write_it(line, expected):
    assert line_of(slots_of(line)) == expected


@pytest.mark.parametrize(
    "line", ["9", "15–9", "9–25", "9.75–10", "9–12, 11–13", "20–24, 22–23", "1-2,3-4,5-6,7-8,9-10"]
)
def test_line_that_makes_no_sense_is_refused(line):
    with pytest.raises(ValidationError):
        slots_of(line)


def test_a_reason_in_finnish_only_says_so_in_other_languages(client, point):
    HoursException.objects.create(point=point, on=timezone.localdate(), reason_fi="Koulutus <nyt>")

    swedish, plain = (client.get(a).content.decode() for a in ("/sv/servicestallen/joensuu/", POINT))
    assert '<span lang="fi">Koulutus &lt;nyt&gt;</span>' in swedish
    assert "Koulutus &lt;nyt&gt;</span>" in plain
    assert '<span lang="fi">Koulutus' not in plain
