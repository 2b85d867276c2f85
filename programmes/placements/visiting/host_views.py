"""Visits to a workplace: "we would like to meet first", and the visits that were agreed with it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import role_required
from accounts.roles import HOST
from programmes.looking import record_look
from programmes.placements.codes import Impression, Party
from programmes.placements.forms.visit import AnotherTimeForm
from programmes.placements.selectors import host_placements
from programmes.placements.services import visits as services
from programmes.placements.states import MAY_VISIT
from programmes.placements.visiting.presses import ANOTHER_TIME, CALL_OFF, MISSED, TOLD, came_late, press
from programmes.placements.visiting.selectors import visit_at_host
from programmes.placements.visits import (
    is_ahead,
    tells,
    view_words,
    visit_facts,
    what_host_sees_of_visit,
)
from typed.turned import turned_away
from ui.addresses import SeeOther

only_hosts = role_required(*HOST)

# What the workplace reads of what it pressed.
SAID = {
    TOLD: gettext_lazy("Thank you. The worker sees it; the person does not."),
    MISSED: gettext_lazy("Thank you for telling. The worker calls."),
    CALL_OFF: gettext_lazy("The visit is called off. The others are told."),
    ANOTHER_TIME: gettext_lazy("The worker looks for another time. The others are told."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """The workplace would like to meet the person before it answers."""
    row = host_placements(request.user).filter(reference=reference).first()
    if row is None:
        raise Http404
    back = reverse("host:placement", args=[reference])
    if row.state not in MAY_VISIT or row.visit_ahead:
        return came_late(request, row, services.ahead_of(row), to=back)
    form = AnotherTimeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not request.user.has_perm("programmes.ask_for_visit", row):
            raise PermissionDenied
        try:
            services.ask_for_visit(row, by=request.user, party=Party.HOST, **form.cleaned_data)  # type: ignore[arg-type]
            messages.success(request, _("The worker agrees on a time with you and the person."))
        except ValidationError as refused:
            return turned_away(request, back, refused.messages[0])
        return SeeOther(back)
    record_look(request, row, page="host:placement")
    page = {"form": form, "back": back, "first_name": row.participation.participant.first_name}
    return render(request, "employers/visit_new.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def visit(request: HttpRequest, reference: str) -> HttpResponse:
    """One visit: who comes by first name, what they want the workplace to know, when; and how it was."""
    row = visit_at_host(request.user, reference)
    form = AnotherTimeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            wish = form.cleaned_data["wish"]
            pressed = press(row, request.POST, by=request.user, party=Party.HOST, wish=wish)  # type: ignore[arg-type]
            messages.success(request, SAID[pressed])
        except ValidationError as refused:
            return turned_away(request, request.path, refused.messages[0])
        return SeeOther(reverse("visits:at_host", args=[reference]))
    record_look(request, row.placement, page="host:visit")
    known = host_placements(request.user).filter(pk=row.placement_id).exists()
    page = {
        "visit": row,
        "first_name": row.participation.participant.first_name,
        "facts": visit_facts(row, at_host=True),
        "sees": what_host_sees_of_visit(row),
        "ahead": is_ahead(row),
        "tells": tells(row),
        "views": Impression.choices,
        "told": view_words(row.host_view),
        "placement_url": reverse("host:placement", args=[row.placement.reference]) if known else "",
        "worker": row.participation.coordinator,
        "form": form if form.errors else AnotherTimeForm(),
    }
    return render(request, "employers/visit.html", page, status=422 if form.errors else 200)
