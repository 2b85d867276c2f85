"""What pages ask of the reference data, on the packaged area."""

import math
import re

import pytest
from django.utils import translation

from areas import selectors
from areas.models import Municipality, PublicHoliday, ServiceArea, Source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packaged_area")]

FORMS = {
    "Joensuu": ("Joensuun", "Joensuussa"),
    "Heinävesi": ("Heinäveden", "Heinävedellä"),
    "Ilomantsi": ("Ilomantsin", "Ilomantsissa"),
    "Juuka": ("Juuan", "Juuassa"),
    "Kitee": ("Kiteen", "Kiteellä"),
    "Kontiolahti": ("Kontiolahden", "Kontiolahdella"),
    "Lieksa": ("Lieksan", "Lieksassa"),
    "Liperi": ("Liperin", "Liperissä"),
    "Nurmes": ("Nurmeksen", "Nurmeksessa"),
    "Outokumpu": ("Outokummun", "Outokummussa"),
    "Polvijärvi": ("Polvijärven", "Polvijärvellä"),
    "Rääkkylä": ("Rääkkylän", "Rääkkylässä"),
    "Tohmajärvi": ("Tohmajärven", "Tohmajärvellä"),
}


def test_the_area_has_thirteen_municipalities_in_four_service_areas():
    places = selectors.municipalities()

    assert [place.code for place in places if place.code.startswith("0")] == ["090"]
    assert len(places) == 13
    assert sum(place.population for place in places) == 162_091
    assert [area.code for area in selectors.service_areas()] == ["JNS", "JSE", "PIE", "KES"]
    assert [area.municipalities.count() for area in selectors.service_areas()] == [1, 6, 3, 3]


def test_forms_are_those_a_finn_writes():
    found = {place.name_fi: (place.genitive_fi, place.inessive_fi) for place in selectors.municipalities()}

    assert found == FORMS


@pytest.mark.parametrize(
    ("language", "name"),
    [("fi", "Ilomantsi"), ("sv", "Ilomants"), ("en", "Ilomantsi"), ("fi-simple", "Ilomantsi")],
)
def test_name_follows_the_language_of_the_page(language, name):
    with translation.override(language):
        assert selectors.municipality_by_code("146").name == name


def test_name_that_is_missing_falls_to_finnish():
    with translation.override("sv"):
        assert ServiceArea(code="X", name_fi="Kainuu").name == "Kainuu"


def test_municipality_outside_the_area_has_a_name_and_no_service_area():
    helsinki = selectors.municipality_by_code("091")

    assert (helsinki.name_fi, helsinki.in_area, helsinki.service_area, helsinki.remote) == (
        "Helsinki",
        False,
        None,
        None,
    )
    assert selectors.municipality_by_slug("helsinki") is None
    assert selectors.municipality_by_slug("heinavesi").code == "090"
    assert selectors.municipality_by_code("911") is None


def test_distance_is_the_same_both_ways():
    table = selectors.distances()

    assert selectors.distance_km("541", "260") == selectors.distance_km("260", "541") == 168.6
    assert table["541", "260"] == table["260", "541"] == 168.6
    assert table["167", "167"] == 0.0
    assert len(table) == 13 * 13
    assert selectors.distance_km("167", "091") is None


def test_neighbours_come_nearest_first(django_assert_num_queries):
    with django_assert_num_queries(2):
        near = selectors.neighbours_within("167", 33)

    assert [(one.municipality.name_fi, one.km) for one in near] == [
        ("Kontiolahti", 19.3),
        ("Liperi", 20.8),
        ("Rääkkylä", 32.7),
    ]
    assert selectors.neighbours_within("091", 1000) == []


def test_choices_are_grouped_by_service_area(django_assert_num_queries):
    with django_assert_num_queries(2), translation.override("fi"):
        groups = selectors.municipality_choices()

    assert [name for name, _choices in groups] == [
        "Joensuun palvelualue",
        "Joensuun seudun palvelualue",
        "Pielisen Karjalan palvelualue",
        "Keski-Karjalan palvelualue",
    ]
    assert groups[2][1] == [("176", "Juuka"), ("422", "Lieksa"), ("541", "Nurmes")]
    assert sum(len(choices) for _name, choices in groups) == 13


def test_choices_for_a_home_end_with_the_rest_of_the_country():
    groups = selectors.municipality_choices(outside=True)

    assert len(groups[-1][1]) == 295
    assert ("091", "Helsinki") in groups[-1][1]


def test_postal_code_leads_to_its_municipality():
    assert selectors.municipality_of_postal_code("80100").name_fi == "Joensuu"
    assert selectors.municipality_of_postal_code("00100") is None


def test_map_has_a_closed_path_for_every_municipality_inside_its_box():
    drawn = selectors.area_map(320)

    assert drawn.view_box == f"0 0 320 {drawn.height}"
    assert sorted(shape.code for shape in drawn.shapes) == sorted(m.code for m in selectors.municipalities())
    for shape in drawn.shapes:
        assert re.fullmatch(r"M(\d+\.\d \d+\.\d)(L\d+\.\d \d+\.\d)+Z", shape.path)
        numbers = [float(number) for number in re.findall(r"\d+\.\d", shape.path)]
        assert max(numbers[::2]) <= 320
        assert max(numbers[1::2]) <= drawn.height


def test_map_keeps_the_shape_of_the_land():
    drawn = selectors.area_map(1000)

    lons = [lon for m in Municipality.objects.filter(in_area=True) for lon, _lat in m.shape["coordinates"][0]]
    lats = [lat for m in Municipality.objects.filter(in_area=True) for _lon, lat in m.shape["coordinates"][0]]
    middle = math.radians((min(lats) + max(lats)) / 2)
    expected = 1000 * (max(lats) - min(lats)) / ((max(lons) - min(lons)) * math.cos(middle))
    assert drawn.height == math.ceil(expected)


def test_map_label_lies_inside_its_municipality():
    for shape in selectors.map_shapes(320):
        numbers = [float(number) for number in re.findall(r"\d+\.\d", shape.path)]
        corners = list(zip(numbers[::2], numbers[1::2], strict=True))
        to_the_left = 0
        for (x, y), (next_x, next_y) in zip(corners, corners[1:] + corners[:1], strict=True):
            if (y > shape.label_y) != (next_y > shape.label_y):
                to_the_left += x + (next_x - x) * (shape.label_y - y) / (next_y - y) < shape.label_x
        assert to_the_left % 2 == 1, shape.name


def test_occupations_that_begin_with_the_text_come_first():
    with translation.override("fi"):
        found = [one.name for one in selectors.search_occupations("  SIIV ", limit=3)]

    assert found[0] == "siivousesimies"
    assert len(found) == 3
    assert selectors.search_occupations("   ") == []
    assert selectors.search_occupations("städare", lang="sv")[0].name_sv == "städare"


def test_an_occupation_is_found_in_another_language_when_the_page_has_no_such_word():
    found = selectors.search_occupations("siivousesimies", lang="en")

    assert found[0].name_fi == "siivousesimies"
    assert found[0].name_en


def test_occupations_carry_their_group_without_more_queries(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert all(one.group.level == 4 for one in selectors.search_occupations("hoitaja", lang="fi"))


def test_skills_without_a_name_in_the_language_are_left_out():
    with translation.override("fi"):
        assert len(selectors.skills()) == 76
    with translation.override("en"):
        assert len(selectors.skills()) == 107


def test_languages_may_begin_with_those_most_spoken():
    with translation.override("fi"):
        assert [one.name for one in selectors.languages(first=["uk", "ru"])][:3] == [
            "ukraina",
            "venäjä",
            "abhaasi",
        ]


def test_unemployment_comes_month_by_month():
    series = list(selectors.unemployment_series("167"))

    assert len(series) == 178
    assert (series[0].month.isoformat(), series[0].unemployed, series[0].open_vacancies) == (
        "2006-01-01",
        5329,
        1179,
    )
    assert series[-1].month.isoformat() == "2020-10-01"


def test_population_comes_year_by_year():
    assert [one.year for one in selectors.population_series("090")] == list(range(2000, 2023))
    assert selectors.population_series("090").first().population == 4578


def test_citation_names_the_publisher_and_the_licence():
    with translation.override("en"):
        assert selectors.source_citation("shapes") == (
            "Source: National Land Survey of Finland, municipal division, 2024, CC BY 4.0"
        )
    assert selectors.source_citation("nothing") == ""
    assert all(source.name_fi and source.name_sv and source.name_en for source in Source.objects.all())


def test_holidays_that_are_no_public_holidays_are_the_two_eves():
    eves = PublicHoliday.objects.filter(statutory=False)

    assert set(eves.values_list("name_en", flat=True)) == {"Midsummer Eve", "Christmas Eve"}
    assert eves.count() == 16
