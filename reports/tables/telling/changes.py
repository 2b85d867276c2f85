"""What has changed since the last board, in words: on one page, the figures first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from reports.indicators import HEADLINE, INDICATORS
from reports.periods import Period
from reports.tables.changes import Change, Changes
from reports.tables.shape import Column, Definition, Row, Table, Told, Value
from reports.tables.words import NOBODY, in_words
from reports.words import group_name, short_day
from ui.formats import number

Names = Mapping[str, Mapping[str, str]]
BY = "municipality"
UNITS = {"days": "days", "ratio": "ratio", "nps": "nps"}
HAPPENED = {
    "referred": pgettext_lazy("people", "Referred to the service"),
    "planned": gettext_lazy("Plans made"),
    "offered": gettext_lazy("Places offered"),
    "started": gettext_lazy("Started in a place"),
    "ended": gettext_lazy("Ended their time in the service"),
    "returned": gettext_lazy("Returned to the referrer"),
    "withdrawn": gettext_lazy("Withdrew"),
}


def tell_changes(changes: Changes, _period: Period, names: Names) -> Told:
    """The report in the language that is active."""
    return Told(
        title=_("What has changed since the last board"),
        lead=_(
            "Each figure of the twelve months that ended on %(then)s, as it was known that day, and of the "
            "twelve months that end on %(now)s."
        )
        % {"then": short_day(changes.then), "now": short_day(changes.now)},
        summary=_summary(changes),
        tables=[_shares(changes), _others(changes), _municipalities(changes, names), _happened(changes)],
        definitions=_definitions(),
    )


def _summary(changes: Changes) -> list[str]:
    headline, waits, waited = changes.headline, changes.waits, changes.waited
    said = []
    if headline.difference is not None:
        said.append(_("%(name)s: %(then)s then, %(now)s now.") % _words(headline))
    by_gain = sorted(changes.everyone, key=lambda each: each.gain)
    for each, words in (
        (by_gain[-1], _("Most for the better: %(name)s, from %(then)s to %(now)s.")),
        (by_gain[0], _("Most for the worse: %(name)s, from %(then)s to %(now)s.")),
    ):
        if round(each.gain, 1) > 0 or (each is by_gain[0] and round(each.gain, 1) < 0):
            said.append(words % _words(each))
    said.append(
        _("Waiting for a first offer: %(now)s, of them over 90 days: %(late)s. Then: %(then)s and %(was)s.")
        % {
            "now": number(waits.count),
            "late": number(waits.late),
            "then": number(waited.count),
            "was": number(waited.late),
        }
    )
    return said


def _words(change: Change) -> dict[str, str]:
    return {
        "name": str(change.now.definition.name),
        "then": in_words(change.then.value, "percent"),
        "now": in_words(change.now.value, "percent"),
    }


def _then_and_now(changes: Changes) -> tuple[str, str]:
    return short_day(changes.then), short_day(changes.now)


def _shares(changes: Changes) -> Table:
    rows = [
        _share(each, each.now.indicator, str(each.now.definition.name))
        for each in changes.everyone
        if each.now.definition.unit == "percent"
    ]
    return Table("shares", _("Shares, everyone"), _("Figure"), _columns(changes), rows)


def _municipalities(changes: Changes, names: Names) -> Table:
    title = str(INDICATORS[HEADLINE].name)
    rows = [
        _share(each, str(each.now.group), group_name(BY, str(each.now.group), names))
        for each in changes.municipalities
    ]
    return Table("municipalities", title, _("Municipality"), _columns(changes), rows)


def _columns(changes: Changes) -> list[Column]:
    then, now = _then_and_now(changes)
    return [
        Column("then", then, "percent"),
        Column("now", now, "percent"),
        Column("change", _("Change"), "points"),
        Column("goal", _("Goal"), "percent"),
        Column("n", _("n now")),
    ]


def _share(change: Change, code: str, name: str) -> Row:
    values: dict[str, Value] = {
        "then": change.then.value,
        "now": change.now.value,
        "change": change.difference,
        "goal": change.now.goal,
        "n": change.now.n,
    }
    return Row(code, name, values, {key: NOBODY for key in ("then", "now") if values[key] is None})


def _others(changes: Changes) -> Table:
    then, now = _then_and_now(changes)
    rows = [
        Row(
            each.now.indicator,
            _named(each),
            {"then": each.then.value, "now": each.now.value},
            unit=UNITS[each.now.definition.unit],
        )
        for each in changes.everyone
        if each.now.definition.unit in UNITS
    ]
    columns = [Column("then", then, "ratio"), Column("now", now, "ratio")]
    return Table("others", _("Other figures, everyone"), _("Figure"), columns, rows)


def _named(change: Change) -> str:
    """The name of a figure that is no share; what its number is, where the number does not say it."""
    words = {"ratio": _("ratio"), "nps": _("NPS")}.get(change.now.definition.unit)
    name = str(change.now.definition.name)
    return f"{name} ({words})" if words else name


def _happened(changes: Changes) -> Table:
    columns = [
        Column("count", _("Since then")),
        Column("before", _("As many days before")),
    ]
    rows = [
        Row(each.what, str(HAPPENED[each.what]), {"count": each.count, "before": each.before})
        for each in changes.happened
    ]
    return Table("happened", _("What has happened"), _("What"), columns, rows)


def _definitions() -> Sequence[Definition]:
    return [
        Definition(
            "change",
            _("Change"),
            _(
                "The figure of the later twelve months less that of the earlier, in percentage points. The "
                "two years overlap: what has happened since then stands in the last table. Of fewer than 20 "
                "people no sentence is made, for one more or less says nothing there."
            ),
        ),
        Definition(
            "figures",
            _("Each figure"),
            _("How it is counted stands on its own page and in the report on the right to work."),
        ),
    ]
