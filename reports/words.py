"""Words of the reports: what groups, breakdowns, periods and values are called on the page and in the PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, gettext, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from reports.figures import Figure
from reports.groups import UNKNOWN
from reports.periods import Period
from reports.way import Step
from ui.formats import money, number, percent, signed

LANGUAGES = ("fi", "sv", "en", "fi-simple")

BREAKDOWN_NAMES = {
    "municipality": _("Municipality"),
    "service_area": _("Service area"),
    "remote": _("Remote municipality"),
    "gender": _("Gender"),
    "age_group": _("Age on the referral day"),
    "language": _("Mother tongue"),
    "foreign_background": _("Foreign background"),
    "partial_work_ability": _("Partial work ability"),
    "unemployment_length": _("Length of unemployment at referral"),
    "programme_type": _("Type of service"),
}

STEPS = {
    Step.REFERRED: _("Referred"),
    Step.ACCEPTED: _("Referral accepted"),
    Step.OFFERED: _("Had an offer of a place"),
    Step.WANTED: _("Said yes to a place"),
    Step.AGREED: _("Agreement signed"),
    Step.STARTED: _("Began in the place"),
}

_YES_NO = {"yes": _("Yes"), "no": _("No")}
_GROUP_NAMES: dict[str, dict[str, Any]] = {
    "remote": {"yes": _("Remote municipalities"), "no": _("Other municipalities")},
    "gender": {"female": _("Women"), "male": _("Men"), "other": _("Other gender")},
    "age_group": {"-24": _("Under 25"), "25-29": "25–29", "30-54": "30–54", "55+": _("55 and over")},
    "language": {"fi": _("Finnish"), "sv": _("Swedish"), "other": _("Other language")},
    "foreign_background": _YES_NO,
    "partial_work_ability": _YES_NO,
    "unemployment_length": {
        "under_12": _("Under 12 months"),
        "12_24": _("12–24 months"),
        "over_24": _("Over 24 months"),
    },
}
_UNKNOWN_NAME = pgettext_lazy("group", "Not known")


def group_name(by: str, group: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """What the group is called; `names` are those kept as data (`selectors.group_names`)."""
    if group == UNKNOWN:
        return str(_UNKNOWN_NAME)
    return str(names.get(by, {}).get(group) or _GROUP_NAMES.get(by, {}).get(group) or group)


def period_name(period: Period) -> str:
    """The days of the period, with its name when it has one: `2026, 1. neljännes (1.1.–31.3.2026)`."""
    days = f"{short_day(period.start, year=period.start.year != period.end.year)}–{short_day(period.end)}"
    title = period_title(period)
    return f"{title} ({days})" if title else days


def period_title(period: Period) -> str:
    """`2026`, `2026, 1st half`, `2026, 1st quarter`, `November 2026`, or nothing for other days."""
    if period.name is None:
        return format_date(period.start, "F Y") if period.code else ""
    year, _dash, part = period.name.partition("-")
    parts = {
        "": "%(year)s",
        "H1": gettext("%(year)s, 1st half"),
        "H2": gettext("%(year)s, 2nd half"),
        "Q1": gettext("%(year)s, 1st quarter"),
        "Q2": gettext("%(year)s, 2nd quarter"),
        "Q3": gettext("%(year)s, 3rd quarter"),
        "Q4": gettext("%(year)s, 4th quarter"),
    }
    return parts[part] % {"year": year}


def short_quarter(period: Period) -> str:
    """A quarter on an axis: `I/26`."""
    roman = ("I", "II", "III", "IV")[(period.start.month - 1) // 3]
    return f"{roman}/{period.start:%y}"


def value_words(value: float | None, unit: str, *, decimals: int | None = None) -> str:
    """The value with its unit: `82,4 %`, `33 pv`, `0,85`; a dash where there is none."""
    if value is None:
        return "–"
    if unit == "percent":
        return percent(value, 1 if decimals is None else decimals)
    if unit == "days":
        return gettext("%(days)s days") % {"days": number(value, 0)}
    if unit == "eur":
        return money(round(value) * 100)
    if unit == "nps":
        return signed(value, 1 if decimals is None else decimals)
    return number(value, 2)


def bare_words(value: float, unit: str) -> str:
    """The value without its unit, for the lower end of a range: `20` of `20–40 %`."""
    return number(value, 2 if unit == "ratio" else 0)


def direction_words(direction: str) -> str:
    """Which way is the good one."""
    words = {"down": gettext("lower is better"), "up": gettext("higher is better")}
    return words.get(direction, gettext("for information only"))


def goal_words(figure: Figure) -> str:
    """The goal with its unit; empty where none is set."""
    return "" if figure.goal is None else value_words(figure.goal, figure.definition.unit, decimals=0)


def change_words(figure: Figure) -> str:
    """The change from the same period a year before; empty where one of the two is missing."""
    change = _change(figure)
    if change is None:
        return ""
    if round(change, 1) == 0:
        return gettext("the same as a year before")
    amount = signed(change, {"ratio": 2, "eur": 0}.get(figure.definition.unit, 1))
    words = {
        "eur": gettext("%(change)s € in a year"),
        "percent": gettext("%(change)s percentage points in a year"),
        "days": gettext("%(change)s days in a year"),
    }
    return words.get(figure.definition.unit, gettext("%(change)s in a year")) % {"change": amount}


def change_tone(figure: Figure) -> str:
    """`ok` when the change went the good way, `late` the other, `quiet` when there is none."""
    change = _change(figure)
    if change is None or round(change, 1) == 0 or figure.definition.direction == "none":
        return "quiet"
    return "ok" if (change > 0) == (figure.definition.direction == "up") else "late"


def _change(figure: Figure) -> float | None:
    if figure.value is None or figure.previous is None:
        return None
    return figure.value - figure.previous


def in_all_languages(text: object) -> dict[str, str]:
    """The translatable text in each language of the service."""
    spoken = {}
    for language in LANGUAGES:
        with override(language):
            spoken[language] = str(text)
    return spoken


def short_day(day: date, *, year: bool = True) -> str:
    """The day without its weekday: `1.1.2026`, in English `1 Jan 2026`."""
    if (get_language() or "fi").startswith("en"):
        return format_date(day, "j M Y" if year else "j M")
    return format_date(day, "j.n.Y" if year else "j.n.")
