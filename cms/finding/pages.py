"""Pages by their words, through Wagtail's own search: each page is indexed with its basic forms too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.encoding import force_str
from wagtail.search.index import SearchField
from wagtail.search.query import And, Or, PlainText

from cms.finding.words import Asked, is_lead
from letters.lemmas import text_keys

ABOVE = ("title", "lemmas")


def lemmas_of(page: Any) -> str:
    """Every key that a word of the page is looked up by; an untranslated page is read as Finnish."""
    owner = page.alias_of or page if page.alias_of_id else page
    return " ".join(sorted(text_keys(f"{page.title} {text_of(page)}", owner.locale.language_code)))


def text_of(page: Any) -> str:
    """The words of a page below its title, as plain text."""
    told = {field.field_name: field for field in page.get_search_fields() if isinstance(field, SearchField)}
    return " ".join(_texts([field.get_value(page) for name, field in told.items() if name not in ABOVE]))


def _texts(value: Any) -> Iterator[str]:
    """What a field tells to a search: one text, or lists of texts in lists."""
    if isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif value:
        yield force_str(value)


def pages_with(words: Asked, pages: Any, *, best_first: bool = False) -> list[int]:
    """The keys of those of `pages` that have every word in some form; ordering them costs as much again."""
    each = [sorted(key for key in keys if not is_lead(key)) for _word, keys in words.words]
    if not each or not all(each):  # words that only lead to things stand in no text
        return []
    query = And([Or([PlainText(key) for key in keys]) for keys in each])
    found = pages.search(query, order_by_relevance=best_first).get_queryset()
    return list(found.values_list("pk", flat=True))
