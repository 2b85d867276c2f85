"""The person's own view, and the question how well the service has helped."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from programmes.participants.models import Area, DistanceMeasure, Participation
from programmes.participants.models.own_view import HIGHEST_VIEW
from programmes.participants.views import only_participants
from programmes.personal import experience
from programmes.personal.frame import own_page, time_of, viewer
from programmes.personal.own_view import own_view, tell
from ui.addresses import SeeOther
from ui.forms import mark_at_times

NUMBERS = [(number, str(number)) for number in range(HIGHEST_VIEW + 1)]


class TenInput(forms.RadioSelect):
    """Eleven presses in a row, 0 to 10."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__(attrs={"class": "scale-ten", **(attrs or {})}, choices=choices)


def ten(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """A number from 0 to 10."""
    return forms.TypedChoiceField(
        label=label, choices=NUMBERS, coerce=int, empty_value=None, widget=TenInput, **kwargs
    )


class OwnViewForm(forms.Form):
    """How things are today, and what of it the worker may see."""

    shared = forms.MultipleChoiceField(
        label=gettext_lazy("Which of these may my worker see?"),
        choices=Area.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What you leave without a tick, only you see."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for area in Area:
            self.fields[area.value] = ten(area.label, required=False)
        self.order_fields([*Area.values, "shared"])
        mark_at_times(self, *Area.values, "shared")

    def clean(self) -> dict[str, Any]:
        """At least one area is told."""
        values = super().clean() or {}
        if not self.errors and all(values.get(area) is None for area in Area):
            self.add_error(None, _("Choose a number for at least one of these."))
        return values


class ExperienceForm(forms.Form):
    """How well the service has helped, and why."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    score = ten(
        gettext_lazy("How well has the service helped you? 0 is not at all, 10 is very well."),
        error_messages={"required": gettext_lazy("Choose a number from 0 to 10.")},
    )
    text = forms.CharField(
        label=gettext_lazy("What was good, or what should be otherwise?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Write no names. You can leave this empty."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def distance(request: HttpRequest) -> HttpResponse:
    """The person's own view over time, and today's."""
    time = time_of(request)
    measures = list(DistanceMeasure.objects.filter(participation=time))
    last = {"shared": measures[-1].shared} if measures else {}
    form = OwnViewForm(request.POST if request.method == "POST" else None, initial=last)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        values = {area.value: told[area] for area in Area}
        tell(time, by=viewer(request), values=values, shared=told["shared"])
        messages.success(request, _("Your view is kept."))
        return SeeOther(reverse("own:distance"))
    return own_page(request, "distance.html", time, form=form, view=own_view(measures))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def feedback(request: HttpRequest) -> HttpResponse:
    """The question, answered without the name; it can be put away."""
    time: Participation = time_of(request)
    if request.method == "POST" and "later" in request.POST:
        experience.put_away(time)
        return SeeOther(reverse("my:home"))
    initial = {"token": secrets.token_urlsafe(24)}
    form = ExperienceForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        experience.answer(
            time, score=told["score"], text=told["text"], language=get_language() or "fi", token=told["token"]
        )
        messages.success(request, _("Thank you for your answer. Your name is not kept with it."))
        return SeeOther(reverse("my:home"))
    return own_page(request, "feedback.html", time, form=form)
