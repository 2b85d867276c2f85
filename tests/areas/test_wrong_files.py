"""Files that are wrong: one line says where, and the database stays as it was."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from areas import selectors
from areas.loading import DataError, load
from areas.loading.files import Row
from areas.loading.tables import Table
from areas.models import Distance, ServiceArea

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packaged_area")]


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


AREA = "code,service_area,name_fi,genitive_fi,inessive_fi,lat,lon"
WRONG = [
    (
        "municipalities.csv",
        f"{AREA}\n205,XXX,K,K,K,64,27\n",
        "municipalities.csv, row 2, column service_area: there is no service area 'XXX'",
    ),
    (
        "municipalities.csv",
        f"{AREA}\n205,KAJ,K,K,K,north,27\n",
        "municipalities.csv, row 2, column lat: 'north': “north” value must be a float.",
    ),
    (
        "municipalities.csv",
        f"{AREA}\n205,KAJ,K,,K,64,27\n",
        "municipalities.csv, row 2, column genitive_fi: a value is needed",
    ),
    (
        "municipalities.csv",
        f"{AREA}\n20,KAJ,K,K,K,64,27\n",
        "municipalities.csv, row 2, column code: '20': three digits: 090",
    ),
    (
        "municipalities.csv",
        f"{AREA}\n205,KAJ,K,K,K,64,27\n205,KAJ,K,K,K,64,27\n",
        "municipalities.csv, row 3, column code: 205 stands twice",
    ),
    (
        "municipalities.csv",
        f"{AREA},population\n205,KAJ,K,K,K,64,27,100\n",
        "municipalities.csv, row 2, column population_on: a population needs its day",
    ),
    (
        "municipalities.csv",
        "code,name_fi\n205,K\n",
        "municipalities.csv, row 1, column service_area: the column is missing",
    ),
    (
        "municipalities.csv",
        f"{AREA}\n205,KAJ,K\n",
        "municipalities.csv, row 2: has 3 values where the header has 7",
    ),
    ("municipalities.csv", "", "municipalities.csv: has no header row"),
    ("municipalities.csv", "code,code\n205,205\n", "municipalities.csv, row 1: a column stands twice"),
    ("service_areas.csv", "name_fi\nK\n", "service_areas.csv, row 1, column code: the column is missing"),
    (
        "postal_codes.csv",
        "code,office_fi,municipality\n87100,KAJAANI,\n",
        "postal_codes.csv, row 2, column municipality: a value is needed",
    ),
    (
        "distances.csv",
        "a,b,great_circle_km\n205,205,1\n",
        "distances.csv, row 2, column b: a distance is between two municipalities",
    ),
    (
        "public_holidays.csv",
        "date,name_fi\n2026-05-32,Vappu\n",
        "public_holidays.csv, row 2, column date: '2026-05-32': “2026-05-32” value has the correct format "
        "(YYYY-MM-DD) but it is an invalid date.",
    ),
    ("shapes.geojson", "{}", "shapes.geojson: is not GeoJSON with a code for each feature"),
    (
        "shapes.geojson",
        '{"features": [{"properties": {"code": "205"}, "geometry": {"type": "Point"}}]}',
        "shapes.geojson: the outline of 205 is not a polygon",
    ),
]


@pytest.mark.parametrize(("name", "text", "message"), WRONG)
def test_bad_file_is_named_in_one_line_and_nothing_changes(other_area, name, text, message):
    put(other_area, name, text)

    with pytest.raises(CommandError) as refused:
        call_command("load_areas", data=other_area, stdout=StringIO(), stderr=StringIO())

    assert str(refused.value) == message
    assert refused.value.returncode == 2
    assert selectors.municipalities().count() == 13
    assert Distance.objects.count() == 78


def test_file_that_is_not_utf8_is_named(other_area):
    (other_area / "service_areas.csv").write_bytes("code,name_fi\nKAJ,Itä\n".encode("latin-1"))

    with pytest.raises(DataError, match=r"^service_areas\.csv: is not UTF-8 text$"):
        load(other_area)


def test_folder_without_its_files_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"area\.toml: there is no such file$"):
        call_command("load_areas", data=tmp_path, stdout=StringIO(), stderr=StringIO())


def test_row_that_is_in_use_is_not_left_out():
    table = Table("service areas", ServiceArea)
    table.put([Row("service_areas.csv", 2, {"code": "KES", "name_fi": "Keski-Karjalan palvelualue"})])

    with translation.override("en"), pytest.raises(DataError) as refused:
        table.remove_others("service_areas.csv")

    assert str(refused.value).startswith(
        "service_areas.csv: a row that is left out is still in use by municipality "
    )
