"""No personal identity code in any text: one home for finding one, and every text field asks here.

Which codes are valid is python-stdnum's to know, both the old and the new century signs; codes of the kind
that is given for a time (900-999) are refused as others are. A look-alike whose check character is wrong is
let through: telephone numbers and numbers of decisions have that shape (decision 0022).
"""

from __future__ import annotations

import re
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
# so that no hash or random code is taken for one. People write spaces around the sign, and dots in the date.
SHAPE = re.compile(
    r"(?<![^\W_])\d{2}[. ]?\d{2}[. ]?\d{2}\s*[-+A-FU-Y]\s*\d{3}[ ]?[0-9A-Y](?![^\W_])", re.IGNORECASE
)
# The shortest text that holds one, and what a plain one has in it: what has neither is not looked through.
SHORTEST = len("010190-123A")
MAY_HIDE = re.compile(r"\d[ ]?[0-9A-Y](?![^\W_])|[<&]", re.IGNORECASE)
INSTEAD = "–"
CODE = "identity_code"

# Every kind of text field of forms and of rows; what is made from them asks the same.
TEXT_FIELDS: tuple[Any, ...] = (
    forms.CharField, forms.EmailField, forms.SlugField, forms.URLField,
    models.CharField, models.TextField, models.EmailField, models.SlugField, models.URLField,
)  # fmt: skip


def identity_codes_in(text: str) -> list[str]:
    """The personal identity codes in `text`, as they were typed; tags of rich text do not hide one."""
    if len(text) < SHORTEST or not (MAY_HIDE.search(text) if text.isascii() else any(map(str.isdigit, text))):
        return []
    plain = clean(unescape(strip_tags(text)) if "<" in text or "&" in text else text)
    return [found for found in SHAPE.findall(plain) if hetu.is_valid(re.sub(r"[.\s]", "", found), True)]


def without_identity_codes(text: str) -> str:
    """`text` with a dash in the place of each personal identity code."""
    if not identity_codes_in(text):
        return text
    text = clean(text)
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
