"""What a letter of the programme says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LetterPaper:
    """What one letter says, in the active language.

    address: the lines of the envelope, empty where the letter is handed over. where: the page to open, as it
    is typed; link: the same with the code behind #, for the square.
    """

    sender: tuple[str, ...]
    address: tuple[str, ...]
    day: str
    greeting: str
    code: str
    where: str
    link: str
    until: str
    helper: str
    phone: str
