"""What people write, what must be among the first they see then, and what must not: the table `searches.csv`.

The table grows by lines. `must` and `must_not` hold wants parted by `|`: `service:`, `place:` and `page:` a
title that begins so among the first of its kind (nothing after the colon: any), `town:` the municipality that
was understood, `say:` a word of the note on places, `help:` the hard thing, `lead:` a page pointed to,
`elsewhere:` a page of another language, `suggest:` the likely spelling, `nothing:` nothing found and a way on
all the same.
"""

from __future__ import annotations

import csv
import re
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from cms.beside.settings import in_language
from cms.models import HelpTopic
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")

TABLE = Path(__file__).with_name("searches.csv")
JOBS = Path("programmes/exchange/demo/data/jobs.csv")
ADDRESSES = {
    "fi": {"all": "haku", "services": "palvelut", "places": "paikat"},
    "fi-simple": {"all": "haku", "services": "palvelut", "places": "paikat"},
    "sv": {"all": "sok", "services": "tjanster", "places": "platser"},
    "en": {"all": "search", "services": "services", "places": "places"},
}
FIRST = {"service": 3, "place": 4, "page": 8}


def lines(language: str) -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return [row for row in csv.DictReader(table, delimiter=";") if row["language"] == language]


@pytest.fixture
def jobs(site):
    """One open place of each kind, in Lieksa, Kitee and Joensuu by turns."""
    employers = [make.host(municipality=code) for code in ("422", "260", "167")]
    with JOBS.open(encoding="utf-8", newline="") as table:
        for row, employer in zip(csv.DictReader(table, delimiter=";"), cycle(employers), strict=False):
            make.vacancy(
                employer=employer,
                title=row["title"],
                tasks=row["tasks"],
                types=tuple(row["types"].split("|")),
                adjustments=row["adjustments"].split("|"),
                graded_hours=True,
            )


@pytest.mark.parametrize("language", ADDRESSES)
def test_people_find_what_they_mean(client, jobs, language):
    wrong = []
    for row in lines(language):
        address = f"/{language}/{ADDRESSES[language][row['on']]}/"
        response = client.get(address, {"q": row["words"]})
        assert response.status_code == 200
        seen = Seen(response, row["words"])
        wrong += [
            f"{row['on']} «{row['words']}»: no {want}; {seen}"
            for want in wants(row["must"])
            if not seen.has(want)
        ]
        wrong += [
            f"{row['on']} «{row['words']}»: yet {want}; {seen}"
            for want in wants(row["must_not"])
            if seen.has(want)
        ]

    assert not wrong, "\n".join(wrong)


def test_table_is_long_enough_and_its_languages_are_known():
    assert sum(len(lines(language)) for language in ADDRESSES) >= 200
    with TABLE.open(encoding="utf-8", newline="") as table:
        assert {row["language"] for row in csv.DictReader(table, delimiter=";")} == set(ADDRESSES)


def wants(cell: str) -> list[str]:
    return [want for want in cell.split("|") if want]


def plain(title: Any) -> str:
    return re.sub("<[^>]+>", "", str(title))


class Seen:
    """What a page of results shows."""

    def __init__(self, response, words: str) -> None:
        self.context, self.html, self.words = response.context, response.content.decode(), words
        self.titles: dict[str, list[str]] = {"service": [], "place": [], "page": []}
        if "groups" in self.context:
            for group in self.context["groups"]:
                kind = {"services": "service", "places": "place"}.get(group.name, "page")
                self.titles[kind] += [plain(one.title) for one in group.results]
        elif "places_count" in self.context:
            self.titles["service"] = [plain(card.title) for card in self.context["cards"]]
            self.titles["place"] = [plain(card.title) for card in self.context["places"]]
        else:
            self.titles["place"] = [plain(card.title) for card in self.context["cards"]]

    def __str__(self) -> str:
        suggestion = self.context["suggestion"]
        first = {kind: titles[:4] for kind, titles in self.titles.items()}
        return f"{first} {suggestion and suggestion.label}"

    def has(self, want: str) -> bool:
        kind, _colon, told = want.partition(":")
        if kind in self.titles:
            return any(title.startswith(told) for title in self.titles[kind][: FIRST[kind]])
        return bool(getattr(self, kind)(told))

    def town(self, name: str) -> bool:
        area = self.context["find"].fields["municipality"].choices if "find" in self.context else []
        names = {code: label for _group, rows in area[1:] for code, label in rows}
        now = self.context.get("town") or names.get(self.context["question"].municipality, "")
        return now.startswith(name) if name else bool(now)

    def say(self, word: str) -> bool:
        return word in self.context["where_note"]

    def help(self, code: str) -> bool:
        told = self.context["help"]
        if not code:
            return bool(told)
        topic = HelpTopic.objects.get(code=code)
        first = self.html.index('class="help-now"') if told else -1
        return (
            bool(told)
            and told[0].title == in_language(topic, "title")
            and 'href="tel:112"' in self.html[first:]
        )

    def lead(self, title: str) -> bool:
        return any(one.label.startswith(title) for one in self.context["leads"])

    def elsewhere(self, title: str) -> bool:
        found = self.context["elsewhere"]
        return found is not None and any(name.startswith(title) for name, _url in found.pages)

    def suggest(self, words: str) -> bool:
        suggestion = self.context["suggestion"]
        return suggestion is not None and (not words or suggestion.label == words)

    def nothing(self, _told: str) -> bool:
        empty = not any(self.titles.values())
        return empty and bool(self.context["nearest"]) and 'href="tel:' in self.html
