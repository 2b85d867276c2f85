"""Invented names of people, streets and workplaces."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from random import Random

from faker import Faker

from programmes.participants.codes import Gender

LOCALES = {"fi": "fi_FI", "sv": "sv_SE", "en": "en_GB"}
DATA = Path(__file__).parent / "data"
NAMED_BY_UNIT = frozenset({"municipality", "wellbeing_county", "state"})


@cache
def words(name: str) -> list[str]:
    """The packaged list of this name."""
    with (DATA / "words.csv").open(encoding="utf-8", newline="") as lines:
        return next(
            row["words"].split("|") for row in csv.DictReader(lines, delimiter=";") if row["list"] == name
        )


@cache
def written_here() -> dict[str, dict[str, list[str]]]:
    """Names as they are written in Finland by people who came with another script, by language."""
    with (DATA / "names.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["language"]: {kind: row[kind].split() for kind in ("women", "men", "family")}
            for row in csv.DictReader(lines, delimiter=";")
        }


class NameMaker:
    """Names that are the same for the same seed."""

    def __init__(self, rng: Random, seed: int) -> None:
        self.rng = rng
        self._fakers = {language: Faker(locale) for language, locale in LOCALES.items()}
        for faker in self._fakers.values():
            faker.seed_instance(seed)

    def person(self, language: str, gender: str) -> tuple[str, str]:
        """First and last name that fit the mother tongue and the gender."""
        woman = gender == Gender.FEMALE or (gender != Gender.MALE and self.rng.random() < 0.5)
        if language in written_here():
            names = written_here()[language]
            given = self.rng.choice(names["women" if woman else "men"])
            family = self.rng.choice(names["family"])
            return given, family + ("a" if woman and language == "ru" else "")
        faker = self._fakers.get(language, self._fakers["fi"])
        return (faker.first_name_female() if woman else faker.first_name_male()), faker.last_name()

    def street_address(self) -> str:
        """A street and a number."""
        flat = f" {self.rng.choice('ABC')} {self.rng.randint(1, 40)}" if self.rng.random() < 0.45 else ""
        return f"{self.rng.choice(words('streets'))} {self.rng.randint(1, 60)}{flat}"

    def workplace(self, kind: str, municipality: str) -> str:
        """The name of a host employer that does not exist."""
        if kind in NAMED_BY_UNIT:
            return f"{municipality}: {self.rng.choice(words(kind))}"
        return f"{self.district()} {self.rng.choice(words(kind))}"

    def district(self) -> str:
        """A place name that sounds right and is on no map of the area."""
        return self.rng.choice(words("workplace_first")) + self.rng.choice(words("workplace_second"))

    def phone(self) -> str:
        """A number that belongs to nobody."""
        return f"040 555 {self.rng.randrange(10000):04d}"
