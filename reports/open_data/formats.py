"""An edition in the formats of open data: CSV, JSON-stat 2.0, and the data package that lists them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import override

from reports.editions import document_of, figures_of
from reports.figures import Figure
from reports.indicators import INDICATORS
from reports.models import Edition
from reports.outputs.flat import as_csv
from reports.periods import Period
from reports.selectors import group_names
from reports.words import BREAKDOWN_NAMES, group_name

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
COUNTS = {
    "n": "Those who count",
    "k": "Those who were counted in",
    "unknown": "Those of whom it is not known",
    "value": "Value in the unit of the indicator",
    "mean": "Mean of the scores",
}
# JSON-stat lets a cell say why it is empty: c is confidential.
CONFIDENTIAL = "c"
FIELDS = {
    "from": ("date", "First day of the period"),
    "to": ("date", "Last day of the period, and the day on which the data stood"),
    "indicator": ("string", "Indicator"),
    "by": ("string", "Breakdown; empty for everyone"),
    "group": ("string", "Group of the breakdown; empty for everyone"),
    "n": ("integer", COUNTS["n"]),
    "k": ("integer", COUNTS["k"]),
    "unknown": ("integer", COUNTS["unknown"]),
    "value": ("number", COUNTS["value"]),
    "mean": ("number", COUNTS["mean"]),
    "hidden": ("boolean", "Whether the figure is hidden, so that nobody can be recognised"),
    "flag": ("string", "below_0.80: the equality ratio is below 0.80"),
    "goal": ("number", "What is aimed at"),
    "previous": ("number", "The published value of the same period a year before"),
}


def edition_csv(edition: Edition) -> str:
    """The figures as comma-separated values, a row each."""
    return as_csv(figures_of(edition), Period.named(edition.period))


def edition_jsonstat(edition: Edition) -> dict[str, Any]:
    """A JSON-stat 2.0 collection: a dataset for everyone and one for each breakdown."""
    figures, told = figures_of(edition), document_of(edition)
    breakdowns = list(dict.fromkeys(figure.by for figure in figures))
    with override("en"):
        datasets = [_dataset([each for each in figures if each.by == by], by, told) for by in breakdowns]
    return {
        "version": "2.0",
        "class": "collection",
        "label": f"The right to work in figures, {edition.period}",
        "updated": told["edition"]["published_at"],
        "extension": {"edition": told["edition"], "license": LICENCE["path"]},
        "link": {"item": datasets},
    }


def data_package(editions: Iterable[Edition]) -> dict[str, Any]:
    """The Frictionless data package of every edition, the newest first."""
    return {
        "profile": "tabular-data-package",
        "name": "right-to-work",
        "title": "The right to work in figures",
        "description": "Published figures of the service, after disclosure control. An edition is never "
        "changed: a correction is a new one that names the old.",
        "licenses": [LICENCE],
        "resources": [_resource(each) for each in editions],
    }


def _resource(edition: Edition) -> dict[str, Any]:
    replaced = getattr(edition, "replaced_by", None)
    about = f"Figures of {edition.period}, {edition.hidden} of {edition.figures} hidden."
    return {
        "profile": "tabular-data-resource",
        "name": f"edition-{edition.name.lower()}",
        "title": edition.name,
        "description": f"{about} Corrected by {replaced.name}." if replaced else about,
        "path": f"editions/{edition.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
        "licenses": [LICENCE],
        "schema": {
            "fields": [
                {"name": name, "type": kind, "title": title}
                | ({"trueValues": ["True"], "falseValues": ["False"]} if kind == "boolean" else {})
                for name, (kind, title) in FIELDS.items()
            ],
            "missingValues": [""],
        },
    }


def _dataset(figures: Sequence[Figure], by: str | None, told: dict[str, Any]) -> dict[str, Any]:
    names = group_names()
    indicators = list(dict.fromkeys(each.indicator for each in figures))
    groups = list(dict.fromkeys(each.group or "all" for each in figures))
    known = {(each.indicator, each.group or "all"): each for each in figures}
    cells = [known.get((indicator, group)) for indicator in indicators for group in groups]
    hidden = [place for place, each in enumerate(cells) if each is not None and each.hidden]
    width = len(COUNTS)
    labels = {group: group_name(by, group, names) if by else "Everyone" for group in groups}
    kinds = {each: _label(each, told) for each in indicators}
    return {
        "class": "dataset",
        "label": str(BREAKDOWN_NAMES[by]) if by else "Everyone",
        "id": ["indicator", "group", "count"],
        "size": [len(indicators), len(groups), width],
        "dimension": {
            "indicator": {"label": "Indicator", "category": {"index": indicators, "label": kinds}},
            "group": {"label": "Group", "category": {"index": groups, "label": labels}},
            "count": {"label": "Count", "category": {"index": list(COUNTS), "label": COUNTS}},
        },
        "value": [getattr(each, name) if each else None for each in cells for name in COUNTS],
        "status": {str(place * width + number): CONFIDENTIAL for place in hidden for number in range(width)},
    }


def _label(indicator: str, told: dict[str, Any]) -> str:
    """The name as it was when the edition was published."""
    name: dict[str, str] = told["definitions"].get(indicator, {}).get("name", {})
    return name.get("en") or str(INDICATORS[indicator].name if indicator in INDICATORS else indicator)
