"""No personal identity code in any text: one home for finding one, and every text field asks here.

Which codes are valid is python-stdnum's to know, both the old and the new century signs; codes of the kind
that is given for a time (900-999) are refused as others are. A look-alike whose check character is wrong is
let through: telephone numbers and numbers of decisions have that shape (decision 0022). For the same reason a
code in an unusual writing (without its sign, with another one, with the whole year) is taken for one where it
ends with a letter, or where the word for it stands before.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from stdnum.fi import hetu
from stdnum.util import clean

# A date, a sign for the century, an individual number and a check character: never a part of a longer word,
# so that no hash or random code is taken for one; the words for it may stand before it without a space.
# People write spaces around the sign, and dots in the date.
SHAPE = re.compile(
    r"(?:(?<![^\W_])|(?<=hetu)|(?<=tunnus)|(?<=beteckning))"
    r"(?P<day>\d{2})[-./ ]?(?P<month>\d{2})[-./ ]?(?P<year>(?:18|19|20)\d{2}|\d{2})"
    r"(?P<sign>\s*[-+A-FU-Y]\s*|[-\s_./]{0,4})(?P<number>\d[ ]?\d[ ]?\d)[ ]?(?P<check>[0-9A-Y])(?![^\W_])",
    re.IGNORECASE,
)
WORD_FOR_IT = re.compile(
    r"(hetu|tunnus\w*|beteckning\w*|identity code)\W{0,4}(on|är|is)?\W{0,3}$", re.IGNORECASE
)
SO_FAR_BEFORE = 40
CENTURIES = {"18": "+", "19": "-", "20": "A"}
# The shortest text that holds one, and what a plain one has in it: what has neither is not looked through.
SHORTEST = len("010190123A")
MAY_HIDE = re.compile(r"\d[ ]?[0-9A-Y](?![^\W_])|[<&]", re.IGNORECASE)
# As many digits as the shortest one has: a day alone has fewer.
FEWEST_DIGITS = 9
NO_DIGITS = bytes(sign for sign in range(256) if not chr(sign).isdigit() or sign > 127)
INSTEAD = "–"
CODE = "identity_code"

# Every kind of text field of forms and of rows; what is made from them asks the same.
TEXT_FIELDS: tuple[Any, ...] = (
    forms.CharField, forms.EmailField, forms.SlugField, forms.URLField,
    models.CharField, models.TextField, models.EmailField, models.SlugField, models.URLField,
)  # fmt: skip


def identity_codes_in(text: str) -> list[str]:
    """The personal identity codes in `text`, as they were typed; tags of rich text do not hide one."""
    if len(text) < SHORTEST or not _may_hide_one(text):
        return []
    plain = _plain(unescape(strip_tags(text)) if "<" in text or "&" in text else text)
    return [found[0] for found in SHAPE.finditer(plain) if _is_code(found, plain)]


def _may_hide_one(text: str) -> bool:
    """Whether it is worth to look closer; most texts are let go here."""
    if not text.isascii():
        return any(map(str.isdigit, text))
    if MAY_HIDE.search(text) is None:
        return False
    return "&" in text or len(text.encode().translate(None, NO_DIGITS)) >= FEWEST_DIGITS


def _plain(text: str) -> str:
    """The text with plain dashes, without the signs that nobody sees."""
    seen = text if text.isascii() else "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return clean(seen)


def _before(found: re.Match[str], text: str) -> str:
    return text[max(found.start() - SO_FAR_BEFORE, 0) : found.start()]


def _is_code(found: re.Match[str], text: str) -> bool:
    """Whether what has the shape is a code: by its day and its check character."""
    sign, year = found["sign"].strip(), found["year"]
    usual = len(sign) == 1 and sign not in "_./" and len(year) == 2
    if not usual and found["check"].isdigit() and not WORD_FOR_IT.search(_before(found, text)):
        return False
    century = CENTURIES[year[:2]] if len(year) == 4 else sign if usual else "-"
    number = re.sub(r"\s", "", found["number"])
    return hetu.is_valid(f"{found['day']}{found['month']}{year[-2:]}{century}{number}{found['check']}", True)


def without_identity_codes(text: str) -> str:
    """`text` with a dash in the place of each personal identity code."""
    if not identity_codes_in(text):
        return text
    text = _plain(text)
    for code in identity_codes_in(text):
        text = text.replace(code, INSTEAD)
    return text


def refuse_identity_code(value: Any) -> None:
    """Raises ValidationError, in words a person can act on, for a text with a personal identity code."""
    if isinstance(value, str) and identity_codes_in(value):
        raise ValidationError(
            _(
                "There is a personal identity code here. Take it out: this service keeps none. "
                "The rest of what you wrote is still here."
            ),
            code=CODE,
        )


def ask_in_every_text_field() -> None:
    """Each text field that is made from now on, of a form or of a row, refuses an identity code."""
    for kind in TEXT_FIELDS:
        if refuse_identity_code not in kind.default_validators:
            kind.default_validators = [*kind.default_validators, refuse_identity_code]
