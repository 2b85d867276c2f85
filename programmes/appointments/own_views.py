"""The participant's times: what is chosen, and what may be."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from programmes.appointments.forms import ChooseForm
from programmes.appointments.selectors import coming_of, open_invitation, times_for_person
from programmes.appointments.services import book, call_off
from programmes.participants.models import Participation
from programmes.participants.own import current
from programmes.participants.selectors import own_participations
from programmes.participants.states import OPEN
from programmes.participants.views import only_participants, page
from ui.addresses import SeeOther


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def index(request: HttpRequest) -> HttpResponse:
    """What the person has chosen; another is chosen with one press."""
    row = _time_of(request)
    form = ChooseForm(request.POST if request.method == "POST" else None, times=times_for_person(row))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            book(told["time"], row, by=cast(User, request.user), token=form.token_sent)
        except ValidationError as refused:
            form.add_error("time", refused.messages)
        else:
            messages.success(request, _("The time is yours."))
            return SeeOther(reverse("times:own"))
    values: dict[str, Any] = {
        "form": form,
        "coming": list(coming_of(row)),
        "invitation": open_invitation(row),
    }
    answer = page(request, "appointments/own.html", row, **values)
    answer.status_code = 422 if form.errors else 200
    return answer


@require_POST
@only_participants
def off(request: HttpRequest, reference: str) -> HttpResponse:
    """The person has called their time off."""
    found = _time_of(request).appointments.filter(reference=reference).first()
    if found is None:
        raise Http404
    try:
        call_off(found, by=cast(User, request.user))
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, _("The time is called off. You can choose another one."))
    return SeeOther(reverse("times:own"))


def _time_of(request: HttpRequest) -> Participation:
    """The person's time in the service that is open; 404 where none is."""
    row = current(own_participations(request.user))
    if row is None or row.state not in OPEN:
        raise Http404
    return row
