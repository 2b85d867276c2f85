"""A person's messages, as the worker who cares for them reads and answers them."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from programmes.looking import record_look
from programmes.participants.models import Participation
from programmes.personal import conversation
from programmes.personal.conversation_views import ConversationForm
from programmes.personal.own_view import own_view
from programmes.workspace.access import participation_to_act_on, worker_required


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@worker_required
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """What the two have written, and a new message; the look is on record."""
    time, user = _of(request, reference), cast(User, request.user)
    posted = request.method == "POST"
    form = ConversationForm(request.POST, request.FILES) if posted else ConversationForm()
    if posted and form.is_valid() and form.send(time, by=user):
        messages.success(request, _("Your message is on its way."))
        return redirect(f"{reverse('work:conversation', args=[reference])}#last")
    lines = conversation.lines_of(time, user)
    if request.method == "GET":
        conversation.mark_read(time, by_person=False)
    record_look(request, time.participant, page="work:conversation")
    values = {
        "participation": time,
        "person": time.participant,
        "form": form,
        "lines": lines,
        "waits": any(line.row.by_person and line.row.answered_at is None for line in lines),
    }
    return render(request, "workspace/conversation.html", values, status=422 if form.errors else 200)


@require_POST
@worker_required
def settled(request: HttpRequest, reference: str) -> HttpResponse:
    """What the person wrote needs no answer."""
    time = _of(request, reference)
    conversation.no_answer_needed(time, by=cast(User, request.user))
    messages.success(request, _("Nothing of theirs waits for an answer."))
    return redirect("work:person", reference)


@require_safe
@worker_required
def distance(request: HttpRequest, reference: str) -> HttpResponse:
    """What the person shares of their own view; the look is on record."""
    time = participation_to_act_on(request, reference, "read_own_view")
    record_look(request, time.participant, page="work:distance")
    view = own_view(time.distance_measures.all(), only_shared=True)
    values = {"participation": time, "person": time.participant, "view": view}
    return render(request, "workspace/distance.html", values)


def _of(request: HttpRequest, reference: str) -> Participation:
    """The person's time in the service, of whom the viewer reads the messages; 404 out of scope."""
    return participation_to_act_on(request, reference, "read_conversation")
