"""Charts as files, and the values that are shown where one points or comes by the keyboard."""

from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from audit.models import Event
from reports.chart_files import CHARTS, FORMATS
from reports.chart_spots import spot, strips
from reports.charts import Point, trend_line
from reports.charts_waiting import waiting_drawing
from reports.outputs.picture import as_svg
from reports.outputs.picture_map import tone_colour
from reports.waiting import Curve, Step
from tests.factories.programmes import account, manager

HALF = {"period": "2026-H1"}
DRAWN = [
    ("quarters", "P3"),
    ("municipalities", "P3"),
    ("map", "P3"),
    ("waiting", "P2"),
    ("way", ""),
    ("unemployment", ""),
    ("after-service", ""),
    ("after-service-years", ""),
    ("in-services", ""),
    ("ended_in", "outcomes"),
    ("missing", "data-quality"),
]


@pytest.fixture
def people(referral):
    """Two in Joensuu, one of whom has ended; one in Lieksa without an offer."""
    ended = {"started_on": "2026-01-20", "ended_on": "2026-03-01", "exit_class": "pension", "state": "ended"}
    return referral("167", offered=10), referral("167", offered=100, **ended), referral("422")


def file_of(client, name: str, of: str, file_format: str):
    address = reverse("reports:chart", args=[name, file_format])
    return client.get(address, HALF | ({"of": of} if of else {}))


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "of"), DRAWN)
def test_a_chart_is_a_picture_with_its_words_and_a_file_with_its_numbers(client, people, name, of):
    client.force_login(manager())

    drawn = file_of(client, name, of, "svg")
    told = file_of(client, name, of, "csv")

    root = ElementTree.fromstring(drawn.content)  # noqa: S314 - our own drawing
    texts = [element.tag.rpartition("}")[2] for element in root]
    assert texts[:2] == ["title", "desc"]
    assert len(texts) > 4
    rows = list(csv.reader(io.StringIO(told.content.decode("utf-8-sig"))))
    assert len(rows) > 1
    assert "nan" not in told.content.decode().lower()
    taken = Event.objects.filter(verb="report.exported").values_list("data__report", "data__format")
    assert sorted(taken) == [(f"{name} {of}".strip(), each) for each in ("csv", "svg")]


@pytest.mark.django_db
def test_the_numbers_of_a_chart_are_those_of_the_figures(client, people):
    client.force_login(manager())

    told = file_of(client, "municipalities", "P3", "csv").content.decode("utf-8-sig")

    rows = {row["municipality"]: row for row in csv.DictReader(io.StringIO(told))}
    assert (rows["167"]["n"], rows["167"]["k"], float(rows["167"]["value"])) == ("2", "1", 50.0)
    assert (rows["260"]["n"], rows["260"]["value"]) == ("0", "")


@pytest.mark.django_db
def test_the_picture_of_the_map_names_every_municipality(client, people):
    client.force_login(manager())

    drawn = file_of(client, "map", "P3", "svg").content.decode()

    assert "<title>Joensuu: 50 %" in drawn.replace("\xa0", " ")
    assert len(re.findall("<path ", drawn)) == 13
    assert tone_colour(0) != tone_colour(4) != tone_colour(None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("quarters", "X9"),
        ("quarters", "O5"),
        ("waiting", "P3"),
        ("map", "O7"),
        ("causes", "P3"),
        ("shoes", ""),
        ("esf", "esf"),
    ],
)
def test_a_chart_that_is_not_is_not_found(client, people, name, of):
    client.force_login(manager())

    assert file_of(client, name, of, "svg").status_code == 404
    assert not Event.objects.filter(verb="report.exported").exists()


@pytest.mark.django_db
def test_who_does_not_follow_the_figures_gets_no_chart(client, people):
    client.force_login(account("host_admin"))

    assert {file_of(client, name, "P3", one).status_code for name in CHARTS for one in FORMATS} == {403}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["indicators/P3/", "indicators/P2/", "indicators/O8/", "way/", "context/", "outcomes/"]
)
def test_every_link_to_a_chart_on_a_page_gives_it(client, people, path):
    client.force_login(manager())

    page = client.get(f"/reports/{path}", HALF).content.decode()

    links = re.findall(r'href="(/reports/charts/[^"]+)"', page)
    assert links
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_every_value_has_a_spot_as_high_as_the_chart_and_they_cover_its_width():
    points = [Point("I", 10, "10 %"), Point("II", None), Point("III", 30, "30 %")]

    drawing = trend_line(points, "Kehitys", width=480)

    assert [one.words for one in drawing.spots] == ["I: 10 %", "III: 30 %"]
    assert drawing.spots[0].left == 0
    assert drawing.spots[0].left + drawing.spots[0].width == drawing.spots[1].left
    assert drawing.spots[1].left + drawing.spots[1].width == 480


def test_words_of_a_spot_never_leave_the_drawing():
    for x in (0, 5, 160, 315, 320):
        for y in (0, 20, 200):
            one = spot("Vielä odottaa: 62 % (55–69 %)", (x, 0, 1, 1), (x, y), width=320)
            assert one.tip_left >= 0
            assert one.tip_left + one.tip_width <= 320
            assert one.tip_top >= 0


def test_places_without_a_value_have_no_spot():
    assert strips([None, None], ["a", "b"], width=100, top=0, bottom=10) == ()


def test_the_waiting_curve_tells_every_thirty_days_until_it_ends():
    curve = Curve(10, (Step(20, 10, 5, 0.5, 0.2, 0.7),), 65)

    drawing = waiting_drawing(curve, "Käyrä", promised=90, width=720, height=260, words=lambda day: f"{day}")

    assert [one.words for one in drawing.spots] == ["30", "60"]


def test_spots_are_stops_of_the_keyboard_with_their_words_and_nothing_inline():
    drawing = trend_line([Point("I", 10, '"10" <%>')], "Kehitys")

    svg = render_to_string("reports/drawing.svg", {"drawing": drawing})

    assert svg.count('tabindex="0"') == 1
    assert 'aria-label="I: &quot;10&quot; &lt;%&gt;"' in svg
    assert "style=" not in svg
    assert "<title>I: " in as_svg(drawing, "")
