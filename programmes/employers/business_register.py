"""The business register (YTJ): what stands there of a business id; a proposal, no condition (decision 114).

One question, `look_up`, and two who answer it: the open data interface of the Finnish Patent and Registration
Office over HTTP, where `BUSINESS_REGISTER_URL` names it, and otherwise a stand-in that knows a business that
does not exist. Whoever asks gets `RegisterUnreachableError` when no answer comes in time; they go on without.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from django.conf import settings

from programmes.employers.codes import HostKind

log = logging.getLogger("valityo.business_register")
LARGEST = 1_000_000  # bytes of an answer
FINNISH = "1"  # of the languages of the register
REGISTERED_NAME, VISITING = "1", "1"
# By a word of the Finnish name of the form; the first that fits, so a parish is no municipality.
KINDS = (
    ("seurakunta", HostKind.PARISH),
    ("säätiö", HostKind.FOUNDATION),
    ("yhdistys", HostKind.ASSOCIATION),
    ("hyvinvointialue", HostKind.WELLBEING_COUNTY),
    ("kunta", HostKind.MUNICIPALITY),
    ("yhtiö", HostKind.COMPANY),
    ("toiminimi", HostKind.COMPANY),
    ("elinkeinonharjoittaja", HostKind.COMPANY),
    ("osuuskunta", HostKind.COMPANY),
)


class RegisterUnreachableError(Exception):
    """The register gave no answer that can be read, or none in time."""


@dataclass(frozen=True)
class Registered:
    """What the register says of a business; empty where it says nothing. ended: it has ceased."""

    name: str
    kind: str = ""
    street_address: str = ""
    municipality: str = ""  # the code of Statistics Finland, or the town in capitals
    ended: bool = False


def look_up(business_id: str) -> Registered | None:
    """The business with the id; None where the register knows none. Raises RegisterUnreachableError."""
    if settings.BUSINESS_REGISTER_URL:
        return _over_http(business_id)
    return STAND_IN.get(business_id)


def is_asked() -> bool:
    """Whether a register is asked at all: of what the stand-in does not know nothing can be said."""
    return bool(settings.BUSINESS_REGISTER_URL)


# Ids of a range that is not given out.
STAND_IN = {
    "9100007-2": Registered("Esimerkin Puutyö Oy", HostKind.COMPANY, "Esimerkkitie 1", "JOENSUU"),
}


def _over_http(business_id: str) -> Registered | None:
    address = f"{settings.BUSINESS_REGISTER_URL}?{urlencode({'businessId': business_id})}"
    if urlsplit(address).scheme not in {"http", "https"}:
        raise RegisterUnreachableError
    try:
        asked = Request(address, headers={"Accept": "application/json"})  # noqa: S310 - the scheme is looked at
        with urlopen(asked, timeout=settings.BUSINESS_REGISTER_SECONDS) as answer:  # noqa: S310 - the same
            told = json.loads(answer.read(LARGEST))
        return _read(told, business_id)
    except (URLError, HTTPException, OSError, ValueError, TypeError, AttributeError, KeyError) as wrong:
        log.warning("The business register gave no answer: %s", type(wrong).__name__)
        raise RegisterUnreachableError from wrong


def _read(told: dict[str, Any], business_id: str) -> Registered | None:
    """The business of the id in an answer of the open data interface, version 3."""
    rows = [row for row in told["companies"] if row["businessId"]["value"] == business_id]
    if not rows:
        return None
    row = rows[0]
    names = [one["name"] for one in _current(row.get("names")) if str(one.get("type")) == REGISTERED_NAME]
    address = _address(row)
    return Registered(
        name=names[0] if names else "",
        kind=_kind(_current(row.get("companyForms"))),
        street_address=_street(address),
        municipality=_town(address),
        ended=bool(row.get("endDate")),
    )


def _current(entries: Iterable[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """Those that hold today, the newest first."""
    rows = [one for one in entries or () if not one.get("endDate")]
    return sorted(rows, key=lambda one: str(one.get("registrationDate") or ""), reverse=True)


def _kind(forms: list[dict[str, Any]]) -> str:
    names = [
        str(one.get("description", "")).lower()
        for form in forms[:1]
        for one in form.get("descriptions", [])
        if str(one.get("languageCode")) == FINNISH
    ]
    return next((kind.value for word, kind in KINDS for name in names if word in name), "")


def _address(row: dict[str, Any]) -> dict[str, Any]:
    """Where one visits it, or else where its mail goes."""
    found: list[dict[str, Any]] = row.get("addresses") or []
    return next((one for one in found if str(one.get("type")) == VISITING), found[0] if found else {})


def _street(address: dict[str, Any]) -> str:
    parts = [str(address.get(name) or "").strip() for name in ("street", "buildingNumber", "entrance")]
    return " ".join(part for part in parts if part)


def _town(address: dict[str, Any]) -> str:
    offices: list[dict[str, Any]] = address.get("postOffices") or []
    first = next((one for one in offices if str(one.get("languageCode")) == FINNISH), None)
    office = first or (offices[0] if offices else {})
    return str(office.get("municipalityCode") or office.get("city") or "")
