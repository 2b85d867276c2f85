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
from programmes.participants.codes import ContactChannel
from programmes.participants.message_kinds import KINDS, How
from programmes.participants.models import Participant
from programmes.participants.views import only_participants
from programmes.personal.frame import own_page, time_of, viewer
from programmes.personal.preferences import choose
from typed.meanwhile import Standing
from ui.addresses import SeeOther

# By which channels a person can be reached at all, and what has to be known of them for it.
NEEDS = {ContactChannel.EMAIL: "email", ContactChannel.SMS: "phone", ContactChannel.PHONE: "phone"}


class SettingsForm(Standing):
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
    contact_channel = forms.ChoiceField(
        label=gettext_lazy("How do you want to hear from us?"),
        help_text=gettext_lazy("This is how messages usually come."),
    )

    def __init__(self, *args: Any, person: Participant, user: User, **kwargs: Any) -> None:
        self.person = person
        kwargs["initial"] = {
            "language": user.language,
            "large_text": user.large_text,
            "contact_channel": person.contact_channel,
            **{f"how_{kind}": person.message_choices.get(kind, "") for kind in KINDS},
        }
        super().__init__(*args, **kwargs)
        languages = [
            (code, get_language_info(code)["name_local"].capitalize())
            for code, _name in django_settings.LANGUAGES
        ]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        self.fields["contact_channel"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in ContactChannel if self._is_known(one)
        ]
        for kind, facts in KINDS.items():
            ways = [one for one in How if facts.may_be_off or one != How.NONE]
            self.fields[f"how_{kind}"] = forms.ChoiceField(
                label=kind.label,
                required=False,
                choices=[(one.value, one.label) for one in ways if self._is_known(one)],
                help_text=facts.why,
            )

    def _is_known(self, way: Any) -> bool:
        """Whether the person can be reached that way; the one that stands is always there."""
        needed = NEEDS.get(way)
        return needed is None or bool(getattr(self.person, needed)) or way == self.person.contact_channel

    @property
    def kinds(self) -> list[Any]:
        """The field of each kind of message."""
        return [self[f"how_{kind}"] for kind in KINDS]

    def message_choices(self) -> dict[str, str]:
        """What differs from the usual, by kind."""
        told = {str(kind): self.cleaned_data[f"how_{kind}"] for kind in KINDS}
        return {kind: how for kind, how in told.items() if how}


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
