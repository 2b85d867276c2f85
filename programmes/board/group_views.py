"""A group: its meetings, its people and their days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from programmes.board.access import add_errors, board_required, group_to_run, may_run
from programmes.board.forms import DaysForm, MeetingsForm
from programmes.board.meetings import make_sessions, names_of, put_on_days, slots_in, slots_of
from programmes.board.people import people_with_days
from programmes.board.selectors import group_for, people_of, person_in, sessions_between
from programmes.board.week import cards_of
from programmes.catalogue.models import IntakeStatus
from programmes.looking import record_list, record_look
from programmes.placements.states import HOLDS_SEAT

WEEKS_SHOWN = timedelta(weeks=4)


@require_safe
@never_cache
@board_required
def group(request: HttpRequest, reference: str) -> HttpResponse:
    """The coming meetings of a group, and its people with the days of the week on which they come."""
    row = group_for(request.user, reference)
    today = timezone.localdate()
    people = people_of(request.user, row)
    record_list(request, people, page="board:group")
    coming = sessions_between([row], today, today + WEEKS_SHOWN)
    values = {
        "group": row,
        "cards": cards_of(coming),
        "meets": slots_in(row),
        "people": people_with_days(people),
        "runs": (runs := may_run(request, row)),
        "may_run": runs and row.status not in {IntakeStatus.CANCELLED, IntakeStatus.FINISHED},
    }
    return render(request, "board/group.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@board_required
def meetings(request: HttpRequest, reference: str) -> HttpResponse:
    """Meetings are made for days of the week between two days; closed days are left out and named."""
    row = group_to_run(request, reference)
    form = MeetingsForm(request.POST if request.method == "POST" else None, group=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_sessions(row, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            number = len(made.sessions)
            told = ngettext("%(number)s meeting is made.", "%(number)s meetings are made.", number)
            messages.success(request, told % {"number": number})
            if made.closed:
                left = _("Left out, because offices are closed: %(days)s.")
                messages.info(request, left % {"days": names_of(made.closed)})
            return redirect("board:group", reference)
    words = {
        "title": _("Make meetings"),
        "lead": _("Each meeting is a row of its own. Closed days are left out."),
        "button": _("Make the meetings"),
    }
    return _form(request, row, form, words)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@board_required
def days(request: HttpRequest, reference: str, person: str) -> HttpResponse:
    """On which days of the week somebody comes; a full day is named, and nothing is changed then."""
    row = group_to_run(request, reference)
    placement = person_in(request.user, row, person)
    who = placement.participation.participant
    record_look(request, who, page="board:days")
    typed = request.POST if request.method == "POST" else None
    meets = slots_in(row)
    form = DaysForm(typed, meets=meets, chosen=slots_of(placement))
    if request.method == "POST" and form.is_valid():
        try:
            put = put_on_days(placement, form.chosen, by=request.user, first=form.cleaned_data["first"])  # type: ignore[arg-type]
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            changed = _("The days are kept: %(added)s more, %(left)s fewer.") % vars(put)
            messages.success(request, changed if put.added or put.left else _("Nothing was changed."))
            return redirect("board:group", reference)
    words = {
        "title": who.short_name,
        "lead": _("On which days does the person come to the group?"),
        "button": _("Keep the days"),
    }
    open_now = bool(meets) and placement.state in HOLDS_SEAT
    return _form(request, row, form, words | {"closed": not open_now})


def _form(request: HttpRequest, row: Any, form: Any, words: dict[str, Any]) -> HttpResponse:
    values = {"group": row, "form": form, "closed": False} | words
    return render(request, "board/form.html", values, status=422 if form.errors else 200)
