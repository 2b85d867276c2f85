"""Municipalities and distances, which are put together from more than one file."""

import json
import math
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from django.utils.text import slugify

from areas.loading.files import DataError, Row, read_rows, read_shapes

EARTH_RADIUS_KM = 6371.0088
NEEDED_IN_AREA = ("code", "service_area", "genitive_fi", "inessive_fi", "lat", "lon")
COLUMNS = (
    "code",
    "slug",
    "name_fi",
    "name_sv",
    "name_en",
    "genitive_fi",
    "inessive_fi",
    "service_area",
    "in_area",
    "remote",
    "lat",
    "lon",
    "population",
    "population_on",
    "land_area_km2",
    "business_id",
    "shape",
)


def municipality_rows(national: Path, area: Path, shapes: Path | None) -> Iterator[Row]:
    """A row for every municipality of the country; the area's own file goes before the national list."""
    rows = {row.values["code"]: row for row in read_rows(national)}
    outlines = read_shapes(shapes) if shapes else {}
    own: dict[str, Row] = {}
    for row in read_rows(area):
        check_own(row, seen=own)
        own[row.values["code"]] = row
    for code in rows | own:
        row = own.get(code) or rows[code]
        known = dict(rows[code].values) if code in rows else {}
        known |= {name: value for name, value in row.values.items() if value}
        known["in_area"] = "yes" if code in own else "no"
        known["shape"] = json.dumps(outlines[code]) if code in outlines and code in own else ""
        known["slug"] = known.get("slug") or slugify(known.get("name_fi", ""))
        yield Row(row.file, row.number, {name: known.get(name, "") for name in COLUMNS})


def check_own(row: Row, *, seen: dict[str, Row]) -> None:
    """The row has what a municipality of the area cannot do without."""
    for name in NEEDED_IN_AREA:
        if name not in row.values:
            raise DataError("the column is missing", file=row.file, row=1, column=name)
        if not row.values[name]:
            raise row.error("a value is needed", name)
    if row.values["code"] in seen:
        raise row.error(f"{row.values['code']} stands twice", "code")
    if row.values.get("population") and not row.values.get("population_on"):
        raise row.error("a population needs its day", "population_on")


def given_distances(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of a file of distances, each pair in the order in which the table keeps it."""
    for row in rows:
        a, b = sorted((row.values.get("a", ""), row.values.get("b", "")))
        if a == b:
            raise row.error("a distance is between two municipalities", "b")
        yield Row(row.file, row.number, {**row.values, "a": a, "b": b})


def computed_distances(points: dict[str, tuple[float, float]], file: str) -> Iterator[Row]:
    """A row for every pair of municipalities, to a tenth of a kilometre.

    points: (latitude, longitude) in degrees by code.
    """
    for a, b in combinations(sorted(points), 2):
        km = great_circle_km(points[a], points[b])
        yield Row(file, 1, {"a": a, "b": b, "great_circle_km": f"{km:.1f}"})


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points on the globe, by the haversine formula and the Earth's mean radius."""
    (lat, lon), (other_lat, other_lon) = (map(math.radians, point) for point in (one, other))
    half_chord = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half_chord))
