"""A municipality, or each of them, in words: for the page, and for the files that other programs read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from django.utils.translation import gettext as _

from reports.indicators import HEADLINE, INDICATORS
from reports.municipality.counting import BY, TOLD, OfMunicipality
from reports.municipality.rows import (
    RowsOf,
    figure_columns,
    figure_rows,
    gender_columns,
    gender_rows,
    now_columns,
    now_rows,
    way_columns,
    way_rows,
)
from reports.periods import Period
from reports.tables.shape import Definition, Row, Table, Told
from reports.words import change_words, goal_words, group_name, value_words
from ui.formats import number

Names = Mapping[str, Mapping[str, str]]


def tell_municipalities(counted: Sequence[OfMunicipality], _period: Period, names: Names) -> Told:
    """The report in the language that is active. counted: those that are asked for."""
    rows = partial(_each, counted, names)
    title = _("Right to work by municipality")
    if len(counted) == 1:
        title = _("Right to work: %(municipality)s") % {"municipality": name_of(counted[0], names)}
    return Told(
        title=title,
        lead=_(
            "How the duty to promote employment is carried out in the municipality, beside the whole area "
            "and the same period a year before."
        ),
        summary=[headline_words(one) for one in counted] if len(counted) == 1 else [],
        tables=[
            Table("now", now_title(), _("What"), now_columns(), rows(now_rows)),
            Table("figures", _("Figures"), _("Figure"), figure_columns(), rows(figure_rows)),
            Table("gender", _("Women and men"), _("Figure"), gender_columns(), rows(gender_rows)),
            Table(
                "way", _("From a referral to a place"), _("Stage"), way_columns(), rows(way_rows), way_note()
            ),
        ],
        definitions=[
            Definition(each.id, str(each.name), str(each.definition), str(each.legal))
            for each in (INDICATORS[indicator] for indicator in TOLD)
        ],
        notes=[euro_note()],
    )


def euro_note() -> str:
    """Where the estimate O7 stands."""
    return _(
        "What paid work may have changed in benefits is told in the report of municipal finance, which hides "
        "sums of few people."
    )


def name_of(one: OfMunicipality, names: Names) -> str:
    """The municipality's name."""
    return group_name(BY, one.code, names)


def headline_words(one: OfMunicipality) -> str:
    """The headline of the municipality in a few sentences: the goal, the year before, the area beside it."""
    headline = one.headline
    if not headline.n:
        return _("Nobody's 90 days ran out in this period.")
    told = [
        _("%(k)s of %(n)s people had an offer of a place within 90 days of referral.")
        % {"k": number(headline.k), "n": number(headline.n)}
    ]
    if headline.goal is not None:
        told.append(_("The goal is %(goal)s.") % {"goal": goal_words(headline)})
    if change_words(headline):
        told.append(_("Change: %(change)s.") % {"change": change_words(headline)})
    whole = value_words(one.beside_of(HEADLINE).value, "percent")
    told.append(_("In the whole area: %(value)s.") % {"value": whole})
    return " ".join(told)


def now_title() -> str:
    """What the table of who waits is called."""
    return _("On the last day of the period")


def way_title() -> str:
    """What the table of the way is called."""
    return _("From a referral to a place")


def way_note() -> str:
    """Of whom the way is told."""
    return _("Of those referred in the period, as it is known on its last day.")


def _each(counted: Sequence[OfMunicipality], names: Names, rows_of: RowsOf) -> list[Row]:
    """The rows of each; where there are several, each row begins with its municipality."""
    if len(counted) == 1:
        return rows_of(counted[0])
    return [
        replace(row, code=f"{one.code} {row.code}", name=f"{name_of(one, names)}: {row.name}")
        for one in counted
        for row in rows_of(one)
    ]
