"""Which table reports there are: how each is counted and told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from accounts.selectors import Viewer
from areas.selectors import spending_kinds
from reports.goals import goals
from reports.groups import PERSON_BREAKDOWNS
from reports.kept import kept
from reports.money import funding_rows, shares_of, spent_between
from reports.periods import Period
from reports.selectors import area_of, frames_for, group_names
from reports.tables.caseload import count_caseload
from reports.tables.changes import Changes, count_changes
from reports.tables.esf import count_esf
from reports.tables.eura import count_eura
from reports.tables.finance import count_finance
from reports.tables.founding import founding_of
from reports.tables.money import count_divisors, count_money
from reports.tables.outcomes import Outcomes, count_outcomes
from reports.tables.quality import READS as QUALITY_READS
from reports.tables.quality import Missing, count_quality
from reports.tables.service_points import Points, at_the_points, count_service_points
from reports.tables.shape import Told
from reports.tables.telling.caseload import tell_caseload
from reports.tables.telling.changes import tell_changes
from reports.tables.telling.esf import EsfReport, tell_esf
from reports.tables.telling.finance import tell_finance
from reports.tables.telling.money import tell_money
from reports.tables.telling.outcomes import tell_outcomes
from reports.tables.telling.quality import tell_quality
from reports.tables.telling.service_points import tell_service_points

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Count = Callable[[Viewer | None, Period, Sequence[str]], Any]
Tell = Callable[[Any, Period, Mapping[str, Mapping[str, str]]], Told]


@dataclass(frozen=True)
class TableReport:
    """One of the table reports. usual: the breakdowns that are shown where nobody asked for others.

    of_the_area: read only by who manages the whole area. leads_to: pages behind it, by name.
    """

    name: str
    title: StrPromise
    about: StrPromise
    breakdowns: tuple[str, ...]
    usual: tuple[str, ...]
    count: Count
    tell: Tell
    of_the_area: bool = False
    leads_to: tuple[tuple[StrPromise, str], ...] = ()

    def counted(self, viewer: Viewer | None, period: Period, breakdowns: Sequence[str] | None = None) -> Any:
        """The numbers of the viewer's area, before they are told in any language."""
        return self.count(viewer, period, tuple(breakdowns or self.usual))

    def told(self, viewer: Viewer | None, period: Period, breakdowns: Sequence[str] | None = None) -> Told:
        """The report of the viewer's area in the language that is active."""
        return self.tell(self.counted(viewer, period, breakdowns), period, group_names())


def _outcomes(viewer: Viewer | None, period: Period, breakdowns: Sequence[str]) -> Any:
    def count() -> Any:
        return count_outcomes(frames_for(viewer), period, breakdowns)

    return Outcomes(kept(viewer, ("outcomes", period, breakdowns), count), founding_of("outcomes"))


def _service_points(viewer: Viewer | None, period: Period, _breakdowns: Sequence[str]) -> Any:
    """Counted each time: a tally of visits is no act on anything that the figures are kept by."""
    done = at_the_points(area_of(viewer), period.start, period.end)
    return Points(count_service_points(done, frames_for(viewer), period), founding_of("service-points"))


def _finance(viewer: Viewer | None, period: Period, _breakdowns: Sequence[str]) -> Any:
    return kept(viewer, ("municipal-finance", period), lambda: count_finance(frames_for(viewer), period))


def _esf(viewer: Viewer | None, period: Period, _breakdowns: Sequence[str]) -> Any:
    def count() -> EsfReport:
        frames = frames_for(viewer, beside=["eura_records"])
        return EsfReport(count_esf(frames, period), count_eura(frames, period))

    return kept(viewer, ("esf", period), count)


def _quality(viewer: Viewer | None, period: Period, _breakdowns: Sequence[str]) -> Any:
    def count() -> list[Missing]:
        return count_quality(frames_for(viewer, beside=QUALITY_READS), period)

    return kept(viewer, ("data-quality", period), count)


def _caseload(viewer: Viewer | None, period: Period, breakdowns: Sequence[str]) -> Any:
    def count() -> Any:
        return count_caseload(frames_for(viewer), period, breakdowns)

    return kept(viewer, ("caseload", period, breakdowns), count)


def _money(viewer: Viewer | None, period: Period, _breakdowns: Sequence[str]) -> Any:
    """Spending is read each time: to enter it is no act that the figures are kept by."""
    divisors = kept(viewer, ("money", period), lambda: count_divisors(frames_for(viewer), period))
    rows = [(row, shares_of(row)) for row in funding_rows()]
    spent = spent_between(period.start.replace(day=1), period.end)
    return count_money(period, spent, list(spending_kinds()), divisors, rows)


def _changes(viewer: Viewer | None, period: Period, _breakdowns: Sequence[str]) -> Any:
    aimed_at = goals()

    def count() -> Changes:
        return count_changes(frames_for(viewer), period, aimed_at)

    return kept(viewer, ("changes", period, aimed_at), count)


TABLE_REPORTS: dict[str, TableReport] = {
    report.name: report
    for report in (
        TableReport(
            "outcomes",
            _("Outcomes"),
            _("What the service ended in: pension, rehabilitation, work, studies. Exact, and as stated."),
            PERSON_BREAKDOWNS,
            ("municipality", "gender"),
            _outcomes,
            tell_outcomes,
        ),
        TableReport(
            "changes",
            _("What has changed since the last board"),
            _("Each figure then and now, the municipalities, and what has happened in between."),
            ("municipality",),
            ("municipality",),
            _changes,
            tell_changes,
        ),
        TableReport(
            "service-points",
            _("Service points"),
            _("People coached, visits, satisfaction, employers met and hidden jobs, by municipality."),
            ("municipality",),
            ("municipality",),
            _service_points,
            tell_service_points,
        ),
        TableReport(
            "municipal-finance",
            _("Municipal finance, estimate"),
            _("What paid work may have changed in the benefits that municipalities pay for."),
            ("municipality",),
            ("municipality",),
            _finance,
            tell_finance,
        ),
        TableReport(
            "esf",
            _("ESF+ indicators"),
            _("The common indicators by gender, each person once, and the reconciliation with EURA 2021."),
            ("gender",),
            ("gender",),
            _esf,
            tell_esf,
        ),
        TableReport(
            "data-quality",
            _("Data quality"),
            _("What is not known of people, what that does to which figure, and whom it concerns."),
            ("municipality",),
            ("municipality",),
            _quality,
            tell_quality,
        ),
        TableReport(
            "caseload",
            _("People in the service"),
            _("By municipality and state: who waits for over 90 days, and who has no next step."),
            ("municipality", "service_area"),
            ("municipality", "service_area"),
            _caseload,
            tell_caseload,
        ),
        TableReport(
            "money",
            _("Money and costs"),
            _("Budget, funding, spending by month and kind, and the cost of a start and of a success."),
            (),
            (),
            _money,
            tell_money,
            of_the_area=True,
            leads_to=(
                (_("Enter spending"), "reports:spending"),
                (_("Rows of budget and funding"), "reports:funding"),
            ),
        ),
    )
}
