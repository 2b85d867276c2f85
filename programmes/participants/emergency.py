"""Whom to call if something happens: the person names somebody, and changes or takes it away at any time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from audit.services import record
from programmes.participants.models import Participation
from programmes.participants.own import current
from programmes.participants.selectors import own_participations
from programmes.participants.views import only_participants, page
from typed.meanwhile import Standing
from ui.addresses import SeeOther
from ui.phones import PhoneField
from workflow.locks import lock

OF_THE_PERSON = ("emergency_name", "emergency_phone")


class EmergencyForm(Standing):
    """A name and a telephone; both empty, and nobody is named."""

    emergency_name = forms.CharField(
        label=gettext_lazy("Name"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("For example a friend or a relative. Ask them first."),
    )
    emergency_phone = PhoneField(label=gettext_lazy("Their telephone"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("emergency_name") and not values.get("emergency_phone") and not self.errors:
            self.add_error("emergency_phone", _("Give the telephone too, or leave both empty."))
        return values


@transaction.atomic
def name_somebody(participation: Participation, *, by: User, values: dict[str, str]) -> bool:
    """Who is called if something happens is as given; answers whether it is otherwise than before."""
    person = participation.participant
    lock(person, participation)
    changed = [name for name, value in values.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, values[name])
    if changed:
        person.full_clean(exclude=["user"])
        person.save(update_fields=changed)
        record("participation.emergency_contact", participation, by=by, held=True)
    return bool(changed)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def emergency(request: HttpRequest) -> HttpResponse:
    """The person's own page of it, which says who can read it."""
    participation = current(own_participations(request.user))
    if participation is None:
        return page(request, "not_linked", None)
    person = participation.participant
    known = {name: getattr(person, name) for name in OF_THE_PERSON}
    form = EmergencyForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        changed = name_somebody(participation, by=request.user, values=form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, _("It is kept.") if changed else _("Nothing was changed."))
        return SeeOther(reverse("own:data"))
    answer = page(request, "emergency", participation, form=form)
    answer.status_code = 422 if form.errors else 200
    return answer
