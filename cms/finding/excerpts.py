"""A piece of a text around the words that were looked for, and these marked in it."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.finding.words import Asked, beginnings
from letters.lemmas import WORD, all_keys, folded_word

LENGTH = 220
BEFORE = 70


def marked(text: str, words: Asked, language: str) -> SafeString:
    """The text with each word that was looked for in `<mark>`."""
    return _joined(text, _hits(text, words, language))


def excerpt(text: str, words: Asked, language: str) -> SafeString:
    """The text around the first word that was looked for; its beginning when none stands in it."""
    text = " ".join(text.split())
    hits = _hits(text, words, language)
    first = hits[0][0] if hits else 0
    start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE) + 1
    end = len(text) if start + LENGTH >= len(text) else max(text.rfind(" ", start, start + LENGTH), start)
    if end <= start:
        end = min(start + LENGTH, len(text))
    inside = [(begin - start, stop - start) for begin, stop in hits if start <= begin and stop <= end]
    return format_html(
        "{}{}{}",
        "… " if start else "",
        _joined(text[start:end], inside),
        " …" if end < len(text) else "",
    )


def _hits(text: str, words: Asked, language: str) -> list[tuple[int, int]]:
    wanted = frozenset[str]().union(*(known for _word, known in words.words))
    begun = tuple(one for word, known in words.words for one in beginnings(word, known))
    return [
        found.span()
        for found in WORD.finditer(text)
        if wanted & all_keys(found.group(), language)
        or (begun and folded_word(found.group()).startswith(begun))
    ]


def _joined(text: str, hits: list[tuple[int, int]]) -> SafeString:
    parts: list[tuple[str, str]] = []
    at = 0
    for begin, stop in hits:
        parts.append((text[at:begin], text[begin:stop]))
        at = stop
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), text[at:])
