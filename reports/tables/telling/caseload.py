"""The caseload in words: how many are where, and how many wait unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.participants.states import ParticipationState
from reports.indicators import INDICATORS
from reports.periods import Period
from reports.tables.caseload import COUNTED, LATE, STATES, STEPLESS, UNSEEN, CaseloadLine
from reports.tables.shape import Column, Definition, Row, Table, Told
from reports.words import BREAKDOWN_NAMES, group_name, short_day
from ui.formats import number

Names = Mapping[str, Mapping[str, str]]


def tell_caseload(counted: Sequence[CaseloadLine], period: Period, names: Names) -> Told:
    """The report in the language that is active."""
    everyone = counted[0]
    breakdowns = dict.fromkeys(each.by for each in counted if each.by)
    return Told(
        title=_("People in the service"),
        lead=_(
            "Everyone whose time in the service goes on at the end of %(day)s, by state, and those who wait "
            "unseen. The first day of the period plays no part."
        )
        % {"day": short_day(period.end)},
        summary=[_summary(everyone)],
        tables=[_by(everyone, [each for each in counted if each.by == by], by, names) for by in breakdowns],
        definitions=_definitions(),
        notes=[_("There is no figure of any worker: only of municipalities and service areas.")],
    )


def _summary(everyone: CaseloadLine) -> str:
    people, late, stepless = (everyone.count(what) for what in ("people", LATE, STEPLESS))
    if not people:
        return _("Nobody's time in the service goes on on this day.")
    here = ngettext("%(count)s person is in the service", "%(count)s people are in the service", people)
    return _("%(here)s. No offer in 90 days: %(late)s. Without a next step: %(stepless)s.") % {
        "here": here % {"count": number(people)},
        "late": number(late),
        "stepless": number(stepless),
    }


def _by(everyone: CaseloadLine, groups: Sequence[CaseloadLine], by: str, names: Names) -> Table:
    title = str(BREAKDOWN_NAMES[by])
    rows = [Row(str(each.group), group_name(by, str(each.group), names), _values(each)) for each in groups]
    rows.append(Row("all", _("Together"), _values(everyone), is_total=True))
    return Table(by, title, title, _columns(), rows)


def _columns() -> list[Column]:
    names = {
        **{state: capfirst(str(ParticipationState(state).label)) for state in STATES},
        "people": _("Together"),
        LATE: _("No offer in 90 days"),
        STEPLESS: _("Without a next step"),
    }
    return [Column(what, names[what]) for what in COUNTED]


def _values(line: CaseloadLine) -> dict[str, int]:
    return dict(line.counts)


def _definitions() -> list[Definition]:
    unseen = INDICATORS[UNSEEN]
    return [
        Definition(
            "state",
            _("State"),
            _(
                "Each person is in one state: referred and not yet accepted, accepted and waiting to start, "
                "under way, or on a break. Municipality and service area are those of the referral day."
            ),
        ),
        Definition(
            LATE,
            _("No offer in 90 days"),
            _("Referred over 90 days ago, and no place has been offered. Who is on a break does not wait."),
        ),
        Definition(STEPLESS, f"{unseen.name} ({UNSEEN})", str(unseen.definition), str(unseen.legal)),
    ]
