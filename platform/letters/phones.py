"""Telephone numbers in one normal form, however written: Finnish ones begin with 0, others with +."""

from __future__ import annotations

import re

FINLAND = re.compile(r"(?:\+|00)358(?:\(0\)|0)?|\(?\+?358\)?(?=[1-9])")
ABROAD = re.compile(r"\+|00")
ALLOWED = re.compile(r"[0-9+()/\s.\-\u2010-\u2015\u2212\u00a0]+")
LEAST_DIGITS, MOST_DIGITS, LEAST_SOUGHT = 5, 15, 3
# A mobile number without the first zero: 04 and 050 are given to mobile networks only (Traficom, numbering).
MOBILE_WITHOUT_ZERO = re.compile(r"(?:4[0-9]|50)[0-9]{5,8}")
ABROAD_WITHOUT_PLUS = re.compile(r"358[1-9][0-9]{5,10}")


def phone_key(text: str) -> str:
    """The number for comparing: `+358 40 123 4567`, `(040) 123-4567` and `00358401234567` are `0401234567`.

    Empty where there is no digit.
    """
    close = re.sub(r"[^0-9+()]", "", text)
    if found := FINLAND.match(close):
        return "0" + _digits(close[found.end() :])
    if found := ABROAD.match(close):
        return "+" + _digits(close[found.end() :])
    return _digits(close)


def is_phone(text: str) -> bool:
    """Whether the text can be a telephone number: digits and what stands between, long enough to ring."""
    digits = _digits(text)
    return bool(ALLOWED.fullmatch(text)) and LEAST_DIGITS <= len(digits) <= MOST_DIGITS


def is_part_of_phone(text: str) -> bool:
    """Whether somebody who writes this looks for a number: three digits or more, and nothing but a number."""
    return bool(ALLOWED.fullmatch(text)) and len(_digits(text)) >= LEAST_SOUGHT


def with_its_zero(text: str) -> str | None:
    """The number as it was before a spreadsheet read it as an amount; None when that cannot be known.

    A number that begins with 0 or +, or that has anything but digits, was never read so and stays.
    """
    if not text.isascii() or not text.isdigit() or text.startswith("0"):
        return text
    if MOBILE_WITHOUT_ZERO.fullmatch(text):
        return f"0{text}"
    return f"+{text}" if ABROAD_WITHOUT_PLUS.fullmatch(text) else None


def written(text: str) -> str:
    """The number as it is kept and shown: `040 555 0101`, `013 555 0100`; abroad `+46701234567`."""
    key = phone_key(with_its_zero(text.strip()) or text)
    if key.startswith("+") or not key.startswith("0"):
        return key
    area = 2 if key.startswith("09") else 3
    parts = (key[:area], key[area : area + 3], key[area + 3 :])
    return " ".join(part for part in parts if part)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isdigit())
