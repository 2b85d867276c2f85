"""The frame of a person's own pages, for the pages of this slice."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import User
from programmes.participants.models import Participation
from programmes.participants.own import current
from programmes.participants.selectors import own_participations
from programmes.participants.views import page


def time_of(request: HttpRequest) -> Participation:
    """The person's time in the service; 404 for an account that no person is joined to."""
    time = current(own_participations(request.user))
    if time is None:
        raise Http404
    return time


def own_page(request: HttpRequest, template: str, time: Participation, **values: Any) -> HttpResponse:
    """The page; with a mistake in its form, told as one."""
    answer = page(request, f"personal/{template}", time, **values)
    form = values.get("form")
    answer.status_code = 422 if form is not None and form.errors else 200
    return answer


def viewer(request: HttpRequest) -> User:
    """Whoever is signed in."""
    return cast(User, request.user)
