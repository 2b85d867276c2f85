"""The page editor finds a page by any form of its words, as the public search does.

Wagtail looks for words that begin as typed: `työpaja` finds what `työpajassa` does not. Where nothing begins
so, the words are asked once more in their basic forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.admin.views.pages import listing, search

from letters.lemmas import basic_forms

LANGUAGES = ("fi", "sv", "en")
MOST_WORDS = 12


def find_in_any_form() -> None:
    """From now on both searches of the page editor ask in basic forms where nothing begins as typed."""
    listing.PageListingMixin.search_queryset = _of_listing
    search.page_filter_search = _of_search


def in_basic_form(text: str) -> Iterator[str]:
    """The words with their endings taken off, by each language in turn, where that changes them."""
    words = text.split()[:MOST_WORDS]
    told = {text.casefold()}
    for language in LANGUAGES:
        plain = " ".join(next(iter(basic_forms(word.strip('".,;:!?'), language)), word) for word in words)
        if plain.casefold() not in told:
            told.add(plain.casefold())
            yield plain


def _of_listing(view: Any, queryset: Any) -> Any:
    if not view.is_searching:
        return queryset
    found = queryset.autocomplete(view.search_query, order_by_relevance=not view.is_explicitly_ordered)
    for plain in in_basic_form(view.search_query):
        if found.count():
            break
        found = queryset.autocomplete(plain, order_by_relevance=not view.is_explicitly_ordered)
    return found


_as_typed = search.page_filter_search


def _of_search(text: str, pages: Any, all_pages: Any = None, ordering: Any = None) -> Any:
    found, everywhere = _as_typed(text, pages, all_pages, ordering)
    for plain in in_basic_form(text):
        if found.count():
            break
        found, everywhere = _as_typed(plain, pages, all_pages, ordering)
    return found, everywhere
