"""A visit, as the responsible worker arranges it with the person and the workplace, mostly by telephone."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from programmes.looking import record_look
from programmes.placements.codes import Impression, Party
from programmes.placements.forms.visit import ArrangeVisitForm
from programmes.placements.models import Placement
from programmes.placements.selectors import placement_for
from programmes.placements.services import visits as services
from programmes.placements.states import LIVE, MAY_VISIT
from programmes.placements.visiting.presses import CALL_OFF, MISSED, press
from programmes.placements.visits import (
    ahead,
    is_ahead,
    tells,
    view_words,
    visit_facts,
    visits_of,
    what_host_sees_of_visit,
)
from programmes.workspace.access import refuse, refuse_own, worker_required


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def visit(request: HttpRequest, reference: str) -> HttpResponse:
    """The visit has its time, its people and its way; or another time than before."""
    row = _place(request, reference)
    visits = visits_of(row)
    coming = ahead(visits)
    form = ArrangeVisitForm(request.POST if request.method == "POST" else None, placement=row, visit=coming)
    if request.method == "POST" and form.is_valid():
        try:
            services.arrange_visit(row, by=_me(request), **form.told())
        except ValidationError as refused:
            form.add_error("on" if hasattr(refused, "error_dict") else None, refused.messages)
        else:
            messages.success(request, _("The visit is agreed. The person and the workplace are told."))
            return redirect("work:placement", reference)
    person = row.participation.participant
    record_look(request, person, page="work:placement")
    values = {
        "placement": row,
        "person": person,
        "form": form,
        "visit": coming or (visits[0] if visits else None),
        "may_arrange": row.state in (LIVE if coming else MAY_VISIT),
        "views": Impression.choices,
        "parties": [(Party.PARTICIPANT, _("The person")), (Party.HOST, _("The workplace"))],
    }
    return render(
        request, "workspace/visit.html", values | shown(values["visit"]), status=422 if form.errors else 200
    )


def shown(visit: Any) -> dict[str, Any]:
    """What is told of the visit beside the form."""
    if visit is None:
        return {"facts": [], "sees": [], "ahead": False, "tells": False, "told": []}
    return {
        "facts": visit_facts(visit),
        "sees": what_host_sees_of_visit(visit),
        "ahead": is_ahead(visit),
        "tells": tells(visit),
        "told": [
            (_("The person"), view_words(visit.own_view)),
            (_("The workplace"), view_words(visit.host_view)),
        ],
    }


@require_POST
@worker_required
def over(request: HttpRequest, reference: str) -> HttpResponse:
    """The visit is called off, did not happen, or was held and felt so to the person or the workplace."""
    row = _place(request, reference)
    visits = visits_of(row)
    if not visits:
        return redirect("work:visit", reference)
    act, view, of = (request.POST.get(name, "") for name in ("act", "view", "party"))
    # Another time is given on the form beside; a view is always somebody's.
    sent = {
        "act": act if act in {CALL_OFF, MISSED} else "",
        "view": view if of in {Party.PARTICIPANT, Party.HOST} else "",
    }
    try:
        pressed = press(visits[0], sent, by=_me(request), party=Party.AREA, of=of, on_word="phone")
        off = pressed == CALL_OFF
        told = _("The visit is called off. The others are told.") if off else _("It is on record.")
        messages.success(request, told)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    return redirect("work:placement", reference)


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def _place(request: HttpRequest, reference: str) -> Placement:
    """The placement in the viewer's scope that they are responsible for; 404 out of scope."""
    row = placement_for(request.user, reference)
    refuse_own(request, row)
    if not request.user.has_perm("programmes.arrange_visit", row):
        refuse(request, row)
    return row
