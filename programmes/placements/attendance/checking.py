"""What a worker checks: the workplaces of a month with their people, and what differs from the agreement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.selectors import Viewer
from programmes.placements.attendance.calendar import monday_of, week_code
from programmes.placements.attendance.keys import Workplace, key_of
from programmes.placements.attendance.selectors import months_for
from programmes.placements.attendance.sums import Sums, agreed_hours, days_told, sums_of, untold
from programmes.placements.models import AttendanceMonth
from programmes.placements.states import MonthState
from programmes.relations import coordinated_by, own_hosts_of, responsible_ids

# Told and agreed hours that differ by more than a tenth are looked at.
A_TENTH = Decimal("0.1")
PLACE = ("placement__vacancy__host__name_order", "placement__vacancy__host", "placement__vacancy__workplace")
GROUP = ("placement__intake",)
Key = tuple[int | None, int | None, int | None]  # host employer, workplace, group


@dataclass(frozen=True)
class Checked:
    """One person's month: its sums, what was agreed, what is not told; whether one press checks it."""

    month: AttendanceMonth
    sums: Sums
    agreed: Decimal | None
    untold: int
    ready: bool

    @property
    def difference(self) -> Decimal | None:
        """Told hours less agreed hours; None where nothing was agreed."""
        return None if self.agreed is None else self.sums.hours - self.agreed

    @property
    def differs(self) -> bool:
        """Whether the hours differ by more than a tenth, or a day is not told."""
        agreed, difference = self.agreed, self.difference
        return bool(self.untold) or bool(agreed and difference and abs(difference) > agreed * A_TENTH)


@dataclass(frozen=True)
class Together:
    """The people of one workplace in one month; how many of them one press checks."""

    place: Workplace
    rows: list[Checked]

    @property
    def ready(self) -> list[AttendanceMonth]:
        """The months that one press checks."""
        return [row.month for row in self.rows if row.ready]

    @property
    def week(self) -> str:
        """The last week of the month that can be told here, as it stands in an address."""
        last = max(row.month.last_day for row in self.rows)
        return week_code(monday_of(min(last, timezone.localdate())))

    @property
    def done(self) -> bool:
        """Whether nothing is left to check."""
        return all(row.month.state == MonthState.APPROVED for row in self.rows)


def keys_in(viewer: Viewer, month: date, *, everyone: bool) -> list[Key]:
    """Host, workplace and group of every workplace of the month at which the viewer has people: what is not
    checked yet comes first, then by name."""
    rows = _of_month(viewer, month)
    if not everyone:
        mine = Q(placement__participation__coordinator__in=responsible_ids(viewer))
        rows = rows.filter(mine | Q(placement__participation__coordinator=None))
    found: dict[Key, tuple[bool, str]] = {}
    read = rows.order_by().values_list(*PLACE, *GROUP, "state")
    for name, host, workplace, group, state in read:
        key = (host, workplace, group)
        done, _name = found.get(key, (True, ""))
        found[key] = (done and state == MonthState.APPROVED, name or "")
    return sorted(found, key=lambda key: (*found[key], key[0] or 0, key[1] or 0, key[2] or 0))


def together(viewer: Viewer, month: date, keys: Sequence[Key]) -> list[Together]:
    """The people of these workplaces in the month, in the order of the keys."""
    if not keys:
        return []
    hosts = {host for host, _place, _group in keys if host}
    groups = {group for _host, _place, group in keys if group}
    rows = _of_month(viewer, month).filter(
        Q(placement__vacancy__host__in=hosts) | Q(placement__intake__in=groups)
    )
    by_key: dict[Key, list[AttendanceMonth]] = {key: [] for key in keys}
    for row in rows.order_by("placement__participation__participant__name_order", "pk"):
        key = _key(row)
        if key in by_key and viewer.has_perm("programmes.check_days", row):
            by_key[key].append(row)
    checked = _checked([row for found in by_key.values() for row in found])
    return [Together(_place(found), [checked[row.pk] for row in found]) for found in by_key.values() if found]


def _of_month(viewer: Viewer, month: date) -> QuerySet[AttendanceMonth]:
    path = "placement__participation__"
    may = coordinated_by(viewer, path, host="placement__vacancy__host", person=f"{path}participant")
    if may:  # an empty Q is everything, and would vanish beside an "or"
        may |= Q(**{f"{path}coordinator__in": responsible_ids(viewer)})
    rows = months_for(viewer).filter(may, month=month)
    return rows.exclude(placement__vacancy__host__in=own_hosts_of(viewer))


def _key(month: AttendanceMonth) -> Key:
    vacancy = month.vacancy
    return (
        (vacancy.host_id, vacancy.workplace_id, None) if vacancy else (None, None, month.placement.intake_id)
    )


def _place(rows: Sequence[AttendanceMonth]) -> Workplace:
    placement = rows[0].placement
    vacancy = placement.vacancy
    name = placement.place_name if vacancy else placement.title
    return Workplace(key_of(placement), name, str(vacancy.host) if vacancy else "")


def _checked(months: Iterable[AttendanceMonth]) -> dict[int, Checked]:
    rows = list(months)
    sums, told = sums_of(rows), days_told(rows)
    return {row.pk: _check(row, sums[row.pk], told[row.pk]) for row in rows}


def _check(month: AttendanceMonth, sums: Sums, told: set[date]) -> Checked:
    left = untold(month, told)
    over = month.last_day < timezone.localdate()
    waits = month.state == MonthState.SENT or (month.state == MonthState.OPEN and not left)
    return Checked(month, sums, agreed_hours(month), left, over and waits)
