"""E-mail addresses and codes as people type and paste them."""

from __future__ import annotations

import unicodedata


def folded(address: str) -> str:
    """The address as it is kept and compared: without spaces around it, in lower case."""
    return unicodedata.normalize("NFC", address).strip().lower()


def code_digits(typed: str) -> str:
    """The digits of a code, whatever dashes, spaces or full-width digits a mail program has made of it."""
    return "".join(str(unicodedata.digit(sign)) for sign in typed if sign.isdigit())
