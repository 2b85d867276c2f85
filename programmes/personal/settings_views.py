"""Settings: the language, large text, and how each kind of message comes. One form, kept by one press."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.language import remember_language
from accounts.models import User
from programmes.participants.models import Participant
from programmes.participants.views import only_participants
from programmes.personal.frame import own_page, time_of, viewer
from programmes.personal.message_wishes import MessageWishesForm
from programmes.personal.preferences import choose
from ui.addresses import SeeOther


class SettingsForm(MessageWishesForm):
    """The language, the size of the text, the usual channel, and a channel for each kind of message."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        help_text=gettext_lazy("Pages and messages come to you in this language."),
    )
    large_text = forms.BooleanField(
        label=gettext_lazy("Large text"),
        required=False,
        help_text=gettext_lazy("Everything on your own pages is larger, on every device."),
    )
    field_order = ("language", "large_text", "contact_channel")

    def __init__(self, *args: Any, person: Participant, user: User, **kwargs: Any) -> None:
        told = {"language": user.language, "large_text": user.large_text}
        super().__init__(*args, person=person, initial=told, **kwargs)
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, get_language_info(code)["name_local"].capitalize())
            for code, _name in django_settings.LANGUAGES
        ]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def settings(request: HttpRequest) -> HttpResponse:
    """What the person has chosen; a press keeps it."""
    time, user = time_of(request), viewer(request)
    sent = request.POST if request.method == "POST" else None
    form = SettingsForm(sent, person=time.participant, user=user)
    if sent is None or not form.is_valid():
        return own_page(request, "settings.html", time, form=form)
    told = form.cleaned_data
    choose(
        time.participant,
        by=user,
        language=told["language"],
        large_text=told["large_text"],
        contact_channel=told["contact_channel"],
        message_choices=form.message_choices(),
    )
    with override(told["language"]):
        messages.success(request, _("Saved."))
    return remember_language(SeeOther(reverse("own:settings")), told["language"])
