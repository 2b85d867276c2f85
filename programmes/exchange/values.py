"""What a cell may say: a reader for each kind of value. One that does not fit raises CellError."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.addresses import folded
from letters.phones import is_phone, with_its_zero
from programmes.employers.business_ids import business_id_from
from programmes.employers.models import check_business_id

ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
FINNISH = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00)?")
WHOLE = re.compile(r"(-?[0-9]{1,9})(?:[.,]0+)?")
DECIMAL = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,9})?")
FIRST_YEAR = 1900
MOST_WEEKLY_HOURS = 168
MOST_DAILY_HOURS = 24
LONGEST_EMAIL = 254
LISTS = {
    "municipalities": gettext_lazy("The number of a municipality, three digits: 167"),
    "languages": gettext_lazy("The code of a language, ISO 639-1: fi, sv, uk"),
    "occupation_groups": gettext_lazy("The code of an occupation, ISCO-08, 1–4 digits: 9112"),
    "skills": gettext_lazy("The identifier of a skill, ESCO"),
    "programme_types": gettext_lazy("The code of a type of service: work_trial, workshop"),
    "programmes": gettext_lazy("The code of a service"),
    "solutions": gettext_lazy("The code of a class of solution: open_job"),
}
ANSWERS = {"yes": True, "kyllä": True, "1": True, "no": False, "ei": False, "0": False}


class CellError(ValueError):
    """A cell or a row that cannot go in; the text is the reason."""


@dataclass(frozen=True)
class Known:
    """What a run takes as given: today, the code lists of the database, and who coordinates."""

    today: date
    municipalities: frozenset[str]
    area: frozenset[str]
    languages: frozenset[str]
    occupation_groups: frozenset[str]
    programme_types: Mapping[str, int]
    programmes: Mapping[str, int]
    solutions: Mapping[str, int]
    skills: frozenset[str]
    cefr_levels: frozenset[str]
    coordinators: Mapping[str, int]


Reader = Callable[[str, Known], Any]
_says: dict[Reader, tuple[Promise | str, dict[str, Any]]] = {}


def saying(read: Reader, words: Promise | str, **values: Any) -> Reader:
    """The reader, with words for what its cells may say: the template and the page of columns tell them."""
    _says[read] = words, values
    return read


def says(read: Reader) -> str:
    """What the cells of the reader may say, in the language of whoever reads."""
    words, values = _says[read]
    told = {name: says(value) if callable(value) else value for name, value in values.items()}
    return str(words) % told if told else str(words)


def text_of(model: type[models.Model], name: str) -> Reader:
    """Text no longer than the field of the model holds."""
    return text(model._meta.get_field(name).max_length)  # type: ignore[union-attr]


def text(longest: int | None) -> Reader:
    """Text of at most `longest` characters."""

    def read(cell: str, known: Known) -> str:
        if longest is not None and len(cell) > longest:
            raise CellError(f"longer than {longest} characters")
        return cell

    if longest is None:
        return saying(read, gettext_lazy("Text"))
    return saying(read, gettext_lazy("Text, at most %(most)s characters"), most=longest)


def any_day(cell: str, known: Known) -> date:
    """A calendar day, ISO or d.m.yyyy; it may lie ahead."""
    if found := ISO.fullmatch(cell):
        year, month, day = map(int, found.groups())
    elif found := FINNISH.fullmatch(cell):
        day, month, year = map(int, found.groups())
    else:
        raise CellError("date that does not parse (2026-01-31 or 31.1.2026)")
    try:
        read = date(year, month, day)
    except ValueError as error:
        raise CellError("date that does not parse, there is no such day") from error
    if year < FIRST_YEAR:
        raise CellError(f"date before the year {FIRST_YEAR}")
    return read


def past_day(cell: str, known: Known) -> date:
    """A calendar day that is not later than today."""
    day = any_day(cell, known)
    if day > known.today:
        raise CellError("date in the future, later than today")
    return day


def yes_or_no(cell: str, known: Known) -> bool:
    """One of yes, no, kyllä, ei, 1, 0."""
    answer = ANSWERS.get(cell.casefold())
    if answer is None:
        raise CellError("unknown code, neither yes nor no")
    return answer


def whole(least: int, most: int) -> Reader:
    """A whole number from `least` to `most`."""

    def read(cell: str, known: Known) -> int:
        found = WHOLE.fullmatch(cell)
        if found is None:
            raise CellError("not a whole number")
        number = int(found[1])
        if number < least:
            raise CellError(f"number below {least}")
        if number > most:
            raise CellError(f"number over {most}")
        return number

    return saying(read, gettext_lazy("A whole number, %(least)s–%(most)s"), least=least, most=most)


def weekly_hours(cell: str, known: Known) -> Decimal:
    """Hours a week to one decimal, with a point or a comma."""
    if not DECIMAL.fullmatch(cell):
        raise CellError("not a number of hours")
    hours = Decimal(cell.replace(",", ".")).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if hours > MOST_WEEKLY_HOURS:
        raise CellError("more hours than a week has")
    return hours


def daily_hours(cell: str, known: Known) -> Decimal:
    """Hours of one day to two decimals, 0 to 24, with a point or a comma."""
    if not DECIMAL.fullmatch(cell):
        raise CellError("not a number of hours")
    hours = Decimal(cell.replace(",", ".")).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if hours > MOST_DAILY_HOURS:
        raise CellError(f"number over {MOST_DAILY_HOURS}: more hours than a day has")
    return hours


def clock(cell: str, known: Known) -> time:
    """A time of day, 9:30, 9.30 or 09:30:00."""
    found = CLOCK.fullmatch(cell)
    hour, minute = map(int, found.groups()) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise CellError("not a time of day like 9:30")
    return time(hour, minute)


def code_in(codes: Collection[str]) -> Reader:
    """One code of a list that the code knows."""

    def read(cell: str, known: Known) -> str:
        code = cell.casefold()
        if code not in codes:
            raise CellError("unknown code")
        return code

    return saying(
        read,
        gettext_lazy("One of: %(codes)s"),
        codes=", ".join(sorted(codes) if isinstance(codes, frozenset | set) else codes),
    )


def listed_code(name: str, digits: int = 0) -> Reader:
    """One code of the list `name` of the database; zeros that a spreadsheet dropped are put back."""

    def read(cell: str, known: Known) -> str:
        code = cell.zfill(digits) if cell.isascii() and cell.isdigit() else cell.casefold()
        codes = getattr(known, name)
        if code in codes:
            return code
        if cell.isdigit() and f"0{code}" in codes:
            return f"0{code}"
        raise CellError("unknown code")

    return saying(read, LISTS[name])


def listed_row(name: str) -> Reader:
    """The primary key of the row whose code the cell holds."""

    def read(cell: str, known: Known) -> int:
        key: int | None = getattr(known, name).get(cell.casefold())
        if key is None:
            raise CellError("unknown code")
        return key

    return saying(read, LISTS[name])


def several(one: Reader) -> Reader:
    """Values apart by `|`, each once, in the order given."""

    def read(cell: str, known: Known) -> list[Any]:
        parts = [part.strip() for part in cell.split("|")]
        return list(dict.fromkeys(one(part, known) for part in parts if part))

    return saying(read, gettext_lazy("Several with | between. Each: %(one)s"), one=one)


_pairs = several(text(None))


def language_levels(cell: str, known: Known) -> dict[str, str]:
    """Languages with their levels, `fi:B1|uk:C2`: the level by the code of the language."""
    told: dict[str, str] = {}
    for pair in _pairs(cell, known):
        code, colon, level = (part.strip() for part in str(pair).partition(":"))
        code, level = code.casefold(), level.upper()
        if not colon or level not in known.cefr_levels:
            raise CellError("not a language with its level, as in fi:B1")
        if code not in known.languages:
            raise CellError("unknown code")
        if told.setdefault(code, level) != level:
            raise CellError("a language with two levels")
    return told


def postal_code(cell: str, known: Known) -> str:
    """Up to five characters; zeros that a spreadsheet dropped are put back."""
    code = cell.zfill(5) if cell.isascii() and cell.isdigit() else cell
    if len(code) > 5:
        raise CellError("not a postal code")
    return code


def email(cell: str, known: Known) -> str:
    """An e-mail address."""
    if len(cell) > LONGEST_EMAIL:
        raise CellError(f"longer than {LONGEST_EMAIL} characters")
    try:
        validate_email(cell)
    except ValidationError as error:
        raise CellError("not an e-mail address") from error
    return folded(cell)


def phone(longest: int | None) -> Reader:
    """A telephone number as it came, with the zero or plus that a spreadsheet dropped, where it is known."""
    as_text = text(longest)

    def read(cell: str, known: Known) -> str:
        return str(as_text(with_its_zero(cell) or cell, known))

    return saying(read, gettext_lazy("A telephone number, 040 123 4567 or +358 40 123 4567"))


def phone_doubts(number: str) -> str:
    """What is to be said of a number that went in as it came; empty for one that can be rung."""
    if number and with_its_zero(number) is None:
        return f"{number} may have lost its first zero or plus in a spreadsheet"
    return "" if not number or is_phone(number) else "not a number that can be rung, it is kept as it came"


def business_id(cell: str, known: Known) -> str:
    """A Finnish business id, 1234567-8, whose check digit holds; also as 2427462 or FI02427462 (VAT)."""
    whole_id = _in_full(cell)
    try:
        check_business_id(whole_id)
    except ValidationError as error:
        raise CellError("not a business id like 1234567-8, or its check digit fails") from error
    return whole_id


def business_id_of_another_row(cell: str, known: Known) -> str:
    """A business id that points to a row of employers: in full where it can be, else as it came."""
    try:
        return business_id(cell, known)
    except CellError:
        return cell


def _in_full(cell: str) -> str:
    """The id as it is kept; the zero that a spreadsheet has taken from before seven digits is put back."""
    digits = cell.upper().removeprefix("FI").replace("-", "").strip()
    has_lost_one = digits.isascii() and digits.isdigit() and len(digits) == 7
    return business_id_from(f"0{digits}" if has_lost_one else cell)


saying(any_day, gettext_lazy("A day, 31.1.2026 or 2026-01-31"))
saying(past_day, gettext_lazy("A day that has come, 31.1.2026 or 2026-01-31"))
saying(yes_or_no, gettext_lazy("yes or no (kyllä, ei, 1, 0)"))
saying(weekly_hours, gettext_lazy("Hours a week as a number, 37,5; never as a clock time"))
saying(daily_hours, gettext_lazy("Hours of one day as a number, 7,5; never as a clock time"))
saying(clock, gettext_lazy("A time of day, 9:30"))
saying(language_levels, gettext_lazy("Languages with their levels, with | between: fi:B1|uk:C2"))
saying(postal_code, gettext_lazy("A postal code, 80100"))
saying(email, gettext_lazy("An e-mail address"))
saying(business_id, gettext_lazy("A business id, 1234567-8"))
saying(business_id_of_another_row, gettext_lazy("A business id of the file of employers, 1234567-8"))
