"""The service points in words: what they did, how it went, and what an earlier project stated beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.indicators import INDICATORS
from reports.periods import Period
from reports.tables.founding import Founding
from reports.tables.service_points import BY, PointLine, Points
from reports.tables.shape import Column, Definition, Row, Table, Told, Value
from reports.tables.words import NOBODY
from reports.words import BREAKDOWN_NAMES, group_name
from ui.formats import number

Names = Mapping[str, Mapping[str, str]]


def tell_service_points(counted: Points, _period: Period, names: Names) -> Told:
    """The report in the language that is active."""
    everyone, *towns = counted.lines
    columns = _columns()
    rows = [_row(each, _town_name(each, names)) for each in towns]
    rows.append(_row(everyone, _("Together"), is_total=True))
    return Told(
        title=_("Service points"),
        lead=_(
            "What the service points did in the period: people coached, visits, employers met, and how those "
            "who came found it."
        ),
        summary=[_summary(everyone)],
        tables=[
            Table(BY, _("By municipality"), str(BREAKDOWN_NAMES[BY]), columns, rows, bars="visits"),
            *(_beside(one, everyone, columns) for one in counted.founding),
        ],
        definitions=_definitions(),
    )


def _columns() -> list[Column]:
    return [
        Column("coached", _("Coached")),
        Column("visits", pgettext("service points", "Visits")),
        Column("network", _("Network visits")),
        Column("mean", _("Satisfaction, mean"), "score"),
        Column("nps", "NPS", "nps"),
        Column("answers", _("Answers")),
        Column("broken", _("Unemployment broken"), "percent"),
        Column("contacts", _("Employer contacts")),
        Column("hidden_jobs", _("Hidden jobs")),
    ]


def _values(line: PointLine) -> dict[str, Value]:
    return {
        "coached": line.done.coached,
        "visits": line.done.visits,
        "network": line.done.network,
        "mean": line.experience.mean,
        "nps": line.experience.value,
        "answers": line.experience.n,
        "broken": line.broken.value,
        "contacts": line.done.contacts,
        "hidden_jobs": line.done.hidden_jobs,
    }


def _row(line: PointLine, name: str, *, is_total: bool = False) -> Row:
    values = _values(line)
    empty = {key: NOBODY for key, value in values.items() if value is None}
    return Row(line.town or "all", name, values, empty, is_total)


def _town_name(line: PointLine, names: Names) -> str:
    return group_name(BY, str(line.town), names)


def _summary(everyone: PointLine) -> str:
    done = everyone.done
    if not (done.visits or done.network or done.coached or done.contacts or everyone.experience.n):
        return _("Nothing was counted at the service points in this period.")
    return _(
        "People coached: %(coached)s. Visits: %(visits)s. Contacts with employers: %(contacts)s; hidden "
        "jobs found by them: %(jobs)s."
    ) % {
        "coached": number(done.coached),
        "visits": number(done.visits),
        "contacts": number(done.contacts),
        "jobs": number(done.hidden_jobs),
    }


def _beside(founding: Founding, everyone: PointLine, columns: Sequence[Column]) -> Table:
    """Ours and what a founding document states, line by line; each value written as what it is."""
    ours = _values(everyone)
    rows = []
    for column in columns:
        stated, how = founding.values.get(column.key), founding.how.get(column.key, "")
        if stated is None:
            continue
        value = int(stated) if column.unit == "count" else float(stated)
        values: dict[str, Value] = {"ours": ours[column.key], "stated": value}
        remarks = {"stated": how} if how else {}
        if ours[column.key] is None:
            remarks["ours"] = NOBODY
        rows.append(Row(column.key, column.name, values, remarks, unit=column.unit))
    heads = [
        Column("ours", _("This period")),
        Column("stated", pgettext("share", "As stated")),
    ]
    return Table(founding.project.code, founding.title, _("Figure"), heads, rows, founding.note)


def _definitions() -> list[Definition]:
    return [
        Definition(
            "coached",
            _("Coached"),
            _(
                "People with at least one coaching meeting in the period, each once: also in all, where a "
                "person was coached in two municipalities."
            ),
        ),
        Definition(
            "visits",
            pgettext("service points", "Visits"),
            _(
                "Contacts at the service points, as they were tallied: visits, calls, chats and events. "
                "Nobody is named. Contacts of the network are apart and are no visits of people."
            ),
        ),
        Definition(
            "contacts",
            _("Employer contacts"),
            _(
                "Contacts with employers that were written down in the period, and those of them that led "
                "to a hidden job."
            ),
        ),
        *(
            Definition(each.id, str(each.name), str(each.definition), str(each.legal))
            for each in (INDICATORS["O6"], INDICATORS["O4"])
        ),
    ]
