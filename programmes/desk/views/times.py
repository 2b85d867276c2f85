"""A worker's times: offered, taken, called off, and whether they came; a person asked to choose one."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from programmes.appointments import due
from programmes.appointments.forms import ChooseForm, OfferForm
from programmes.appointments.selectors import appointments_for, coming_of, open_invitation, times_for_person
from programmes.appointments.services import book, call_off, invite, offer_times, take_away, tell_whether_came
from programmes.desk.selectors import points_for, towns_of
from programmes.looking import record_list, record_look
from programmes.workspace.access import participation_to_act_on, worker_required
from typed.sent import token_sent
from ui.addresses import SeeOther

SHOWN = 80


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """The worker's own times, or everyone's; new ones are offered on the same page."""
    user = cast(User, request.user)
    form = OfferForm(
        request.POST if request.method == "POST" else None, towns=towns_of(user), points=points_for(user)
    )
    if request.method == "POST" and form.is_valid():
        try:
            number = offer_times(worker=user, by=user, token=form.token_sent, **form.told)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            words = ngettext("%(number)s time is offered.", "%(number)s times are offered.", number)
            messages.success(request, words % {"number": number})
            return redirect("desk:times")
    everyone = request.GET.get("whose") == "all"
    rows = appointments_for(user) if everyone else appointments_for(user).filter(worker=user)
    coming, over = list(rows.filter(due.coming())[:SHOWN]), list(rows.filter(due.unsaid())[:SHOWN])
    record_list(request, [row for row in (*coming, *over) if row.participation_id], page="desk:times")
    values = {"form": form, "coming": coming, "over": over, "everyone": everyone}
    return render(request, "desk/times.html", values, status=422 if form.errors else 200)


@require_POST
@worker_required
def act(request: HttpRequest, reference: str) -> HttpResponse:
    """One of the four things that may be done to a time in the list."""
    row = appointments_for(request.user).filter(reference=reference).first()
    if row is None:
        raise Http404
    user, what = cast(User, request.user), request.POST.get("what", "")
    done = {"came": _("It is kept that they came."), "missed": _("It is kept that they did not come.")}
    done |= {"off": _("The time is called off."), "away": _("The time is offered no more.")}
    if what not in done:
        return redirect("desk:times")
    try:
        if what in {"came", "missed"}:
            tell_whether_came(row, came=what == "came", by=user)
        elif what == "off":
            call_off(row, by=user)
        else:
            take_away(row, by=user)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, done[what])
    return redirect("desk:times")


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def of_person(request: HttpRequest, reference: str) -> HttpResponse:
    """The person is asked to choose a time, or a time is chosen on their word."""
    row, user = participation_to_act_on(request, reference, "invite_to_time"), cast(User, request.user)
    chosen = "time" in request.POST or "choose" in request.POST
    form = ChooseForm(request.POST if chosen else None, times=times_for_person(row))
    if request.method == "POST":
        token = token_sent(request) or None
        try:
            if "invite" in request.POST:
                invite(row, by=user, token=token)
                messages.success(request, _("The person is asked to choose a time."))
                return SeeOther(reverse("desk:person_times", args=[reference]))
            if form.is_valid():
                book(form.cleaned_data["time"], row, by=user, token=token)
                messages.success(request, _("The time is the person's, and they have it in writing."))
                return SeeOther(reverse("desk:person_times", args=[reference]))
        except ValidationError as refused:
            form.add_error(None, refused) if form.is_bound else messages.warning(request, refused.messages[0])
    record_look(request, row.participant, page="desk:person_times")
    values = {
        "participation": row,
        "person": row.participant,
        "form": form,
        "coming": list(coming_of(row)),
        "invitation": open_invitation(row),
    }
    return render(request, "desk/person_times.html", values, status=422 if form.errors else 200)
