"""Figures as the JSON document of the interface contract, version 1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils.translation import override

from reports.figures import Figure
from reports.indicators import INDICATORS, Indicator
from reports.periods import Period
from reports.words import in_all_languages

VERSION = 1


def as_document(
    figures: Sequence[Figure],
    period: Period,
    made_at: datetime,
    definitions: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The figures with the definitions of their indicators: those given by id, else those of the registry."""
    counted = [each for each in INDICATORS if each in {figure.indicator for figure in figures}]
    known = definitions or {each: definition_of(INDICATORS[each]) for each in counted}
    return {
        "version": VERSION,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "generated_at": made_at.isoformat(timespec="seconds"),
        "definitions": {each: known[each] for each in counted},
        "figures": [asdict(figure) for figure in figures],
    }


def as_json(
    figures: Sequence[Figure],
    period: Period,
    made_at: datetime,
    definitions: Mapping[str, Any] | None = None,
) -> str:
    """The document as text, names readable as they are."""
    document = as_document(figures, period, made_at, definitions)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def definition_of(indicator: Indicator) -> dict[str, Any]:
    """What the document says of one indicator; the law is named in Finnish."""
    with override("fi"):
        legal = str(indicator.legal)
    return {
        "version": indicator.version,
        "name": in_all_languages(indicator.name),
        "unit": indicator.unit,
        "direction": indicator.direction,
        "legal": legal,
    }


def columns() -> list[str]:
    """The names of the columns in the flat files, the same as the keys of a figure."""
    return list(Figure.__dataclass_fields__)


def rows(figures: Iterable[Figure]) -> Iterable[list[Any]]:
    """A row for each figure, in the order of `columns`."""
    return (list(asdict(figure).values()) for figure in figures)
