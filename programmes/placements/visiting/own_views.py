"""A visit to a suggested place: asked for first, read, moved, called off, and told how it was in one tap."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import role_required
from accounts.roles import Role
from programmes.participants.views import page
from programmes.placements.codes import Impression, Party
from programmes.placements.forms.visit import AnotherTimeForm, AskForVisitForm
from programmes.placements.selectors import own_placement
from programmes.placements.services import visits as services
from programmes.placements.states import MAY_VISIT
from programmes.placements.visiting.presses import ANOTHER_TIME, CALL_OFF, MISSED, TOLD, came_late, press
from programmes.placements.visiting.selectors import own_visit
from programmes.placements.visits import (
    is_ahead,
    tells,
    view_words,
    visit_facts,
    what_host_sees_of_visit,
)
from typed.turned import turned_away
from ui.addresses import SeeOther

only_participants = role_required(Role.PARTICIPANT)

# What the person reads of what they pressed.
SAID = {
    TOLD: gettext_lazy("Thank you. Your worker sees it. You can still change it."),
    MISSED: gettext_lazy("Thank you for telling. Your worker calls you."),
    CALL_OFF: gettext_lazy("The visit is called off. The others are told."),
    ANOTHER_TIME: gettext_lazy("Your worker looks for another time. The others are told."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """The person wants to see the place before answering; asked for twice it is the same visit."""
    row = own_placement(request.user, reference)
    known = services.ahead_of(row)
    if known is not None or row.state not in MAY_VISIT:
        to = reverse("visits:own", args=[known.reference]) if known else _place(reference)
        return came_late(request, row, known, to=to)
    form = AskForVisitForm(request.POST if request.method == "POST" else None, placement=row)
    if request.method == "POST" and form.is_valid():
        try:
            visit = services.ask_for_visit(
                row, by=request.user, party=Party.PARTICIPANT, **form.cleaned_data  # type: ignore[arg-type]
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("Your worker arranges the visit. You need not answer before it."))
            return SeeOther(reverse("visits:own", args=[visit.reference]))
    answer = page(request, "visit_new", row.participation, placement=row, form=form)
    answer.status_code = 422 if form.errors else 200
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def visit(request: HttpRequest, reference: str) -> HttpResponse:
    """One visit: when, where, who meets, how to get there; another time, calling off, how it was."""
    row = own_visit(request.user, reference)
    form = AnotherTimeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            wish = form.cleaned_data["wish"]
            pressed = press(row, request.POST, by=request.user, party=Party.PARTICIPANT, wish=wish)  # type: ignore[arg-type]
            messages.success(request, SAID[pressed])
        except ValidationError as refused:
            return turned_away(request, request.path, refused.messages[0])
        return SeeOther(reverse("visits:own", args=[reference]))
    answer = page(
        request,
        "visit",
        row.participation,
        visit=row,
        facts=visit_facts(row),
        sees=what_host_sees_of_visit(row),
        ahead=is_ahead(row),
        tells=tells(row),
        views=Impression.choices,
        told=view_words(row.own_view),
        form=form if form.errors else AnotherTimeForm(),
    )
    answer.status_code = 422 if form.errors else 200
    return answer


def _place(reference: str) -> str:
    return reverse("my:placement", args=[reference])
