"""What interests a person, as their worker reads and answers it, and writes it down on the person's word."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.selectors import last_event
from programmes.looking import record_look
from programmes.participants.interest_forms import InterestOnWordForm
from programmes.participants.models import Participation
from programmes.participants.selectors import interest_for
from programmes.participants.states import TAKES_OFFERS, InterestState
from programmes.placements.interest_targets import choices_near, target_named
from programmes.placements.services.interest import send
from programmes.workspace.access import participation_to_act_on, refuse_own, worker_required
from programmes.workspace.timeline import timeline_of
from workflow.views import with_undo


@require_safe
@worker_required
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One sign of interest: whose, in what, what can be done."""
    row = interest_for(request.user, reference)
    refuse_own(request, row)
    person = row.participation
    record_look(request, person.participant, page="work:interest")
    may_propose = (
        row.state == InterestState.SENT
        and person.state in TAKES_OFFERS
        and request.user.has_perm("programmes.propose_placement", person)
    )
    values = {
        "interest": row,
        "participation": person,
        "person": person.participant,
        "may_propose": may_propose,
        "entries": timeline_of([row]),
        "here": request.path,
    }
    return render(request, "workspace/interest.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """On the person's word: what interests them is written down; they hear that it was."""
    person = participation_to_act_on(request, reference, "change_profile")
    sent = request.POST if request.method == "POST" else None
    targets = choices_near(request.user, person.participant.municipality_id)
    form = InterestOnWordForm(sent, targets=targets, initial={"token": secrets.token_urlsafe(24)})
    if sent is not None and form.is_valid() and (answer := _sent(request, person, form)):
        return answer
    record_look(request, person.participant, page="work:person")
    values = {
        "participation": person,
        "person": person.participant,
        "form": form,
        "title": _("What interests the person"),
        "lead": _("On the person's word. They hear that it was written down, and get your answer."),
        "button": _("Save"),
    }
    return render(request, "workspace/person_form.html", values, status=422 if form.errors else 200)


def _sent(request: HttpRequest, person: Participation, form: InterestOnWordForm) -> HttpResponse | None:
    """Back to the person, when it is sent; None when the form says why it is not."""
    told = form.cleaned_data
    kind, _colon, key = told["target"].partition(":")
    try:
        row = send(
            person, target_named(request.user, {kind: key}), by=request.user,  # type: ignore[arg-type]
            wish=told["wish"], on_word=told["on_word"], token=told["token"],
        )  # fmt: skip
    except Http404:
        form.add_error("target", _("This is no longer open. Choose something else."))
        return None
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return None
    messages.success(request, _("It is written down."))
    return redirect(with_undo(f"/work/people/{person.reference}/", last_event(row)))
