"""Who works here: who stands in for whom, who leaves, and what each has that would be nobody's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import COORDINATING, Role
from accounts.selectors import scope_of
from programmes.handover.forms import LastDayForm, RestForm, StandInForm, add_errors
from programmes.handover.leaving import (
    alone_without_stand_in,
    last_days,
    set_last_day,
    towns_to_be_empty,
)
from programmes.handover.rest import KINDS, Kind, hand_over_rest, owned_by, takers_of
from programmes.handover.selectors import Colleague, colleague_for, colleagues
from programmes.handover.stand_ins import name_stand_in, nobody_stands_in, possible
from programmes.workspace.access import worker_required


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """The workers of the viewer's area; and where nobody would act."""
    manages = scope_of(request.user).holds(Role.MANAGER)
    people = colleagues(request.user)
    known = {one.user.pk for one in people}
    values = {
        "people": people,
        "alone": [one for one in alone_without_stand_in() if one[0].pk in known],
        "empty": towns_to_be_empty(list(last_days().values())) if manages else [],
        "today": timezone.localdate(),
    }
    return render(request, "workspace/staff.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def stand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody has the worker's turns from a day until a day."""
    one = _arranged(request, pk)
    post, people = one.stand_in, possible(one.user, timezone.localdate())
    stands = (
        {"who": post.substitute_id, "first": post.substitute_from, "last": post.substitute_until}
        if post
        else {}
    )
    typed = request.POST if request.method == "POST" else None
    form = StandInForm(typed, initial=stands, people=people)
    if form.is_valid():
        wanted = form.cleaned_data
        try:
            name_stand_in(
                one.user,
                wanted["who"],
                first=wanted["first"],
                last=wanted["last"],
                by=request.user,  # type: ignore[arg-type]
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            told = {"who": wanted["who"], "name": one.user}
            messages.success(request, _("%(who)s stands in for %(name)s.") % told)
            return redirect("work:staff")
    values = {"one": one, "form": form, "post": post, "alone": one.user.pk in _alone()}
    return render(request, "workspace/stand_in.html", values, status=422 if form.errors else 200)


@require_POST
@worker_required
def nobody(request: HttpRequest, pk: int) -> HttpResponse:
    """The worker's turns are their own again."""
    one = _arranged(request, pk)
    nobody_stands_in(one.user, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Nobody stands in for %(name)s any more.") % {"name": one.user})
    return redirect("work:staff")


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def last_day(request: HttpRequest, pk: int) -> HttpResponse:
    """A worker's last day is set; the page tells what they have that somebody else is to have."""
    one = _ended(request, pk)
    form = LastDayForm(request.POST if request.method == "POST" else None, known=one.last_day)
    if form.is_valid():
        try:
            set_last_day(one.user, form.cleaned_data["day"], by=request.user)  # type: ignore[arg-type]
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("The last day is set. What is still theirs stands below."))
            return redirect("work:last_day", pk)
    values = {
        "one": one,
        "form": form,
        "rest": _rest(one),
        "empty": towns_to_be_empty([one.last_day]) if one.last_day else [],
    }
    return render(request, "workspace/last_day.html", values, status=422 if form.errors else 200)


@require_POST
@worker_required
def stays(request: HttpRequest, pk: int) -> HttpResponse:
    """The worker has no last day after all."""
    one = _ended(request, pk)
    set_last_day(one.user, None, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("%(name)s stays.") % {"name": one.user})
    return redirect("work:last_day", pk)


@require_POST
@worker_required
def rest(request: HttpRequest, pk: int) -> HttpResponse:
    """All rows of one kind go from the worker to another."""
    one = _arranged(request, pk)
    kind = KINDS.get(request.POST.get("kind", ""))
    if kind is None:
        raise Http404
    rows = list(owned_by(one.user, kind))
    form = RestForm(request.POST, people=[user for user in takers_of(kind, rows) if user.pk != one.user.pk])
    back = redirect("work:last_day" if one.may_end else "work:staff", *([pk] if one.may_end else []))
    if not form.is_valid():
        messages.warning(request, _("Choose who has them from now on."))
        return back
    try:
        events = hand_over_rest(
            one.user,
            kind,
            to=form.cleaned_data["to"],
            by=request.user,  # type: ignore[arg-type]
            may=lambda row: _is_theirs_to_move(request, kind, row),
        )
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
        return back
    words = ngettext("%(number)s thing went to %(name)s.", "%(number)s things went to %(name)s.", len(events))
    messages.success(request, words % {"number": len(events), "name": form.cleaned_data["to"]})
    return back


def _is_theirs_to_move(request: HttpRequest, kind: Kind, row: Any) -> bool:
    """Whether the row is of the viewer's area, and not about the viewer."""
    area, town = scope_of(request.user).municipalities(*COORDINATING, Role.MANAGER), kind.town(row)
    here = area is None or town is None or town in area
    return here and getattr(row, "subject_id", None) != request.user.pk


def _rest(one: Colleague) -> list[dict[str, Any]]:
    """Of each kind that the worker has, how many and who could have them."""
    found = []
    for kind in KINDS.values():
        rows = list(owned_by(one.user, kind))
        if rows:
            people = [user for user in takers_of(kind, rows) if user.pk != one.user.pk]
            form = RestForm(people=people, initial={"kind": kind.code}, auto_id=f"id_{kind.code}_%s")
            found.append({"kind": kind, "number": len(rows), "form": form if people else None})
    return found


def _alone() -> set[int]:
    return {user.pk for user, _towns in alone_without_stand_in()}


def _arranged(request: HttpRequest, pk: int) -> Colleague:
    """The worker for whom the viewer may name a stand-in; 404 out of the viewer's area."""
    one = colleague_for(request.user, pk)
    if not one.may_arrange:
        raise PermissionDenied
    return one


def _ended(request: HttpRequest, pk: int) -> Colleague:
    """The worker whose last day the viewer may set; 404 out of the viewer's area."""
    one = colleague_for(request.user, pk)
    if not one.may_end:
        raise PermissionDenied
    return one
