"""A walk through the public site as a reader has it: each address is asked once for all tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

# Asked with a question in the address too: filters, counts, chips, what was left out.
QUESTIONS = (
    "palvelut/?municipality=422&near=50&hours_max=20",
    "palvelut/?type=nothing&q=<b>",
    "palvelut/?q=xyzzyx",
    "paikat/?municipality=422",
    "?municipality=422",
    "ei-ole/",
)


@dataclass(frozen=True)
class Answer:
    """What an address has answered, wherever it led to."""

    status: int
    kind: str
    page: str
    led: tuple[str, ...]
    cookies: frozenset[str]


class Walk:
    """The site with something to show on every page, which nobody changes while it is walked."""

    def __init__(self) -> None:
        self._answers: dict[str, Answer] = {}
        self._queries: dict[str, list[str]] = {}

    def at(self, address: str) -> Answer:
        """What a reader without an account gets."""
        if address not in self._answers:
            answer = Client(headers={"host": "localhost"}).get(address, follow=True)
            text = b"".join(answer) if answer.streaming else answer.content
            self._answers[address] = Answer(
                answer.status_code,
                answer["Content-Type"],
                text.decode(errors="replace"),
                tuple(where for where, _status in getattr(answer, "redirect_chain", ())),
                frozenset(answer.cookies),
            )
        return self._answers[address]

    def queries_at(self, address: str) -> list[str]:
        """What the database is asked for a page that has been drawn before."""
        if address not in self._queries:
            reader = Client(headers={"host": "localhost"})
            reader.get(address)
            with CaptureQueriesContext(connection) as seen:
                reader.get(address)
            self._queries[address] = [query["sql"] for query in seen]
        return self._queries[address]

    def looked_at(self, language: str, *, every: bool) -> Iterator[tuple[str, str]]:
        """Address and page: one of each type, or all there are; a place; the questions."""
        asked = [f"/{language}/{question}" for question in QUESTIONS]
        places = self.at(f"/{language}/paikat/").page
        asked += re.findall(r'href="(/[\w-]+/[\w-]+/[a-z0-9]{10}/)"', places)[:1]
        for address in sample(language, every=every) + asked:
            answer = self.at(address)
            assert answer.status == (404 if "ei-ole" in address else 200), address
            if answer.kind.startswith("text/html"):
                yield address, answer.page


def sample(language: str, *, every: bool) -> list[str]:
    """The first page of each type in the language, or every page there is."""
    pages = Page.objects.live().filter(depth__gt=1, locale__language_code=language).order_by("path")
    if every:
        return [page.url for page in pages]
    first: dict[int, str] = {}
    for page in pages:
        first.setdefault(page.content_type_id, page.url)
    return list(first.values())
