"""Reads of days and hours, the viewer first: whose days, at which workplace, in which month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.selectors import Viewer
from programmes.placements.attendance.calendar import (
    monday_of,
    month_code,
    name_of_month,
    week_code,
)
from programmes.placements.attendance.keys import at_workplace, key_of
from programmes.placements.attendance.sums import days_told, sums_of, untold
from programmes.placements.models import AttendanceDay, AttendanceMonth, Placement, WeekLink
from programmes.placements.selectors import SHAPES, WITH_NAMES, host_placements, own_placements
from programmes.placements.states import LIVED, RUNNING, MonthState
from programmes.policies import of_others, visible
from programmes.relations import is_host, is_participant
from programmes.who_is_who import host_ids
from ui.formats import number

# Whose days are told: who is in a place, or was.
LIVES = RUNNING | LIVED
OF_PLACEMENT = tuple(f"placement__{name}" for name in WITH_NAMES if name != "offer_round")
NO_SHAPES = tuple(f"placement__{name}" for name in SHAPES)


def in_days(first: date, last: date) -> Q:
    """Placements whose days lie in the days from `first` to `last`, some of them at least."""
    begun = Q(starts_on__lte=last, agreed_on__isnull=False)
    return begun & (Q(ended_on=None) | Q(ended_on__gte=first)) & Q(state__in=sorted(LIVES))


def host_week(viewer: Viewer, monday: date) -> QuerySet[Placement]:
    """Everyone who is in a place of the viewer's hosts in the week."""
    return host_placements(viewer, states=LIVES).filter(in_days(monday, monday + timedelta(days=6)))


def week_at(viewer: Viewer, key: str, monday: date) -> list[Placement]:
    """Everyone whose days of the week the viewer may tell at the workplace, as a worker."""
    rows = of_others(viewer, Placement).filter(in_days(monday, monday + timedelta(days=6)), at_workplace(key))
    found = rows.select_related(*WITH_NAMES, "intake__environment").defer(*SHAPES)
    return [row for row in found if viewer.has_perm("programmes.tell_days", row)]


def by_link(host_id: int, workplace_id: int | None, monday: date) -> list[Placement]:
    """Everyone who is in a place at the workplace in the week, for whoever has the link of that week."""
    rows = Placement.objects.filter(
        in_days(monday, monday + timedelta(days=6)),
        vacancy__host=host_id,
        vacancy__workplace=workplace_id,
        introduced_on__isnull=False,
    )
    return list(rows.select_related(*WITH_NAMES).defer(*SHAPES))


def days_around(placements: Iterable[Placement], first: date, last: date) -> dict[int, list[AttendanceDay]]:
    """What was told of the days from `first` to `last`, by the key of the placement."""
    rows = AttendanceDay.objects.filter(
        month__placement__in=[row.pk for row in placements],
        month__month__gte=first.replace(day=1),
        month__month__lte=last,
        on__gte=first,
        on__lte=last,
    )
    found: dict[int, list[AttendanceDay]] = defaultdict(list)
    for day in rows.select_related("month", "by").order_by("on"):
        found[day.month.placement_id].append(day)
    return found


def months_between(
    placements: Iterable[Placement], first: date, last: date
) -> dict[tuple[int, date], AttendanceMonth]:
    """The months of the placements that have days from `first` to `last`, by placement and month."""
    rows = AttendanceMonth.objects.filter(
        placement__in=[row.pk for row in placements], month__gte=first.replace(day=1), month__lte=last
    )
    return {(row.placement_id, row.month): row for row in rows}


def with_places(rows: QuerySet[AttendanceMonth]) -> QuerySet[AttendanceMonth]:
    """The months with the names that a list shows."""
    return rows.select_related(*OF_PLACEMENT).defer(*NO_SHAPES)


def months_for(viewer: Viewer) -> QuerySet[AttendanceMonth]:
    """Other people's months that `viewer` may see, with the names a list shows."""
    return with_places(of_others(viewer, AttendanceMonth))


def month_for(viewer: Viewer, reference: str) -> AttendanceMonth:
    """The month in the viewer's scope; 404 when there is none."""
    found = with_places(visible(viewer, AttendanceMonth)).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def own_months(viewer: Viewer) -> QuerySet[AttendanceMonth]:
    """The viewer's own months as a person, newest first."""
    rows = with_places(visible(viewer, AttendanceMonth))
    return rows.filter(placement__participation__participant__user=viewer)


def own_month(viewer: Viewer, reference: str) -> AttendanceMonth:
    """One of the viewer's own months; 404 when it is not."""
    found = own_months(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def own_lived(viewer: Viewer) -> bool:
    """Whether the viewer is or was in a place, so that there are days to see."""
    return own_placements(viewer).filter(state__in=sorted(LIVES)).exists()


def months_not_sent(viewer: Viewer, **of: Any) -> list[tuple[AttendanceMonth, int]]:
    """Months at the viewer's hosts that are over and not sent, each with how many of its days are untold."""
    rows = visible(viewer, AttendanceMonth).filter(
        state=MonthState.OPEN,
        month__lt=timezone.localdate().replace(day=1),
        placement__vacancy__host__in=host_ids(viewer),
        **of,
    )
    found = list(with_places(rows).order_by("month", "id")[:50])
    told = days_told(found)
    return [(row, untold(row, told[row.pk])) for row in found]


def name_of(month: date) -> str:
    """The month in words, as a title."""
    return _("Days and hours, %(month)s") % {"month": name_of_month(month)}


def address_of(month: AttendanceMonth, user: Any) -> str:
    """Where this reader sees the days of the month."""
    if is_participant(user, month):
        return f"{reverse('days:own')}?month={month_code(month.month)}"
    key = key_of(month.placement)
    if is_host(user, month):
        return f"{reverse('days:host')}?week={week_code(monday_of(month.last_day))}&at={key}"
    return f"{reverse('work:days')}?month={month_code(month.month)}&at={key}"


def month_context(row: Any, user: Any, act: str) -> dict[str, Any]:
    """Extra values for the page of an act on a month: what its days come to."""
    sums = sums_of([row])[row.pk]
    left = untold(row, days_told([row])[row.pk])
    facts = [
        (_("Days there"), number(sums.days_there)),
        (_("Hours"), number(sums.hours)),
        (_("Days away"), number(sums.days_away)),
    ]
    if left:
        facts.append((_("Not told yet"), number(left)))
    return {"preview_template": "attendance/sums.html", "facts": facts, "untold": left}


def links_of_week(viewer: Viewer, key: str, monday: date) -> list[WeekLink]:
    """The links of the week at the workplace that still stand and `viewer` may see."""
    host, _dash, workplace = key.partition("-")
    if not workplace.isascii() or not workplace.isdigit():
        return []
    rows = visible(viewer, WeekLink).filter(
        host__reference=host, workplace=int(workplace) or None, monday=monday, revoked_at=None
    )
    return [row for row in rows.select_related("host", "workplace", "made_by") if row.stands]
