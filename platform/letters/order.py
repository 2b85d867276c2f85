"""The order of names in a list, by the alphabet of the reader.

A key is made of digits only, two for a letter: every database and every collation puts it in its place.
Finnish and Swedish share an alphabet here: … v w x y z å ä ö, with ü as y, æ as ä, ø and õ as ö, š as s,
ž as z and þ as th. Names of people go by the advice of the Institute for the Languages of Finland on
SFS 4600:2022 (kielitoimistonohjepankki.fi, "Aakkostus"): w after v, nothing between the parts of a surname,
a mark only where the names are otherwise the same. Where this leaves that advice: decision 0025.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.utils.translation import get_language

from letters.folding import folded

Row = TypeVar("Row")

MARKS, WORD_GAP, NEXT_NAME = "00", "01", "02"
JOINED_BY = {" ": "03", "-": "05", "": "08"}
LETTERS = {
    letter: f"{place:02d}" for place, letter in enumerate("0123456789abcdefghijklmnopqrstuvwxyzåäö", 10)
}
CODES = str.maketrans(LETTERS)
OTHER_SCRIPT = "9{:07d}"
NORDIC = str.maketrans({"ü": "y", "ű": "y", "æ": "ä", "ø": "ö", "õ": "ö", "ő": "ö", "œ": "ö"})
LONGEST = 400


def name_key(text: str, language: str = "fi") -> str:
    """Where the name of a place, firm or service stands, word by word. English reads å, ä as a and ö as o."""
    letters, marks = _spelled(text, WORD_GAP, language)
    return _key(letters, marks)


def person_key(last_name: str, first_name: str) -> str:
    """Where a person stands: by surname as it is written, af and von too, then by first name.

    `Suo Anttila`, `Suo-Anttila` and `Suoanttila` stand together, in this order.
    """
    surname, marked = _spelled(last_name, "", "fi")
    written = last_name.strip().replace("\u2011", "-").replace("\u2013", "-")
    joined = JOINED_BY[next((sign for sign in written if sign in " -"), "")]
    given, marked_too = _spelled(first_name, WORD_GAP, "fi")
    return _key(f"{surname}{joined}{NEXT_NAME}{given}", marked + marked_too)


def in_order(rows: Iterable[Row], name: Callable[[Row], str], language: str | None = None) -> list[Row]:
    """The rows by their names in the order of the reader's language; those of one name as they came."""
    spoken = (language or get_language() or "fi").split("-")[0]
    return sorted(rows, key=lambda row: name_key(name(row), spoken))


def _key(letters: str, marks: str) -> str:
    marks = marks.rstrip("0")
    return (f"{letters}{MARKS}{marks}" if marks else letters)[:LONGEST]


def _spelled(text: str, gap: str, language: str) -> tuple[str, str]:
    """The text in codes of letters, and for each letter whether the alphabet reads over a mark of it."""
    codes, marks, between = [], [], False
    small = text.lower() if text.isascii() else unicodedata.normalize("NFC", text.casefold())
    small = small if language == "en" else small.translate(NORDIC)
    if small.isascii() and small.isalnum():  # most names
        return small.translate(CODES), "0" * len(small)
    kept = "" if language == "en" else "åäö"
    for written in small:
        for letter in written if written in kept else folded(written):
            if not letter.isalnum():
                between = (bool(codes) and (letter.isspace() or letter in "-\u2011\u2013/.,&()")) or between
                continue
            codes.append((gap if between else "") + (LETTERS.get(letter) or OTHER_SCRIPT.format(ord(letter))))
            marks.append("0" if letter == written else "1")
            between = False
    return "".join(codes), "".join(marks)
