"""What a worker writes down about a person: for the workers, or to the person."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from audit.selectors import last_event
from programmes.looking import record_look
from programmes.participants.models import Participation
from programmes.participants.models.note import LONGEST_NOTE
from programmes.participants.notes import write_note
from programmes.personal import conversation
from programmes.workspace.access import participation_to_act_on, worker_required
from ui.addresses import SeeOther
from workflow.forms import OnceForm
from workflow.views import with_undo

WORKERS, PERSON = "workers", "person"
READERS = [
    (WORKERS, gettext_lazy("Workers only. The person has it when they ask for their data.")),
    (PERSON, gettext_lazy("The person too: it goes as a message to them.")),
]


class NoteForm(OnceForm):
    """The note, and who reads it. may_write: whether the worker writes to the person too."""

    text = forms.CharField(
        label=gettext_lazy("Note"), max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 4})
    )
    reader = forms.ChoiceField(
        label=gettext_lazy("Who reads it"),
        widget=forms.RadioSelect,
        initial=WORKERS,
        choices=READERS,
    )

    def __init__(self, *args: Any, may_write: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_write:
            self.fields["reader"].choices = READERS[:1]  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def note(request: HttpRequest, reference: str) -> HttpResponse:
    """The note stands, or is on its way to the person; a mistake is told with what was typed."""
    row, user = participation_to_act_on(request, reference, "write_note"), cast(User, request.user)
    form = NoteForm(request.POST if request.method == "POST" else None, may_write=may_write_to(user, row))
    if request.method == "POST" and form.is_valid():
        try:
            return _kept(request, row, user, form)
        except ValidationError as refused:
            form.add_error("text", refused.messages[0])
    record_look(request, row.participant, page="work:note")
    values = {
        "participation": row,
        "person": row.participant,
        "form": form,
        "title": _("Write a note"),
        "lead": "",
        "button": _("Save"),
    }
    return render(request, "workspace/person_form.html", values, status=422 if form.errors else 200)


def may_write_to(user: User, row: Participation) -> bool:
    """Whether the worker may write to the person: as in their conversation."""
    return user.has_perm("programmes.read_conversation", row) and not row.participant.deceased_on


def _kept(request: HttpRequest, row: Participation, user: User, form: NoteForm) -> HttpResponse:
    page, told = reverse("work:person", args=[row.reference]), form.cleaned_data
    if told["reader"] == PERSON:
        conversation.write(row, by=user, text=told["text"], token=form.token_sent)
        messages.success(request, _("Your message is on its way."))
        return SeeOther(page)
    write_note(row, by=user, text=told["text"], token=form.token_sent)
    messages.success(request, _("The note is kept."))
    return SeeOther(with_undo(page, last_event(row)))
