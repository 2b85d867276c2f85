"""The ESF+ common indicators: their codes and names, as packaged, and which wordings are verified.

Names come from `data/esf_plus_common_indicators.csv`: the Finnish and Swedish ones are our own wording until
the Official Journal's is put in its place, and the page says so.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from areas.models.names import name_language

CSV = Path(__file__).parent / "data" / "esf_plus_common_indicators.csv"


@dataclass(frozen=True)
class EsfName:
    """One indicator as it is called, and whether each wording is verified."""

    code: str
    names: dict[str, str]
    verified: dict[str, bool]

    @property
    def name(self) -> str:
        """The name in the language that is active."""
        return self.names[name_language()]

    @property
    def is_verified(self) -> bool:
        """Whether the wording in the language that is active is that of a source."""
        return self.verified[name_language()]


@cache
def esf_names() -> dict[str, EsfName]:
    """The indicators by code."""
    with CSV.open(encoding="utf-8", newline="") as file:
        return {row["code"]: _name(row) for row in csv.DictReader(file)}


def _name(row: dict[str, str]) -> EsfName:
    names = {language: row[f"name_{language}"] for language in ("fi", "sv", "en")}
    ours = row["name_fi_sv_status"].startswith("verified")
    verified = {"fi": ours, "sv": ours, "en": row["name_en_status"].startswith("verified")}
    return EsfName(row["code"], names, verified)
