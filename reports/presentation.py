"""The report put into words and bars, the same for the page and the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.beside_words import withdrawn_words
from reports.charts import Bar, Point
from reports.figures import Figure
from reports.indicators.measures import BELOW_LIMIT, EQUALITY_LIMIT
from reports.periods import Period
from reports.right_to_work import RightToWork
from reports.waiting import Curve
from reports.words import change_words, goal_words, group_name, period_title, short_quarter, value_words
from ui.formats import number, percent

Names = Mapping[str, Mapping[str, str]]


class HasTrend(Protocol):
    """What has a figure for each of some quarters."""

    @property
    def trend(self) -> tuple[tuple[Period, Figure], ...]:
        """The quarters, oldest first."""


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
    sentences += withdrawn_words(report.beside)
    return " ".join(sentences)


@dataclass(frozen=True)
class Told:
    """A sentence of the first page, and the indicator whose page tells more of it."""

    words: str
    indicator: str
    tone: str


def told_first(report: RightToWork) -> list[Told]:
    """What rose, what fell, who waits: a sentence each, as far as there is something to tell."""
    found = []
    for figure, words, tone in (
        (report.rose, _("Improved most in a year: %(name)s, now %(value)s (%(change)s)."), "ok"),
        (report.fell, _("Worsened most in a year: %(name)s, now %(value)s (%(change)s)."), "late"),
    ):
        if figure is not None:
            facts = {
                "name": figure.definition.name,
                "value": value_words(figure.value, figure.definition.unit),
                "change": change_words(figure),
            }
            found.append(Told(words % facts, figure.indicator, tone))
    return [*found, Told(_waiting_words(report), "P2", "late" if report.waiting.late else "ok")]


def _waiting_words(report: RightToWork) -> str:
    count, late = report.waiting.count, report.waiting.late
    if not count:
        return _("Nobody waits for a first offer.")
    told = ngettext(
        "%(count)s person waits for a first offer", "%(count)s people wait for a first offer", count
    ) % {"count": number(count)}
    late_words = ngettext(
        "%(count)s of them for over 90 days", "%(count)s of them for over 90 days", late
    ) % {"count": number(late)}
    nobody = _("none of them for over 90 days")
    return f"{told}, {late_words if late else nobody}."


def trend_points(report: HasTrend) -> list[Point]:
    """The figure of each quarter."""
    return [
        Point(short_quarter(quarter), figure.value, value_words(figure.value, figure.definition.unit))
        for quarter, figure in report.trend
    ]


def trend_sentence(report: HasTrend) -> str:
    """The trend in words, for one who does not see it."""
    told = ", ".join(f"{point.label} {point.words}" for point in trend_points(report))
    name = report.trend[0][1].definition.name
    return _("%(name)s by quarter: %(quarters)s") % {"name": name, "quarters": told}


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


def trend_rows(report: HasTrend) -> list[list[str]]:
    """The trend as a table: quarter, value, how many of how many."""
    return [
        [
            period_title(quarter),
            value_words(figure.value, figure.definition.unit),
            number(figure.n)
            if figure.k is None
            else _("%(k)s of %(n)s") % {"k": number(figure.k), "n": number(figure.n)},
        ]
        for quarter, figure in report.trend
    ]


CURVE_DAYS = (30, 60, 90, 120, 180, 270)


def curve_rows(curve: Curve) -> list[list[str]]:
    """The waiting curve as a table: after so many days, the share that still waits, and its band."""
    rows = []
    for day in CURVE_DAYS:
        share = curve.share_after(day)
        if share is None:
            break
        rows.append([_("%(days)s days") % {"days": day}, percent(100 * share, 0), _band(curve, day)])
    return rows


def curve_words(curve: Curve, day: int) -> str:
    """What the curve says of one day: how many still wait, and the band where it is defined."""
    share, band = curve.share_after(day), _band(curve, day)
    days = _("%(days)s days") % {"days": day}
    told = f"{days}: {percent(100 * (share or 0), 0)}"
    return told if band == "–" else f"{told} ({band})"


def _band(curve: Curve, day: int) -> str:
    step = curve.step_at(day)
    if step is None or step.low is None or step.high is None:
        return "–"
    return f"{number(100 * step.low, 0)}–{percent(100 * step.high, 0)}"


def curve_sentence(curve: Curve) -> str:
    """The curve in words, for one who does not see it."""
    told = ", ".join(f"{day} {share}" for day, share, _band in curve_rows(curve))
    return _("Share of people who still wait for a first offer after: %(days)s") % {"days": told or "–"}
