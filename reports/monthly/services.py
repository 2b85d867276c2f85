"""A month has ended: who reads its reports hears where they are. No figure is in a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import Assignment, User
from areas.working_days import add_working_days, is_working_day
from audit.services import record
from notifications.services import NewMessage, enqueue_all
from programmes.recipients import to_user
from programmes.workspace.figures import READERS, may_read_figures
from reports.models import MonthlyReport, MonthTold
from reports.periods import Period, recent_months
from reports.readers import require_manager
from workflow.engine import first_time
from workflow.locks import lock

TEMPLATE: Final = "monthly_reports"
ROLES: Final = READERS


def in_force() -> QuerySet[MonthlyReport]:
    """What comes every month, by report and role."""
    return MonthlyReport.objects.filter(stopped_on=None).select_related("set_by")


def of_roles(roles: frozenset[str]) -> list[str]:
    """The names of the reports that come every month to one of the roles."""
    return sorted({row.report for row in in_force() if row.role in roles})


@transaction.atomic
def start(report: str, role: str, *, by: User, token: str | None = None) -> MonthlyReport:
    """The report comes to the role every month from the next first working day; once, however often asked.

    Raises PermissionDenied for who does not manage.
    """
    require_manager(by)
    if (known := first_time(token, MonthlyReport)) is not None:
        return MonthlyReport.objects.get(pk=known.object_id)
    row, is_new = MonthlyReport.objects.get_or_create(
        report=report,
        role=role,
        stopped_on=None,
        defaults={"since": timezone.localdate(), "set_by": by},
    )
    if is_new:
        record("monthly_report.started", row, by=by, data={"report": report, "role": role}, token=token)
    return row


@transaction.atomic
def stop(pk: int, *, by: User) -> bool:
    """It comes no more; answers whether it did until now. Raises PermissionDenied for who does not manage."""
    require_manager(by)
    row = in_force().filter(pk=pk).first()
    if row is None:
        return False
    lock(row)
    MonthlyReport.objects.filter(pk=pk).update(stopped_on=timezone.localdate())
    record("monthly_report.stopped", row, by=by)
    return True


def tell_of_the_month() -> int:
    """Once a month, from its first working day on, everybody whose role has a report of the month before.

    One message to a person, however many reports they are told of; what was added on that day or later comes
    the month after. Answers how many were told.
    """
    today = timezone.localdate()
    first = _first_working_day(today)
    due = in_force().filter(since__lt=first)
    if today < first or not due.exists():
        return 0
    month = recent_months(first.replace(day=1), 1)[0]
    with transaction.atomic():
        told, is_new = MonthTold.objects.get_or_create(month=month.start)
        return _tell(told, month, set(due.values_list("role", flat=True))) if is_new else 0


def _tell(told: MonthTold, month: Period, roles: set[str]) -> int:
    holders = Assignment.objects.current().filter(role__in=roles)
    rows = User.objects.filter(pk__in=holders.values("user"), is_active=True).exclude(email="")
    people = [to_user(user) for user in rows.order_by("pk") if may_read_figures(user)]
    event = record("monthly_reports.told", told, by=None, data={"people": len(people)})
    path = f"{reverse('reports:monthly')}?month={month.code}"
    enqueue_all(event, [NewMessage(replace(one, path=path), TEMPLATE, rests=True) for one in people])
    return len(people)


def _first_working_day(today: date) -> date:
    """The first working day of the month in which the day lies."""
    first = today.replace(day=1)
    return first if is_working_day(first) else add_working_days(first, 1)
