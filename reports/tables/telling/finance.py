"""Municipal finance in words: the estimate, and the parameters that it hangs on with their sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.few import FEWEST
from reports.indicators import INDICATORS
from reports.indicators.benefit import DAILY_BASES, STEPS, STEPS_FROM, STEPS_SOURCE
from reports.periods import Period
from reports.tables.finance import BY, FinanceLine
from reports.tables.shape import Column, Definition, Row, Table, Told, Value
from reports.tables.words import ALL_UNKNOWN, FEW, NOBODY, in_words
from reports.words import BREAKDOWN_NAMES, group_name
from ui.formats import number

Names = Mapping[str, Mapping[str, str]]


def tell_finance(counted: Sequence[FinanceLine], _period: Period, names: Names) -> Told:
    """The report in the language that is active."""
    everyone, *towns = counted
    columns = [
        Column("people", _("In paid work")),
        Column("unknown", _("Days on a benefit not known")),
        Column("value", _("Estimate"), "euros"),
    ]
    rows = [_row(each, group_name(BY, str(each.town), names)) for each in towns]
    rows.append(_row(everyone, _("Together"), is_total=True))
    return Told(
        title=_("Municipal finance, estimate"),
        lead=_(
            "How much the municipalities' share of unemployment benefits may have changed because people "
            "were in paid work. An estimate, for information only: it decides nothing about anybody."
        ),
        summary=_summary(everyone),
        tables=[
            Table(BY, _("By municipality"), str(BREAKDOWN_NAMES[BY]), columns, rows, _few()),
            _bases(),
            _steps(),
        ],
        definitions=_definitions(),
    )


def _summary(everyone: FinanceLine) -> list[str]:
    if not everyone.people:
        return [_("Nobody was in paid work in this period: there is nothing to estimate.")]
    if not everyone.known:
        return [_("The days on a benefit are not known of anybody who was in paid work: no estimate.")]
    if everyone.value is None:
        return [_few()]
    people = ngettext(
        "%(count)s person was in paid work in the period.",
        "%(count)s people were in paid work in the period.",
        everyone.people,
    ) % {"count": number(everyone.people)}
    estimate = _("The estimate is %(euros)s.") % {"euros": in_words(everyone.value, "euros")}
    if not everyone.unknown:
        return [f"{people} {estimate}"]
    unknown = ngettext(
        "Nothing is added for %(count)s person whose days on a benefit are not known.",
        "Nothing is added for %(count)s people whose days on a benefit are not known.",
        everyone.unknown,
    ) % {"count": number(everyone.unknown)}
    return [f"{people} {estimate} {unknown}"]


def _few() -> str:
    return _(
        "A sum is shown of %(count)s people or more whose days are known, and never of one person. Where one "
        "is not shown, another may be left out beside it, so that it cannot be worked out."
    ) % {"count": number(FEWEST)}


def _row(line: FinanceLine, name: str, *, is_total: bool = False) -> Row:
    values: dict[str, Value] = {"people": line.people, "unknown": line.unknown, "value": line.value}
    remarks = {}
    if line.value is None:
        missing = FEW if line.hidden else ALL_UNKNOWN if line.people else NOBODY
        remarks["value"] = missing
    return Row(line.town or "all", name, values, remarks, is_total)


def _bases() -> Table:
    columns = [Column("base", _("A day"), "euros_a_day")]
    rows = [
        Row(
            each.valid_from.isoformat(),
            _("From %(day)s") % {"day": in_words(each.valid_from.isoformat(), "date")},
            {"base": each.cents / 100},
        )
        for each in DAILY_BASES
    ]
    sources = "; ".join(each.source for each in DAILY_BASES)
    note = _("Days before the first base add nothing. Source: %(source)s.") % {"source": sources}
    return Table("daily_base", _("Parameter: daily base of the benefit"), _("In force"), columns, rows, note)


def _steps() -> Table:
    columns = [Column("share", _("The municipality's share"), "whole_percent")]
    rows = [
        Row(
            str(since),
            f"{number(since)}–{number(until - 1)}" if until else _("%(count)s or more") % {"count": since},
            {"share": percent},
        )
        for (since, percent), (until, _next) in pairwise((*STEPS, (0, 0)))
    ]
    note = _(
        "Not verified: that the share begins after 100 days has been seen in a source, the percents have "
        "not. In force from %(day)s. Source: %(source)s."
    ) % {"day": in_words(STEPS_FROM.isoformat(), "date"), "source": STEPS_SOURCE}
    title = _("Parameter: the municipality's share by days on a benefit (not verified)")
    return Table("steps", title, _("Days on a benefit"), columns, rows, note)


def _definitions() -> list[Definition]:
    line = INDICATORS["O7"]
    sources = "; ".join(each.source for each in DAILY_BASES)
    return [
        Definition(line.id, str(line.name), str(line.definition), str(line.legal)),
        Definition(
            "daily_base",
            _("Daily base of the benefit"),
            _("What a day of unemployment benefit is worth; the index is frozen until 2027."),
            sources,
            verified=True,
        ),
        Definition(
            "steps",
            _("The municipality's share"),
            _("The percent of a day's benefit that the home municipality pays, by the days received so far."),
            STEPS_SOURCE,
            verified=False,
        ),
    ]
