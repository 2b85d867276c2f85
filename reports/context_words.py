"""The official months in words and as points, for the page and for the file."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from reports.charts import Point
from reports.context import Context
from ui.formats import percent


def month_points(found: Context) -> list[Point]:
    """A point for each month, the oldest first; every sixth and the last have their label."""
    oldest_first = found.months[::-1]
    last = len(oldest_first) - 1
    return [
        Point(
            month_name(each.month) if place % 6 == 0 or place == last else "",
            each.share,
            percent(each.share),
            month_name(each.month),
        )
        for place, each in enumerate(oldest_first)
    ]


def months_sentence(found: Context) -> str:
    """The months in words, the newest first, for one who does not see the line."""
    told = ", ".join(f"{month_name(month.month)} {percent(month.share)}" for month in found.months)
    return _("Unemployed of the labour force by month: %(months)s") % {"months": told}


def month_name(month: date) -> str:
    """`10/2026`."""
    return f"{month.month}/{month.year}"
