"""Log lines without people in them."""

import logging
import re

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
PHONE = re.compile(r"(?<![\w-])(?:\+358|0)[\d\s-]{6,14}\d")


def masked(text: str) -> str:
    """`text` with e-mail addresses and telephone numbers replaced."""
    return PHONE.sub("[phone]", EMAIL.sub("[email]", text))


class MaskingFormatter(logging.Formatter):
    """Formats a record and masks what could name a person."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))
