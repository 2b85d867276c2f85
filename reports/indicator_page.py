"""What the page of one indicator shows, already in words."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext as _

from areas.selectors import source_citation
from programmes.participants.promise import OFFER_DAYS
from reports.behind import has_people
from reports.beside import Beside
from reports.beside_words import cause_columns, cause_rows, offers_method, offers_words, withdrawn_words
from reports.charts import Trend, trend
from reports.charts_waiting import waiting_drawing
from reports.indicators import HEADLINE
from reports.one_indicator import BY_CAUSE, OneIndicator
from reports.pages import figure_card, group_table, municipality_map
from reports.presentation import (
    curve_rows,
    curve_sentence,
    curve_words,
    trend_points,
    trend_rows,
    trend_sentence,
)
from reports.selectors import group_names
from reports.waiting import Curve
from ui.elements import Column


def indicator_page(report: OneIndicator) -> dict[str, object]:
    """Everything the template shows of the indicator."""
    names = group_names()
    tables = {by: group_table(report, report.indicator, by, names) for by in report.breakdowns}
    return {
        "indicator": report.line,
        "card": figure_card(report.whole),
        "trend": trend(trend_points(report), trend_sentence(report), goal=report.whole.goal),
        "trend_columns": [_("Quarter"), Column(_("Value"), numeric=True), Column("n", numeric=True)],
        "trend_rows": trend_rows(report),
        "municipalities": [tables.pop("municipality")],
        "map": municipality_map(report, report.indicator),
        "map_source": source_citation("shapes"),
        "groups": list(tables.values()),
        "has_people": has_people(report.indicator),
        "with_ratio": report.indicator == HEADLINE,
        **(_curve(report.curve) if report.curve is not None else {}),
        **(_beside(report, report.beside) if report.beside is not None else {}),
    }


def _beside(report: OneIndicator, beside: Beside) -> dict[str, object]:
    if report.indicator == BY_CAUSE:
        return {"cause_columns": cause_columns(), "cause_rows": cause_rows(beside)}
    return {
        "beside": [*withdrawn_words(beside), *offers_words(beside.offers)],
        "beside_method": offers_method(),
    }


def _curve(curve: Curve) -> dict[str, object]:
    words = curve_sentence(curve)
    wide, narrow = (
        waiting_drawing(
            curve, words, promised=OFFER_DAYS, width=width, height=height, words=partial(curve_words, curve)
        )
        for width, height in ((720, 260), (320, 230))
    )
    band = Column(_("95 % confidence band"), numeric=True)
    return {
        "curve": Trend(wide, narrow),
        "curve_columns": [_("After"), Column(_("Still wait"), numeric=True), band],
        "curve_rows": curve_rows(curve),
    }
