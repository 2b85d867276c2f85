"""Money in words: what a start and a success cost, what was spent, and who pays for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from reports.charts_money import Strip, spending_trend
from reports.few import FEWEST
from reports.indicators import INDICATORS
from reports.periods import Period
from reports.tables.money import STARTS, Cost, Money, Month, total_of
from reports.tables.shape import Chart, Column, Definition, Row, Table, Told, Value
from reports.tables.telling.funding import funding_definitions, funding_tables
from reports.tables.words import NOT_ALL_ENTERED, NOT_ALL_KINDS, NOT_ENTERED, NOT_WHOLE, in_words
from ui.formats import number

Names = Mapping[str, Mapping[str, str]]
MOST_NAMED = 6


def tell_money(counted: Money, _period: Period, _names: Names) -> Told:
    """The report in the language that is active."""
    return Told(
        title=_("Money and costs"),
        lead=_(
            "What the whole employment area was given and what it spent, and what a start in a place and a "
            "success cost."
        ),
        summary=_summary(counted),
        tables=[_costs(counted), _spending(counted), *funding_tables(counted)],
        definitions=[*_definitions(), *funding_definitions(counted.rows)],
        charts=_charts(counted),
    )


def month_words(month: date) -> str:
    """The month as people write it: `5/2026`."""
    return f"{month.month}/{month.year}"


def _summary(counted: Money) -> list[str]:
    if not any(one.euros for one in counted.months):
        return [_("No spending is entered for this period: there is no cost to count.")]
    if not counted.whole:
        return [_("Spending is kept by month. Choose whole months, and a cost is counted.")]
    total = counted.total
    if total is None:
        return [_lacking([one for one in counted.months if one.missing])]
    spent = _("Spent in the period: %(euros)s.") % {"euros": in_words(float(total), "euros")}
    return [" ".join([spent, *(_for_each(one) for one in counted.costs if one.of == STARTS)])]


def _lacking(months: Sequence[Month]) -> str:
    named = ", ".join(month_words(one.month) for one in months[:MOST_NAMED])
    if len(months) > MOST_NAMED:
        more = _("%(months)s and %(count)s more")
        named = more % {"months": named, "count": number(len(months) - MOST_NAMED)}
    words = _("Spending is not entered whole for %(months)s: no cost is counted until it is.")
    return words % {"months": named}


def _for_each(cost: Cost) -> str:
    if cost.value is None:
        return ""
    starts = ngettext(
        "%(count)s start in a place: %(euros)s for each.",
        "%(count)s starts in places: %(euros)s for each.",
        cost.k,
    )
    return starts % {"count": number(cost.k), "euros": in_words(cost.value, "euros")}


def _costs(counted: Money) -> Table:
    columns = [
        Column("spent", pgettext("money", "Spent"), "euros"),
        Column("k", _("How many")),
        Column("cost", _("Cost of each"), "euros"),
    ]
    total = counted.total
    unknown = NOT_ALL_ENTERED if counted.whole else NOT_WHOLE
    rows = []
    for one in counted.costs:
        name = _("Start in a place") if one.of == STARTS else f"{INDICATORS[one.of].name} ({one.of})"
        values: dict[str, Value] = {"spent": _plain(total), "k": one.k, "cost": one.value}
        remarks = {"cost": one.missing} if one.missing else {}
        rows.append(Row(one.of, name, values, remarks | ({} if total is not None else {"spent": unknown})))
    note = _(
        "All spending of the period divided by how many there were in it. It is no price of one person: "
        "the same money pays for those who wait, and for what ends later. No cost is told of fewer than "
        "%(count)s."
    ) % {"count": number(FEWEST)}
    return Table("costs", _("Cost of a start and of a success"), _("What"), columns, rows, note)


def _spending(counted: Money) -> Table:
    columns = [Column(kind.code, kind.name, "euros") for kind in counted.kinds]
    columns.append(Column("together", _("Together"), "euros"))
    rows = [_month(one) for one in reversed(counted.months)]
    rows.append(_together(counted))
    note = "" if counted.whole else _("The period begins or ends within a month: months are shown whole.")
    return Table("spending", _("Spending by month"), _("Month"), columns, rows, note)


def _month(month: Month) -> Row:
    values: dict[str, Value] = {code: float(euros) for code, euros in month.euros.items()}
    remarks = dict.fromkeys(month.missing, NOT_ENTERED)
    if month.missing:
        remarks["together"] = NOT_ENTERED if not month.euros else NOT_ALL_KINDS
    values["together"] = _plain(month.total)
    return Row(f"{month.month:%Y-%m}", month_words(month.month), values, remarks)


def _together(counted: Money) -> Row:
    """Each kind over the months of the period; nothing where a month of it is not entered."""
    totals = {kind.code: _kind_total(counted.months, kind.code) for kind in counted.kinds}
    totals["together"] = total_of(counted.months)
    values: dict[str, Value] = {code: _plain(total) for code, total in totals.items()}
    remarks = {code: NOT_ALL_ENTERED for code, total in totals.items() if total is None}
    return Row("together", _("Together"), values, remarks, is_total=True)


def _charts(counted: Money) -> list[Chart]:
    if not any(one.euros for one in counted.months):
        return []
    months = counted.months
    together = Strip(_("Together"), _sum_words(total_of(months)), [_plain(one.total) for one in months])
    kinds = [
        Strip(
            kind.name,
            _sum_words(_kind_total(months, kind.code)),
            [_plain(one.euros.get(kind.code)) for one in months],
        )
        for kind in counted.kinds
    ]
    told = ", ".join(f"{month_words(one.month)} {_sum_words(one.total)}" for one in months)
    labels = [f"{one.month.month}/{one.month:%y}" for one in months]
    title = _("Spending by month: %(months)s") % {"months": told}
    note = _("The kinds share one scale, all together has its own. A dash: not entered.")
    return [Chart(_("Spending by month"), spending_trend(together, kinds, labels, title), note)]


def _kind_total(months: Sequence[Month], code: str) -> Decimal | None:
    """The kind over the months; None where it is not entered in one of them."""
    if any(code in one.missing for one in months):
        return None
    return sum((one.euros[code] for one in months if code in one.euros), Decimal(0))


def _sum_words(euros: Decimal | None) -> str:
    return "–" if euros is None else in_words(float(euros), "euros")


def _plain(euros: Decimal | None) -> float | None:
    return None if euros is None else float(euros)


def _definitions() -> list[Definition]:
    return [
        Definition(
            "spending",
            _("Spending"),
            _(
                "What a manager has entered for a month and a kind, and its corrections with their reasons. "
                "A month is known when every kind in use is entered: what is not entered is not nothing. A "
                "cost is counted over whole months that are all known."
            ),
        ),
        Definition(
            STARTS,
            _("Start in a place"),
            _(
                "A placement that was agreed, not cancelled, and whose first day lies in the period. Who "
                "begins twice is counted twice."
            ),
        ),
        *(
            Definition(each.id, str(each.name), str(each.definition), str(each.legal))
            for each in (INDICATORS["O1"], INDICATORS["O3"])
        ),
    ]
