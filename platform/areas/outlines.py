"""Outlines of municipalities, from degrees on the globe to SVG paths on the page."""

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from areas.models import Municipality

Ring = list[list[float]]


@dataclass(frozen=True)
class MapShape:
    """One municipality on the map; `label_x`, `label_y` is a point well inside its largest part.

    One whose outline is not known has neither path nor label: it stands in the list beside the map.
    """

    code: str
    name: str
    path: str
    label_x: float | None
    label_y: float | None


@dataclass(frozen=True)
class AreaMap:
    """All municipalities of the area in one view box."""

    width: int
    height: int
    shapes: list[MapShape]

    @property
    def view_box(self) -> str:
        """The value of the `viewBox` attribute."""
        return f"0 0 {self.width} {self.height}"


def area_map_of(places: Iterable[Municipality], width: int) -> AreaMap:
    """A map `width` units wide and as high as the places need.

    Equirectangular: a degree of longitude is shortened by the cosine of the middle latitude.
    """
    outlines = [(place, list(rings_of(place.shape)) if place.shape else []) for place in places]
    points = [point for _place, rings in outlines for ring in rings for point in ring]
    if not points:
        return AreaMap(width, 0, [shape_of(place, []) for place, _rings in outlines])
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    shortened = math.cos(math.radians((south + north) / 2))
    scale = width / ((east - west) * shortened)

    def project(ring: Ring) -> list[tuple[float, float]]:
        return [((lon - west) * shortened * scale, (north - lat) * scale) for lon, lat in ring]

    shapes = [shape_of(place, [project(ring) for ring in rings]) for place, rings in outlines]
    return AreaMap(width, math.ceil((north - south) * scale), shapes)


def rings_of(geometry: dict) -> Iterator[Ring]:
    """The rings of a GeoJSON Polygon or MultiPolygon."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield from polygon


def shape_of(place: Municipality, rings: list[list[tuple[float, float]]]) -> MapShape:
    """The path of one municipality, to a tenth of a unit, and the point for its label."""
    if not rings:
        return MapShape(place.code, place.name, "", None, None)
    path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring[:-1]) + "Z" for ring in rings)
    label_x, label_y = label_point(max(rings, key=lambda ring: middle_of(ring)[0]))
    return MapShape(place.code, place.name, path, round(label_x, 1), round(label_y, 1))


def label_point(ring: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the widest stretch inside the ring at the height of its centre of mass.

    The centre itself may lie outside: a municipality can curve around its neighbour.
    """
    height = middle_of(ring)[1][1]
    crossings = sorted(
        x + (next_x - x) * (height - y) / (next_y - y)
        for (x, y), (next_x, next_y) in itertools.pairwise(ring)
        if (y > height) != (next_y > height)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=True))
    left, right = max(stretches, key=lambda ends: ends[1] - ends[0], default=(ring[0][0], ring[0][0]))
    return (left + right) / 2, height


def middle_of(ring: list[tuple[float, float]]) -> tuple[float, tuple[float, float]]:
    """The area of a closed ring and its centre of mass (the shoelace formula)."""
    doubled = x_sum = y_sum = 0.0
    for (x, y), (next_x, next_y) in itertools.pairwise(ring):
        cross = x * next_y - next_x * y
        doubled += cross
        x_sum += (x + next_x) * cross
        y_sum += (y + next_y) * cross
    if not doubled:
        return 0.0, ring[0]
    return abs(doubled) / 2, (x_sum / (3 * doubled), y_sum / (3 * doubled))
