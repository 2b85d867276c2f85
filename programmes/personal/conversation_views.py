"""The person's messages with their worker, and the files of both sides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from audit.services import record_read
from programmes.participants.models.worker_message import LONGEST_MESSAGE
from programmes.participants.views import only_participants
from programmes.personal import attachments, conversation
from programmes.personal.file_field import PrivateFileField
from programmes.personal.frame import own_page, time_of, viewer
from programmes.relations import is_participant
from ui.addresses import SeeOther
from workflow.forms import OnceForm


class ConversationForm(OnceForm):
    """A message, with a file if one belongs to it."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    text = forms.CharField(
        label=gettext_lazy("Message"),
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    file = PrivateFileField(label=gettext_lazy("A file"), required=False)

    def send(self, participation: Any, *, by: Any) -> bool:
        """The message is sent; False when the form says why it is not."""
        told = self.cleaned_data
        try:
            conversation.write(
                participation, by=by, text=told["text"], attachment=told["file"], token=told["token"]
            )
        except ValidationError as refused:
            self.add_error("text", refused.messages)
            return False
        return True


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def own_conversation(request: HttpRequest) -> HttpResponse:
    """What the person and their worker have written, and a new message."""
    time, user = time_of(request), viewer(request)
    posted = request.method == "POST"
    form = ConversationForm(request.POST, request.FILES) if posted else ConversationForm()
    if posted and form.is_valid() and form.send(time, by=user):
        messages.success(request, _("Your message is with your worker."))
        return SeeOther(f"{reverse('own:conversation')}#last")
    lines = conversation.lines_of(time, user)
    if request.method == "GET":
        conversation.mark_read(time, by_person=True)
    return own_page(request, "conversation.html", time, form=form, lines=lines)


@require_safe
@never_cache
def file(request: HttpRequest, reference: str) -> HttpResponse:
    """The file of a message, to be kept by its reader; a worker's look is on record."""
    row = conversation.file_for(request.user, reference)
    if not is_participant(request.user, row):
        role = request.active_role  # type: ignore[attr-defined]
        record_read(viewer(request), row.participation.participant, page="own:file", role=role)
    return attachments.answer(row.file, kind=row.file_kind, name=row.file_name)
