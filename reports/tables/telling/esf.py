"""The ESF+ table in words, and beside it how far the data in EURA 2021 are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from reports.periods import Period
from reports.tables.esf import ENTRY, EXIT, LATER, EsfLine, EsfTable, lines_at
from reports.tables.esf_names import esf_names
from reports.tables.eura import EXIT as EXIT_DATA
from reports.tables.eura import START, EuraCount
from reports.tables.shape import Column, Definition, Row, Table, Told, Value
from reports.tables.words import UNRECORDED
from reports.words import BREAKDOWN_NAMES, group_name
from ui.formats import number

Names = Mapping[str, Mapping[str, str]]
SOURCE = "(EU) 2021/1057, I"

TITLES = {
    ENTRY: gettext_lazy("At the entry"),
    EXIT: gettext_lazy("At the exit"),
    LATER: gettext_lazy("Six months after the exit"),
}


@dataclass(frozen=True)
class EsfReport:
    """The indicators, and how far the data in EURA are."""

    table: EsfTable
    eura: Sequence[EuraCount]


def tell_esf(counted: EsfReport, _period: Period, names: Names) -> Told:
    """The report in the language that is active."""
    whole = [each for each in counted.eura if each.town is None]
    return Told(
        title=_("ESF+ indicators"),
        lead=_(
            "The common indicators of the European Social Fund Plus, by gender. Each person is in the "
            "operation once. Nothing is asked of anybody for this table."
        ),
        summary=[_summary(counted.table), *_differences(whole)],
        tables=[
            *(_moment(counted.table, moment) for moment in (ENTRY, EXIT, LATER)),
            _eura(whole),
            _by_town(counted.eura, names),
        ],
        definitions=_definitions(counted.table),
        notes=[_("Co-funded by the European Union.")],
    )


def _summary(table: EsfTable) -> str:
    entered, left = (lines_at(table, moment)[0].people for moment in (ENTRY, EXIT))
    if not entered and not left:
        return _("Nobody entered or left the operation in this period.")
    sentence = _("%(entered)s people entered the operation in the period and %(left)s left it.") % {
        "entered": number(entered),
        "left": number(left),
    }
    if not table.withdrew:
        return sentence
    withdrew = ngettext(
        "%(count)s person withdrew after the start: of them there are no exit data.",
        "%(count)s people withdrew after the start: of them there are no exit data.",
        table.withdrew,
    )
    return f"{sentence} {withdrew % {'count': number(table.withdrew)}}"


def _differences(whole: Sequence[EuraCount]) -> list[str]:
    """Where the counts of this table and those of EURA differ, in a sentence."""
    sentences = {
        START: gettext_lazy("Start data are in EURA for %(done)s of %(people)s: %(missing)s differ."),
        EXIT_DATA: gettext_lazy("Exit data are in EURA for %(done)s of %(people)s: %(missing)s differ."),
    }
    return [
        str(sentences[each.kind])
        % {
            "done": number(each.done),
            "people": number(each.people),
            "missing": number(each.difference),
        }
        for each in whole
        if each.difference
    ]


def _moment(table: EsfTable, moment: str) -> Table:
    lines = lines_at(table, moment)
    genders = [code for code, _count in lines[0].by_gender]
    columns = [
        Column("all", _("In all")),
        *(Column(code, group_name("gender", code, {})) for code in genders),
        Column("not_known", _("Information missing")),
    ]
    heads = {
        ENTRY: ngettext("%(count)s person entered.", "%(count)s people entered.", lines[0].people),
        EXIT: ngettext("%(count)s person left.", "%(count)s people left.", lines[0].people),
        LATER: ngettext(
            "The six months of %(count)s person ran out in the period.",
            "The six months of %(count)s people ran out in the period.",
            lines[0].people,
        ),
    }
    note = heads[moment] % {"count": number(lines[0].people)}
    if not all(esf_names()[line.code].is_verified for line in lines):
        unverified = _("The wording of the names is not verified.")
        note = f"{note} {unverified}"
    rows = [_row(line) for line in lines]
    return Table(moment, str(TITLES[moment]), _("Indicator"), columns, rows, note)


def _row(line: EsfLine) -> Row:
    name = f"{line.code} {esf_names()[line.code].name}"
    if line.unrecorded:
        keys = ["all", *(code for code, _count in line.by_gender)]
        values: dict[str, Value] = dict.fromkeys(keys, None) | {"not_known": line.unknown}
        return Row(line.code, name, values, {"all": UNRECORDED})
    values = {"all": line.counted, **dict(line.by_gender), "not_known": line.unknown}
    return Row(line.code, name, values, is_total=line.code == "EECO01")


def _eura(whole: Sequence[EuraCount]) -> Table:
    columns = [
        Column("people", _("In this table")),
        Column("done", pgettext("data", "Given")),
        Column("difference", _("Difference")),
        Column("asked", pgettext("data", "Asked for")),
        Column("refused", pgettext("data", "Refused")),
        Column("missing", _("Nobody has asked")),
        Column("late", pgettext("data", "Late")),
    ]
    kinds = {
        START: _("Start data, due 14 days after the entry"),
        EXIT_DATA: _("Exit data, due 28 days after the exit"),
    }
    rows = [
        Row(each.kind, kinds[each.kind], {column.key: getattr(each, column.key) for column in columns})
        for each in whole
    ]
    note = _(
        "The people give their data in EURA 2021 themselves; here stands only how far it is. Late are those "
        "asked for and those whom nobody has asked, when their day has passed."
    )
    return Table("eura", _("Reconciliation with EURA 2021"), _("Data"), columns, rows, note)


def _by_town(eura: Sequence[EuraCount], names: Names) -> Table:
    columns = [
        Column("entered", _("Entered")),
        Column("start_done", _("Start data given")),
        Column("start_difference", _("Difference")),
        Column("left", pgettext("people", "Left")),
        Column("exit_done", _("Exit data given")),
        Column("exit_difference", _("Difference")),
    ]
    found = {(each.kind, each.town): each for each in eura}
    towns = list(dict.fromkeys(each.town for each in eura if each.town))
    rows = [
        Row(
            town,
            group_name("municipality", town, names),
            {
                **_of(found.get((START, town)), "entered", "start"),
                **_of(found.get((EXIT_DATA, town)), "left", "exit"),
            },
        )
        for town in towns
    ]
    title = _("Where the counts differ, by municipality")
    return Table("eura_by_town", title, str(BREAKDOWN_NAMES["municipality"]), columns, rows)


def _of(count: EuraCount | None, people: str, kind: str) -> dict[str, Value]:
    return {
        people: count.people if count else 0,
        f"{kind}_done": count.done if count else 0,
        f"{kind}_difference": count.difference if count else 0,
    }


def _definitions(table: EsfTable) -> list[Definition]:
    unverified = [line.code for line in table.lines if not esf_names()[line.code].is_verified]
    return [
        Definition(
            "person",
            _("One person once"),
            _(
                "A person is counted once in the operation: the earliest start of their times in the service "
                "is the entry, the last end the exit, and nobody has left while a time goes on. Who comes "
                "back after this period leaves anew in a later one: the figures of the whole operation are "
                "those of one period from its first day."
            ),
        ),
        Definition(
            "entry",
            _("Position at the entry"),
            _(
                "The last change of position by the start day, else what was written at the referral; age on "
                "the start day. Students are inactive. Long-term unemployed: more than 12 calendar months "
                "without a break."
            ),
        ),
        Definition(
            "results",
            _("Results"),
            _(
                "Education and work at the exit count only as a change from the position at the entry. "
                "EECR06 counts those who are nearer to work than at the entry: inactive, unemployed, in "
                "education, in work; whether a job is better than an earlier one is not known. A "
                "qualification is told in EURA alone. What is not known is told apart, and is no result."
            ),
            verified=False,
        ),
        Definition(
            "names",
            _("Names of the indicators"),
            _(
                "As in the annex of the regulation. The wording in this language is our own, or has not been "
                "seen in a source, of: %(codes)s."
            )
            % {"codes": ", ".join(unverified)},
            SOURCE,
            verified=not unverified,
        ),
    ]
