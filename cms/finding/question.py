"""What the address asks for. Anything odd in it is left out and told, never an error."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
LONGEST_WORDS = 100
LONGEST_SHOWN = 40
FARTHEST_KM = 300
NEAR_KM = 50
MOST_HOURS = 60
MOST_VALUES = 200
NAMES = ("q", "municipality", "near", "type", "language", "hours_max", "starts_before", "free", "fits")
ORDERS = ("nearest", "newest", "hours")
READ = (*NAMES, "kind", "sort", "page")


@dataclass(frozen=True)
class Question:
    """The same names in every language (interface.md, "Roles and addresses")."""

    q: str = ""
    municipality: str = ""
    near: int | None = None
    type: str = ""
    language: str = ""
    hours_max: Decimal | None = None
    starts_before: date | None = None
    free: bool = False
    fits: bool = False
    kind: str = ""
    sort: str = ""
    page: int = 1
    ignored: tuple[tuple[str, str], ...] = ()

    def asked(self) -> dict[str, str]:
        """The name and value of everything asked, as it stands in an address."""
        values = {
            "q": self.q,
            "municipality": self.municipality,
            "near": str(self.near or ""),
            "type": self.type,
            "language": self.language,
            "hours_max": f"{self.hours_max:f}" if self.hours_max else "",
            "starts_before": self.starts_before.isoformat() if self.starts_before else "",
            "free": "1" if self.free else "",
            "fits": "1" if self.fits else "",
            "kind": self.kind,
            "sort": self.sort,
        }
        return {name: value for name, value in values.items() if value}

    def asking(self, words: str) -> Question:
        """The same question with other words."""
        return replace(self, q=words, page=1)

    def without(self, *names: str) -> str:
        """The query of the same question without `names`; `?` when nothing is left."""
        return "?" + urlencode({name: value for name, value in self.asked().items() if name not in names})

    def query(self, *without: str) -> str:
        """The end of an address that asks the same, without some names; empty when nothing is asked."""
        return self.without(*without) if self.asked().keys() - set(without) else ""

    def at_page(self, number: int) -> str:
        """The end of an address of one page of the answer."""
        asked = self.asked() | ({"page": str(number)} if number > 1 else {})
        return "?" + urlencode(asked) if asked else ""


def read(
    query: QueryDict,
    *,
    municipalities: Collection[str] = (),
    types: Collection[str] = (),
    languages: Collection[str] = (),
    kinds: Collection[str] = (),
    names: Collection[str] = READ,
) -> Question:
    """The question in the address; unknown values, repeated names and arrays are in `ignored`.

    `names` are those that the list goes by; the others of the contract are told as ignored too.
    """
    values: dict[str, Any] = {}
    ignored: list[tuple[str, str]] = []
    known = {"municipality": municipalities, "type": types, "language": languages, "kind": kinds}
    for name, given in _first_values(query, ignored):
        value = _read_one(name, given, known) if name in names else None
        if value is None:
            ignored.append((name, given))
        else:
            values[name] = value
    if "municipality" not in values:
        values.pop("near", None)
        if values.get("sort") == "nearest":
            del values["sort"]
    ignored += _cut_from_words(query)
    return replace(Question(), **values, ignored=tuple((name, _shown(given)) for name, given in ignored))


def query_of(request: HttpRequest) -> QueryDict:
    """What stands behind the question mark; of a query with more values than anyone types, its beginning."""
    try:
        return request.GET
    except TooManyFieldsSent:
        begin = request.META.get("QUERY_STRING", "").split("&", MOST_VALUES)[:MOST_VALUES]
        request.GET = QueryDict("&".join(begin))
        return request.GET


def _cut_from_words(query: QueryDict) -> list[tuple[str, str]]:
    """What of the words was too long, or no letter anyone could type."""
    words = next((value for value in query.getlist("q") if value.strip()), "")
    cut = [("q", words[LONGEST_WORDS:])] if len(words) > LONGEST_WORDS else []
    odd = any((not char.isprintable() and not char.isspace()) or char == UNREADABLE for char in words)
    return [*cut, ("q", "")] if odd and not cut else cut


def _first_values(query: QueryDict, ignored: list[tuple[str, str]]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, given in query.lists():
        name = re.sub(r"\[.*$", "", key)
        if name not in READ:
            continue
        if name != key:
            ignored.append((name, " ".join(given)))
            continue
        filled = [value for value in given if value.strip()]
        if filled:
            found.append((name, filled[0]))
            ignored.extend((name, value) for value in filled[1:])
    return found


def _read_one(name: str, given: str, known: dict[str, Collection[str]]) -> Any:
    if name == "q":
        return " ".join(_plain(given)[:LONGEST_WORDS].split()) or None
    value = given.strip()
    if name in known:
        return value if value in known[name] else None
    if name == "near":
        return int(value) if re.fullmatch(r"[0-9]{1,3}", value) and 0 < int(value) <= FARTHEST_KM else None
    if name == "hours_max":
        return _hours(value)
    if name == "starts_before":
        return _day(value)
    if name == "sort":
        return value if value in ORDERS else None
    if name == "page":
        return int(value) if re.fullmatch(r"[0-9]{1,4}", value) and int(value) > 0 else None
    return True if value == "1" else None


def _hours(value: str) -> Decimal | None:
    if not re.fullmatch(r"[0-9]{1,2}([.,][0-9])?", value):
        return None
    try:
        hours = Decimal(value.replace(",", "."))
    except InvalidOperation:
        return None
    return Decimal(f"{hours.normalize():f}") if 0 < hours <= MOST_HOURS else None


def _day(value: str) -> date | None:
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(value, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def _plain(text: str) -> str:
    return "".join(" " if not char.isprintable() or char == UNREADABLE else char for char in text)


def _shown(given: str) -> str:
    text = " ".join(_plain(given[: LONGEST_SHOWN * 2]).split())
    return (
        text if len(text) <= LONGEST_SHOWN and len(given) <= LONGEST_SHOWN * 2 else text[:LONGEST_SHOWN] + "…"
    )
