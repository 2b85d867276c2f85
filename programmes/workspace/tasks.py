"""What waits for a worker, as one list by day: their own turns, and those of others whose day has passed.

Which rows wait is said in `waiting`; here they become things to do, counted and laid by day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext_lazy

from accounts.selectors import Viewer
from programmes.assessments.states import ASK, DECIDED
from programmes.employers.models import Duty
from programmes.employers.states import HostState
from programmes.facts import ON_THE_LIST, SIGNATORY, WORKERS
from programmes.participants.models import NextStep, Participation
from programmes.participants.selectors import participations_for
from programmes.participants.states import IN_SERVICE, ParticipationState
from programmes.placements.attendance.calendar import month_code, name_of_month
from programmes.placements.attendance.keys import key_of
from programmes.placements.codes import VisitState
from programmes.placements.models import Placement
from programmes.placements.selectors import placements_for
from programmes.placements.states import AFTER_A_NO, ASKED_FOR, LIVE, MAY_VISIT, RUNNING, PlacementState
from programmes.servicepoints.codes import FeedbackKind
from programmes.turns import FACTS, wait_of
from programmes.workspace.counting import MOST_COUNTED, bounded_count
from programmes.workspace.waiting import IN_VIEW, KINDS, WHOLE, own

PAGE = 20
BY_DAY = (F("due_on").asc(nulls_last=True), "pk")
VIEWS = ("late", "new", "places")
COUNTED = ("all", *VIEWS)
# Nobody waits at home for these.
OF_PAPERS = frozenset({"attendance", "feedback", "host", "vacancy"})


@dataclass(frozen=True)
class Act:
    """A button of a row: its words, the page of the act, and whether it opens in the row."""

    label: str
    url: str
    in_place: bool = False


# What is done on a page of its own, and what the button to it says.
LEADS_TO = {
    "review": _lazy("Record the talk"),
    "follow_up": _lazy("Record the answer"),
    "correction": pgettext_lazy("act", "Answer"),
    "conversation": pgettext_lazy("act", "Answer"),
    "feedback": pgettext_lazy("act", "Open"),
    "interest": pgettext_lazy("act", "Open"),
    "attendance": pgettext_lazy("act", "Open"),
    "assessment": pgettext_lazy("act", "Open"),
    "supplement": pgettext_lazy("act", "Open"),
    "induction": pgettext_lazy("act", "Open"),
}


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
    def key(self) -> str:
        """What names the row in the list (`workflow.in_place`)."""
        return f"{self.kind}-{self.row.pk}"

    @property
    def order(self) -> tuple[bool, bool, date]:
        """What is late comes first, and of it a person who waits before papers; then the nearest day."""
        return not self.late, self.late and self.kind in OF_PAPERS, self.due_on or date.max

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
        if self.kind == "attendance":
            month = self.row
            return f"{reverse('work:days')}?month={month_code(month.month)}&at={key_of(month.placement)}"
        if self.arranges_visit:
            return reverse("work:visit", args=[self.row.reference])
        name = {"step": "person", "participation": "person"}.get(self.kind, self.kind)
        if self.kind == "conversation":
            return reverse("work:conversation", args=[self.row.participation.reference])
        if self.kind == "induction":
            return reverse("work:induction", args=[self.row.detail])
        if self.kind == "review":
            return reverse("work:review", args=[self.row.placement.reference])
        if self.kind == "follow_up":
            return reverse("work:follow_up", args=[self.row.participation.reference, self.row.months])
        return reverse(f"work:{name}", args=[self.row.reference])

    @property
    def arranges_visit(self) -> bool:
        """Whether a visit is to be arranged before anybody answers."""
        asked = self.kind == "placement" and self.row.visit_ahead == VisitState.ASKED
        return asked and self.row.state in MAY_VISIT

    @property
    def needs_call(self) -> bool:
        """Whether someone is to be rung: a no is told by a human, and an answer that is late is asked for."""
        if self.kind != "placement" or self.arranges_visit:
            return False
        return self.row.state in AFTER_A_NO or (self.late and self.row.state in ASKED_FOR)

    @property
    def needs_places(self) -> bool:
        """Whether other places are suggested next."""
        return self.kind == "placement" and self.row.state in AFTER_A_NO | {PlacementState.CLOSED}

    @property
    def act(self) -> Act | None:
        """The one thing to press where it is no transition of the row; None where it is, and for a call."""
        if self.kind == "step":
            return Act(_("Done: what is next?"), reverse("work:next_step", args=[self.row.reference]), True)
        if self.arranges_visit:
            return Act(_("Arrange the visit"), self.url)
        if self.needs_places and not self.needs_call:
            return Act(_("Suggest"), reverse("work:propose", args=[self.row.participation.reference]))
        words = LEADS_TO.get(self.kind)
        return Act(str(words), self.url) if words else None

    @property
    def acts_shown(self) -> int:
        """How many acts the row shows: a referral is taken up or returned, others have one."""
        return 2 if self.kind == "participation" else 1


@dataclass(frozen=True)
class Waiting:
    """One page of what waits, whether there is more, and how many wait of all, late, new, to check."""

    tasks: list[Task]
    more: bool
    counts: dict[str, int]


def waiting_for(
    viewer: Viewer, *, view: str = "", page: int = 1, everyone: bool = False, most: int | None = None
) -> Waiting:
    """What waits, the most pressing first. Only where a kind has more rows is it read again to be counted.

    Rows are ordered and cut by their keys; only those that are shown are read whole. most: on one page.
    """
    today = timezone.localdate()
    most = most or PAGE
    end = page * most
    found: list[Task] = []
    counts: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
    for kind, rows_of in KINDS.items():
        every = rows_of(viewer, today, everyone)
        asked = _in_view(every, kind, view, today)
        rows = _first(kind, asked, end + 1) if asked is not None else []
        found.extend(task_of(kind, row, today) for row in rows)
        if not view and len(rows) <= end:
            counts += _tally(kind, [_waits(kind, row) for row in rows], today)
        else:
            counts += _counted(kind, every, today)
    found.sort(key=lambda task: (*task.order, task.kind, task.row.pk))
    return Waiting(found[end - most : end], len(found) > end, {name: counts[name] for name in COUNTED})


def _first(kind: str, rows: Any, number: int) -> list[Any]:
    """The first of the rows by their day; where there are many, by their keys: else all are joined first."""
    if kind not in WHOLE:
        return list(rows.order_by(*BY_DAY)[:number])
    return list(_whole(kind, rows.order_by(*BY_DAY), number).order_by(*BY_DAY))


def _whole(kind: str, rows: Any, number: int) -> Any:
    """The first of the rows with all that a list shows of them.

    A place is shown with ten other rows: PostgreSQL would join all of them before it looks which are the
    first, so their keys are read by themselves.
    """
    keys = rows.values_list("pk", flat=True)[:number]
    return WHOLE[kind]().filter(pk__in=list(keys) if kind == "placement" else keys)


def _in_view(rows: Any, kind: str, view: str, today: date) -> Any:
    """Those of the rows that the view shows; None when it shows none of the kind."""
    if kind not in IN_VIEW.get(view, tuple(KINDS)):
        return None
    if view == "late":
        return rows.filter(due_on__lt=today)
    return rows.filter(state=ParticipationState.REFERRED) if view == "new" else rows


def _waits(kind: str, row: Any) -> tuple[date | None, str]:
    """The day and the state of the row, as far as they are counted."""
    return row.due_on, row.state if kind == "participation" else ""


def _counted(kind: str, rows: Any, today: date) -> Counter[str]:
    """The counts of every row, read as values: at most `MOST_COUNTED`, the late ones first."""
    state = F("state") if kind == "participation" else Value("")
    read = list(rows.order_by(*BY_DAY).values_list("due_on", state)[:MOST_COUNTED])
    counts = _tally(kind, read, today)
    if kind == "participation" and len(read) == MOST_COUNTED:
        counts["new"] = bounded_count(rows.filter(state=ParticipationState.REFERRED))
    return counts


def _tally(kind: str, waiting: Iterable[tuple[date | None, str]], today: date) -> Counter[str]:
    """How many of a kind there are, are late, are new, are places and hosts to check."""
    counts: Counter[str] = Counter()
    for due_on, state in waiting:
        counts["all"] += 1
        counts["late"] += due_on is not None and due_on < today
        counts["new"] += state == ParticipationState.REFERRED
        counts["places"] += kind in IN_VIEW["places"]
    return counts


def task_of(kind: str, row: Any, today: date) -> Task:
    """The row as the list tells it on `today`."""
    kind = getattr(row, "kind_of_task", kind)
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
            "info",
            row.due_on,
            days,
        )
    if kind == "review":
        place = row.placement
        name, about = str(place.participation.participant), f"{place.title}, {place.place_name}"
        return Task(
            kind, row, name, _("Hold the talk midway"), about, _("Talk midway"), "info", row.due_on, days
        )
    if kind == "conversation":
        what = _("Answer the message")
        return Task(kind, row, str(row.participant), what, "", _("Has written"), "info", row.due_on, days)
    if kind == "assessment":
        wait = DECIDED if row.detail == "decided" else ASK if row.detail == "awaiting_decision" else None
        what = str((wait or FACTS[kind][row.detail].wait).about)
        return Task(kind, row, str(row.participant), what, "", _("Work ability"), "info", row.due_on, days)
    if kind == "correction":
        what = _("Answer: is this put right?")
        return Task(
            kind, row, str(row.participant), what, row.about, _("Data are wrong"), "info", row.due_on, days
        )
    if kind == "supplement":
        what, tone = str(Duty(row.detail).label), "late" if late else "info"
        return Task(
            kind, row, str(row.participant), what, "", _("Employment supplement"), tone, row.due_on, days
        )
    if kind == "induction":
        what = _("The safety list has not been shown whole. Ask the workplace.")
        return Task(kind, row, str(row.participant), what, "", _("Safety list"), "late", row.due_on, days)
    if kind == "follow_up":
        asked = _("Call: how are things %(months)s months after the end?") % {"months": row.months}
        name, phone = str(row.participant), row.participant.phone
        return Task(kind, row, name, asked, phone, _("Follow-up"), "info", row.due_on, days)
    if kind == "feedback":
        what = _("Put the page right") if row.kind == FeedbackKind.PAGE else _("Answer the person")
        about = row.page or str(row.municipality or "")
        return Task(
            kind, row, str(row.get_kind_display()), what, about, _("Feedback"), "info", row.due_on, days
        )
    wait = wait_of(kind, row)
    what = str(wait.about)
    if wait.who == SIGNATORY and row.state in RUNNING:
        what = _("A new version of the agreement waits for signatures")
    elif kind == "participation" and row.state == ParticipationState.RETURNED and not late:
        what = _("The officer has left: refer again or close")
    elif kind == "placement" and row.state == PlacementState.CLOSED:
        what = _("Suggest the next place")
    elif kind == "host" and row.state == HostState.VERIFIED:
        what = _("Ask the workplace whether its data are still right")
    elif kind == "attendance" and wait.who not in WORKERS:
        what = _("The days are not told. Ask the workplace, or tell them on its word.")
    elif wait.who not in WORKERS:
        what = _("No answer yet. Call: nothing is called off by itself.")
    return Task(
        kind,
        row,
        _name(kind, row),
        what,
        _about(kind, row),
        str(row.get_state_display()),
        FACTS[kind][row.state].tone_for(ON_THE_LIST),
        row.due_on,
        days,
    )


def _name(kind: str, row: Any) -> str:
    """Whom or what the row is about."""
    if kind == "participation":
        return str(row.participant)
    if kind == "complaint":
        return str(row.get_kind_display())
    if kind == "attendance":
        return str(row.vacancy.host if row.vacancy else row.placement.title)
    return str(row.participation.participant) if kind in {"placement", "interest"} else str(row)


def _about(kind: str, row: Any) -> str:
    """What else one needs to know in the list."""
    if kind == "participation":
        return str(row.municipality)
    if kind == "complaint":
        return str(row.municipality or "")
    if kind == "interest":
        return str(row.title)
    if kind == "attendance":
        return name_of_month(row.month)
    if kind == "placement":
        return f"{row.title}, {row.place_name}"
    return f"{row.host}, {row.municipality}" if kind == "vacancy" else row.business_id


def _coming(row: Placement, today: date, until: date) -> tuple[date | None, str, Participation]:
    """What is agreed of the place in the coming days: its visit, else that the work begins."""
    if row.visit_ahead == VisitState.AGREED and row.visit_on and today <= row.visit_on <= until:
        return row.visit_on, _("visit: %(place)s") % {"place": row.title}, row.participation
    return row.starts_on, _("%(place)s begins") % {"place": row.title}, row.participation


def week_of(viewer: Viewer, *, everyone: bool = False) -> list[tuple[date | None, str, Participation]]:
    """What is agreed for the coming seven days: day, what, whose."""
    today = timezone.localdate()
    until = today + timedelta(days=7)
    seen = participations_for(viewer, states=IN_SERVICE).order_by().filter(pk=OuterRef("participation"))
    mine = seen if everyone else seen.filter(own(viewer))
    steps = NextStep.objects.filter(
        Exists(mine), done_on=None, due_on__gt=today, due_on__lte=until
    ).select_related("participation__participant")[:8]
    agreed = placements_for(viewer).order_by().filter(pk=OuterRef("pk"))
    agreed = agreed if everyone else agreed.filter(own(viewer, "participation__"))
    begins = Q(state=PlacementState.AGREED, starts_on__gt=today, starts_on__lte=until)
    visited = Q(
        state__in=sorted(LIVE), visit_ahead=VisitState.AGREED, visit_on__gte=today, visit_on__lte=until
    )
    soon = Placement.objects.filter(Exists(agreed), begins | visited)
    starts = _whole("placement", soon.order_by(Coalesce("visit_on", "starts_on"), "pk"), 8)
    rows = chain(
        ((step.due_on, step.what, step.participation) for step in steps),
        (_coming(row, today, until) for row in starts),
    )
    return sorted(rows, key=lambda line: line[0] or date.max)[:8]
