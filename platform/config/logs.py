"""Log lines without people in them."""

import logging
import re

from ui.identity_codes import without_identity_codes

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
PHONE = re.compile(r"(?<![\w-])(?:\+358|0)[\d\s-]{6,14}\d")


def masked(text: str) -> str:
    """`text` with e-mail addresses, telephone numbers and identity codes replaced."""
    return PHONE.sub("[phone]", EMAIL.sub("[email]", without_identity_codes(text)))


class MaskingFormatter(logging.Formatter):
    """Formats a record and masks what could name a person."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))
