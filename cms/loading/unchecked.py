"""What in a packaged text is still to be checked: marked where it is written, never shown to a reader.

A mark stands in brackets behind what it is about, alone or after a remark: "9 € päivältä (tarkistettava)",
"(nimi vahvistetaan, tarkistettava)". It is taken away when the page is written; the sentence goes to those
who keep the page (`PageCare.to_check`).
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

MARKS = ("tarkistettava", "ska kontrolleras", "to be checked")
_MARK = re.compile(rf"(?:\s\((?:{'|'.join(MARKS)})\))|(?:,\s(?:{'|'.join(MARKS)}))(?=\))")
_TAGS = re.compile(r"<[^>]+>")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+|\n")


def for_readers(value: Any) -> Any:
    """The same text without the marks, however deep it stands in lists and parts."""
    if isinstance(value, str):
        return _MARK.sub("", value)
    if isinstance(value, dict):
        return {name: for_readers(part) for name, part in value.items()}
    return [for_readers(part) for part in value] if isinstance(value, list) else value


def to_check(value: Any) -> list[str]:
    """The marked sentences, without their marks, each once, in the order of the text."""
    if isinstance(value, str):
        plain = unescape(_TAGS.sub("\n", value))
        told = [for_readers(one).strip() for one in _SENTENCE_ENDS.split(plain) if _MARK.search(one)]
    elif isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        told = [sentence for part in parts for sentence in to_check(part)]
    else:
        told = []
    return list(dict.fromkeys(told))
