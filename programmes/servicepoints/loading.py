"""The packaged service points with their hours: made where they are missing, left alone where they are.

Rows are illustrative (data/README.md). Points of municipalities that this area does not have are left out;
the one by telephone and video is every area's, with the area's own number and address.
"""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

from django.db import transaction

from areas.loading.files import values_of
from areas.selectors import employment_area, municipalities, service_phone
from programmes.servicepoints.models import HoursException, OpeningHours, ServicePoint
from publicdata.version import public_has_changed

DATA = Path(__file__).parent / "data"
EVERY_POINT = "*"


@transaction.atomic
def ensure_service_points() -> list[str]:
    """Every packaged point of the area stands with its week and its exceptions; answers what is left out."""
    here = {one.code for one in municipalities()}
    known = set(ServicePoint.objects.values_list("code", flat=True))
    packaged = [_of_the_area(row) for row in _rows("points.csv")]
    rows = [row for row in packaged if row["municipality"] in here and row["code"] not in known]
    made = {row["code"]: ServicePoint.objects.create(**_point(row)) for row in rows}
    OpeningHours.objects.bulk_create(
        OpeningHours(
            point=made[row["point"]],
            weekday=int(row["weekday"]),
            opens=time.fromisoformat(row["opens"]),
            closes=time.fromisoformat(row["closes"]),
        )
        for row in _rows("hours.csv")
        if row["point"] in made
    )
    open_on = {(row["point"], int(row["weekday"])) for row in _rows("hours.csv")}
    HoursException.objects.bulk_create(
        HoursException(point=point, **values)
        for row in _rows("exceptions.csv")
        for code, point in made.items()
        if (values := _exception(row))
        and (
            row["point"] == code
            or (row["point"] == EVERY_POINT and (code, values["on"].weekday()) in open_on)
        )
    )
    if made:
        public_has_changed()
    return [row["code"] for row in packaged if row["municipality"] not in here]


def _of_the_area(row: dict[str, str]) -> dict[str, str]:
    """A point without a municipality is the whole area's: the host municipality keeps it."""
    area = employment_area()
    if row["municipality"]:
        return row
    return row | {"municipality": area.host_id or "", "phone": service_phone(), "email": area.email}


def _point(row: dict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {**row, "municipality_id": row["municipality"]}
    del values["municipality"]
    return values | {
        "lat": float(row["lat"]) if row["lat"] else None,
        "lon": float(row["lon"]) if row["lon"] else None,
        "in_person": row["in_person"] == "yes",
        "remote": row["remote"] == "yes",
        "help_offered": row["help_offered"].split("|"),
        "languages": row["languages"].split("|"),
    }


def _exception(row: dict[str, str]) -> dict[str, Any]:
    reasons = {name: value for name, value in row.items() if name.startswith("reason_")}
    clocks = {name: time.fromisoformat(row[name]) if row[name] else None for name in ("opens", "closes")}
    until = date.fromisoformat(row["until"]) if row["until"] else None
    return {"on": date.fromisoformat(row["on"]), "until": until} | clocks | reasons


def _rows(name: str) -> list[dict[str, str]]:
    return values_of(DATA / name)
