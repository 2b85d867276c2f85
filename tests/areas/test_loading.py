"""`load_areas`: counts, second runs, and another area."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from areas import selectors
from areas.loading import load
from areas.loading.order import TABLES
from areas.loading.places import computed_distances, great_circle_km
from areas.models import Distance, Municipality, PostalCode, ServiceArea

pytestmark = pytest.mark.django_db

ROWS = {
    "sources": 15,
    "service areas": 4,
    "municipalities": 308,
    "employment area": 1,
    "distances": 78,
    "postal codes": 230,
    "population": 299,
    "unemployment": 2314,
    "public holidays": 120,
    "occupation groups": 619,
    "occupations": 3007,
    "skills": 107,
    "languages": 189,
    "cefr levels": 6,
    "service stocks": 194,
    "status after service": 458,
    "spending kinds": 6,
    "founding projects": 2,
    "founding figures": 15,
}


def load_areas(folder: Path | None = None) -> tuple[dict[str, str], str]:
    out, err = StringIO(), StringIO()
    call_command("load_areas", data=folder, stdout=out, stderr=err)
    return dict(line.split(": ") for line in out.getvalue().splitlines()), err.getvalue()


def test_first_run_adds_every_row_and_says_so():
    lines, progress = load_areas()

    assert lines == {name: f"{n} new, 0 updated, 0 unchanged, 0 removed" for name, n in ROWS.items()}
    assert progress.splitlines()[0] == "sources ..."


def test_second_run_changes_nothing():
    load_areas()

    lines, _progress = load_areas()

    assert lines == {name: f"0 new, 0 updated, {n} unchanged, 0 removed" for name, n in ROWS.items()}


def test_every_table_is_loaded():
    load()

    assert {model.objects.exists() for model in TABLES.values()} == {True}


def test_changed_row_is_put_right():
    load()
    Municipality.objects.filter(code="167").update(name_sv="Fel", population=1)
    PostalCode.objects.filter(code="80100").delete()

    lines, _progress = load_areas()

    assert lines["municipalities"] == "0 new, 1 updated, 307 unchanged, 0 removed"
    assert lines["postal codes"] == "1 new, 0 updated, 229 unchanged, 0 removed"
    assert Municipality.objects.get(code="167").population == 78_741


def test_packaged_distances_are_those_of_the_coordinates():
    load()
    points = {place.code: (place.lat, place.lon) for place in selectors.municipalities()}

    computed = {
        (row.values["a"], row.values["b"]): float(row.values["great_circle_km"])
        for row in computed_distances(points, "municipalities.csv")
    }

    assert computed == {(a, b): km for a, b, km in Distance.objects.values_list("a", "b", "great_circle_km")}


def test_great_circle_of_a_degree_on_a_meridian():
    assert great_circle_km((60.0, 25.0), (61.0, 25.0)) == pytest.approx(111.195, abs=0.001)


def test_another_area_needs_two_files_only(other_area):
    lines, _progress = load_areas(other_area)

    assert [place.name for place in selectors.municipalities()] == ["Kajaani", "Sotkamo"]
    assert selectors.municipality_by_code("205").slug == "kajaani"
    assert selectors.municipality_by_code("205").service_area.name == "Kajaanin palvelualue"
    assert lines["municipalities"] == "308 new, 0 updated, 0 unchanged, 0 removed"
    assert lines["distances"] == "1 new, 0 updated, 0 unchanged, 0 removed"
    assert selectors.distance_km("765", "205") == pytest.approx(33.3, abs=0.5)
    assert not PostalCode.objects.exists()
    assert selectors.add_working_days(date(2026, 4, 30), 1) == date(2026, 5, 4)
    assert {shape.path for shape in selectors.map_shapes()} == {""}


def test_another_area_takes_the_place_of_the_former(other_area):
    load()

    lines, _progress = load_areas(other_area)

    assert lines["service areas"] == "2 new, 0 updated, 0 unchanged, 4 removed"
    assert lines["distances"] == "1 new, 0 updated, 0 unchanged, 78 removed"
    assert selectors.municipalities().count() == 2
    joensuu = Municipality.objects.get(code="167")
    assert (joensuu.in_area, joensuu.service_area, joensuu.remote, joensuu.shape) == (False, None, None, None)
    assert load_areas(other_area)[0]["municipalities"] == "0 new, 0 updated, 308 unchanged, 0 removed"


def test_municipality_no_file_has_any_more_stays_outside_the_area(other_area):
    area = ServiceArea.objects.create(code="OLD", name_fi="Vanha")
    Municipality.objects.create(
        code="911", name_fi="Valtimo", slug="valtimo", service_area=area, in_area=True
    )

    load(other_area)

    valtimo = Municipality.objects.get(code="911")
    assert (valtimo.in_area, valtimo.service_area) == (False, None)
    assert not ServiceArea.objects.filter(code="OLD").exists()


def test_semicolons_marks_and_finnish_words_are_read(other_area):
    text = (other_area / "municipalities.csv").read_text(encoding="utf-8")
    remote = "".join(
        f"{line},{word}\n" for line, word in zip(text.splitlines(), ["remote", "ei", "kyllä"], strict=True)
    )
    (other_area / "municipalities.csv").write_text(remote.replace(",", ";"), encoding="utf-8-sig")

    load(other_area)

    assert [place.remote for place in selectors.municipalities()] == [False, True]


def test_distances_of_a_file_are_taken_in_either_order(other_area):
    (other_area / "distances.csv").write_text("a,b,great_circle_km\n765,205,40.5\n", encoding="utf-8")

    load(other_area)

    assert selectors.distance_km("205", "765") == 40.5
