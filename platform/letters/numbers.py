"""Whole numbers that somebody has typed or put into an address."""

from __future__ import annotations

LARGEST = 2**63 - 1  # what a key of the database can be


def whole_number(text: str, *, most: int = LARGEST) -> int | None:
    """The number that the digits of `text` say, from 0 to `most`; None for everything else.

    Python refuses to read more than some thousand digits, and a database a number beyond its columns.
    """
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(LARGEST)):
        return None
    number = int(text)
    return number if number <= most else None
