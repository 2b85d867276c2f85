"""The morning page: what waits, who is forgotten, who asked to be rung."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import COORDINATING, Role
from accounts.selectors import assignments_of, scope_of
from letters.numbers import whole_number
from programmes.looking import person_of, record_list
from programmes.servicepoints.selectors import waiting_safety_reports
from programmes.workspace import caseload, services
from programmes.workspace.access import back_to, wants_everyone, worker_required
from programmes.workspace.assessing import towns_without_coordinator
from programmes.workspace.counting import bounded_count, told
from programmes.workspace.left_behind import left_behind
from programmes.workspace.outbox import to_tell
from programmes.workspace.tasks import VIEWS, waiting_for, week_of
from ui.addresses import here_without
from ui.formats import day
from workflow.in_place import move_on
from workflow.views import with_undo

FORGOTTEN_SHOWN = 6
LAST_PAGE = 50
DANGERS_SHOWN = 5
ON_PAPER = 60
MATTER_MOST = 3  # of the first page: their acts stand out


@require_safe
@worker_required
def home(request: HttpRequest) -> HttpResponse:
    """Everything that waits for this worker today, most pressing first."""
    everyone = wants_everyone(request)
    view = request.GET.get("view", "")
    view = view if view in VIEWS else ""
    page = whole_number(request.GET.get("page", ""), most=LAST_PAGE) or 1
    waiting = waiting_for(request.user, view=view, page=page, everyone=everyone)
    forgotten = caseload.without_next_step(request.user, everyone=everyone)
    shown = caseload.first_forgotten(forgotten, FORGOTTEN_SHOWN)
    count = bounded_count(forgotten)
    values: dict[str, Any] = {
        "tasks": waiting.tasks,
        "waiting": waiting.counts["all"],
        "waiting_words": told(waiting.counts["all"]),
        "tiles": _tiles(waiting.counts | {"forgotten": count}, to_tell(request.user), view, everyone),
        "caption": CAPTIONS[view],
        "view": view,
        "everyone": everyone,
        "manages": scope_of(request.user).holds(Role.MANAGER),
        "may_widen": scope_of(request.user).holds(*COORDINATING),
        "here": here_without(request, "done"),
        "page": page,
        "solid": MATTER_MOST if page == 1 else 0,
        "previous_url": _address(view, everyone, page - 1) if page > 1 else "",
        "next_url": _address(view, everyone, page + 1) if waiting.more else "",
        "forgotten": shown,
        "forgotten_count": count,
        "forgotten_words": told(count),
        "forgotten_url": _forgotten_url(everyone),
        "calls": list(caseload.call_requests(request.user, everyone=everyone)[:8]),
        "dangers": list(waiting_safety_reports(request.user)[:DANGERS_SHOWN]),
        "week": week_of(request.user, everyone=everyone),
        "greeting": _greeting(),
        "gaps": towns_without_coordinator(request.user),
        "left_behind": left_behind(request.user),
    }
    named = (
        [task.row for task in waiting.tasks if task.kind != "attendance"]
        + shown
        + [call.participation for call in values["calls"]]
    )
    record_list(request, [*named, *(row for _on, _what, row in values["week"])], page="work:home")
    posts = _posts(request)
    kicker = " · ".join([day(timezone.localdate()), ", ".join(posts["areas"])])
    return render(request, "workspace/morning.html", values | posts | {"kicker": kicker})


CAPTIONS = {
    "": gettext_lazy("My turn"),
    "late": gettext_lazy("Late"),
    "new": gettext_lazy("New referrals"),
    "places": gettext_lazy("Workplaces and open places to check"),
}


@dataclass(frozen=True)
class Tile:
    """One number of the morning, which is a door to what it counts."""

    value: str
    label: str
    url: str
    tone: str = ""
    current: bool = False


def _tiles(counts: dict[str, int], tell: tuple[int, int], view: str, everyone: bool) -> list[Tile]:
    """How many things wait, in six ways. tell: messages that need a worker, and those that did not arrive."""
    messages, failed = tell
    return [
        Tile(told(counts["all"]), _("waits for me"), _address("", everyone), current=view == ""),
        Tile(
            told(counts["late"]),
            _("late"),
            _address("late", everyone),
            "late" if counts["late"] else "",
            view == "late",
        ),
        Tile(told(counts["new"]), _("new referrals"), _address("new", everyone), current=view == "new"),
        Tile(
            told(counts["forgotten"]),
            _("without a next step"),
            _forgotten_url(everyone),
            "warn" if counts["forgotten"] else "",
        ),
        Tile(
            told(counts["places"]),
            _("workplaces and places to check"),
            _address("places", everyone),
            current=view == "places",
        ),
        Tile(
            told(messages),
            _("messages to tell, %(failed)s did not arrive") % {"failed": told(failed)}
            if failed
            else _("messages to tell"),
            reverse("work:messages"),
            "warn" if failed else "",
        ),
    ]


def _address(view: str, everyone: bool, page: int = 1) -> str:
    """The morning page with these choices."""
    chosen = {"view": view, "whose": "all" if everyone else "mine", "page": page if page > 1 else ""}
    return "?" + urlencode({key: value for key, value in chosen.items() if value})


def _forgotten_url(everyone: bool) -> str:
    chosen = {"no_step": "on", "whose": "all" if everyone else "mine"}
    return f"{reverse('work:people')}?{urlencode(chosen)}"


def _greeting() -> str:
    """Good morning, day or evening, by the clock in Finland."""
    hour = timezone.localtime().hour
    if hour < 11:
        return _("Good morning")
    return _("Good day") if hour < 17 else _("Good evening")


def _posts(request: HttpRequest) -> dict[str, Any]:
    """Where the viewer works, for whom they stand in, and who stands in for them today."""
    today = timezone.localdate()
    rows = [row for row in assignments_of(request.user) if row.role in {*COORDINATING, Role.MANAGER}]  # type: ignore[arg-type]
    own = [row for row in rows if row.is_own]  # type: ignore[attr-defined]
    away = [
        row
        for row in own
        if row.substitute and row.substitute_from and row.substitute_from <= today <= row.substitute_until  # type: ignore[operator]
    ]
    return {
        "areas": list(dict.fromkeys(row.area_name for row in own if row.area_name)),
        "standing_in": [row for row in rows if not row.is_own],  # type: ignore[attr-defined]
        "away": away,
    }


@require_safe
@worker_required
def today(request: HttpRequest) -> HttpResponse:
    """The day on paper, for when the network is down: whom to ring, what waits, what is agreed."""
    waiting = waiting_for(request.user, page=1, most=ON_PAPER)
    calls = list(caseload.call_requests(request.user))
    week = week_of(request.user)
    people = [person_of(task.row) for task in waiting.tasks]
    record_list(
        request,
        [
            *(person for person in people if person),
            *(call.participation for call in calls),
            *(row for _on, _what, row in week),
        ],
        page="work:today",
    )
    values = {
        "tasks": [
            (task, "" if person is None or person.restricted else person.phone)
            for task, person in zip(waiting.tasks, people, strict=True)
        ],
        "more": waiting.more,
        "calls": calls,
        "week": week,
    }
    return render(request, "workspace/today.html", values)


@require_POST
@worker_required
def called(request: HttpRequest, pk: int) -> HttpResponse:
    """The person who asked for a call has been rung."""
    asked = get_object_or_404(caseload.asked_calls(request.user), pk=pk)
    event = services.call_was_made(asked, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The call is recorded."))
    return move_on(request, with_undo(back_to(request, "work:home"), event))
