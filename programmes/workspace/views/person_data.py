"""A person's data put right, and their way in opened, by a worker of the municipality."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from programmes import doors
from programmes.looking import record_look
from programmes.participants.models import Participation
from programmes.personal.message_wishes import RecordedWishesForm
from programmes.workspace import services
from programmes.workspace.access import participation_to_act_on, worker_required
from programmes.workspace.forms import PersonDataForm, WayInForm


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def correct(request: HttpRequest, reference: str) -> HttpResponse:
    """The person's data are as the worker has written them; a mistake is told with what was typed."""
    participation = participation_to_act_on(request, reference, "correct_person")
    typed = request.POST if request.method == "POST" else None
    form = PersonDataForm(typed, instance=participation.participant)
    if request.method == "POST" and form.is_valid():
        try:
            told = services.correct_person(participation, by=request.user, values=form.cleaned_data)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error("email", refused.messages[0])
        else:
            return _done(request, reference, _("The data are put right."), *told)
    words = {
        "title": _("Correct the data"),
        "lead": _("The person hears that it was done. What has not arrived goes to the new address at once."),
        "button": _("Save"),
    }
    return _page(request, participation, form, words)


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def wishes(request: HttpRequest, reference: str) -> HttpResponse:
    """How messages come is kept on the person's word, whether they have an account or not."""
    participation = participation_to_act_on(request, reference, "correct_person")
    form = RecordedWishesForm(
        request.POST if request.method == "POST" else None, person=participation.participant
    )
    if request.method == "POST" and form.is_valid():
        told = services.record_way_of_hearing(
            participation,
            by=request.user,  # type: ignore[arg-type]
            contact_channel=form.cleaned_data["contact_channel"],
            message_choices=form.message_choices(),
        )
        return _done(request, reference, _("It is on record."), *told)
    words = {
        "title": _("How messages come"),
        "lead": _("Ask the person, and record it here on their word. The person hears that it was done."),
        "button": _("Save"),
    }
    return _page(request, participation, form, words)


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def way_in(request: HttpRequest, reference: str) -> HttpResponse:
    """The person comes in by their address from now on, because a worker has made sure who reads it."""
    participation = participation_to_act_on(request, reference, "correct_person")
    person = participation.participant
    if not doors.may_press(person):
        messages.info(request, doors.door_of(person).label)
        return redirect("work:person", reference)
    form = WayInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        doors.open_way(person, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The way is open: the person asks for a code on the sign-in page."))
        return redirect("work:person", reference)
    words = {
        "title": _("Open the way in"),
        "lead": f"{doors.door_of(person).label}: {person.email}",
        "button": _("Open the way in"),
    }
    return _page(request, participation, form, words)


def _done(
    request: HttpRequest, reference: str, words: str, changed: list[str], sent_again: int
) -> HttpResponse:
    """Back on the person's page, with what was done and how many messages go again."""
    messages.success(request, words if changed else _("Nothing was changed."))
    if sent_again:
        told = ngettext(
            "%(number)s message that had not arrived is sent again now.",
            "%(number)s messages that had not arrived are sent again now.",
            sent_again,
        )
        messages.success(request, told % {"number": sent_again})
    return redirect("work:person", reference)


def _page(request: HttpRequest, row: Participation, form: Any, words: dict[str, str]) -> HttpResponse:
    record_look(request, row.participant, page="work:person")
    values = {"participation": row, "person": row.participant, "form": form} | words
    return render(request, "workspace/person_form.html", values, status=422 if form.errors else 200)
