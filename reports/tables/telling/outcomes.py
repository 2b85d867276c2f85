"""The outcomes in words: how the service ended, and beside it the table of the founding document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from reports.indicators import INDICATORS
from reports.periods import Period
from reports.tables.founding import Founding
from reports.tables.outcomes import LINES, TOGETHER, UNKNOWN, Ends, Outcomes, Stated, stated_in
from reports.tables.shape import Column, Definition, Row, Table, Told, Value
from reports.tables.words import NOBODY, in_words
from reports.words import BREAKDOWN_NAMES, group_name
from ui.formats import number

Names = Mapping[str, Mapping[str, str]]

LINE_NAMES = {
    "pension": gettext_lazy("Pension"),
    "vocational_rehabilitation_assessment": gettext_lazy("Vocational rehabilitation assessment"),
    "rehabilitation_benefit": gettext_lazy("Rehabilitation benefit"),
    "employment_promoting_rehabilitation": gettext_lazy("Employment-promoting rehabilitation"),
    "open_job_or_degree": gettext_lazy("Open labour market or degree education"),
    TOGETHER: gettext_lazy("A lasting solution in all"),
    "other_service": gettext_lazy("Another service"),
    "unemployment": gettext_lazy("Unemployment"),
    "moved_away": gettext_lazy("Moved away"),
    "deceased": gettext_lazy("Deceased"),
    UNKNOWN: gettext_lazy("Not known"),
}


def tell_outcomes(counted: Outcomes, _period: Period, names: Names) -> Told:
    """The report in the language that is active."""
    ends, everyone = counted.ends, counted.ends[0]
    breakdowns = dict.fromkeys(each.by for each in ends if each.by)
    founding = [(one, stated) for one in counted.founding if (stated := stated_in(one)) is not None]
    return Told(
        title=_("Outcomes: how the service ended"),
        lead=_(
            "Those whose time in the service ended in the period, by what it ended in. The exact share and a "
            "headline that somebody has stated are kept apart."
        ),
        summary=[_summary(everyone)],
        tables=[
            _ended_in(everyone),
            *(_by_group([each for each in ends if each.by == by], by, names) for by in breakdowns),
            *(_founding(one, stated) for one, stated in founding),
        ],
        definitions=_definitions(compares=bool(founding)),
    )


def _summary(everyone: Ends) -> str:
    if not everyone.clients:
        return _("Nobody's time in the service ended in this period: there is nothing to share out.")
    sentence = ngettext(
        "%(n)s person's time in the service ended. Of them %(k)s (%(share)s) had a lasting solution.",
        "The time in the service of %(n)s people ended. Of them %(k)s (%(share)s) had a lasting solution.",
        everyone.clients,
    ) % {
        "n": number(everyone.clients),
        "k": number(everyone.of(TOGETHER)),
        "share": in_words(everyone.share(TOGETHER), "percent"),
    }
    unknown = everyone.of(UNKNOWN)
    if not unknown:
        return sentence
    told = ngettext(
        "What it ended in is not known of %(count)s person, who stays in the count.",
        "What it ended in is not known of %(count)s people, who stay in the count.",
        unknown,
    )
    return f"{sentence} {told % {'count': number(unknown)}}"


def _ended_in(ends: Ends) -> Table:
    columns = [Column("n", pgettext("how many", "People")), Column("share", _("Share, exact"), "percent")]
    rows = [_line(ends, line) for line in LINES]
    clients = _("Ended in all")
    share = 100.0 if ends.clients else None
    rows.append(_row("clients", clients, {"n": ends.clients, "share": share}, is_total=True))
    return Table("ended_in", _("What the service ended in"), _("Ended in"), columns, rows, bars="share")


def _line(ends: Ends, line: str) -> Row:
    values: dict[str, Value] = {"n": ends.of(line), "share": ends.share(line)}
    return _row(line, str(LINE_NAMES[line]), values, is_total=line == TOGETHER)


def _row(code: str, name: str, values: dict[str, Value], *, is_total: bool = False) -> Row:
    empty = {key: NOBODY for key, value in values.items() if value is None}
    return Row(code, name, values, empty, is_total)


def _by_group(ends: Sequence[Ends], by: str, names: Names) -> Table:
    columns = [
        Column("clients", pgettext("several", "Ended")),
        Column(TOGETHER, _("A lasting solution")),
        Column("share", _("Share, exact"), "percent"),
        Column("unemployment", str(LINE_NAMES["unemployment"])),
        Column(UNKNOWN, str(LINE_NAMES[UNKNOWN])),
    ]
    rows = [
        _row(
            str(each.group),
            group_name(by, str(each.group), names),
            {
                "clients": each.clients,
                **{line: each.of(line) for line in (TOGETHER, "unemployment", UNKNOWN)},
                "share": each.share(TOGETHER),
            },
        )
        for each in ends
    ]
    return Table(by, str(BREAKDOWN_NAMES[by]), str(BREAKDOWN_NAMES[by]), columns, rows)


def _founding(founding: Founding, stated: Stated) -> Table:
    """The founding document's table: what it states, and what its own counts add up to."""
    ends = stated.ends
    columns = [
        Column("n", pgettext("how many", "People")),
        Column("share", _("Share, exact"), "percent"),
        Column("stated", pgettext("share", "As stated"), "whole_percent"),
    ]
    rows = [
        Row(
            line,
            str(LINE_NAMES[line]),
            {"n": ends.of(line), "share": ends.share(line), "stated": stated.percents.get(line)},
            is_total=line == TOGETHER,
        )
        for line in dict.fromkeys([*stated.counts, TOGETHER])
    ]
    clients: dict[str, Value] = {"n": ends.clients, "share": 100.0, "stated": None}
    rows.append(Row("clients", _("Participants in all"), clients, is_total=True))
    return Table(
        founding.project.code,
        founding.title,
        _("Ended in"),
        columns,
        rows,
        f"{founding.note} {_adds_up_to(stated)}".strip(),
    )


def _adds_up_to(stated: Stated) -> str:
    """The counts added up beside the headline; nothing where the document has none."""
    if TOGETHER not in stated.percents:
        return ""
    return _(
        "The lines of the document add up to %(k)s of %(n)s, which is %(exact)s; its headline says "
        "%(stated)s."
    ) % {
        "k": number(stated.ends.of(TOGETHER)),
        "n": number(stated.clients),
        "exact": in_words(stated.ends.share(TOGETHER), "percent"),
        "stated": in_words(stated.percents[TOGETHER], "whole_percent"),
    }


def _definitions(*, compares: bool) -> list[Definition]:
    lasting = INDICATORS["O3"]
    counted = [
        Definition(
            "clients",
            _("Who is counted"),
            _(
                "Participations that ended in the period. What they ended in is what was recorded at the "
                "end; a person whose time ended twice is counted twice. What is not known stays in the "
                "count and is told apart."
            ),
        ),
        Definition(lasting.id, str(lasting.name), str(lasting.definition), str(lasting.legal)),
    ]
    if not compares:
        return counted
    stated = _(
        "A percent that a document has printed. It is never counted on: the exact share is worked "
        "out from the counts beside it."
    )
    return [*counted, Definition("stated", _("As stated"), stated)]
