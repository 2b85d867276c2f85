"""Whoever works with a municipality's pages keeps the hours of its service points, and of no other."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.roles import Role
from audit.models import Event
from programmes.models import HoursException, ServicePoint
from programmes.servicepoints.differing import changes_of
from programmes.servicepoints.hours import Slot
from programmes.servicepoints.week import line_of, week_of
from tests.cms.test_reference import change
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")

NEW = "/cms-admin/hoursexception/new/"
PAGES = {
    "fi": "/fi/palvelupisteet/lieksa/",
    "sv": "/sv/servicestallen/lieksa/",
    "en": "/en/service-points/lieksa/",
    "fi-simple": "/fi-simple/palvelupisteet/lieksa/",
}
CHRISTMAS = {
    "fi": "Joulutauko",
    "sv": "Juluppehåll",
    "en": "Christmas break",
    "fi-simple": "Joululoma",
}


@pytest.fixture
def point() -> ServicePoint:
    HoursException.objects.all().delete()
    return ServicePoint.objects.get(code="lieksa")


@pytest.fixture
def second(point) -> ServicePoint:
    return ServicePoint.objects.create(
        code="lieksa-kirjasto", name_fi="Lieksan kirjasto", municipality_id="422", help_offered=["worker"]
    )


@pytest.fixture
def far() -> ServicePoint:
    return ServicePoint.objects.get(code="joensuu")


@pytest.fixture
def as_editor(client):
    client.force_login(make.account(Role.EDITOR, municipality="422"))
    return client


def on(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def sent(*points: ServicePoint, first: int = 1, last: int | None = 3, **more: str) -> dict[str, object]:
    def typed(days: int) -> str:
        return f"{on(days):%-d.%-m.%Y}"

    values = {"points_chosen": [one.pk for one in points], "on": typed(first), "why": "christmas"}
    return values | ({"until": typed(last)} if last is not None else {}) | more


def words_at(address: str) -> str:
    return Client().get(address).content.decode().replace("\xa0", " ")


def test_several_days_of_several_points_are_one_save_and_readers_see_them_at_once(as_editor, point, second):
    before = {language: words_at(address) for language, address in PAGES.items()}

    answer = as_editor.post(NEW, sent(point, second), follow=True)

    rows = HoursException.objects.order_by("pk")
    assert [(row.point, row.on, row.until) for row in rows] == [
        (one, on(1), on(3)) for one in (second, point)
    ]
    assert "Lieksan kirjasto, Lieksan palvelupiste" in answer.content.decode()
    for language, address in PAGES.items():
        assert words_at(address).count(CHRISTMAS[language]) == 3, language
        assert CHRISTMAS[language] not in before[language]
    events = Event.objects.filter(verb="reference.added", object_type="hoursexception")
    assert events.count() == 2
    assert ModelLogEntry.objects.filter(object_id__in=[str(row.pk) for row in rows]).count() == 2


def test_the_only_point_of_an_editor_is_ticked(as_editor, point):
    assert list(as_editor.get(NEW).context["form"]["points_chosen"].value()) == [point.pk]


def test_own_words_in_finnish_only_are_marked_elsewhere_and_a_ready_reason_fills_the_gap(as_editor, point):
    as_editor.post(NEW, sent(point, last=None, why="", reason_fi="Muistamme Maijaa"))
    as_editor.post(NEW, sent(point, first=5, last=None, why="training", reason_fi="Koulutus Nurmeksessa"))

    assert '<span lang="fi">Muistamme Maijaa</span>' in words_at(PAGES["sv"])
    assert "Muistamme Maijaa" in words_at(PAGES["fi-simple"])
    assert "Koulutus Nurmeksessa" in words_at(PAGES["fi"])
    assert "Personalutbildning" in words_at(PAGES["sv"])
    assert "Koulutus Nurmeksessa" not in words_at(PAGES["sv"]) + words_at(PAGES["en"])


def test_points_of_others_are_not_there(as_editor, point, far):
    theirs = HoursException.objects.create(point=far, on=on(2), why="moving")
    addresses = [
        f"/cms-admin/hoursexception/edit/{theirs.pk}/",
        f"/cms-admin/hoursexception/history/{theirs.pk}/",
        f"/cms-admin/hoursexception/usage/{theirs.pk}/",
        f"/cms-admin/servicepoint/edit/{far.pk}/",
        f"/cms-admin/servicepoint/history/{far.pk}/",
        f"/cms-admin/servicepoint/usage/{far.pk}/",
    ]

    answer = as_editor.post(NEW, sent(point, far))

    assert [as_editor.get(address).status_code for address in addresses] == [404] * 6
    assert as_editor.post(addresses[0], {"cancelled": "on"}).status_code == 404
    assert as_editor.post(addresses[3], {"hours_0": "1-2"}).status_code == 404
    assert answer.context["form"].errors["points_chosen"]
    assert list(HoursException.objects.all()) == [theirs]
    assert as_editor.get("/cms-admin/servicepoint/new/").status_code == 302
    for listing in ("/cms-admin/servicepoint/", "/cms-admin/hoursexception/"):
        assert str(far) not in as_editor.get(listing).content.decode()


def test_editor_keeps_the_week_and_nothing_else_of_the_point(as_editor, point):
    answer = change(as_editor, "servicepoint", point, hours_2="12-16", name_fi="Oma nimi", phone="112")

    point.refresh_from_db()
    assert answer.status_code == 302
    assert line_of(week_of(point)[2]) == "12–16"
    assert (point.name_fi, point.phone) != ("Oma nimi", "112")
    assert set(as_editor.get(f"/cms-admin/servicepoint/edit/{point.pk}/").context["form"].fields) == {
        "seen",
        *(f"hours_{number}" for number in range(7)),
    }


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER])
def test_those_of_the_whole_area_keep_every_point(client, point, far, role):
    client.force_login(make.account(role))

    assert client.post(NEW, sent(point, far)).status_code == 302
    assert HoursException.objects.count() == 2


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MANAGER, Role.REFERRER])
def test_others_do_not_come_in(client, point, role):
    client.force_login(make.account(role, municipality="422"))

    assert client.get(NEW).status_code in {302, 403}
    client.post(NEW, sent(point))
    assert not HoursException.objects.exists()


@pytest.mark.parametrize("days", [(1, 1), (3, 9), (-5, 2), (0, 20), (2, 2)])
def test_days_that_overlap_are_told_in_words_and_nothing_typed_is_lost(as_editor, point, second, days):
    HoursException.objects.create(point=point, on=on(1), until=on(3), why="moving")

    answer = as_editor.post(NEW, sent(point, second, first=days[0], last=days[1], reason_fi="Omat sanat"))

    html = answer.content.decode()
    assert "Lieksan palvelupiste: ajat poikkeavat jo" in html
    assert "Muutamme" in html
    assert 'value="Omat sanat"' in html
    assert HoursException.objects.count() == 1


def test_a_break_takes_the_place_of_the_eves_in_it_when_saved_again(as_editor, point, second):
    eve = HoursException.objects.create(point=point, on=on(1), why="eve")
    early = HoursException.objects.create(point=point, on=on(3), opens=time(9), closes=time(12), why="eve")
    HoursException.objects.create(point=point, on=on(4), why="moving")

    told = as_editor.post(NEW, sent(point, second)).context["form"].data["replaces"]
    held = HoursException.objects.filter(cancelled=False).count()
    answer = as_editor.post(NEW, sent(point, second, replaces=told))

    assert (told, held, answer.status_code) == (f"{eve.pk} {early.pk}", 3, 302)
    rows = HoursException.objects.filter(cancelled=False)
    assert {(row.point_id, row.on, row.until) for row in rows} == {
        (point.pk, on(1), on(3)),
        (second.pk, on(1), on(3)),
        (point.pk, on(4), None),
    }
    changed = Event.objects.filter(verb="reference.changed", object_id__in=[eve.pk, early.pk])
    assert [event.data["changes"] for event in changed] == [{"cancelled": ["False", "True"]}] * 2


@pytest.mark.parametrize("number", ["9" * 5_000, str(2**63), "-1", "²"])
def test_a_number_that_no_row_can_have_breaks_nothing(as_editor, point, number):
    row = HoursException.objects.create(point=point, on=on(1), until=on(3), why="moving")

    shown = as_editor.get(f"{NEW}?point={number}")
    sent_in = change(as_editor, "hoursexception", row, seen=number, until=f"{on(4):%-d.%-m.%Y}")
    chosen = as_editor.post(NEW, sent(point) | {"points_chosen": number})

    assert [answer.status_code for answer in (shown, sent_in, chosen)] == [200, 302, 200]


def test_a_row_that_came_after_the_words_is_told_first(as_editor, point):
    eve = HoursException.objects.create(point=point, on=on(1), why="eve")
    told = as_editor.post(NEW, sent(point)).context["form"].data["replaces"]
    HoursException.objects.create(point=point, on=on(2), why="training")

    again = as_editor.post(NEW, sent(point, replaces=told))

    assert (told, again.status_code) == (str(eve.pk), 200)
    assert HoursException.objects.filter(cancelled=False).count() == 2


def test_a_row_that_is_made_longer_takes_the_place_of_what_lies_in_it(as_editor, point):
    eve = HoursException.objects.create(point=point, on=on(5), why="eve")
    row = HoursException.objects.create(point=point, on=on(1), until=on(3), why="christmas")
    longer = {"until": f"{on(6):%-d.%-m.%Y}"}

    refused = change(as_editor, "hoursexception", row, **longer)
    change(as_editor, "hoursexception", row, replaces=refused.context["form"].data["replaces"], **longer)

    eve.refresh_from_db()
    row.refresh_from_db()
    assert (eve.cancelled, row.until) == (True, on(6))


def test_what_is_as_usual_after_all_is_not_in_the_way(as_editor, point):
    row = HoursException.objects.create(point=point, on=on(1), until=on(3), why="moving")
    change(as_editor, "hoursexception", row, cancelled="on")

    assert as_editor.post(NEW, sent(point)).status_code == 302
    refused = as_editor.post(
        f"/cms-admin/hoursexception/edit/{row.pk}/",
        {"on": f"{on(1):%-d.%-m.%Y}", "why": "moving"},
    )

    row.refresh_from_db()
    assert "ajat poikkeavat jo" in refused.content.decode()
    assert row.cancelled


def test_days_that_stand_may_be_moved_over_themselves(as_editor, point):
    row = HoursException.objects.create(point=point, on=on(1), until=on(3), why="moving")

    answer = change(as_editor, "hoursexception", row, until=f"{on(5):%-d.%-m.%Y}")

    row.refresh_from_db()
    assert answer.status_code == 302
    assert row.until == on(5)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"last": 0}, "until"),
        ({"first": -9, "last": -8}, "until"),
        ({"first": -1, "last": None}, "on"),
        ({"first": 800, "last": None}, "on"),
        ({"last": 400}, "until"),
        ({"opens": "9.00"}, "closes"),
        ({"opens": "12.00", "closes": "9.00"}, "closes"),
        ({"why": ""}, "why"),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_field(as_editor, point, more, field):
    answer = as_editor.post(NEW, sent(point, **more))

    assert list(answer.context["form"].errors) == [field]
    assert not HoursException.objects.exists()


def test_hours_over_many_days_open_nothing_that_is_shut_anyway():
    week = {day: (Slot(time(9), time(15)),) for day in range(5)}
    holiday = date(2027, 1, 6)
    row = HoursException(on=date(2027, 1, 4), until=date(2027, 1, 10), opens=time(9), closes=time(12))
    one = HoursException(on=date(2027, 1, 17), opens=time(10), closes=time(14))  # a Sunday
    shut = HoursException(on=date(2027, 1, 20), until=date(2027, 2, 3))

    told = changes_of([row, one, shut], week, {holiday: "Epiphany"}, date(2027, 1, 5), date(2027, 1, 31))

    short = [date(2027, 1, day) for day in (5, 7, 8)]
    closed = [date(2027, 1, day) for day in range(20, 32)]
    assert sorted(told) == [*short, date(2027, 1, 17), *closed]
    assert {told[day].slots for day in short} == {(Slot(time(9), time(12)),)}
    assert told[date(2027, 1, 17)].slots == (Slot(time(10), time(14)),)
    assert {told[day].slots for day in closed} == {()}
