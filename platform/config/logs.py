"""Log lines without people in them."""

import logging
import re
import time

from django.db import InterfaceError, OperationalError

from ui.identity_codes import without_identity_codes

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
PHONE = re.compile(r"(?<![\w-])(?:\+358|0)[\d\s-]{6,14}\d")
# What follows opens something to whoever has it: a calendar, a week, one answer.
KEY = re.compile(r"(/(?:calendar|week|how|first-day)/)[^\s/?\"']+")


def masked(text: str) -> str:
    """`text` with e-mail addresses, telephone numbers, identity codes and keys in addresses replaced."""
    return KEY.sub(r"\1[key]", PHONE.sub("[phone]", EMAIL.sub("[email]", without_identity_codes(text))))


class MaskingFormatter(logging.Formatter):
    """Formats a record and masks what could name a person."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


# Answers that the service gives every day: not there, not yours, someone was faster, fill this in.
EXPECTED = frozenset({403, 404, 405, 409, 422})
AWAY_EVERY_SECONDS = 10.0


class WorthALine(logging.Filter):
    """Of requests only what somebody has to look at; of a database that is away a line now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.told_at = -AWAY_EVERY_SECONDS
        self.untold = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is kept."""
        if not record.name.startswith("django.request"):
            return True
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, OperationalError | InterfaceError):
            return self._away(record, error)
        return getattr(record, "status_code", 0) not in EXPECTED

    def _away(self, record: logging.LogRecord, error: BaseException) -> bool:
        if time.monotonic() - self.told_at < AWAY_EVERY_SECONDS:
            self.untold += 1
            return False
        first = str(error).strip().partition("\n")[0]
        record.msg = "The database does not answer: %s (%s more answers 503)"
        record.args = (first, self.untold)
        record.exc_info = record.exc_text = None
        self.told_at, self.untold = time.monotonic(), 0
        return True
