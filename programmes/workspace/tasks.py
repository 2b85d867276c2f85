"""What waits for a worker: every row whose turn is theirs, and every turn of another that has passed its day.

Four machines and the dated next steps are read apart, one query each, and laid in one list by day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import COORDINATING
from accounts.selectors import Viewer, scope_of
from programmes.employers.models import HostEmployer, Vacancy
from programmes.employers.selectors import hosts_for, vacancies_for
from programmes.participants.models import CallRequest, NextStep, Participation
from programmes.participants.selectors import participations_for
from programmes.participants.states import IN_SERVICE, ParticipationState
from programmes.placements.models import Placement
from programmes.placements.selectors import placements_for
from programmes.placements.states import HOLDS_PLACE, LIVE, PlacementState
from programmes.policies import responsible_ids
from programmes.turns import COORDINATOR, NOBODY, WAITS

PAGE = 20
# States whose day is set by what was agreed: they come up three days before it.
COMES_UP = ("participation.on_hold", "placement.agreed")
COMES_UP_DAYS = 3

VIEWS = ("late", "new", "places")


AFTER_A_NO = frozenset({PlacementState.REFUSED, PlacementState.DECLINED})
ASKED_FOR = frozenset({PlacementState.PROPOSED, PlacementState.INTRODUCED, PlacementState.SIGNING})


@dataclass(frozen=True)
class Task:
    """One thing to do: whom or what it is about, what to do, until when, and which row the acts are for."""

    kind: str
    row: Any
    name: str
    what: str
    about: str
    state: str
    tone: str
    due_on: date | None
    days: int | None

    @property
    def late(self) -> bool:
        """Whether the day has passed."""
        return self.days is not None and self.days < 0

    @property
    def days_words(self) -> str:
        """Days left: "2 d", "today", or "−3 d" when the day has passed."""
        if not self.days:
            return "" if self.days is None else _("today")
        return _("%(number)s d") % {"number": f"−{-self.days}" if self.late else self.days}

    @property
    def url(self) -> str:
        """The page of the row."""
        name = {"step": "person", "participation": "person"}.get(self.kind, self.kind)
        return reverse(f"work:{name}", args=[self.row.reference])

    @property
    def needs_call(self) -> bool:
        """Whether someone is to be rung: a no is told by a human, and an answer that is late is asked for."""
        if self.kind != "placement":
            return False
        return self.row.state in AFTER_A_NO or (self.late and self.row.state in ASKED_FOR)

    @property
    def needs_places(self) -> bool:
        """Whether other places are suggested next."""
        return self.kind == "placement" and self.row.state in AFTER_A_NO

    @property
    def acts_shown(self) -> int:
        """How many acts the row shows: a referral is taken up or returned, others have one."""
        return 2 if self.kind == "participation" else 1


def own(viewer: Viewer, path: str = "") -> Q:
    """Participations (at `path`) that are the viewer's to care for: their own, those they stand in for, and
    those of their municipalities that nobody is responsible for yet."""
    unclaimed = Q(**{f"{path}coordinator": None}) & _coordinated(viewer, path)
    return Q(**{f"{path}coordinator__in": responsible_ids(viewer)}) | unclaimed


def _coordinated(viewer: Viewer, path: str = "") -> Q:
    """Rows (at `path`) of the municipalities where the viewer coordinates, not of those they only see."""
    area = scope_of(viewer).municipalities(*COORDINATING)
    return Q() if area is None else Q(**{f"{path}municipality__in": area})


def _waits_for_a_worker(machine: str, today: date) -> Q:
    """Rows of the machine in a worker's state, or in another's whose day has passed."""
    mine, others, dated = [], [], []
    for key, wait in WAITS.items():
        code, state = key.split(".")
        if code != machine or wait.who == NOBODY:
            continue
        if key in COMES_UP:
            dated.append(state)
        else:
            (mine if wait.who == COORDINATOR else others).append(state)
    soon = today + timedelta(days=COMES_UP_DAYS)
    return Q(state__in=mine) | Q(state__in=others, due_on__lt=today) | Q(state__in=dated, due_on__lte=soon)


def _participations(viewer: Viewer, today: date, everyone: bool) -> QuerySet[Participation]:
    rows = participations_for(viewer).filter(_waits_for_a_worker("participation", today), archived_on=None)
    return rows if everyone else rows.filter(own(viewer))


def _steps(viewer: Viewer, today: date, everyone: bool) -> QuerySet[NextStep]:
    """Next steps whose day is today or has passed."""
    seen = participations_for(viewer, states=IN_SERVICE).order_by()
    mine = seen if everyone else seen.filter(own(viewer))
    rows = NextStep.objects.filter(done_on=None, due_on__lte=today, participation__in=mine.values("pk"))
    return rows.select_related("participation__participant", "participation__coordinator")


def _placements(viewer: Viewer, today: date, everyone: bool) -> QuerySet[Placement]:
    """A no asks for a worker until the person was rung, or something newer has been suggested.

    Suggestions made together are one call, so one row.
    """
    rows = placements_for(viewer).filter(_waits_for_a_worker("placement", today), archived_on=None)
    beside = Placement.objects.filter(participation=OuterRef("participation")).exclude(pk=OuterRef("pk"))
    newer = beside.filter(pk__gt=OuterRef("pk"))
    called = CallRequest.objects.filter(
        participation=OuterRef("participation"), called_at__gte=OuterRef("state_since")
    )
    lived = beside.filter(
        state__in=[PlacementState.ENDED, PlacementState.CLOSED], state_since__gt=OuterRef("state_since")
    )
    after_a_no = Q(state__in=sorted(AFTER_A_NO)) & (
        Exists(newer)
        | Exists(called)
        | Exists(beside.filter(state__in=sorted(HOLDS_PLACE)))
        | ~Q(participation__state__in=[ParticipationState.WAITING, ParticipationState.ACTIVE])
        | Q(state=PlacementState.DECLINED) & (Exists(beside.filter(state__in=sorted(LIVE))) | Exists(lived))
    )
    asked_with_another = Q(state=PlacementState.PROPOSED) & Exists(
        beside.filter(
            state=PlacementState.PROPOSED,
            offer_round=OuterRef("offer_round"),
            due_on__lte=OuterRef("due_on"),
            pk__lt=OuterRef("pk"),
        )
    )
    rows = rows.exclude(after_a_no).exclude(asked_with_another)
    return rows if everyone else rows.filter(own(viewer, "participation__"))


def _vacancies(viewer: Viewer, today: date, everyone: bool) -> QuerySet[Vacancy]:
    rows = vacancies_for(viewer).filter(_waits_for_a_worker("vacancy", today), archived_on=None)
    return rows if everyone else rows.filter(_coordinated(viewer))


def _hosts(viewer: Viewer, today: date, everyone: bool) -> QuerySet[HostEmployer]:
    rows = hosts_for(viewer).filter(_waits_for_a_worker("host", today), archived_on=None)
    return rows if everyone else rows.filter(_coordinated(viewer))


KINDS: dict[str, Any] = {
    "participation": _participations,
    "step": _steps,
    "placement": _placements,
    "vacancy": _vacancies,
    "host": _hosts,
}
IN_VIEW = {"new": ("participation",), "places": ("vacancy", "host")}


def count_tasks(viewer: Viewer, *, everyone: bool = False) -> dict[str, int]:
    """How many things wait: all, late, new referrals, places and hosts to check. One query a kind."""
    today = timezone.localdate()
    counts = {"all": 0, "late": 0, "new": 0, "places": 0}
    for kind, rows_of in KINDS.items():
        asked = {"number": Count("pk"), "late": Count("pk", filter=Q(due_on__lt=today))}
        if kind == "participation":
            asked["new"] = Count("pk", filter=Q(state=ParticipationState.REFERRED))
        found = rows_of(viewer, today, everyone).order_by().aggregate(**asked)
        counts["all"] += found["number"]
        counts["late"] += found["late"]
        counts["new"] += found.get("new", 0)
        counts["places"] += found["number"] if kind in IN_VIEW["places"] else 0
    return counts


def tasks_for(
    viewer: Viewer, *, view: str = "", page: int = 1, everyone: bool = False
) -> tuple[list[Task], bool]:
    """One page of what waits, the most pressing first, and whether there is more."""
    today = timezone.localdate()
    end = page * PAGE
    found: list[Task] = []
    for kind in IN_VIEW.get(view, tuple(KINDS)):
        rows = KINDS[kind](viewer, today, everyone)
        if view == "late":
            rows = rows.filter(due_on__lt=today)
        if view == "new":
            rows = rows.filter(state=ParticipationState.REFERRED)
        first = rows.order_by(F("due_on").asc(nulls_last=True), "pk")[: end + 1]
        found.extend(_task(kind, row, viewer, today) for row in first)
    found.sort(key=lambda task: (task.due_on or date.max, task.kind, task.row.pk))
    return found[end - PAGE : end], len(found) > end


def _task(kind: str, row: Any, viewer: Viewer, today: date) -> Task:
    days = (row.due_on - today).days if row.due_on else None
    late = days is not None and days < 0
    if kind == "step":
        person = row.participation
        return Task(
            kind,
            person,
            str(person.participant),
            row.what,
            "",
            _("Next step"),
            "late" if late else "warn",
            row.due_on,
            days,
        )
    wait = WAITS[f"{kind}.{row.state}"]
    what = str(wait.about)
    if wait.who != COORDINATOR:
        what = _("No answer yet. Call: nothing is called off by itself.")
    return Task(
        kind,
        row,
        _name(kind, row),
        what,
        _about(kind, row),
        str(row.get_state_display()),
        "late" if late else TONES.get(f"{kind}.{row.state}", "info"),
        row.due_on,
        days,
    )


TONES = {
    "participation.waiting": "warn",
    "participation.on_hold": "quiet",
    "placement.accepted": "ok",
    "placement.agreed": "ok",
    "placement.refused": "warn",
    "placement.declined": "quiet",
    "placement.ended": "warn",
}


def _name(kind: str, row: Any) -> str:
    """Whom or what the row is about."""
    if kind == "participation":
        return str(row.participant)
    return str(row.participation.participant) if kind == "placement" else str(row)


def _about(kind: str, row: Any) -> str:
    """What else one needs to know in the list."""
    if kind == "participation":
        return str(row.municipality)
    if kind == "placement":
        return f"{row.title}, {row.place_name}"
    return f"{row.host}, {row.municipality}" if kind == "vacancy" else row.business_id


def week_of(viewer: Viewer, *, everyone: bool = False) -> list[tuple[date | None, str, str, str]]:
    """What is agreed for the coming seven days: day, what, who, reference of the participation."""
    today = timezone.localdate()
    until = today + timedelta(days=7)
    seen = participations_for(viewer, states=IN_SERVICE).order_by()
    mine = seen if everyone else seen.filter(own(viewer))
    steps = NextStep.objects.filter(
        done_on=None, due_on__gt=today, due_on__lte=until, participation__in=mine.values("pk")
    ).select_related("participation__participant")[:8]
    starts = placements_for(viewer, states=[PlacementState.AGREED]).filter(
        starts_on__gt=today, starts_on__lte=until
    )
    starts = starts if everyone else starts.filter(own(viewer, "participation__"))
    rows = chain(
        ((step.due_on, step.what, step.participation) for step in steps),
        (
            (row.starts_on, _("%(place)s begins") % {"place": row.title}, row.participation)
            for row in starts[:8]
        ),
    )
    named = [(on, what, row.participant.short_name, row.reference) for on, what, row in rows]
    return sorted(named, key=lambda line: line[0] or date.max)[:8]
