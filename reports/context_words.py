"""The official months in words and as points, for the page and for the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from reports.charts import Point
from reports.context import Context
from ui.formats import percent


def month_points(found: Context) -> list[Point]:
    """A point for each month of unemployment, the oldest first."""
    return points_of_months([(each.month, each.share) for each in reversed(found.months)])


def points_of_months(shares: Sequence[tuple[date, float | None]]) -> list[Point]:
    """A point for each month; every sixth and the last have their label."""
    last = len(shares) - 1
    return [
        Point(
            month_name(month) if place % 6 == 0 or place == last else "",
            share,
            percent(share),
            month_name(month),
        )
        for place, (month, share) in enumerate(shares)
    ]


def months_sentence(found: Context) -> str:
    """The months in words, the newest first, for one who does not see the line."""
    told = ", ".join(f"{month_name(month.month)} {percent(month.share)}" for month in found.months)
    return _("Unemployed of the labour force by month: %(months)s") % {"months": told}


def month_name(month: date) -> str:
    """`10/2026`."""
    return f"{month.month}/{month.year}"
