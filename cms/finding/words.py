"""Whether a text has the words someone typed: case, accents and order do not matter."""

from __future__ import annotations

import re
import unicodedata


def folded(text: str) -> str:
    """Lower case without accents, so that `tyopaja` finds `Työpaja`."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


class Words:
    """The words of a question."""

    def __init__(self, question: str) -> None:
        self.words = re.findall(r"\w+", folded(question))

    def found_in(self, *texts: str) -> bool:
        """Whether each word stands in one of the texts, as a word or a part of one."""
        if not self.words:
            return True
        text = folded(" ".join(texts))
        return all(word in text for word in self.words)
