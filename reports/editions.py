"""Published editions: the figures that anyone may read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from reports.disclosure.facts import Published
from reports.figures import Figure
from reports.models import Edition
from reports.periods import Period

# What every edition has of each indicator, as far as the indicator exists in it.
BREAKDOWNS = ("municipality", "service_area", "remote", "gender", "age_group", "language")


def editions() -> QuerySet[Edition]:
    """Every edition, the newest first."""
    return Edition.objects.select_related("replaces", "replaced_by").defer("document")


def published_editions() -> tuple[str, ...]:
    """The periods whose figures are published, the one that ended last first, such as `2026-Q1`."""
    names = Edition.objects.order_by("period").values_list("period", flat=True).distinct()
    return tuple(sorted(names, key=lambda name: Period.named(name).end, reverse=True))


def newest_edition(period: Period) -> Edition | None:
    """The edition of the period that no other has replaced."""
    return Edition.objects.filter(period=period.name or "").order_by("-number").first()


def edition_named(name: str) -> Edition | None:
    """The edition of that name, with its document."""
    return Edition.objects.filter(name=name).first()


def document_of(edition: Edition) -> dict[str, Any]:
    """The edition as it was published."""
    document: dict[str, Any] = json.loads(edition.document)
    return document


def figures_of(edition: Edition) -> tuple[Figure, ...]:
    """The figures as they were published, hidden ones empty."""
    return tuple(Figure(**each) for each in document_of(edition)["figures"])


def published_beside(period: Period) -> list[Published]:
    """The editions that share people with one of the period, or that it is compared to: oldest first."""
    years = (period.start.year - 1, period.start.year)
    found: Sequence[Edition] = [
        each
        for each in Edition.objects.order_by("published_at", "pk")
        if Period.named(each.period).start.year in years
    ]
    return [Published(each.name, Period.named(each.period), figures_of(each)) for each in found]
