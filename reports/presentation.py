"""The report put into words and bars, the same for the page and the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.charts import Bar, Point
from reports.figures import Figure
from reports.indicators.measures import BELOW_LIMIT, EQUALITY_LIMIT
from reports.right_to_work import RightToWork
from reports.words import change_words, goal_words, group_name, period_title, short_quarter, value_words
from ui.formats import number

Names = Mapping[str, Mapping[str, str]]


def summary_sentence(report: RightToWork) -> str:
    """The headline in a few sentences: how many of how many, the goal, the change, those who left before."""
    headline = report.headline
    sentences = [
        _("%(k)s of %(n)s people had an offer of a place within 90 days of referral.")
        % {"k": number(headline.k), "n": number(headline.n)}
    ]
    if headline.goal is not None:
        sentences.append(_("The goal is %(goal)s.") % {"goal": goal_words(headline)})
    if change_words(headline):
        sentences.append(_("Change: %(change)s.") % {"change": change_words(headline)})
    if report.withdrawn_without_offer:
        left = ngettext(
            "%(count)s person withdrew before an offer and is not in the figure.",
            "%(count)s people withdrew before an offer and are not in the figure.",
            report.withdrawn_without_offer,
        )
        sentences.append(left % {"count": number(report.withdrawn_without_offer)})
    return " ".join(sentences)


def trend_points(report: RightToWork) -> list[Point]:
    """The headline of each quarter."""
    return [
        Point(short_quarter(quarter), figure.value, value_words(figure.value, "percent"))
        for quarter, figure in report.trend
    ]


def trend_sentence(report: RightToWork) -> str:
    """The trend in words, for one who does not see it."""
    told = [f"{point.label} {point.words}" for point in trend_points(report)]
    return _("Offer within 90 days by quarter: %(quarters)s") % {"quarters": ", ".join(told)}


def bars_of(figures: Sequence[Figure], by: str, names: Names) -> list[Bar]:
    """A bar for each group, the highest first; groups without anyone last."""
    ordered = sorted(figures, key=lambda each: (each.value is None, -(each.value or 0), -(each.n or 0)))
    return [
        Bar(
            group_name(by, str(figure.group), names),
            figure.value,
            value_words(figure.value, figure.definition.unit, decimals=0),
            figure.goal,
            f"n {number(figure.n)}",
        )
        for figure in ordered
    ]


FEWEST_TO_FLAG = 5  # indicators.md, O5: with fewer people a ratio says too little to be marked for readers


def is_flagged(ratio: Figure | None) -> bool:
    """Whether readers are shown that the ratio is below the limit; files for machines keep every flag."""
    return ratio is not None and ratio.flag == BELOW_LIMIT and (ratio.n or 0) >= FEWEST_TO_FLAG


def ratio_words(ratio: Figure | None) -> str:
    """The equality ratio, with the limit beside it when it is below: `0,73 < 0,80`."""
    if ratio is None or ratio.value is None:
        return "–"
    words = value_words(ratio.value, "ratio")
    return f"{words} < {value_words(float(EQUALITY_LIMIT), 'ratio')}" if is_flagged(ratio) else words


def trend_rows(report: RightToWork) -> list[list[str]]:
    """The trend as a table: quarter, share, how many of how many."""
    return [
        [
            period_title(quarter),
            value_words(figure.value, "percent"),
            _("%(k)s of %(n)s") % {"k": number(figure.k), "n": number(figure.n)},
        ]
        for quarter, figure in report.trend
    ]
